//! The small values of a filter.
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// From and to, both included; either may be open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Range<T> {
    pub from: Option<T>,
    pub to: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
        }
    }
}

impl<T: PartialOrd + Copy> Range<T> {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Nothing is inside only an open range.
    #[must_use]
    pub fn holds(&self, value: Option<T>) -> bool {
        match value {
            None => self.is_open(),
            Some(value) => {
                self.from.is_none_or(|from| from <= value) && self.to.is_none_or(|to| value <= to)
            }
        }
    }

    /// The bounds in order, when they were typed the wrong way round.
    #[must_use]
    pub fn ordered(self) -> Self {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => Self {
                from: self.to,
                to: self.from,
            },
            _ => self,
        }
    }
}

/// Why a deal needs the head's attention.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AttentionKind {
    NoNextStep,
    LateStep,
    PastClose,
}

#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum SortKey {
    #[default]
    Newest,
    Updated,
    Title,
    Company,
    Amount,
    Close,
    Stage,
    Owner,
    Group,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Direction {
    Up,
    Down,
}

/// How the deals of a filter are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Layout {
    #[default]
    List,
    Board,
}

impl Direction {
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    /// The value of `aria-sort`.
    #[must_use]
    pub fn aria(self) -> &'static str {
        match self {
            Self::Up => "ascending",
            Self::Down => "descending",
        }
    }
}

impl SortKey {
    pub const ALL: [Self; 9] = [
        Self::Newest,
        Self::Updated,
        Self::Title,
        Self::Company,
        Self::Amount,
        Self::Close,
        Self::Stage,
        Self::Owner,
        Self::Group,
    ];

    /// The direction one expects first: the newest and the largest, else from A or the earliest.
    #[must_use]
    pub fn natural(self) -> Direction {
        match self {
            Self::Newest | Self::Updated | Self::Amount => Direction::Down,
            Self::Title | Self::Company | Self::Close | Self::Stage | Self::Owner | Self::Group => {
                Direction::Up
            }
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Updated => "updated",
            Self::Title => "title",
            Self::Company => "company",
            Self::Amount => "amount",
            Self::Close => "close",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Group => "group",
        }
    }

    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Newest => lang.pick("Utworzenie", "Created"),
            Self::Updated => lang.pick("Ostatnia zmiana", "Last change"),
            Self::Title => lang.pick("Tytuł", "Title"),
            Self::Company => lang.pick("Kontrahent", "Company"),
            Self::Amount => lang.pick("Kwota", "Amount"),
            Self::Close => lang.pick("Przewidywane zamknięcie", "Expected close"),
            Self::Stage => lang.pick("Etap", "Stage"),
            Self::Owner => lang.pick("Opiekun", "Owner"),
            Self::Group => lang.pick("Grupa sprzedaży", "Sales group"),
        }
    }
}

impl AttentionKind {
    pub const ALL: [Self; 3] = [Self::NoNextStep, Self::LateStep, Self::PastClose];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoNextStep => "no-step",
            Self::LateStep => "late-step",
            Self::PastClose => "past-close",
        }
    }

    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::NoNextStep => lang.pick("Bez następnego kroku", "No next step"),
            Self::LateStep => lang.pick("Krok po terminie", "Step overdue"),
            Self::PastClose => lang.pick("Po dacie zamknięcia", "Past expected close"),
        }
    }
}
