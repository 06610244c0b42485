//! Days as people write them. Invariant: what is written for a URL or an input is read back the
//! same; month names are never glued together, as Polish has two forms of each.
use crate::field::Field;
use crate::lang::Lang;
use crate::text;
use crate::time::{Day, Month};
use chrono::Datelike;

/// Years a typed day may have; a typing slip such as 0206 is refused.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// As in "listopad 2026".
const NOMINATIVE: [&str; 12] = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
];
/// As in "23 listopada 2026".
const GENITIVE: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads "2026-11-23", "23.11.2026", "23-11-2026" and "23/11/2026".
///
/// # Errors
/// Malformed, no such day, or a year outside `YEARS`.
pub fn parse_day(field: Field, raw: &str) -> Result<Day, text::Refusal> {
    let refused = || text::Refusal::Malformed {
        field,
        typed: text::quoted(raw),
    };
    let parts: Vec<&str> = raw.trim().split(['-', '.', '/']).collect();
    let &[first, month, last] = parts.as_slice() else {
        return Err(refused());
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let short = |part: &str| (1..=2).contains(&part.len());
    let digits = parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !digits || year.len() != 4 || !short(month) || !short(day) {
        return Err(refused());
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| refused());
    let year = i32::try_from(number(year)?).map_err(|_| refused())?;
    Day::from_ymd_opt(year, number(month)?, number(day)?)
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or_else(refused)
}

/// "2026-11-23", for URLs and date inputs.
#[must_use]
pub fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// "23.11.2026"; "23/11/2026".
#[must_use]
pub fn short(day: Day, lang: Lang) -> String {
    let sep = lang.pick('.', '/');
    format!(
        "{:02}{sep}{:02}{sep}{:04}",
        day.day(),
        day.month(),
        day.year()
    )
}

/// "23 listopada 2026"; "23 November 2026".
#[must_use]
pub fn long(day: Day, lang: Lang) -> String {
    let names = lang.pick(GENITIVE, ENGLISH);
    format!(
        "{} {} {}",
        day.day(),
        name(&names, day.month0()),
        day.year()
    )
}

/// "listopad 2026"; "November 2026".
#[must_use]
pub fn month(month: Month, lang: Lang) -> String {
    let names = lang.pick(NOMINATIVE, ENGLISH);
    format!(
        "{} {}",
        name(&names, u32::from(month.month).saturating_sub(1)),
        month.year
    )
}

/// "listopad"; "November". `month` counts from 1.
#[must_use]
pub fn month_name(month: u8, lang: Lang) -> &'static str {
    name(
        &lang.pick(NOMINATIVE, ENGLISH),
        u32::from(month).saturating_sub(1),
    )
}

/// "poniedziałek"; "Monday". `place` counts from 0, a Monday.
#[must_use]
pub fn weekday(place: usize, lang: Lang) -> &'static str {
    let names = lang.pick(
        [
            "poniedziałek",
            "wtorek",
            "środa",
            "czwartek",
            "piątek",
            "sobota",
            "niedziela",
        ],
        [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    );
    names.get(place).copied().unwrap_or_default()
}

/// "pt., 25.12.2026"; "Fri, 25/12/2026".
#[must_use]
pub fn with_weekday(day: Day, lang: Lang) -> String {
    let names = lang.pick(
        ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    );
    let place = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
    let name = names.get(place).copied().unwrap_or_default();
    format!("{name}, {}", short(day, lang))
}

fn name(names: &[&'static str; 12], month0: u32) -> &'static str {
    usize::try_from(month0)
        .ok()
        .and_then(|at| names.get(at))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(raw: &str) -> Result<Day, text::Refusal> {
        parse_day(Field::Opened, raw)
    }

    #[test]
    fn days_are_read_in_polish_english_and_iso_order() {
        let wanted = Day::from_ymd_opt(2026, 3, 4);
        for raw in [
            "2026-03-04",
            "04.03.2026",
            "4.3.2026",
            " 4/3/2026 ",
            "04-03-2026",
        ] {
            assert_eq!(day(raw).ok(), wanted, "{raw}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for raw in [
            "",
            "2026-02-30",
            "2026-13-01",
            "0206-01-01",
            "1.2.26",
            "+1.2.2026",
            "2026-1",
            "２.1.2026",
        ] {
            assert!(day(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn polish_months_have_two_forms() {
        let day = Day::from_ymd_opt(2026, 11, 3).unwrap();
        assert_eq!(long(day, Lang::Pl), "3 listopada 2026");
        assert_eq!(month(Month::of(day), Lang::Pl), "listopad 2026");
        assert_eq!(short(day, Lang::Pl), "03.11.2026");
        assert_eq!(short(day, Lang::En), "03/11/2026");
    }

    #[test]
    fn a_week_begins_on_monday() {
        let day = Day::from_ymd_opt(2026, 12, 25).unwrap();
        assert_eq!(with_weekday(day, Lang::Pl), "pt., 25.12.2026");
        assert_eq!(with_weekday(day, Lang::En), "Fri, 25/12/2026");
        assert_eq!(weekday(0, Lang::Pl), "poniedziałek");
        assert_eq!((weekday(6, Lang::En), weekday(7, Lang::En)), ("Sunday", ""));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(offset in 0..109_000_i64) {
            let start = Day::from_ymd_opt(1900, 1, 1).unwrap();
            let wanted = start + chrono::TimeDelta::days(offset);
            for text in [iso(wanted), short(wanted, Lang::Pl), short(wanted, Lang::En)] {
                prop_assert_eq!(day(&text), Ok(wanted));
            }
        }
    }
}
