//! Public holidays of Poland. Invariant: a year has what the law in force that year gave it: the
//! act of 18 January 1951 on days off work (Dz.U. 1951 no. 4 item 28) as amended in 1960, 1989,
//! 1990, 2010 and 2024.
use crate::dates;
use crate::lang::Lang;
use crate::time::Day;
use chrono::TimeDelta;
use std::ops::RangeInclusive;

/// Years that have holidays here: since the act, as far as days can be typed.
pub(super) const YEARS: RangeInclusive<i32> = 1951..=*dates::YEARS.end();

/// A day off by law.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Holiday {
    pub day: Day,
    names: [&'static str; 2],
}

impl Holiday {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let [pl, en] = self.names;
        lang.pick(pl, en)
    }
}

enum On {
    /// Month and day.
    Date(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
}

type Rule = (On, &'static [(i32, i32)], &'static str, &'static str);

const EVER: i32 = i32::MAX;
const ALWAYS: &[(i32, i32)] = &[(1951, EVER)];

/// Each with the years it was a day off in, both included.
const RULES: [Rule; 15] = [
    (On::Date(1, 1), ALWAYS, "Nowy Rok", "New Year’s Day"),
    (
        On::Date(1, 6),
        &[(1951, 1960), (2011, EVER)],
        "Trzech Króli",
        "Epiphany",
    ),
    (On::Easter(0), ALWAYS, "Wielkanoc", "Easter Sunday"),
    (
        On::Easter(1),
        ALWAYS,
        "Poniedziałek Wielkanocny",
        "Easter Monday",
    ),
    (On::Date(5, 1), ALWAYS, "Święto Pracy", "Labour Day"),
    (
        On::Date(5, 3),
        &[(1990, EVER)],
        "Święto Konstytucji 3 Maja",
        "Constitution Day",
    ),
    (On::Easter(49), ALWAYS, "Zielone Świątki", "Whit Sunday"),
    (On::Easter(60), ALWAYS, "Boże Ciało", "Corpus Christi"),
    (
        On::Date(7, 22),
        &[(1951, 1989)],
        "Święto Odrodzenia Polski",
        "National Day of Rebirth",
    ),
    (
        On::Date(8, 15),
        &[(1951, 1960), (1989, EVER)],
        "Wniebowzięcie NMP",
        "Assumption Day",
    ),
    (
        On::Date(11, 1),
        ALWAYS,
        "Wszystkich Świętych",
        "All Saints’ Day",
    ),
    (
        On::Date(11, 11),
        &[(1989, EVER)],
        "Święto Niepodległości",
        "Independence Day",
    ),
    (
        On::Date(12, 24),
        &[(2025, EVER)],
        "Wigilia",
        "Christmas Eve",
    ),
    (On::Date(12, 25), ALWAYS, "Boże Narodzenie", "Christmas Day"),
    (
        On::Date(12, 26),
        ALWAYS,
        "Drugi dzień Bożego Narodzenia",
        "Boxing Day",
    ),
];

/// The public holidays of a year, in order.
pub fn polish(year: i32) -> impl Iterator<Item = Holiday> {
    let sunday = easter(year);
    RULES.iter().filter_map(move |(on, years, pl, en)| {
        let in_force = years.iter().any(|(from, to)| (*from..=*to).contains(&year));
        let day = match on {
            On::Date(month, day) => Day::from_ymd_opt(year, *month, *day),
            On::Easter(after) => sunday?.checked_add_signed(TimeDelta::days(*after)),
        };
        let names = [*pl, *en];
        day.filter(|_| in_force).map(|day| Holiday { day, names })
    })
}

/// Easter Sunday of the Gregorian calendar: the anonymous algorithm of 1876 (Butcher's
/// Ecclesiastical Calendar; J. Meeus, Astronomical Algorithms, 2nd ed., ch. 8).
#[must_use]
pub fn easter(year: i32) -> Option<Day> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (b4, b_rest) = (century.div_euclid(4), century.rem_euclid(4));
    let f = (century + 8).div_euclid(25);
    let g = (century - f + 1).div_euclid(3);
    let epact = (19 * golden + century - b4 - g + 15).rem_euclid(30);
    let (i, k) = (of_century / 4, of_century % 4);
    let l = (32 + 2 * b_rest + 2 * i - epact - k).rem_euclid(7);
    let m = (golden + 11 * epact + 22 * l) / 451;
    let at = epact + l - 7 * m + 114;
    Day::from_ymd_opt(
        year,
        u32::try_from(at / 31).ok()?,
        u32::try_from(at % 31 + 1).ok()?,
    )
}
