//! What the figures of a plan say. Invariants: worked out of whole minor units into basis points,
//! rounded half away from zero, without floats; what would divide by zero is absent, not 0 or 100 %;
//! each says its own formula.
use crate::calendar::Calendar;
use crate::lang::Lang;
use crate::period::Period;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A share in basis points: 10 000 is 100 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ratio(pub i64);

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Indicator {
    Attainment,
    Gap,
    Coverage,
    Pacing,
    RunRate,
}

/// The figures of one holder, period and currency that indicators are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// `None`: no quota is set.
    pub quota: Option<i64>,
    pub received: i64,
    /// Agreed, counting, and not received yet.
    pub agreed_open: i64,
    /// Everything open that may still come in within the period.
    pub pipeline_open: i64,
}

/// Working days of a period, up to and with today, and in all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Days {
    pub gone: i64,
    pub all: i64,
}

const WHOLE: i128 = 10_000;

impl Ratio {
    /// `None` when there is nothing to divide by.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        Self::wide(i128::from(part), i128::from(whole))
    }

    fn wide(part: i128, whole: i128) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let scaled = part.checked_mul(WHOLE)?;
        let half = whole.abs() / 2;
        let sign = scaled.signum() * whole.signum();
        let rounded = (scaled.abs() + half) / whole.abs() * sign;
        i64::try_from(rounded).ok().map(Self)
    }

    /// "87,5 %": to a tenth.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        let tenths = (self.0.unsigned_abs() + 5) / 10;
        let minus = if self.0 < 0 && tenths > 0 { "−" } else { "" };
        let mark = lang.pick(",", ".");
        format!("{minus}{}{mark}{}\u{a0}%", tenths / 10, tenths % 10)
    }
}

impl Days {
    /// Of this period on this day; before it none are gone, after it all.
    #[must_use]
    pub fn of(period: Period, today: Day, calendar: &Calendar) -> Option<Self> {
        let before = period.first_day()?.pred_opt()?;
        let last = period.last_day()?;
        let until = today.clamp(before, last);
        Some(Self {
            gone: calendar.working_days_between(before, until),
            all: calendar.working_days_between(before, last),
        })
    }

    #[must_use]
    pub fn left(self) -> i64 {
        (self.all - self.gone).max(0)
    }
}

impl Measured {
    /// Attainment = received ÷ quota.
    #[must_use]
    pub fn attainment(self) -> Option<Ratio> {
        Ratio::of(self.received, self.quota?)
    }

    /// Gap = quota − received − agreed and still open; below zero is a surplus.
    #[must_use]
    pub fn gap(self) -> Option<i64> {
        self.quota?
            .checked_sub(self.received)?
            .checked_sub(self.agreed_open)
    }

    /// Coverage = open pipeline ÷ (quota − received); absent once the quota is reached.
    #[must_use]
    pub fn coverage(self) -> Option<Ratio> {
        let missing = self.quota?.checked_sub(self.received)?;
        Ratio::of(self.pipeline_open, missing).filter(|_| missing > 0)
    }

    /// Pacing = received to date ÷ expected to date, where expected to date = quota × working days
    /// gone ÷ working days in all.
    #[must_use]
    pub fn pacing(self, days: Days) -> Option<Ratio> {
        let received = i128::from(self.received) * i128::from(days.all);
        Ratio::wide(received, i128::from(self.quota?) * i128::from(days.gone))
    }

    /// Required run rate = (quota − received) ÷ working days left, rounded up, as less would not
    /// reach it; nothing once the quota is reached, absent when no day is left.
    #[must_use]
    pub fn run_rate(self, days: Days) -> Option<i64> {
        let missing = self.quota?.checked_sub(self.received)?.max(0);
        let left = days.left();
        match (missing, left) {
            (0, _) => Some(0),
            (_, 0) => None,
            _ => Some(missing / left + i64::from(missing % left > 0)),
        }
    }
}

impl Indicator {
    pub const ALL: [Self; 5] = [
        Self::Attainment,
        Self::Gap,
        Self::Coverage,
        Self::Pacing,
        Self::RunRate,
    ];

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Attainment => lang.pick("realizacja", "attainment"),
            Self::Gap => lang.pick("luka", "gap"),
            Self::Coverage => lang.pick("pokrycie", "coverage"),
            Self::Pacing => lang.pick("tempo", "pacing"),
            Self::RunRate => lang.pick("wymagane tempo dzienne", "required run rate"),
        }
    }

    /// How it is worked out, for the reader.
    #[must_use]
    pub fn formula(self, lang: Lang) -> &'static str {
        match self {
            Self::Attainment => lang.pick(
                "Realizacja to wpływy podzielone przez cel.",
                "Attainment is what was received divided by the quota.",
            ),
            Self::Gap => lang.pick(
                "Luka to cel pomniejszony o wpływy i o uzgodnione kwoty, które jeszcze nie wpłynęły.",
                "The gap is the quota less what was received and less what is agreed and still to come in.",
            ),
            Self::Coverage => lang.pick(
                "Pokrycie to otwarte kwoty podzielone przez brakującą część celu.",
                "Coverage is what is open divided by what is missing to the quota.",
            ),
            Self::Pacing => lang.pick(
                "Tempo to wpływy podzielone przez część celu przypadającą na minione dni robocze.",
                "Pacing is what was received divided by the part of the quota that falls on the working days gone.",
            ),
            Self::RunRate => lang.pick(
                "Wymagane tempo dzienne to brakująca część celu podzielona przez pozostałe dni robocze.",
                "The required run rate is what is missing to the quota divided by the working days left.",
            ),
        }
    }
}

