//! The wall clock as one number: microseconds since 1970-01-01T00:00 on the firm's own clock.
//! Invariant: a day is its number since that day, so that counting needs no calendar.
use crate::time::{Day, Moment};
use chrono::Datelike;

pub(super) const MINUTE: i64 = 60 * Moment::MICROS_PER_SECOND;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;
/// The number of 1970-01-01 counted from the common era.
const EPOCH: i64 = 719_163;

pub(super) fn number(day: Day) -> i64 {
    i64::from(day.num_days_from_ce()) - EPOCH
}

/// `None` beyond the calendar.
pub(super) fn day_of(number: i64) -> Option<Day> {
    Day::from_num_days_from_ce_opt(i32::try_from(number.checked_add(EPOCH)?).ok()?)
}

/// Day and microseconds of the day.
pub(super) fn split(wall: i64) -> (i64, i64) {
    (wall.div_euclid(DAY), wall.rem_euclid(DAY))
}

/// Saturates at the ends of time.
pub(super) fn joined(number: i64, micros: i64) -> i64 {
    number.saturating_mul(DAY).saturating_add(micros)
}

/// 0 is Monday.
pub(super) fn weekday(number: i64) -> usize {
    // 1970-01-01 was a Thursday.
    usize::try_from((number.rem_euclid(7) + 3) % 7).unwrap_or_default()
}
