//! Moments and days. Invariant: the domain never asks what time it is; every command is told.
use chrono::{DateTime, Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// A calendar day without a zone.
pub type Day = NaiveDate;

/// A calendar month, for periods of plans and cells of sums.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Month {
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
}

impl Moment {
    pub const MICROS_PER_SECOND: i64 = 1_000_000;

    /// The moment `seconds` later; saturates at the ends of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(seconds.saturating_mul(Self::MICROS_PER_SECOND)),
        )
    }

    /// The UTC day of this moment; `None` outside chrono's range.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        DateTime::from_timestamp_micros(self.0).map(|moment| moment.date_naive())
    }
}

impl Month {
    #[must_use]
    pub fn of(day: Day) -> Self {
        // `month()` is 1..=12 by chrono's contract; the fallback keeps the function total.
        Self {
            year: day.year(),
            month: u8::try_from(day.month()).unwrap_or(1),
        }
    }
}
