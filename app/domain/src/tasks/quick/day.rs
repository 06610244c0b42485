//! The day in a typed line. Invariant: a day of the week is the next one, never today; a day and
//! month without a year is the next such day.
use crate::time::Day;
use chrono::{Datelike, Days, Months, Weekday};

/// Words that may stand before a day and belong to it.
const BEFORE: [&str; 10] = [
    "w", "we", "do", "na", "przed", "od", "on", "by", "until", "next",
];

/// The day these words begin with, and how many of them say it.
pub(super) fn read(words: &[&str], today: Day) -> Option<(Day, usize)> {
    if let Some(found) = distance(words, today) {
        return Some(found);
    }
    let [first, rest @ ..] = words else {
        return None;
    };
    if BEFORE.contains(first) {
        // Short names of days are words of their own; only behind such a word they are days.
        let short = rest.first().and_then(|word| short_weekday(word));
        if let Some(day) = short.and_then(|weekday| next(weekday, today)) {
            return Some((day, 2));
        }
        return plainly(rest, today).map(|(day, taken)| (day, taken + 1));
    }
    plainly(words, today)
}

fn plainly(words: &[&str], today: Day) -> Option<(Day, usize)> {
    let [first, rest @ ..] = words else {
        return None;
    };
    let one = match *first {
        "dzis" | "dzisiaj" | "today" => Some(today),
        "jutro" | "jutra" | "tomorrow" => today.succ_opt(),
        "pojutrze" | "pojutrza" => today.checked_add_days(Days::new(2)),
        word => match weekday(word) {
            Some(weekday) => next(weekday, today),
            None => date(word, today),
        },
    };
    if let Some(day) = one {
        return Some((day, 1));
    }
    // "24 listopada", "24 November", "November 24".
    let second = rest.first()?;
    let pair = [(*first, *second), (*second, *first)];
    let (number, month) = pair
        .into_iter()
        .find_map(|(number, name)| Some((day_number(number)?, month(name)?)))?;
    Some((coming(number, month, today)?, 2))
}

/// "za 3 dni", "za tydzień", "in 2 weeks", "in a month".
fn distance(words: &[&str], today: Day) -> Option<(Day, usize)> {
    let ["za" | "in", rest @ ..] = words else {
        return None;
    };
    let (count, unit, taken) = match rest {
        ["a" | "an" | "one" | "jeden", unit, ..] => (1, *unit, 3),
        [count, unit, ..] if count.parse::<u32>().is_ok() => (count.parse().ok()?, *unit, 3),
        [unit, ..] => (1, *unit, 2),
        [] => return None,
    };
    let day = match unit {
        "dzien" | "dni" | "day" | "days" => today.checked_add_days(Days::new(u64::from(count))),
        "tydzien" | "tygodnie" | "tygodni" | "week" | "weeks" => {
            today.checked_add_days(Days::new(u64::from(count).saturating_mul(7)))
        }
        "miesiac" | "miesiace" | "miesiecy" | "month" | "months" => {
            today.checked_add_months(Months::new(count))
        }
        _ => None,
    };
    Some((day?, taken))
}

/// "24.11", "24.11.2026", "24/11", "2026-11-24".
fn date(word: &str, today: Day) -> Option<Day> {
    let word = word.trim_end_matches('.');
    if let Ok(day) = word.parse::<Day>() {
        return Some(day);
    }
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    match parts.as_slice() {
        [day, month] => coming(day_number(day)?, month_number(month)?, today),
        [day, month, year] if year.len() == 4 => {
            Day::from_ymd_opt(year.parse().ok()?, month_number(month)?, day_number(day)?)
        }
        _ => None,
    }
}

/// This year's such day, or the next year's when it is over.
fn coming(day: u32, month: u32, today: Day) -> Option<Day> {
    let in_year = |year| Day::from_ymd_opt(year, month, day);
    in_year(today.year())
        .filter(|day| *day >= today)
        .or_else(|| in_year(today.year().checked_add(1)?))
}

fn next(weekday: Weekday, today: Day) -> Option<Day> {
    let ahead = match weekday.days_since(today.weekday()) {
        0 => 7,
        ahead => ahead,
    };
    today.checked_add_days(Days::new(u64::from(ahead)))
}

fn day_number(word: &str) -> Option<u32> {
    number(word).filter(|day| (1..=31).contains(day))
}

fn month_number(word: &str) -> Option<u32> {
    number(word).filter(|month| (1..=12).contains(month))
}

fn number(word: &str) -> Option<u32> {
    let short = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if short { word.parse().ok() } else { None }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "poniedzialek" | "poniedzialku" | "monday" => Weekday::Mon,
        "wtorek" | "wtorku" | "tuesday" => Weekday::Tue,
        "sroda" | "srode" | "srody" | "wednesday" => Weekday::Wed,
        "czwartek" | "czwartku" | "thursday" => Weekday::Thu,
        "piatek" | "piatku" | "friday" => Weekday::Fri,
        "sobota" | "sobote" | "soboty" | "saturday" => Weekday::Sat,
        "niedziela" | "niedziele" | "niedzieli" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn short_weekday(word: &str) -> Option<Weekday> {
    Some(match word.trim_end_matches('.') {
        "pn" | "pon" | "mon" => Weekday::Mon,
        "wt" | "tue" => Weekday::Tue,
        "sr" | "wed" => Weekday::Wed,
        "cz" | "czw" | "thu" => Weekday::Thu,
        "pt" | "fri" => Weekday::Fri,
        "sob" | "sat" => Weekday::Sat,
        "nd" | "niedz" | "sun" => Weekday::Sun,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [[&str; 3]; 12] = [
        ["stycznia", "january", "jan"],
        ["lutego", "february", "feb"],
        ["marca", "march", "mar"],
        ["kwietnia", "april", "apr"],
        ["maja", "may", "may"],
        ["czerwca", "june", "jun"],
        ["lipca", "july", "jul"],
        ["sierpnia", "august", "aug"],
        ["wrzesnia", "september", "sep"],
        ["pazdziernika", "october", "oct"],
        ["listopada", "november", "nov"],
        ["grudnia", "december", "dec"],
    ];
    (1..)
        .zip(NAMES)
        .find(|(_, names)| names.contains(&word))
        .map(|(number, _)| number)
}
