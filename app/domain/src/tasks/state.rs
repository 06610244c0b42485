//! The words of an assignment's life. Invariant: the value of each in forms and indexes stays.
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum State {
    New,
    Seen,
    InProgress,
    Done,
    Accepted,
    /// Given back by the controller: a new attempt.
    Returned,
    CannotDo,
    Cancelled,
}

/// In whose hands it is: the assignee's, somebody's who has to decide, nobody's any more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Phase {
    Todo,
    Waiting,
    Closed,
}

#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}

impl State {
    pub const EVERY: [Self; 8] = [
        Self::New,
        Self::Seen,
        Self::InProgress,
        Self::Done,
        Self::Accepted,
        Self::Returned,
        Self::CannotDo,
        Self::Cancelled,
    ];

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::New => lang.pick("nowe", "new"),
            Self::Seen => lang.pick("przeczytane", "seen"),
            Self::InProgress => lang.pick("w toku", "in progress"),
            Self::Done => lang.pick("wykonane", "done"),
            Self::Accepted => lang.pick("odebrane", "accepted"),
            Self::Returned => lang.pick("zwrócone", "returned"),
            Self::CannotDo => lang.pick("niewykonalne", "cannot be done"),
            Self::Cancelled => lang.pick("anulowane", "cancelled"),
        }
    }
}

impl Phase {
    pub const EVERY: [Self; 3] = [Self::Todo, Self::Waiting, Self::Closed];
}

impl Priority {
    pub const EVERY: [Self; 3] = [Self::Low, Self::Normal, Self::High];

    /// The value in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Low => lang.pick("niski", "low"),
            Self::Normal => lang.pick("zwykły", "normal"),
            Self::High => lang.pick("wysoki", "high"),
        }
    }
}
