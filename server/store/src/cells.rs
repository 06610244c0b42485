//! Counters kept in the same transaction as the records they count.
//!
//! Invariant: recounting all records from scratch gives exactly these cells, bit for bit; a cell
//! whose numbers are all zero does not exist. A viewer's sum adds the cells they may see.
use crate::values::compact::{put_signed, take_signed};
use std::collections::BTreeMap;

/// What one cell counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Number of records.
    pub count: i64,
    /// Sum of amounts in minor units of the cell's currency.
    pub sum: i64,
    /// The part of `sum` whose records have a probability of their own.
    pub own_sum: i64,
    /// Minor units × percent of those records; the rest is weighted by its stage when read.
    pub own_weighted: i64,
}

impl Cell {
    /// Adds `other`; saturates, since a sum of money never comes near the limit of `i64`.
    pub fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
        self.own_sum = self.own_sum.saturating_add(other.own_sum);
        self.own_weighted = self.own_weighted.saturating_add(other.own_weighted);
    }

    pub(crate) fn negated(self) -> Self {
        Self {
            count: -self.count,
            sum: -self.sum,
            own_sum: -self.own_sum,
            own_weighted: -self.own_weighted,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Weighted amount in minor units when records without a probability of their own have
    /// `stage_percent`; rounded towards zero once, over the whole sum.
    #[must_use]
    pub fn weighted(self, stage_percent: u8) -> i64 {
        let staged = i128::from(self.sum - self.own_sum) * i128::from(stage_percent);
        i64::try_from((staged + i128::from(self.own_weighted)) / 100).unwrap_or(i64::MAX)
    }

    pub(crate) fn encode(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16);
        for number in [self.count, self.sum, self.own_sum, self.own_weighted] {
            put_signed(&mut out, number);
        }
        out
    }

    pub(crate) fn decode(mut bytes: &[u8]) -> Option<Self> {
        let rest = &mut bytes;
        Some(Self {
            count: take_signed(rest)?,
            sum: take_signed(rest)?,
            own_sum: take_signed(rest)?,
            own_weighted: take_signed(rest)?,
        })
    }
}

/// The change of every cell that a change of records brings about.
#[derive(Default)]
pub(crate) struct Deltas(BTreeMap<Vec<u8>, Cell>);

impl Deltas {
    /// A record comes in.
    pub(crate) fn add(&mut self, cells: Vec<(Vec<u8>, Cell)>) {
        for (key, cell) in cells {
            self.0.entry(key).or_default().add(cell);
        }
    }

    /// A record goes out.
    pub(crate) fn take(&mut self, cells: Vec<(Vec<u8>, Cell)>) {
        self.add(
            cells
                .into_iter()
                .map(|(key, cell)| (key, cell.negated()))
                .collect(),
        );
    }

    pub(crate) fn into_changes(self) -> impl Iterator<Item = (Vec<u8>, Cell)> {
        self.0.into_iter().filter(|(_, cell)| !cell.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Deltas};

    const DEAL: Cell = Cell {
        count: 1,
        sum: 10_000,
        own_sum: 0,
        own_weighted: 0,
    };

    #[test]
    fn a_record_without_its_own_probability_takes_its_stages() {
        let own = Cell {
            count: 1,
            sum: 200,
            own_sum: 200,
            own_weighted: 200 * 50,
        };
        let mut both = DEAL;
        both.add(own);
        assert_eq!(both.weighted(25), 2_500 + 100);
    }

    #[test]
    fn taking_out_and_putting_back_changes_no_cell() {
        let mut deltas = Deltas::default();
        deltas.add(vec![(vec![1], DEAL)]);
        deltas.take(vec![(vec![1], DEAL), (vec![2], DEAL)]);
        let changes: Vec<_> = deltas.into_changes().collect();
        assert_eq!(changes, [(vec![2], DEAL.negated())]);
    }

    #[test]
    fn a_cell_comes_back_from_its_bytes() {
        assert_eq!(Cell::decode(&DEAL.negated().encode()), Some(DEAL.negated()));
    }
}
