//! Counting working days and working time. Invariants: what lies between adds up over any split;
//! adding finds the first moment by which that much was worked; both look at whole weeks, at the
//! holidays of the years passed and at own days, never at day after day.
use super::wall::{self, MINUTE};
use super::{Calendar, Hours};
use crate::time::{Day, Moment};
use chrono::{Datelike, TimeDelta};

/// How much a day counts.
type Weight = fn(Option<Hours>) -> i64;

fn one(hours: Option<Hours>) -> i64 {
    i64::from(hours.is_some())
}

fn minutes(hours: Option<Hours>) -> i64 {
    hours.map_or(0, |hours| i64::from(hours.minutes()))
}

impl Calendar {
    /// Working days after `from`, up to and with `to`: none from a day to itself, one from Friday
    /// to Monday. Negative when `to` comes first.
    #[must_use]
    pub fn working_days_between(&self, from: Day, to: Day) -> i64 {
        let (from, to) = (wall::number(from), wall::number(to));
        self.sum(from.saturating_add(1), to.saturating_add(1), one)
    }

    /// The working day so many working days later, or earlier when negative; the day itself for
    /// none. `None` beyond the calendar.
    #[must_use]
    pub fn add_working_days(&self, day: Day, days: i64) -> Option<Day> {
        let number = wall::number(day);
        match days {
            0 => Some(day),
            1.. => wall::day_of(self.forward(number + 1, days, one)?),
            _ => wall::day_of(self.backward(number, days.checked_neg()?, one)?),
        }
    }

    /// Working time from one moment to another, by the wall clock; negative when `to` is earlier.
    #[must_use]
    pub fn working_time_between(&self, from: Moment, to: Moment) -> TimeDelta {
        let (from, to) = (
            wall::split(wall::of(self.zone, from)),
            wall::split(wall::of(self.zone, to)),
        );
        let whole = i128::from(self.sum(from.0, to.0, minutes)) * i128::from(MINUTE);
        let rest = i128::from(self.worked(to)) - i128::from(self.worked(from));
        let end = if whole < 0 { i64::MIN } else { i64::MAX };
        TimeDelta::microseconds(i64::try_from(whole + rest).unwrap_or(end))
    }

    /// The first moment by which so much was worked; when negative, from which on so much was.
    /// The moment itself for none; `None` beyond the calendar.
    #[must_use]
    pub fn add_working_time(&self, moment: Moment, time: TimeDelta) -> Option<Moment> {
        let time = time.num_microseconds()?;
        let at = wall::split(wall::of(self.zone, moment));
        let needed = self.worked(at).checked_add(time)?;
        let (day, worked) = match time {
            0 => return Some(moment),
            1.. => {
                let last = self.forward(at.0, minutes_up(needed), minutes)?;
                let before = self.sum(at.0, last, minutes).checked_mul(MINUTE)?;
                (last, needed.checked_sub(before)?)
            }
            _ if needed >= 0 => (at.0, needed),
            _ => {
                let first = self.backward(at.0, minutes_up(needed.checked_neg()?), minutes)?;
                let whole = self.sum(first, at.0, minutes).checked_mul(MINUTE)?;
                (first, whole.checked_add(needed)?)
            }
        };
        let hours = self.hours_of(day)?;
        let wall = wall::joined(day, i64::from(hours.from) * MINUTE + worked);
        Some(wall::moment(self.zone, wall))
    }

    /// Microseconds worked on this day before this time of it.
    fn worked(&self, (day, time): (i64, i64)) -> i64 {
        let Some(hours) = self.hours_of(day) else {
            return 0;
        };
        let since = time - i64::from(hours.from) * MINUTE;
        since.clamp(0, i64::from(hours.minutes()) * MINUTE)
    }

    fn hours_of(&self, number: i64) -> Option<Hours> {
        match wall::day_of(number) {
            Some(day) => self.hours(day),
            None => self.week_of(number),
        }
    }

    fn week_of(&self, number: i64) -> Option<Hours> {
        self.week.0.get(wall::weekday(number)).copied().flatten()
    }

    /// The weight of all days from `from` to before `to`; negative the other way round.
    fn sum(&self, from: i64, to: i64, weight: Weight) -> i64 {
        if to < from {
            return -self.sum(to, from, weight);
        }
        let (weeks, rest) = ((to - from) / 7, (to - from) % 7);
        let of_week: i64 = self.week.0.iter().map(|hours| weight(*hours)).sum();
        let of_rest: i64 = (to - rest..to).map(|day| weight(self.week_of(day))).sum();
        weeks * of_week + of_rest + self.differences(from, to, weight)
    }

    /// What holidays and own days of the stretch change.
    fn differences(&self, from: i64, to: i64, weight: Weight) -> i64 {
        let first = wall::day_of(from).unwrap_or(if from < 0 { Day::MIN } else { Day::MAX });
        let last = wall::day_of(to - 1).unwrap_or(if to < 0 { Day::MIN } else { Day::MAX });
        if last < first || to <= from {
            return 0;
        }
        let years = super::holidays::YEARS;
        let years = first.year().max(*years.start())..=last.year().min(*years.end());
        let holidays = years
            .flat_map(|year| self.holidays_of(year))
            .map(|holiday| holiday.day);
        let inside = holidays.filter(|day| (first..=last).contains(day));
        let lost: i64 = inside.map(|day| weight(self.week.of(day.weekday()))).sum();
        let own = self.own.range(first..=last).map(|(day, own)| {
            let usual = self
                .week
                .of(day.weekday())
                .filter(|_| !self.is_holiday(*day));
            weight(own.hours) - weight(usual)
        });
        own.sum::<i64>() - lost
    }

    /// The first day from `from` on by whose end the weight reaches `wanted`, which is above 0.
    fn forward(&self, from: i64, wanted: i64, weight: Weight) -> Option<i64> {
        let most = wall::number(Day::MAX) - from + 1;
        let days = least(most, |days| self.sum(from, from + days, weight) >= wanted)?;
        Some(from + days - 1)
    }

    /// The last day before `to` from which on the weight until `to` reaches `wanted`, above 0.
    fn backward(&self, to: i64, wanted: i64, weight: Weight) -> Option<i64> {
        let most = to - wall::number(Day::MIN);
        let days = least(most, |days| self.sum(to - days, to, weight) >= wanted)?;
        Some(to - days)
    }
}

/// The least number from 1 to `most` that is enough, where more than enough is enough, too: found by
/// ever longer steps and then by halves, so that the cost follows the answer and not `most`.
fn least(most: i64, enough: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut short, mut found) = (0, 8.min(most));
    while found > short && !enough(found) {
        (short, found) = (found, found.saturating_mul(2).min(most));
    }
    if found <= short {
        return None;
    }
    while found - short > 1 {
        let middle = short + (found - short) / 2;
        if enough(middle) {
            found = middle;
        } else {
            short = middle;
        }
    }
    Some(found)
}

/// Whole minutes that hold so many microseconds, which are above 0.
fn minutes_up(micros: i64) -> i64 {
    micros / MINUTE + i64::from(micros % MINUTE > 0)
}
