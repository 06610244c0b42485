//! Merging posting lists into one ordered list without doubles.
//!
//! Invariant: entries come in the order of their suffix (sort key and id); a record that stands in
//! several lists comes once, with every list it was found in. It costs what is taken, not the lists.
use crate::error::StoreError;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A row of an index: key and value.
pub(crate) type Row = (Vec<u8>, Vec<u8>);

/// One list to merge: its rows in reading order, and how many bytes of each key are its prefix.
pub(crate) struct List<'s> {
    pub(crate) prefix: usize,
    pub(crate) rows: Box<dyn Iterator<Item = Result<Row, StoreError>> + 's>,
}

/// A record found: its suffix and, for each list that holds it, the list's number and value.
pub(crate) struct Found {
    pub(crate) suffix: Vec<u8>,
    pub(crate) copies: Vec<(usize, Vec<u8>)>,
}

pub(crate) struct Merged<'s> {
    lists: Vec<List<'s>>,
    heads: BinaryHeap<Head>,
    backward: bool,
}

struct Head {
    order: Order,
    list: usize,
    value: Vec<u8>,
}

#[derive(PartialEq, Eq)]
enum Order {
    Forward(Reverse<Vec<u8>>),
    Backward(Vec<u8>),
}

impl<'s> Merged<'s> {
    pub(crate) fn new(lists: Vec<List<'s>>, backward: bool) -> Result<Self, StoreError> {
        let mut merged = Self {
            heads: BinaryHeap::with_capacity(lists.len()),
            lists,
            backward,
        };
        for list in 0..merged.lists.len() {
            merged.advance(list)?;
        }
        Ok(merged)
    }

    /// The next record, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Found>, StoreError> {
        let Some(first) = self.pop()? else {
            return Ok(None);
        };
        let mut copies = vec![(first.list, first.value)];
        let suffix = first.order.into_suffix();
        while self
            .heads
            .peek()
            .is_some_and(|head| head.order.suffix() == suffix)
        {
            if let Some(same) = self.pop()? {
                copies.push((same.list, same.value));
            }
        }
        Ok(Some(Found { suffix, copies }))
    }

    fn pop(&mut self) -> Result<Option<Head>, StoreError> {
        let Some(head) = self.heads.pop() else {
            return Ok(None);
        };
        self.advance(head.list)?;
        Ok(Some(head))
    }

    fn advance(&mut self, list: usize) -> Result<(), StoreError> {
        let Some(source) = self.lists.get_mut(list) else {
            return Ok(());
        };
        let Some(row) = source.rows.next() else {
            return Ok(());
        };
        let (mut key, value) = row?;
        key.drain(..source.prefix.min(key.len()));
        let order = if self.backward {
            Order::Backward(key)
        } else {
            Order::Forward(Reverse(key))
        };
        self.heads.push(Head { order, list, value });
        Ok(())
    }
}

impl Order {
    fn suffix(&self) -> &[u8] {
        match self {
            Self::Forward(Reverse(suffix)) | Self::Backward(suffix) => suffix,
        }
    }

    fn into_suffix(self) -> Vec<u8> {
        match self {
            Self::Forward(Reverse(suffix)) | Self::Backward(suffix) => suffix,
        }
    }
}

// The heap yields its greatest; within one merge all heads run the same way.
impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.order, &other.order) {
            (Order::Forward(a), Order::Forward(b)) => a.cmp(b),
            (Order::Backward(a), Order::Backward(b)) => a.cmp(b),
            _ => Ordering::Equal,
        }
        .then_with(|| other.list.cmp(&self.list))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

#[cfg(test)]
mod tests {
    use super::{List, Merged};
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn merged(lists: &[BTreeSet<u8>], backward: bool) -> Vec<(u8, Vec<usize>)> {
        let lists = lists.iter().enumerate().map(|(n, list)| {
            let prefix = [n.to_le_bytes()[0], 7];
            let mut rows: Vec<_> = list
                .iter()
                .map(|id| Ok((vec![prefix[0], prefix[1], *id], vec![*id])))
                .collect();
            if backward {
                rows.reverse();
            }
            List {
                prefix: 2,
                rows: Box::new(rows.into_iter()),
            }
        });
        let mut merged = Merged::new(lists.collect(), backward).unwrap();
        let mut all = Vec::new();
        while let Some(found) = merged.next().unwrap() {
            all.push((
                found.suffix[0],
                found.copies.iter().map(|copy| copy.0).collect(),
            ));
        }
        all
    }

    proptest! {
        #[test]
        fn merging_is_the_ordered_union_with_every_source(lists in prop::collection::vec(prop::collection::btree_set(any::<u8>(), 0..20), 0..6), backward: bool) {
            let mut union: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
            for (n, list) in lists.iter().enumerate() {
                for id in list {
                    union.entry(*id).or_default().push(n);
                }
            }
            let mut expected: Vec<_> = union.into_iter().collect();
            if backward {
                expected.reverse();
            }
            prop_assert_eq!(merged(&lists, backward), expected);
        }
    }
}
