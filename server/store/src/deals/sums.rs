//! Sums of deals over what a viewer may see, from the cells.
//!
//! Invariant: equal to adding up, one by one, every deal that `decide` allows for the action:
//! whole cells where all their unshared deals have one answer, and one by one the deals that
//! only a share opens.
use super::index::{self, Family, Tail};
use super::row;
use super::segments::AMOUNT;
use crate::cells::Cell;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::lists::{Narrow, Viewer};
use crate::records::scan_prefix;
use crate::tables::Order;
use domain::access::{Action, Lane, LaneSet, RecordType, VisibleSet, cell_allowed};
use domain::id::{GroupId, PersonId};
use domain::time::{Day, Month};
use std::collections::BTreeSet;
use std::ops::{Bound, ControlFlow};

/// One number of a sum and where it belongs.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// Known in a detailed sweep, or where the cells are read by group.
    pub(crate) group: Option<GroupId>,
    /// Known in a detailed sweep, or where the cells are read by owner.
    pub(crate) owner: Option<PersonId>,
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
    /// Only deals stuck on this day; never together with months or detail.
    pub(crate) stuck: Option<Day>,
    /// Tell group and owner of every part.
    pub(crate) detailed: bool,
}

/// Bytes of a day in the keys of stuck cells.
const DAY: usize = 8;

/// A part of whole cells, of nobody in particular yet.
fn part(tail: Tail, cell: Cell) -> Part {
    Part {
        group: None,
        owner: None,
        tail,
        cell,
        amount: true,
    }
}

/// A person no record belongs to: stands for "any owner" of a group's cells.
const NOBODY: PersonId = PersonId(0);

impl<'v> Sweep<'v> {
    /// Of everything visible, with group and owner.
    pub(crate) fn of_reading(viewer: Viewer<'v>, narrow: &'v Narrow) -> Self {
        Self {
            viewer,
            action: Action::Read,
            narrow,
            months: None,
            stuck: None,
            detailed: true,
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
        if read.all && plan.all && self.narrow.groups.is_none() && !self.detailed {
            return self.families(
                (Family::All(lane), Family::Stuck(lane)),
                |month| Family::AllMonth(lane, month),
                |_, part| show(part),
            );
        }
        let covered: BTreeSet<GroupId> = self.groups(lane, read, plan).collect();
        // Every group counts whole, so their sum does.
        if covered.len() == self.viewer.world.tree.len() && !self.detailed {
            return self.families(
                (Family::All(lane), Family::Stuck(lane)),
                |month| Family::AllMonth(lane, month),
                |_, part| show(part),
            );
        }
        for group in &covered {
            self.group(lane, *group, show)?;
        }
        let owners: BTreeSet<PersonId> = read
            .owners
            .iter()
            .chain(&plan.owners)
            .copied()
            .chain([self.viewer.who.id])
            .collect();
        owners
            .into_iter()
            .try_for_each(|owner| self.owner(lane, owner, &covered, show))
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

    fn group(
        &self,
        lane: Lane,
        group: GroupId,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        if self.detailed {
            return self.families(
                (
                    Family::GroupOwner(lane, group),
                    Family::StuckGroup(lane, group),
                ),
                |month| Family::GroupMonthOwner(lane, group, month),
                |between, part| {
                    show(Part {
                        group: Some(group),
                        owner: crate::keys::id_at(between, 0).map(PersonId),
                        ..part
                    });
                },
            );
        }
        self.families(
            (Family::Group(lane, group), Family::StuckGroup(lane, group)),
            |month| Family::GroupMonth(lane, group, month),
            |_, part| {
                show(Part {
                    group: Some(group),
                    ..part
                })
            },
        )
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
        scan_prefix(self.viewer.snapshot, Space::Cell, &prefix, |key, value| {
            let split = key.get(prefix.len()..).and_then(Tail::split);
            if let (Some((between, tail)), Some(cell)) = (split, Cell::decode(value))
                && self.narrow.has_stage(tail.stage)
            {
                show(between, part(tail, cell));
            }
            ControlFlow::Continue(())
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
                show(between, part(tail, cell));
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

    /// Deals that only a share opens.
    fn shared(&self, show: &mut dyn FnMut(Part)) -> Result<(), StoreError> {
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
            let status = index::status_of(entry.part);
            let Some(cover) = row::decode(&entry.row, entry.id, status, &entry.stamp) else {
                continue;
            };
            let month = cover.row.closed.or(cover.row.expected_close).map(Month::of);
            if self.months.is_some_and(|months| !months.contains(&month)) {
                continue;
            }
            if self
                .stuck
                .is_some_and(|today| cover.row.stuck_on().is_none_or(|on| on > today))
            {
                continue;
            }
            let tail = Tail {
                stage: entry.stamp.stage,
                currency: cover.row.amount.map(|amount| amount.currency),
            };
            let cell = index::cell_of(status, cover.row.amount, cover.probability);
            show(Part {
                group: Some(group),
                owner: Some(owner),
                tail,
                cell,
                amount: self.viewer.allows(AMOUNT, &entry.acl),
            });
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
