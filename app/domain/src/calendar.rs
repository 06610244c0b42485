//! The firm's working calendar: hours of each weekday, public holidays, own days off and own
//! working days. Invariants: at least one weekday is worked, so every deadline comes; asking over
//! centuries looks at holidays and own days, never at day after day.
mod change;
mod counting;
mod holidays;
mod refusal;
mod wall;

pub use change::CalendarChanges;
pub use holidays::{Holiday, easter, polish};
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;

use crate::lang::Lang;
use crate::time::{Day, Moment};
use crate::zone::Zone;
use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Calendar {
    #[serde(default)]
    pub week: Week,
    #[serde(default)]
    pub holidays: Holidays,
    /// Own days off and own working days; each goes before the week and the holidays.
    #[serde(default)]
    pub own: BTreeMap<Day, OwnDay>,
    /// The firm's, which keeps it; see `in_zone`.
    #[serde(skip)]
    pub zone: Zone,
}

/// Hours of every weekday, Monday first; `None` is a day off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub [Option<Hours>; 7]);

/// Minutes after midnight, by the wall clock; `to` is not included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hours {
    pub from: u16,
    pub to: u16,
}

/// Whose public holidays the firm keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Holidays {
    #[default]
    Poland,
    /// Only own days off; also stands for a country of a later version.
    #[serde(other)]
    None,
}

/// A day on which the firm differs from its week.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnDay {
    pub name: String,
    /// `None`: a day off.
    #[serde(default)]
    pub hours: Option<Hours>,
}

impl Default for Week {
    /// Monday to Friday from eight to four.
    fn default() -> Self {
        let day = Some(Hours::new(8 * 60, 16 * 60));
        Self([day, day, day, day, day, None, None])
    }
}

impl Week {
    #[must_use]
    pub fn of(self, weekday: Weekday) -> Option<Hours> {
        let place = usize::try_from(weekday.num_days_from_monday()).unwrap_or_default();
        self.0.get(place).copied().flatten()
    }
}

impl Hours {
    #[must_use]
    pub const fn new(from: u16, to: u16) -> Self {
        Self { from, to }
    }

    #[must_use]
    pub fn minutes(self) -> u16 {
        self.to.saturating_sub(self.from)
    }

    fn is_sound(self) -> bool {
        self.from < self.to && self.to <= 24 * 60
    }
}

impl Calendar {
    /// The calendar by the clock of this zone.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// When the firm works on this day; `None` on a day off.
    #[must_use]
    pub fn hours(&self, day: Day) -> Option<Hours> {
        match self.own.get(&day) {
            Some(own) => own.hours,
            None if self.is_holiday(day) => None,
            None => self.week.of(day.weekday()),
        }
    }

    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        self.hours(day).is_some()
    }

    /// Why a day that the week works is off, or what an own working day is called.
    #[must_use]
    pub fn name(&self, day: Day, lang: Lang) -> Option<String> {
        if let Some(own) = self.own.get(&day) {
            return Some(own.name.clone());
        }
        let found = self
            .holidays_of(day.year())
            .find(|holiday| holiday.day == day);
        found.map(|holiday| holiday.name(lang).to_owned())
    }

    /// The day on the firm's wall clock; `None` beyond the calendar.
    #[must_use]
    pub fn day(&self, moment: Moment) -> Option<Day> {
        self.zone.day(moment)
    }

    /// The first moment of a day on the firm's wall clock.
    #[must_use]
    pub fn start(&self, day: Day) -> Moment {
        wall::moment(self.zone, wall::joined(wall::number(day), 0))
    }

    /// When the firm's wall clock shows so many minutes after midnight of this day.
    #[must_use]
    pub fn at(&self, day: Day, minutes: u16) -> Moment {
        let time = i64::from(minutes) * wall::MINUTE;
        wall::moment(self.zone, wall::joined(wall::number(day), time))
    }

    fn is_holiday(&self, day: Day) -> bool {
        self.holidays_of(day.year())
            .any(|holiday| holiday.day == day)
    }

    fn holidays_of(&self, year: i32) -> impl Iterator<Item = Holiday> {
        let kept = self.holidays == Holidays::Poland && holidays::YEARS.contains(&year);
        kept.then(|| polish(year)).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests;
