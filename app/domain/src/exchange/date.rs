//! Days in cells: which part is the month, and the reading. Invariant: one order per column, told
//! with the number of cells that decided it; a cell that does not fit is refused, never swapped.
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// The order of the three parts. Any of `.`, `/`, `-` may stand between them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum DateOrder {
    /// 2026-11-23, 2026/11/23, 2026.11.23.
    #[default]
    YearMonthDay,
    /// 23.11.2026, 23/11/2026.
    DayMonthYear,
    /// 11/23/2026.
    MonthDayYear,
}

/// What a column's days say about their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DateGuess {
    pub order: DateOrder,
    /// Cells that allow only this order.
    pub decided_by: u64,
    /// Cells that allow only another order; they will be refused.
    pub against: u64,
    /// Cells that more than one order allows, with different days: `3/4/2026`.
    pub ambiguous: u64,
}

impl DateOrder {
    pub const ALL: [Self; 3] = [Self::YearMonthDay, Self::DayMonthYear, Self::MonthDayYear];

    /// The pattern as it is shown to users.
    #[must_use]
    pub fn pattern(self) -> &'static str {
        match self {
            Self::YearMonthDay => "2026-11-23",
            Self::DayMonthYear => "23.11.2026",
            Self::MonthDayYear => "11/23/2026",
        }
    }
}

impl DateGuess {
    /// Whether the file alone cannot tell: the user should look.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous > 0 && self.decided_by == 0 || self.against > 0
    }
}

/// Reads a day by the column's order. A time after the day is passed over; a year of two digits is
/// of this century. `None` when the cell is no day by that order, or outside 1900–2199.
#[must_use]
pub fn read_day(cell: &str, order: DateOrder) -> Option<Day> {
    let [one, two, three] = parts(cell)?;
    let (year, month, day) = match order {
        DateOrder::YearMonthDay => (one, two, three),
        DateOrder::DayMonthYear => (three, two, one),
        DateOrder::MonthDayYear => (three, one, two),
    };
    let full = match year.len() {
        4 => year.parse().ok()?,
        2 if order != DateOrder::YearMonthDay => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    if !(1900..=2199).contains(&full) || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Day::from_ymd_opt(full, month.parse().ok()?, day.parse().ok()?)
}

/// Weighs all cells of a column; cells that are no day in any order are passed over.
/// Undecided slashes and points read as day first, as in Poland and most of Europe.
#[must_use]
pub fn guess_dates<'a>(cells: impl Iterator<Item = &'a str>) -> DateGuess {
    let mut only = [0_u64; 3];
    let mut ambiguous = 0;
    for cell in cells {
        let read = DateOrder::ALL.map(|order| read_day(cell, order));
        let mut fitting = (0..3).filter(|&at| read[at].is_some());
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => only[at] += 1,
            // 5.5.2026 reads the same in both orders and decides nothing.
            (Some(at), Some(other)) if read[at] != read[other] => ambiguous += 1,
            _ => {}
        }
    }
    let best = (0..3).max_by_key(|&at| (only[at], at == 1)).unwrap_or(1);
    let decided_by = only[best];
    DateGuess {
        order: DateOrder::ALL[best],
        decided_by,
        against: only.iter().sum::<u64>() - decided_by,
        ambiguous,
    }
}

/// The three runs of digits of the day at the start of a cell.
fn parts(cell: &str) -> Option<[&str; 3]> {
    let cell = cell.trim();
    let end = cell
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/' | '-'))
        .unwrap_or(cell.len());
    let (day, rest) = cell.split_at(end);
    if !is_time(rest) {
        return None;
    }
    // "23.11.2026 r." is how officials write a year.
    let sign = day.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = day.split(sign);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let plain = three
        .iter()
        .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (plain && parts.next().is_none()).then_some(three)
}

/// Nothing, `r.`, or a time of day as spreadsheets and databases write it.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['T', ' ']);
    let time = |c: char| {
        c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' ' | 'A' | 'P' | 'M')
    };
    rest.is_empty()
        || rest == "r."
        || (rest.contains(':')
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Option<Day> {
        Day::from_ymd_opt(year, month, day)
    }

    #[test]
    fn the_columns_order_decides_which_part_is_the_month() {
        assert_eq!(
            read_day("3/4/2026", DateOrder::DayMonthYear),
            day(2026, 4, 3)
        );
        assert_eq!(
            read_day("3/4/2026", DateOrder::MonthDayYear),
            day(2026, 3, 4)
        );
        assert_eq!(
            read_day("23.11.2026 r.", DateOrder::DayMonthYear),
            day(2026, 11, 23)
        );
        assert_eq!(
            read_day("2026-11-23T10:00:00Z", DateOrder::YearMonthDay),
            day(2026, 11, 23)
        );
        assert_eq!(read_day("1.2.26", DateOrder::DayMonthYear), day(2026, 2, 1));
        for wrong in [
            "",
            "30.2.2026",
            "1.2",
            "1.2.3.4",
            "1/2-2026",
            "2026-11-23 x",
            "99999.1.1",
            "1.1.0026",
        ] {
            for order in DateOrder::ALL {
                assert_eq!(read_day(wrong, order), None, "{wrong}");
            }
        }
    }

    #[test]
    fn one_day_beyond_the_twelfth_decides_the_column() {
        let american = guess_dates(["3/1/2017", "3/9/2017", "10/20/2016", "5/5/2017"].into_iter());
        assert_eq!(
            american,
            DateGuess {
                order: DateOrder::MonthDayYear,
                decided_by: 1,
                against: 0,
                ambiguous: 2
            }
        );
        assert!(!american.is_ambiguous());
        let undecided = guess_dates(["3/1/2017", "5/5/2017"].into_iter());
        assert_eq!(
            (undecided.order, undecided.is_ambiguous()),
            (DateOrder::DayMonthYear, true)
        );
        let mixed = guess_dates(["13/1/2017", "14/1/2017", "1/13/2017"].into_iter());
        assert_eq!(
            (mixed.order, mixed.against, mixed.is_ambiguous()),
            (DateOrder::DayMonthYear, 1, true)
        );
    }

    proptest! {
        #[test]
        fn no_cell_breaks_the_reader(cell in ".{0,30}") {
            let _ = guess_dates([cell.as_str()].into_iter());
        }

        #[test]
        fn what_is_written_in_an_order_is_read_in_it(days in 0_i64..73_000) {
            let Some(written) = day(1950, 1, 1).and_then(|d| d.checked_add_signed(chrono::TimeDelta::days(days))) else { return Ok(()) };
            prop_assert_eq!(read_day(&written.to_string(), DateOrder::YearMonthDay), Some(written));
            use chrono::Datelike;
            let (d, m, y) = (written.day(), written.month(), written.year());
            prop_assert_eq!(read_day(&format!("{m}/{d}/{y}"), DateOrder::MonthDayYear), Some(written));
            prop_assert_eq!(read_day(&format!("{d:02}.{m:02}.{y}"), DateOrder::DayMonthYear), Some(written));
        }
    }
}
