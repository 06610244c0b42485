//! What happened to verdicts.
use super::Ruling;
use crate::change::Change;
use crate::id::{InstalmentId, PersonId};
use crate::planning::ladder::Level;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Given {
        line: InstalmentId,
        level: Level,
        ruling: Ruling,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Changed {
        line: InstalmentId,
        level: Level,
        ruling: Change<Ruling>,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Commented {
        line: InstalmentId,
        level: Level,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
}

impl Event {
    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        match &mut self {
            Self::Given { ruling, .. } => ruling.amount = None,
            Self::Changed { ruling, .. } => {
                ruling.was.amount = None;
                ruling.is.amount = None;
            }
            Self::Commented { .. } => {}
        }
        self
    }
}
