//! What happened to receipts.
use super::ReceiptFacts;
use crate::change::Change;
use crate::id::{CompanyId, InstalmentId};
use crate::money::Money;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Recorded {
        on: Day,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        payer: Option<CompanyId>,
    },
    Allocated {
        to: InstalmentId,
        #[serde(default)]
        amount: Option<Money>,
    },
    Released {
        to: InstalmentId,
        #[serde(default)]
        amount: Option<Money>,
    },
    GivenBack {
        on: Day,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        from: Option<InstalmentId>,
        reason: String,
    },
    Corrected(Box<Change<ReceiptFacts>>),
    Deleted,
    Restored,
}

impl Event {
    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        match &mut self {
            Self::Recorded { amount, .. }
            | Self::Allocated { amount, .. }
            | Self::Released { amount, .. }
            | Self::GivenBack { amount, .. } => *amount = None,
            Self::Corrected(change) => {
                for facts in [&mut change.was, &mut change.is] {
                    facts.amount = None;
                    facts.document = None;
                }
            }
            Self::Deleted | Self::Restored => {}
        }
        self
    }
}
