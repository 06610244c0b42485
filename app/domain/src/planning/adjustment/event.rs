//! What happened to adjustments.
use crate::id::PersonId;
use crate::money::Money;
use crate::planning::quota::Holder;
use crate::time::Month;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Made {
        holder: Holder,
        month: Month,
        #[serde(default)]
        delta: Option<Money>,
        reason: String,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
    Withdrawn {
        holder: Holder,
        month: Month,
        #[serde(default)]
        instead_of: Option<PersonId>,
    },
}

impl Event {
    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        if let Self::Made { delta, .. } = &mut self {
            *delta = None;
        }
        self
    }
}
