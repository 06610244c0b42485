//! What happened to sheets.
use crate::id::PersonId;
use crate::money::Sums;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Opened {
        edition: u16,
        #[serde(default)]
        due: Option<Day>,
    },
    Submitted {
        /// Empty where the reader may not see amounts.
        #[serde(default)]
        up: Sums,
        #[serde(default)]
        open_lines: u64,
        #[serde(default)]
        late: bool,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Agreed {
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Returned {
        reason: String,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    ReopeningAsked {
        reason: String,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Reopened {
        edition: u16,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
}

impl Event {
    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        if let Self::Submitted { up, .. } = &mut self {
            *up = Sums::default();
        }
        self
    }
}
