//! What happened to quotas: another version was set.
use super::Holder;
use crate::change::Change;
use crate::id::PersonId;
use crate::money::Money;
use crate::time::Month;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    pub holder: Holder,
    pub month: Month,
    /// Both empty where the reader may not see amounts.
    pub amount: Change<Option<Money>>,
    #[serde(default)]
    pub instead_of: Option<PersonId>,
}

impl Event {
    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        self.amount = Change::new(None, None);
        self
    }
}
