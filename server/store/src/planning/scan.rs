//! Every line of some groups, whoever may see it: for what the firm itself works out. Invariant: no
//! reader gets these but through figures that everybody concerned may know, or after a decision.
use super::covered::{Covered, part};
use crate::engine::{Direction, Reader, Space};
use crate::error::StoreError;
use crate::keys::Key;
use crate::stamp::Stamp;
use crate::tables::{Facet, Kind, Order, list};
use domain::access::Lane;
use domain::id::GroupId;
use domain::planning::LineState;
use std::ops::{Bound, ControlFlow};

/// Shows the lines of these groups whose place in the order lies between the bounds.
pub(crate) fn each_line(
    reader: &(impl Reader + ?Sized),
    groups: &[GroupId],
    states: &[LineState],
    (order, from, until): (Order, &Key, Option<&Key>),
    show: &mut dyn FnMut(Covered),
) -> Result<(), StoreError> {
    for group in groups {
        for lane in Lane::EVERY {
            for state in states {
                let prefix = list(Kind::Line, order, Facet::Group(*group), lane, part(*state));
                let key = |at: &Key| Key::new().bytes(&prefix).bytes(&at.clone().done()).done();
                let lo = key(from);
                let hi = until
                    .map(key)
                    .or_else(|| crate::keys::after_prefix(&prefix));
                let hi = hi.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
                let mut row = |_: &[u8], value: &[u8]| {
                    let mut rest = value;
                    if Stamp::take(&mut rest).is_some()
                        && let Some(covered) = Covered::take(&mut rest)
                    {
                        show(covered);
                    }
                    ControlFlow::Continue(())
                };
                let lo = Bound::Included(lo.as_slice());
                reader.scan(Space::Idx, lo, hi, Direction::Forward, &mut row)?;
            }
        }
    }
    Ok(())
}
