//! Gates: what a stage asks of a deal. Invariant: a gate is data; what of it a deal lacks is a pure
//! question about the deal and whether something was noted since it came.
use crate::field::Field;
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// One thing that must be filled in or present.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Need {
    Amount,
    ExpectedClose,
    Company,
    Contact,
    NextStep,
    /// A next step with its day.
    NextStepOn,
    Source,
    Lines,
    /// A note, call or meeting since the deal came into its stage.
    Note,
    File,
    /// Of a later version, which this program cannot ask for.
    #[serde(other)]
    Later,
}

/// A set of needs, stored as a list of their names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Need>", into = "Vec<Need>")]
pub struct Needs(u16);

/// What a stage asks before a deal enters it and before it goes on from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Gate {
    /// Asked of every deal that is moved here or won here.
    #[serde(default)]
    pub enter: Needs,
    /// Asked of every deal that goes on: to a later stage, another pipeline, or to be won. Going
    /// back and losing are never held up.
    #[serde(default)]
    pub leave: Needs,
}

impl Need {
    /// What a form may offer.
    pub const ALL: [Self; 10] = [
        Self::Amount,
        Self::ExpectedClose,
        Self::Company,
        Self::Contact,
        Self::NextStep,
        Self::NextStepOn,
        Self::Source,
        Self::Lines,
        Self::Note,
        Self::File,
    ];

    /// Where it is filled in.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Amount => Field::Amount,
            Self::ExpectedClose => Field::ExpectedClose,
            Self::Company => Field::Company,
            Self::Contact => Field::Contact,
            Self::NextStep => Field::NextStep,
            Self::NextStepOn => Field::NextStepOn,
            Self::Source => Field::Source,
            Self::Lines => Field::Line,
            Self::Note | Self::Later => Field::Note,
            Self::File => Field::File,
        }
    }

    /// In a list of what is missing: "kwota", "notatka z tego etapu".
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Amount => lang.pick("kwota", "amount"),
            Self::ExpectedClose => lang.pick("przewidywane zamknięcie", "expected close"),
            Self::Company => lang.pick("kontrahent", "company"),
            Self::Contact => lang.pick("kontakt", "contact"),
            Self::NextStep => lang.pick("następny krok", "next step"),
            Self::NextStepOn => lang.pick("następny krok z terminem", "next step with its day"),
            Self::Source => lang.pick("źródło", "source"),
            Self::Lines => lang.pick("pozycje", "lines"),
            Self::Note => lang.pick("notatka z tego etapu", "note from this stage"),
            Self::File => lang.pick("plik", "file"),
            Self::Later => lang.pick("inne", "other"),
        }
    }

    fn bit(self) -> u16 {
        match Self::ALL.iter().position(|need| *need == self) {
            Some(place) => 1 << place,
            None => 0,
        }
    }
}

impl Needs {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub fn has(self, need: Need) -> bool {
        self.0 & need.bit() != 0
    }

    #[must_use]
    pub fn with(self, need: Need) -> Self {
        Self(self.0 | need.bit())
    }

    #[must_use]
    pub fn without(self, need: Need) -> Self {
        Self(self.0 & !need.bit())
    }

    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Need> {
        Need::ALL.into_iter().filter(move |need| self.has(*need))
    }

    /// "kwota, kontakt"; empty for none.
    #[must_use]
    pub fn names(self, lang: Lang) -> String {
        let names: Vec<&str> = self.iter().map(|need| need.name(lang)).collect();
        names.join(", ")
    }
}

impl FromIterator<Need> for Needs {
    fn from_iter<I: IntoIterator<Item = Need>>(needs: I) -> Self {
        needs.into_iter().fold(Self::NONE, Self::with)
    }
}

impl From<Vec<Need>> for Needs {
    fn from(needs: Vec<Need>) -> Self {
        needs.into_iter().collect()
    }
}

impl From<Needs> for Vec<Need> {
    fn from(needs: Needs) -> Self {
        needs.iter().collect()
    }
}
