//! What happened to payment schedules.
use crate::change::Change;
use crate::money::Money;
use crate::planning::due::Anchor;
use crate::planning::instalment::{Instalment, Terms};
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Laid {
        count: u16,
        #[serde(default)]
        total: Option<Money>,
    },
    Added {
        number: u16,
        #[serde(default)]
        amount: Option<Money>,
    },
    Changed {
        number: u16,
        terms: Box<Change<Terms>>,
    },
    Removed {
        number: u16,
        #[serde(default)]
        amount: Option<Money>,
    },
    Anchored {
        anchor: Anchor,
        day: Change<Option<Day>>,
    },
}

impl Event {
    pub(super) fn added(new: &[Instalment]) -> Self {
        let one = new.first();
        Self::Added {
            number: one.map_or(0, |one| one.number),
            amount: one.and_then(|one| one.terms.amount),
        }
    }

    /// Without what is Commercial.
    #[must_use]
    pub(in crate::planning) fn without_amounts(mut self) -> Self {
        match &mut self {
            Self::Laid { total: amount, .. }
            | Self::Added { amount, .. }
            | Self::Removed { amount, .. } => *amount = None,
            Self::Changed { terms, .. } => {
                for terms in [&mut terms.was, &mut terms.is] {
                    terms.amount = None;
                    terms.invoice = None;
                    terms.ksef = None;
                }
            }
            Self::Anchored { .. } => {}
        }
        self
    }
}
