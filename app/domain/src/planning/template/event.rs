//! What happened to templates of payment schedules.
use crate::change::Change;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created {
        name: String,
    },
    /// Its name or its portions.
    Changed {
        name: Change<String>,
    },
    Archived {
        name: String,
    },
    Restored {
        name: String,
    },
}
