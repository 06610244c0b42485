//! A segment being read. Invariant: what the viewer may not know of an amount, its order does not
//! tell: a deal whose amount is hidden stands among those without one, by its id.
use super::Hidden;
use super::segments::{AMOUNT, Amounts, Segment};
use crate::engine::Direction;
use crate::error::StoreError;
use crate::lists::{Entry, Viewer, Walk};
use crate::tables::Order;

pub(crate) struct Stretch<'v> {
    viewer: Viewer<'v>,
    reading: Reading<'v>,
}

enum Reading<'v> {
    Any(Walk<'v>),
    /// Amounts that the viewer sees.
    Present(Walk<'v>),
    Absent(Box<Absent<'v>>),
}

/// Deals without an amount, and deals whose amount is hidden, in one order of ids.
struct Absent<'v> {
    none: Walk<'v>,
    hidden: Walk<'v>,
    next_none: Option<Entry>,
    next_hidden: Option<Entry>,
    direction: Direction,
}

/// The first byte of a suffix in `Order::Amount`.
const NONE: u8 = 0;
const SOME: u8 = 1;

impl<'v> Stretch<'v> {
    /// Reads behind `after`, the suffix of an entry of this segment.
    pub(crate) fn open(
        viewer: Viewer<'v>,
        segment: &Segment,
        after: Option<&[u8]>,
        direction: Direction,
    ) -> Result<Self, StoreError> {
        let narrow = segment.narrow.clone();
        let reading = match segment.amounts {
            Amounts::Any => Reading::Any(viewer.walk(segment.order, narrow, after, direction)?),
            Amounts::Present => {
                let behind_none = [&[NONE], [0xFF; 8].as_slice()].concat();
                let start = (direction == Direction::Forward).then_some(behind_none.as_slice());
                Reading::Present(viewer.walk(Order::Amount, narrow, after.or(start), direction)?)
            }
            Amounts::Absent(hidden) => {
                let id = after.map(|id| [&[NONE], id].concat());
                let before_some = || (direction == Direction::Backward).then(|| vec![SOME]);
                let start = id.or_else(before_some);
                let none =
                    viewer.walk(Order::Amount, narrow.clone(), start.as_deref(), direction)?;
                let hidden = match hidden {
                    Hidden::Anywhere => viewer.walk(Order::Newest, narrow, after, direction)?,
                    _ => viewer.walk_shared(Order::Newest, narrow, after, direction)?,
                };
                let mut absent = Absent {
                    none,
                    hidden,
                    next_none: None,
                    next_hidden: None,
                    direction,
                };
                absent.step_none()?;
                absent.step_hidden(viewer)?;
                Reading::Absent(Box::new(absent))
            }
        };
        Ok(Self { viewer, reading })
    }

    pub(crate) fn next(&mut self) -> Result<Option<Entry>, StoreError> {
        match &mut self.reading {
            Reading::Any(walk) => walk.next(),
            Reading::Present(walk) => {
                while let Some(entry) = walk.next()? {
                    if entry.suffix.first() == Some(&NONE) {
                        break;
                    }
                    if self.viewer.allows(AMOUNT, &entry.acl) {
                        return Ok(Some(entry));
                    }
                }
                Ok(None)
            }
            Reading::Absent(absent) => absent.next(self.viewer),
        }
    }
}

impl Absent<'_> {
    fn next(&mut self, viewer: Viewer<'_>) -> Result<Option<Entry>, StoreError> {
        let (none, hidden) = (id(&self.next_none), id(&self.next_hidden));
        let takes_none = match (none, hidden) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(none), Some(hidden)) if self.direction == Direction::Forward => none <= hidden,
            (Some(none), Some(hidden)) => none >= hidden,
        };
        if none == hidden {
            self.step_hidden(viewer)?;
        }
        if takes_none {
            let entry = self.next_none.take();
            self.step_none()?;
            Ok(entry)
        } else {
            let entry = self.next_hidden.take();
            self.step_hidden(viewer)?;
            Ok(entry)
        }
    }

    fn step_none(&mut self) -> Result<(), StoreError> {
        let entry = self.none.next()?;
        let entry = entry.filter(|entry| entry.suffix.first() == Some(&NONE));
        self.next_none = entry.map(|mut entry| {
            entry.suffix.remove(0);
            entry
        });
        Ok(())
    }

    fn step_hidden(&mut self, viewer: Viewer<'_>) -> Result<(), StoreError> {
        loop {
            self.next_hidden = self.hidden.next()?;
            match &self.next_hidden {
                Some(entry) if viewer.allows(AMOUNT, &entry.acl) => {}
                _ => return Ok(()),
            }
        }
    }
}

fn id(entry: &Option<Entry>) -> Option<u64> {
    entry.as_ref().map(|entry| entry.id)
}
