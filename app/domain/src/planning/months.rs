//! Closed months. Invariant: what lies in a closed month is read and no more; a month is closed and
//! opened again by its period only.
use super::refusal::PeriodRefusal;
use crate::refusal::Refusal as Refused;
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClosedMonths(BTreeSet<Month>);

impl FromIterator<Month> for ClosedMonths {
    fn from_iter<I: IntoIterator<Item = Month>>(months: I) -> Self {
        Self(months.into_iter().collect())
    }
}

impl ClosedMonths {
    #[must_use]
    pub fn has(&self, month: Month) -> bool {
        self.0.contains(&month)
    }

    /// # Errors
    /// The month is closed.
    pub fn guard(&self, month: Month) -> Result<(), Refused> {
        if self.has(month) {
            Err(PeriodRefusal::Closed.into())
        } else {
            Ok(())
        }
    }

    /// # Errors
    /// The day's month is closed; no day lies in none.
    pub fn guard_day(&self, day: Option<Day>) -> Result<(), Refused> {
        day.map_or(Ok(()), |day| self.guard(Month::of(day)))
    }
}
