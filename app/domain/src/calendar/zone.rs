//! What the wall clock of the firm shows. Invariant: it never runs backwards: an hour that the
//! clocks repeat stands still once, an hour that they skip is jumped over, so that working time
//! between two moments always adds up. No table of zones travels to the browser.
use super::wall::MINUTE;
use crate::time::{Day, Moment};
use chrono::{DateTime, Datelike, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// The rule by which a clock differs from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Zone {
    /// Minutes east, all the year.
    Fixed(i16),
    /// Minutes east in winter, an hour more in summer: from the last Sunday of March to the last
    /// of October, both at 01:00 UTC (directive 2000/84/EC; used for other years too).
    European(i16),
}

const HOUR: i64 = 60 * MINUTE;

impl Default for Zone {
    /// The clock of Poland.
    fn default() -> Self {
        Self::European(60)
    }
}

impl Zone {
    /// What the wall clock shows, in microseconds since 1970 on that clock.
    pub(super) fn wall(self, moment: Moment) -> i64 {
        let utc = moment.0;
        match self {
            Self::Fixed(minutes) => shifted(utc, minutes),
            Self::European(minutes) if is_summer(utc) => shifted(utc.saturating_add(HOUR), minutes),
            // In the hour that is repeated the clock waits for itself.
            Self::European(minutes) => match autumn_before(utc) {
                Some(since) if since < HOUR => shifted(utc + HOUR - since, minutes),
                _ => shifted(utc, minutes),
            },
        }
    }

    /// The first moment at which the wall clock shows at least this.
    pub(super) fn moment(self, wall: i64) -> Moment {
        match self {
            Self::Fixed(minutes) => Moment(shifted(wall, minutes.saturating_neg())),
            Self::European(minutes) => {
                let winter = Moment(shifted(wall, minutes.saturating_neg()));
                let summer = Moment(winter.0.saturating_sub(HOUR));
                if self.wall(summer) >= wall {
                    summer
                } else if self.wall(winter) > wall {
                    // Jumped over; clocks change on the hour.
                    Moment(winter.0.div_euclid(HOUR).saturating_mul(HOUR))
                } else {
                    winter
                }
            }
        }
    }
}

fn shifted(micros: i64, minutes: i16) -> i64 {
    micros.saturating_add(i64::from(minutes) * MINUTE)
}

fn is_summer(utc: i64) -> bool {
    let Some((spring, autumn)) = changes(utc) else {
        return false;
    };
    (spring..autumn).contains(&utc)
}

/// Microseconds since the clocks went back this year.
fn autumn_before(utc: i64) -> Option<i64> {
    let (_, autumn) = changes(utc)?;
    utc.checked_sub(autumn).filter(|since| *since >= 0)
}

fn changes(utc: i64) -> Option<(i64, i64)> {
    let year = DateTime::from_timestamp_micros(utc)?.year();
    Some((last_sunday(year, 3)?, last_sunday(year, 10)?))
}

/// 01:00 UTC of it; March and October have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<i64> {
    let last = Day::from_ymd_opt(year, month, 31)?;
    let past = last.weekday().days_since(Weekday::Sun);
    let sunday = last.checked_sub_signed(TimeDelta::days(i64::from(past)))?;
    Some(sunday.and_hms_opt(1, 0, 0)?.and_utc().timestamp_micros())
}
