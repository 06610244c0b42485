//! What happened to periods of the plan.
use crate::change::Change;
use crate::id::PersonId;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    WindowSet(Change<Option<Day>>),
    RuleSet {
        number: u16,
    },
    Closed {
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    ReopeningAsked {
        reason: String,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Reopened {
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
}
