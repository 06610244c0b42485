//! Totals of many amounts. Invariant: one total per currency; currencies are never mixed.
use super::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many amounts of one currency, and their total in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sum {
    pub count: u64,
    pub minor: i64,
}

/// Totals per currency, in the order of the codes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sums(BTreeMap<Currency, Sum>);

impl Sums {
    pub fn add(&mut self, money: Money) {
        self.add_sum(
            money.currency,
            Sum {
                count: 1,
                minor: money.minor,
            },
        );
    }

    /// Adds a part already summed, such as a counter's cell. Saturates beyond ±9.2 × 10^18 minor
    /// units, which takes 900 thousand amounts of the largest size.
    pub fn add_sum(&mut self, currency: Currency, sum: Sum) {
        let cell = self.0.entry(currency).or_default();
        cell.count = cell.count.saturating_add(sum.count);
        cell.minor = cell.minor.saturating_add(sum.minor);
    }

    pub fn add_all(&mut self, other: &Self) {
        for (currency, sum) in &other.0 {
            self.add_sum(*currency, *sum);
        }
    }

    #[must_use]
    pub fn of(&self, currency: Currency) -> Sum {
        self.0.get(&currency).copied().unwrap_or_default()
    }

    /// Amounts of all currencies together; records without an amount are not among them.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.values().map(|sum| sum.count).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = (Currency, Sum)> {
        self.0.iter().map(|(currency, sum)| (*currency, *sum))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The currency with the most amounts; of equals the first by code.
    #[must_use]
    pub fn main_currency(&self) -> Option<Currency> {
        self.iter()
            .max_by(|a, b| a.1.count.cmp(&b.1.count).then(b.0.cmp(&a.0)))
            .map(|cell| cell.0)
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<I: IntoIterator<Item = Money>>(amounts: I) -> Self {
        let mut sums = Self::default();
        amounts.into_iter().for_each(|money| sums.add(money));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money, Sums};

    #[test]
    fn totals_are_kept_per_currency() {
        let sums: Sums = [(5, Currency::PLN), (7, Currency::EUR), (-2, Currency::PLN)]
            .map(|(minor, currency)| Money::new(minor, currency))
            .into_iter()
            .collect();
        assert_eq!(
            (sums.of(Currency::PLN).count, sums.of(Currency::PLN).minor),
            (2, 3)
        );
        assert_eq!(sums.of(Currency::EUR).minor, 7);
        assert_eq!(sums.of(Currency::USD).count, 0);
        assert_eq!(sums.main_currency(), Some(Currency::PLN));
    }
}
