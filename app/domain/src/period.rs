//! Periods of plans and reports. Invariant: a period is one, three or twelve whole months, aligned
//! with the firm's fiscal year, which may start in any month.
use crate::dates;
use crate::field::Field;
use crate::lang::Lang;
use crate::text;
use crate::time::{Day, Month};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// The month the firm's year starts with, 1 to 12.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalStart(u8);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Length {
    Month,
    Quarter,
    Year,
}

/// A month, a quarter or a year of the firm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Period {
    first: Month,
    length: Length,
}

impl Default for FiscalStart {
    fn default() -> Self {
        Self(1)
    }
}

impl FiscalStart {
    /// # Errors
    /// Not a month.
    pub fn of(month: u8) -> Result<Self, text::Refusal> {
        text::within(Field::FiscalYear, i64::from(month), 1, 12)?;
        Ok(Self(month))
    }

    #[must_use]
    pub fn month(self) -> u8 {
        self.0
    }
}

impl Length {
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    #[must_use]
    pub fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// For the switcher: "miesiąc", "kwartał", "rok".
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Month => lang.pick("miesiąc", "month"),
            Self::Quarter => lang.pick("kwartał", "quarter"),
            Self::Year => lang.pick("rok", "year"),
        }
    }
}

impl Period {
    /// The period of this length that contains the month.
    #[must_use]
    pub fn around(month: Month, length: Length, fiscal: FiscalStart) -> Self {
        let into_year = (month.month + 12 - fiscal.0) % 12;
        Self {
            first: plus(month, -i32::from(into_year % length.months())),
            length,
        }
    }

    /// The period of this length that contains the day.
    #[must_use]
    pub fn of(day: Day, length: Length, fiscal: FiscalStart) -> Self {
        Self::around(Month::of(day), length, fiscal)
    }

    #[must_use]
    pub fn first_month(self) -> Month {
        self.first
    }

    #[must_use]
    pub fn length(self) -> Length {
        self.length
    }

    /// Its months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (0..i32::from(self.length.months())).map(move |at| plus(self.first, at))
    }

    /// `None` outside chrono's range of years.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        Day::from_ymd_opt(self.first.year, u32::from(self.first.month), 1)
    }

    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        self.next().first_day()?.pred_opt()
    }

    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        let at = index(Month {
            year: day.year(),
            month: Month::of(day).month,
        }) - index(self.first);
        (0..i64::from(self.length.months())).contains(&at)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self {
            first: plus(self.first, i32::from(self.length.months())),
            ..self
        }
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self {
            first: plus(self.first, -i32::from(self.length.months())),
            ..self
        }
    }

    /// "listopad 2026", "IV kwartał 2026", "2026"; "November 2026", "Q4 2026", "2026". A year that
    /// does not start in January is named by both calendar years: "2026/27".
    #[must_use]
    pub fn label(self, lang: Lang, fiscal: FiscalStart) -> String {
        let (year, quarter) = self.place(fiscal);
        match self.length {
            Length::Month => dates::month(self.first, lang),
            Length::Quarter => {
                let roman = ["I", "II", "III", "IV"];
                let roman = roman
                    .get(usize::from(quarter) - 1)
                    .copied()
                    .unwrap_or_default();
                let year = year_label(year, fiscal);
                lang.pick(
                    format!("{roman} kwartał {year}"),
                    format!("Q{quarter} {year}"),
                )
            }
            Length::Year => year_label(year, fiscal),
        }
    }

    /// "2026-11", "2026-Q4", "2026". A fiscal year is named by the year it starts in.
    #[must_use]
    pub fn url(self, fiscal: FiscalStart) -> String {
        let (year, quarter) = self.place(fiscal);
        match self.length {
            Length::Month => format!("{:04}-{:02}", self.first.year, self.first.month),
            Length::Quarter => format!("{year:04}-Q{quarter}"),
            Length::Year => format!("{year:04}"),
        }
    }

    /// Reads the URL form.
    ///
    /// # Errors
    /// Malformed, or a year outside `dates::YEARS`.
    pub fn parse(raw: &str, fiscal: FiscalStart) -> Result<Self, text::Refusal> {
        read(raw.trim(), fiscal)
            .filter(|period| dates::YEARS.contains(&period.first.year))
            .ok_or_else(|| text::Refusal::Malformed {
                field: Field::Period,
                typed: text::quoted(raw),
            })
    }

    /// The year its fiscal year starts in, and its quarter there, from 1.
    fn place(self, fiscal: FiscalStart) -> (i32, u8) {
        let into_year = (self.first.month + 12 - fiscal.0) % 12;
        (
            plus(self.first, -i32::from(into_year)).year,
            into_year / 3 + 1,
        )
    }
}

