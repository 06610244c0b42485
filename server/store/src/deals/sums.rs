//! Sums of deals over what a viewer may see, from the cells.
//!
//! Invariant: equal to adding up, one by one, every deal that `decide` allows for the action:
//! whole cells where all their unshared deals have one answer, and one by one the deals that
//! only a share opens.
mod closed;
mod due;

use super::families::{Family, Tail};
use super::row::Cover;
use super::segments::AMOUNT;
use super::{index, row};
use crate::cells::Cell;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::lists::{Entry, Narrow, Viewer};
use crate::records::scan_prefix;
use crate::tables::Order;
use domain::access::{Action, Lane, LaneSet, RecordType, VisibleSet, cell_allowed};
use domain::deals::Status;
use domain::id::{GroupId, PersonId};
use domain::time::{Day, Month};
use std::collections::BTreeSet;
use std::ops::{Bound, ControlFlow};

/// One number of a sum and where it belongs.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// Known where the cells are read by group or owner.
    pub(crate) group: Option<GroupId>,
    /// Known where the cells are read by owner.
    pub(crate) owner: Option<PersonId>,
    /// Known instead of the stage where the cells count closed deals.
    pub(crate) status: Option<Status>,
    pub(crate) tail: Tail,
    pub(crate) cell: Cell,
    /// False for a deal whose share leaves its amount out.
    pub(crate) amount: bool,
}

/// Which sums to add up.
pub(crate) struct Sweep<'v> {
    pub(crate) viewer: Viewer<'v>,
    /// `Read` counts deals; `Field(Commercial)` sums their amounts.
    pub(crate) action: Action,
    pub(crate) narrow: &'v Narrow,
    /// Only deals that count in these months; `None` takes all.
    pub(crate) months: Option<&'v [Option<Month>]>,
    /// Only deals stuck on this day; never together with months.
    pub(crate) stuck: Option<Day>,
}

/// Bytes of a day in the keys of stuck cells.
const DAY: usize = 8;

/// The groups of a lane that count whole, or the lane itself.
enum Whole {
    Lane,
    Groups(BTreeSet<GroupId>),
}

/// A person no record belongs to: stands for "any owner" of a group's cells.
const NOBODY: PersonId = PersonId(0);

impl<'v> Sweep<'v> {
    /// Of everything visible.
    pub(crate) fn of_reading(viewer: Viewer<'v>, narrow: &'v Narrow) -> Self {
        Self {
            viewer,
            action: Action::Read,
            narrow,
            months: None,
            stuck: None,
        }
    }

    /// What does not come with a planned group: the viewer's own, those they tend, shared ones.
    pub(crate) fn apart(
        &self,
        plan: &VisibleSet,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        let none = BTreeSet::new();
        for lane in Lane::EVERY {
            self.owner(lane, self.viewer.who.id, &none, show)?;
            for owner in &plan.lane(lane).owners {
                self.owner(lane, *owner, &none, show)?;
            }
        }
        self.shared(show)
    }

    /// Shows every part of the sum once.
    pub(crate) fn run(&self, show: &mut dyn FnMut(Part)) -> Result<(), StoreError> {
        let read = self.viewer.plan(Action::Read);
        let plan = self.viewer.plan(self.action);
        for lane in Lane::EVERY {
            self.lane(lane, read.lane(lane), plan.lane(lane), show)?;
        }
        self.shared(show)
    }

    fn lane(
        &self,
        lane: Lane,
        read: &LaneSet,
        plan: &LaneSet,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        if let Some(owners) = &self.narrow.owners {
            let none = BTreeSet::new();
            return owners
                .iter()
                .try_for_each(|owner| self.owner(lane, *owner, &none, show));
        }
        let covered = match self.whole(lane, read, plan) {
            Whole::Lane => {
                return self.families(
                    (Family::All(lane), Family::Stuck(lane)),
                    |month| Family::AllMonth(lane, month),
                    |_, part| show(part),
                );
            }
            Whole::Groups(covered) => covered,
        };
        for group in &covered {
            self.families(
                (
                    Family::Group(lane, *group),
                    Family::StuckGroup(lane, *group),
                ),
                |month| Family::GroupMonth(lane, *group, month),
                |_, part| {
                    show(Part {
                        group: Some(*group),
                        ..part
                    });
                },
            )?;
        }
        self.owners(lane, (read, plan), &covered, show)
    }

    fn whole(&self, lane: Lane, read: &LaneSet, plan: &LaneSet) -> Whole {
        if read.all && plan.all && self.narrow.groups.is_none() {
            return Whole::Lane;
        }
        let covered: BTreeSet<GroupId> = self.groups(lane, read, plan).collect();
        // Every group counts whole, so their sum does.
        if covered.len() == self.viewer.world.tree.len() {
            Whole::Lane
        } else {
            Whole::Groups(covered)
        }
    }

    /// What the viewer and those they tend have outside the groups that were counted whole.
    fn owners(
        &self,
        lane: Lane,
        (read, plan): (&LaneSet, &LaneSet),
        covered: &BTreeSet<GroupId>,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        self.apart_owners(read, plan)
            .into_iter()
            .try_for_each(|owner| self.owner(lane, owner, covered, show))
    }

    fn apart_owners(&self, read: &LaneSet, plan: &LaneSet) -> BTreeSet<PersonId> {
        let tended = read.owners.iter().chain(&plan.owners).copied();
        tended.chain([self.viewer.who.id]).collect()
    }

    /// The groups whose cells count whole.
    fn groups(&self, lane: Lane, read: &LaneSet, plan: &LaneSet) -> impl Iterator<Item = GroupId> {
        let known: Vec<GroupId> = match (read.all, plan.all) {
            (true, true) => self.viewer.world.tree.depth_first().to_vec(),
            (true, false) => plan.groups.clone(),
            (false, _) => read.groups.clone(),
        };
        known
            .into_iter()
            .filter(move |group| self.narrow.has_group(*group) && self.allows(lane, *group, NOBODY))
    }

