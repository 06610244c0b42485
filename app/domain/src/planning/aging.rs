//! How long money is overdue. Invariant: every outstanding amount lies in exactly one band, which
//! follows from its date and today alone.
use crate::lang::Lang;
use crate::money::{Currency, Money, Sum, Sums};
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days past the due date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Band {
    /// Due today, later or on no day yet.
    NotDue,
    To7,
    To30,
    To60,
    Over60,
}

/// Outstanding money by band.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Aging(BTreeMap<Band, Sums>);

impl Band {
    pub const ALL: [Self; 5] = [
        Self::NotDue,
        Self::To7,
        Self::To30,
        Self::To60,
        Self::Over60,
    ];

    #[must_use]
    pub fn of(due: Option<Day>, today: Day) -> Self {
        match due.map_or(0, |due| (today - due).num_days()) {
            ..=0 => Self::NotDue,
            1..=7 => Self::To7,
            8..=30 => Self::To30,
            31..=60 => Self::To60,
            _ => Self::Over60,
        }
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::NotDue => lang.pick("przed terminem", "not due"),
            Self::To7 => lang.pick("1–7 dni", "1–7 days"),
            Self::To30 => lang.pick("8–30 dni", "8–30 days"),
            Self::To60 => lang.pick("31–60 dni", "31–60 days"),
            Self::Over60 => lang.pick("ponad 60 dni", "over 60 days"),
        }
    }
}

impl Aging {
    /// Takes in what is outstanding; nothing when it is paid or overpaid.
    pub fn add(&mut self, due: Option<Day>, outstanding: Money, today: Day) {
        if outstanding.minor > 0 {
            self.0
                .entry(Band::of(due, today))
                .or_default()
                .add(outstanding);
        }
    }

    /// Takes in what many amounts of one day make together.
    pub fn add_sum(&mut self, due: Day, (currency, sum): (Currency, Sum), today: Day) {
        let band = self.0.entry(Band::of(Some(due), today)).or_default();
        band.add_sum(currency, sum);
    }

    #[must_use]
    pub fn of(&self, band: Band) -> Sums {
        self.0.get(&band).cloned().unwrap_or_default()
    }

    /// Everything past its date.
    #[must_use]
    pub fn overdue(&self) -> Sums {
        let late = self.0.iter().filter(|(band, _)| **band != Band::NotDue);
        late.fold(Sums::default(), |mut sums, (_, more)| {
            sums.add_all(more);
            sums
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use chrono::TimeDelta;

    #[test]
    fn overdue_bands_are_1_to_7_8_to_30_31_to_60_and_over() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        let band = |days| Band::of(Some(today - TimeDelta::days(days)), today);
        assert_eq!([-3, 0].map(band), [Band::NotDue; 2]);
        assert_eq!([1, 7].map(band), [Band::To7; 2]);
        assert_eq!([8, 30].map(band), [Band::To30; 2]);
        assert_eq!([31, 60].map(band), [Band::To60; 2]);
        assert_eq!([61, 4000].map(band), [Band::Over60; 2]);
        assert_eq!(Band::of(None, today), Band::NotDue);
    }

    #[test]
    fn only_what_is_outstanding_ages() {
        let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
        let mut aging = Aging::default();
        for (days, minor) in [(1, 5), (2, 6), (9, 7), (-1, 100), (90, 0), (90, -4)] {
            let due = Some(today - TimeDelta::days(days));
            aging.add(due, Money::new(minor, Currency::PLN), today);
        }
        assert_eq!(aging.of(Band::To7).of(Currency::PLN).minor, 11);
        assert_eq!(aging.overdue().of(Currency::PLN).minor, 18);
        assert!(aging.of(Band::Over60).is_empty());
    }
}