fn read(raw: &str, fiscal: FiscalStart) -> Option<Period> {
    let (year, rest) = match raw.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (raw, None),
    };
    let year = Some(year)
        .filter(|year| year.len() == 4 && digits(year))?
        .parse()
        .ok()?;
    let start = Month {
        year,
        month: fiscal.0,
    };
    match rest {
        None => Some(Period {
            first: start,
            length: Length::Year,
        }),
        Some("Q1") => Some(Period {
            first: start,
            length: Length::Quarter,
        }),
        Some("Q2") => Some(Period {
            first: plus(start, 3),
            length: Length::Quarter,
        }),
        Some("Q3") => Some(Period {
            first: plus(start, 6),
            length: Length::Quarter,
        }),
        Some("Q4") => Some(Period {
            first: plus(start, 9),
            length: Length::Quarter,
        }),
        Some(month) => {
            let month = Some(month)
                .filter(|month| month.len() == 2 && digits(month))?
                .parse()
                .ok()?;
            let first = Month { year, month };
            (1..=12).contains(&month).then_some(Period {
                first,
                length: Length::Month,
            })
        }
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn year_label(year: i32, fiscal: FiscalStart) -> String {
    if fiscal.0 == 1 {
        year.to_string()
    } else {
        format!("{year}/{:02}", (year + 1).rem_euclid(100))
    }
}

/// Months since year 0.
fn index(month: Month) -> i64 {
    i64::from(month.year) * 12 + i64::from(month.month) - 1
}

fn plus(month: Month, months: i32) -> Month {
    let at = index(month) + i64::from(months);
    Month {
        year: i32::try_from(at.div_euclid(12)).unwrap_or(month.year),
        month: u8::try_from(at.rem_euclid(12)).unwrap_or(0) + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(raw: &str, start: u8) -> Period {
        Period::parse(raw, FiscalStart(start)).unwrap()
    }

    #[test]
    fn periods_are_named_in_both_languages() {
        let label = |raw, start, lang| parse(raw, start).label(lang, FiscalStart(start));
        assert_eq!(label("2026-11", 1, Lang::Pl), "listopad 2026");
        assert_eq!(label("2026-Q4", 1, Lang::Pl), "IV kwartał 2026");
        assert_eq!(label("2026-Q4", 1, Lang::En), "Q4 2026");
        assert_eq!(label("2026", 1, Lang::Pl), "2026");
        assert_eq!(label("2026-Q4", 4, Lang::Pl), "IV kwartał 2026/27");
        assert_eq!(label("2099", 4, Lang::En), "2099/00");
    }

    #[test]
    fn a_fiscal_quarter_may_cross_the_new_year() {
        let period = parse("2026-Q3", 7);
        assert_eq!(
            (period.first_day(), period.last_day()),
            (
                Day::from_ymd_opt(2027, 1, 1),
                Day::from_ymd_opt(2027, 3, 31)
            )
        );
        let winter = parse("2026-Q4", 3);
        assert_eq!(winter.first_day(), Day::from_ymd_opt(2026, 12, 1));
        assert_eq!(winter.last_day(), Day::from_ymd_opt(2027, 2, 28));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for raw in [
            "",
            "26",
            "2026-13",
            "2026-Q5",
            "2026-Q",
            "2026-1",
            "1026",
            "2026-11-01",
            "+026",
            "2026-00",
        ] {
            assert!(Period::parse(raw, FiscalStart(1)).is_err(), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn periods_of_a_length_tile_the_calendar(offset in 0..90_000_i64, start in 1..=12_u8, length in prop::sample::select(&Length::ALL)) {
            let day = Day::from_ymd_opt(1910, 1, 1).unwrap() + chrono::TimeDelta::days(offset);
            let period = Period::of(day, length, FiscalStart(start));
            prop_assert!(period.contains(day));
            prop_assert!(!period.next().contains(day) && !period.previous().contains(day));
            prop_assert_eq!(period.next().previous(), period);
            prop_assert_eq!(Period::parse(&period.url(FiscalStart(start)), FiscalStart(start)), Ok(period));
            let (first, last) = (period.first_day().unwrap(), period.last_day().unwrap());
            prop_assert!(period.contains(first) && period.contains(last));
            prop_assert!(!period.contains(last.succ_opt().unwrap()) && !period.contains(first.pred_opt().unwrap()));
            prop_assert_eq!(period.months().count(), usize::from(length.months()));
        }
    }
}
