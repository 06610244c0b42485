//! Edits laid over something readable, read as one. Invariant: for every key the upper layer
//! decides when it says anything; a deleted key never shows.
use super::batch::Edits;
use super::{Cursor, Direction, EngineError, bounds};
use std::cmp::Ordering;
use std::collections::btree_map;
use std::ops::Bound;

/// `below` as it reads once `edits` are applied. `below` must walk the same bounds and direction.
pub(crate) fn layered<'a>(
    edits: &'a Edits,
    below: Box<dyn Cursor + 'a>,
    lo: Bound<&[u8]>,
    hi: Bound<&[u8]>,
    direction: Direction,
) -> Result<Box<dyn Cursor + 'a>, EngineError> {
    if edits.is_empty() || bounds::is_empty(lo, hi) {
        return Ok(below);
    }
    let mut edits = Walk {
        range: edits.range::<[u8], _>((lo, hi)),
        direction,
    };
    let Some(edit) = edits.step() else {
        return Ok(below);
    };
    let mut layered = Layered {
        edits,
        edit: Some(edit),
        below,
        side: Side::Neither,
    };
    layered.settle()?;
    Ok(Box::new(layered))
}

/// A walk over a map in either direction.
pub(super) struct Walk<'a, V> {
    pub(super) range: btree_map::Range<'a, Vec<u8>, V>,
    pub(super) direction: Direction,
}

impl<'a, V> Walk<'a, V> {
    pub(super) fn step(&mut self) -> Option<(&'a [u8], &'a V)> {
        let entry = match self.direction {
            Direction::Forward => self.range.next(),
            Direction::Backward => self.range.next_back(),
        };
        entry.map(|(key, value)| (key.as_slice(), value))
    }
}

/// Which layer holds the entry shown; `Both` when the edit hides an entry below.
#[derive(Clone, Copy)]
enum Side {
    Neither,
    Edit,
    Below,
    Both,
}

struct Layered<'a> {
    edits: Walk<'a, Option<Vec<u8>>>,
    edit: Option<(&'a [u8], &'a Option<Vec<u8>>)>,
    below: Box<dyn Cursor + 'a>,
    side: Side,
}

impl Layered<'_> {
    /// Moves to the nearest entry that shows: past keys the edits delete.
    fn settle(&mut self) -> Result<(), EngineError> {
        loop {
            self.side = self.nearest();
            let deleted = matches!(self.edit, Some((_, None)));
            if !(deleted && matches!(self.side, Side::Edit | Side::Both)) {
                return Ok(());
            }
            self.pass()?;
        }
    }

    fn nearest(&self) -> Side {
        match (self.edit, self.below.entry()) {
            (None, None) => Side::Neither,
            (Some(_), None) => Side::Edit,
            (None, Some(_)) => Side::Below,
            (Some((edit, _)), Some((below, _))) => {
                let order = match self.edits.direction {
                    Direction::Forward => edit.cmp(below),
                    Direction::Backward => below.cmp(edit),
                };
                match order {
                    Ordering::Less => Side::Edit,
                    Ordering::Greater => Side::Below,
                    Ordering::Equal => Side::Both,
                }
            }
        }
    }

    /// Leaves the entry stood on.
    fn pass(&mut self) -> Result<(), EngineError> {
        if matches!(self.side, Side::Edit | Side::Both) {
            self.edit = self.edits.step();
        }
        if matches!(self.side, Side::Below | Side::Both) {
            self.below.advance()?;
        }
        Ok(())
    }
}

impl Cursor for Layered<'_> {
    fn entry(&self) -> Option<(&[u8], &[u8])> {
        match self.side {
            Side::Neither => None,
            Side::Below => self.below.entry(),
            Side::Edit | Side::Both => {
                let (key, value) = self.edit?;
                value.as_deref().map(|value| (key, value))
            }
        }
    }

    fn advance(&mut self) -> Result<(), EngineError> {
        self.pass()?;
        self.settle()
    }
}
