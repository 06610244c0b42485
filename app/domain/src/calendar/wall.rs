//! The wall clock as one number: microseconds since 1970-01-01T00:00 on the firm's own clock.
//! Invariants: a day is its number since that day, so that counting needs no calendar; the clock
//! never runs backwards: an hour that is repeated stands still once, an hour that is skipped is
//! jumped over, so that working time between two moments always adds up.
use crate::time::{Day, Moment};
use crate::zone::Zone;
use chrono::Datelike;

pub(super) const MINUTE: i64 = 60 * Moment::MICROS_PER_SECOND;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;
const HOUR: i64 = 60 * MINUTE;

/// What the wall clock shows.
pub(super) fn of(zone: Zone, moment: Moment) -> i64 {
    let now = zone.minutes_at(moment);
    let before = zone.minutes_at(Moment(moment.0.saturating_sub(HOUR)));
    if before > now {
        // The clocks went back within this hour, and on the hour: they wait for themselves.
        shifted(full_hour(moment.0), before)
    } else {
        shifted(moment.0, now)
    }
}

/// The first moment at which the wall clock shows at least this.
pub(super) fn moment(zone: Zone, wall: i64) -> Moment {
    let winter = Moment(shifted(wall, -zone.winter_minutes()));
    let summer = Moment(winter.0.saturating_sub(HOUR));
    if of(zone, summer) >= wall {
        summer
    } else if of(zone, winter) > wall {
        // Jumped over.
        Moment(full_hour(winter.0))
    } else {
        winter
    }
}

fn shifted(micros: i64, minutes: i64) -> i64 {
    micros.saturating_add(minutes * MINUTE)
}

fn full_hour(micros: i64) -> i64 {
    micros.div_euclid(HOUR).saturating_mul(HOUR)
}

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