    /// One owner's cells outside the groups that were counted whole.
    fn owner(
        &self,
        lane: Lane,
        owner: PersonId,
        covered: &BTreeSet<GroupId>,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        self.families(
            (Family::Owner(lane, owner), Family::StuckOwner(lane, owner)),
            |month| Family::OwnerMonth(lane, owner, month),
            |between, part| {
                let Some(group) = crate::keys::id_at(between, 0).map(GroupId) else {
                    return;
                };
                let counts = !covered.contains(&group)
                    && self.narrow.has_group(group)
                    && self.allows(lane, group, owner);
                if counts {
                    show(Part {
                        group: Some(group),
                        owner: Some(owner),
                        ..part
                    });
                }
            },
        )
    }

    fn families(
        &self,
        (whole, stuck): (Family, Family),
        of_month: impl Fn(Option<Month>) -> Family,
        mut show: impl FnMut(&[u8], Part),
    ) -> Result<(), StoreError> {
        if let Some(today) = self.stuck {
            return self.scan_stuck(stuck, today, show);
        }
        match self.months {
            None => self.scan(whole, show),
            Some(months) => months
                .iter()
                .try_for_each(|month| self.scan(of_month(*month), &mut show)),
        }
    }

    fn scan(&self, family: Family, mut show: impl FnMut(&[u8], Part)) -> Result<(), StoreError> {
        let prefix = family.prefix().done();
        self.cells(&prefix, |suffix, cell| {
            if let Some((between, tail)) = Tail::split(suffix)
                && self.narrow.has_stage(tail.stage)
            {
                show(between, Part::of(tail, cell));
            }
        })
    }

    /// The cells of the days up to this one; days before are few, as a deal stands in one.
    fn scan_stuck(
        &self,
        family: Family,
        today: Day,
        mut show: impl FnMut(&[u8], Part),
    ) -> Result<(), StoreError> {
        let prefix = family.prefix().done();
        let day_after = i64::from(row::day_number(today)) + 1;
        let end = family.prefix().int(day_after).done();
        let mut cells = |key: &[u8], value: &[u8]| {
            let split = key.get(prefix.len() + DAY..).and_then(Tail::split);
            if let (Some((between, tail)), Some(cell)) = (split, Cell::decode(value))
                && self.narrow.has_stage(tail.stage)
            {
                show(between, Part::of(tail, cell));
            }
            ControlFlow::Continue(())
        };
        let (lo, hi) = (
            Bound::Included(prefix.as_slice()),
            Bound::Excluded(end.as_slice()),
        );
        Ok(self
            .viewer
            .snapshot
            .scan(Space::Cell, lo, hi, Direction::Forward, &mut cells)?)
    }

    /// Shows every cell under a prefix, with what follows it.
    fn cells(&self, prefix: &[u8], mut show: impl FnMut(&[u8], Cell)) -> Result<(), StoreError> {
        scan_prefix(self.viewer.snapshot, Space::Cell, prefix, |key, value| {
            if let (Some(suffix), Some(cell)) = (key.get(prefix.len()..), Cell::decode(value)) {
                show(suffix, cell);
            }
            ControlFlow::Continue(())
        })
    }

    /// Deals that only a share opens.
    fn shared(&self, show: &mut dyn FnMut(Part)) -> Result<(), StoreError> {
        self.each_shared(&mut |entry: &Entry, cover: &Cover| {
            let row = &cover.row;
            let month = row.closed.or(row.expected_close).map(Month::of);
            if self.months.is_some_and(|months| !months.contains(&month)) {
                return;
            }
            let stuck_on = |today| row.stuck_on().is_some_and(|on| on <= today);
            if self.stuck.is_some_and(|today| !stuck_on(today)) {
                return;
            }
            let tail = Tail {
                stage: entry.stamp.stage,
                currency: row.amount.map(|amount| amount.currency),
            };
            show(Part {
                group: Some(entry.stamp.group),
                owner: Some(entry.stamp.owner),
                amount: self.viewer.allows(AMOUNT, &entry.acl),
                ..Part::of(
                    tail,
                    index::cell_of(row.status, row.amount, cover.probability),
                )
            });
        })
    }

    fn each_shared(&self, show: &mut dyn FnMut(&Entry, &Cover)) -> Result<(), StoreError> {
        let mut walk = self.viewer.walk_shared(
            Order::Newest,
            self.narrow.clone(),
            None,
            Direction::Forward,
        )?;
        while let Some(entry) = walk.next()? {
            let (group, owner) = (entry.stamp.group, entry.stamp.owner);
            let in_cells = self.allows(entry.acl.lane, group, owner);
            if in_cells || !self.viewer.allows(self.action, &entry.acl) {
                continue;
            }
            if let Some(cover) = cover(&entry) {
                show(&entry, &cover);
            }
        }
        Ok(())
    }

    fn allows(&self, lane: Lane, group: GroupId, owner: PersonId) -> bool {
        let cell = (RecordType::Deal, lane, group, owner);
        cell_allowed(
            self.viewer.world,
            self.viewer.who,
            self.action,
            cell,
            self.viewer.now,
        )
    }
}

impl Part {
    fn of(tail: Tail, cell: Cell) -> Self {
        Self {
            group: None,
            owner: None,
            status: None,
            tail,
            cell,
            amount: true,
        }
    }
}

fn cover(entry: &Entry) -> Option<Cover> {
    let status = index::status_of(entry.part);
    row::decode(&entry.row, entry.id, status, &entry.stamp)
}
