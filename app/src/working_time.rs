//! `/working-time`: when the firm works: hours of each weekday, public holidays, own days. Invariant:
//! each part is a form of its own, so that editors of different parts both succeed.
pub mod api;
mod clock;
pub mod page;
mod texts;

pub use page::WorkingTimePage;

use domain::calendar::Hours;
use domain::time::Day;
use serde::{Deserialize, Serialize};

/// The calendar as the page shows it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkingTime {
    /// Monday first.
    pub week: [Option<Hours>; 7],
    /// Whether the firm keeps Poland's public holidays.
    pub holidays: bool,
    /// From today on for a year: day and name.
    pub coming: Vec<(Day, String)>,
    /// The nearest first, then those of the past.
    pub own: Vec<Own>,
}

/// A day on which the firm differs from its week.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Own {
    pub day: Day,
    pub name: String,
    /// None on a day off.
    pub hours: Option<Hours>,
    pub past: bool,
}
