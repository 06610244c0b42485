//! What open deals need by a day. Invariant: whole cells where a lane or a group counts whole, one by
//! one what only an owner or a share opens.
use super::{Sweep, Whole, cover};
use crate::deals::families::{Due, Family, dues_of};
use crate::engine::Direction;
use crate::error::StoreError;
use crate::lists::Narrow;
use crate::tables::Order;
use domain::access::{Action, Lane};
use domain::deals::{AttentionKind, DealRow};
use domain::id::{GroupId, PersonId};
use domain::time::Day;
use std::collections::BTreeSet;

impl Sweep<'_> {
    /// Shows how many open deals need something on this day.
    pub(crate) fn due(
        &self,
        today: Day,
        show: &mut dyn FnMut(AttentionKind, u64),
    ) -> Result<(), StoreError> {
        let read = self.viewer.plan(Action::Read);
        for lane in Lane::EVERY {
            let set = read.lane(lane);
            match self.whole(lane, set, set) {
                Whole::Lane => self.dues(Family::AllDue(lane), today, show)?,
                Whole::Groups(covered) => {
                    for group in &covered {
                        self.dues(Family::GroupDue(lane, *group), today, show)?;
                    }
                    for owner in self.apart_owners(set, set) {
                        self.dues_of_owner(lane, owner, &covered, today, show)?;
                    }
                }
            }
        }
        self.each_shared(&mut |_, cover| dues_over(&cover.row, today, show))
    }

    fn dues(
        &self,
        family: Family,
        today: Day,
        show: &mut dyn FnMut(AttentionKind, u64),
    ) -> Result<(), StoreError> {
        self.cells(&family.prefix().done(), |suffix, cell| {
            if let Some(due) = Due::of_suffix(suffix).filter(|due| due.is_over(today)) {
                show(due.kind, cell.count.unsigned_abs());
            }
        })
    }

    /// One by one: a person has few open deals outside what they see whole.
    fn dues_of_owner(
        &self,
        lane: Lane,
        owner: PersonId,
        covered: &BTreeSet<GroupId>,
        today: Day,
        show: &mut dyn FnMut(AttentionKind, u64),
    ) -> Result<(), StoreError> {
        let narrow = Narrow {
            owners: Some(vec![owner]),
            ..self.narrow.clone()
        };
        let mut walk = self
            .viewer
            .walk(Order::Newest, narrow, None, Direction::Forward)?;
        while let Some(entry) = walk.next()? {
            let group = entry.stamp.group;
            let counts = entry.acl.lane == lane
                && !covered.contains(&group)
                && self.allows(lane, group, owner);
            if counts && let Some(cover) = cover(&entry) {
                dues_over(&cover.row, today, show);
            }
        }
        Ok(())
    }
}

fn dues_over(row: &DealRow, today: Day, show: &mut dyn FnMut(AttentionKind, u64)) {
    let dues = dues_of(
        row.next_step.is_some(),
        row.next_step_on,
        row.expected_close,
    );
    for due in dues.into_iter().filter(|due| due.is_over(today)) {
        show(due.kind, 1);
    }
}