/// How well a forecast, frozen at the end of its window, met what came in: pairs of (forecast,
/// actual) of one currency, per line, person or period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Accuracy {
    off: i128,
    surplus: i128,
    actual: i128,
}

impl Accuracy {
    pub fn add(&mut self, forecast: i64, actual: i64) {
        let surplus = i128::from(forecast) - i128::from(actual);
        self.off += surplus.abs();
        self.surplus += surplus;
        self.actual += i128::from(actual).abs();
    }

    /// WAPE = Σ|forecast − actual| ÷ Σ|actual|; absent where nothing came in.
    #[must_use]
    pub fn wape(self) -> Option<Ratio> {
        Ratio::wide(self.off, self.actual)
    }

    /// Bias = Σ(forecast − actual) ÷ Σ|actual|: above zero promises too much.
    #[must_use]
    pub fn bias(self) -> Option<Ratio> {
        Ratio::wide(self.surplus, self.actual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::{FiscalStart, Length};
    use crate::planning::tests::examples::on;
    use proptest::prelude::*;

    const NOVEMBER: Measured = Measured {
        quota: Some(100_000),
        received: 40_000,
        agreed_open: 25_000,
        pipeline_open: 180_000,
    };

    fn days(today: Day) -> Days {
        let period = Period::of(on(11, 1), Length::Month, FiscalStart::default());
        Days::of(period, today, &Calendar::default()).unwrap()
    }

    #[test]
    fn attainment_gap_and_coverage_follow_their_formulas() {
        assert_eq!(NOVEMBER.attainment(), Some(Ratio(4000)));
        assert_eq!(NOVEMBER.gap(), Some(35_000));
        assert_eq!(NOVEMBER.coverage(), Some(Ratio(30_000)));
        let reached = Measured {
            received: 100_000,
            ..NOVEMBER
        };
        assert_eq!((reached.coverage(), reached.gap()), (None, Some(-25_000)));
    }

    #[test]
    fn without_a_quota_nothing_is_measured_and_a_quota_of_zero_divides_nothing() {
        let none = Measured {
            quota: None,
            ..NOVEMBER
        };
        let day = days(on(11, 13));
        assert_eq!(
            (none.attainment(), none.gap(), none.coverage()),
            (None, None, None)
        );
        assert_eq!((none.pacing(day), none.run_rate(day)), (None, None));
        let zero = Measured {
            quota: Some(0),
            ..NOVEMBER
        };
        assert_eq!((zero.attainment(), zero.run_rate(day)), (None, Some(0)));
    }

    #[test]
    fn pacing_and_run_rate_count_working_days_with_polish_holidays() {
        // November 2026 has 21 weekdays, and the 11th is off.
        assert_eq!(days(on(11, 13)), Days { gone: 9, all: 20 });
        assert_eq!((days(on(10, 1)).gone, days(on(12, 24)).left()), (0, 0));
        // 40 000 received of the 45 000 expected by then.
        assert_eq!(NOVEMBER.pacing(days(on(11, 13))), Some(Ratio(8889)));
        assert_eq!(NOVEMBER.run_rate(days(on(11, 13))), Some(5455));
        assert_eq!(NOVEMBER.run_rate(days(on(11, 30))), None);
        assert_eq!(NOVEMBER.pacing(days(on(10, 1))), None);
    }

    #[test]
    fn wape_survives_zeros_and_bias_tells_the_direction() {
        let mut accuracy = Accuracy::default();
        assert_eq!((accuracy.wape(), accuracy.bias()), (None, None));
        for (forecast, actual) in [(100, 80), (50, 60), (10, 0)] {
            accuracy.add(forecast, actual);
        }
        assert_eq!(accuracy.wape(), Some(Ratio(2857)));
        assert_eq!(accuracy.bias(), Some(Ratio(1429)));
    }

    #[test]
    fn a_ratio_is_said_to_a_tenth() {
        assert_eq!(Ratio(8754).say(Lang::Pl), "87,5\u{a0}%");
        assert_eq!(Ratio(-5).say(Lang::En), "−0.1\u{a0}%");
        assert_eq!(Ratio(0).say(Lang::En), "0.0\u{a0}%");
    }

    #[test]
    fn every_indicator_says_its_formula_in_both_languages() {
        for indicator in Indicator::ALL {
            let [pl, en] = [Lang::Pl, Lang::En].map(|lang| indicator.formula(lang));
            assert!(pl.ends_with('.') && en.ends_with('.') && pl != en);
            assert!(
                pl.to_lowercase().starts_with(indicator.name(Lang::Pl)),
                "{pl}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_required_run_rate_reaches_the_quota_and_a_unit_less_does_not(
            quota in 0..1_000_000_i64, received in 0..1_000_000_i64, gone in 0..20_i64,
        ) {
            let days = Days { gone, all: 20 };
            let measured = Measured { quota: Some(quota), received, ..NOVEMBER };
            let rate = measured.run_rate(days).unwrap();
            prop_assert!(received + rate * days.left() >= quota);
            prop_assert!(rate == 0 || received + (rate - 1) * days.left() < quota);
        }
    }
}
