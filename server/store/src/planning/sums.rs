//! Sums of the plan over what a viewer may see, from the cells.
//!
//! Invariant: equal to adding up, one by one, every line whose amount `decide` shows: whole cells
//! where all their unshared lines have one answer, and one by one the lines that only a share opens.
use super::cells::{PlanFamily, PlanTail, awaited, figures, number};
use super::covered::{Covered, month_number, part};
use crate::cells::Cell;
use crate::deals::families::currency_of;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::keys::id_at;
use crate::lists::{Narrow, Viewer};
use crate::reading::Reading;
use crate::tables::{Kind, Order};
use chrono::Datelike;
use domain::access::{Action, FieldClass, Lane, LaneSet, RecordType, cell_allowed};
use domain::id::{GroupId, PersonId};
use domain::money::Currency;
use domain::planning::LineState;
use domain::time::{Day, Month};
use std::collections::BTreeSet;
use std::ops::{Bound, ControlFlow};

pub(crate) const AMOUNT: Action = Action::Field(FieldClass::Commercial);
/// A person no record belongs to: stands for "any owner" of a group's cells.
pub(crate) const NOBODY: PersonId = PersonId(0);

/// One number of a sum and where it belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlanPart {
    pub(crate) group: GroupId,
    pub(crate) owner: PersonId,
    pub(crate) tail: PlanTail,
    pub(crate) cell: Cell,
}

/// Which sums to add up.
pub(crate) struct PlanSweep<'v> {
    pub(crate) viewer: Viewer<'v>,
    /// Of these groups and owners only.
    pub(crate) narrow: &'v Narrow,
    /// From this month to that.
    pub(crate) months: (Month, Month),
}

impl Reading {
    pub(crate) fn line_viewer(&self) -> Viewer<'_> {
        self.viewer(Kind::Line, RecordType::Deal)
    }
}

impl PlanSweep<'_> {
    /// Shows every part of the sum once.
    pub(crate) fn run(&self, show: &mut dyn FnMut(PlanPart)) -> Result<(), StoreError> {
        for lane in Lane::EVERY {
            let covered = self.groups(lane);
            for group in &covered {
                self.months(PlanFamily::Group(lane, *group), &mut |tail, cell| {
                    let owner = PersonId(tail.other);
                    if self.narrow.has_owner(owner) {
                        show(PlanPart {
                            group: *group,
                            owner,
                            tail,
                            cell,
                        });
                    }
                })?;
            }
            for owner in self.apart(lane) {
                self.months(PlanFamily::Owner(lane, owner), &mut |tail, cell| {
                    let group = GroupId(tail.other);
                    if !covered.contains(&group)
                        && self.narrow.has_group(group)
                        && allows(self.viewer, lane, group, owner)
                    {
                        show(PlanPart {
                            group,
                            owner,
                            tail,
                            cell,
                        });
                    }
                })?;
            }
        }
        self.shared(&mut |covered| {
            for (tail, cell) in figures(covered) {
                if tail.month.is_some_and(|month| self.inside(month)) {
                    show(PlanPart {
                        group: covered.line.group,
                        owner: covered.line.owner,
                        tail,
                        cell,
                    });
                }
            }
        })
    }

    /// Awaited gross money by the day it is due, up to this day.
    pub(crate) fn awaited(
        &self,
        until: Day,
        show: &mut dyn FnMut(Day, Option<Currency>, Cell),
    ) -> Result<(), StoreError> {
        for lane in Lane::EVERY {
            let plan = self.viewer.plan(AMOUNT);
            let whole = plan.lane(lane).all && self.everything();
            if whole {
                self.days(
                    PlanFamily::Day(lane),
                    until,
                    &mut |day, _, currency, cell| {
                        show(day, currency, cell);
                    },
                )?;
                continue;
            }
            let owners = self.narrow.owners.as_ref();
            let covered = if owners.is_some() {
                BTreeSet::new()
            } else {
                self.groups(lane)
            };
            for group in &covered {
                let family = PlanFamily::DayGroup(lane, *group);
                self.days(family, until, &mut |day, _, currency, cell| {
                    show(day, currency, cell);
                })?;
            }
            let apart =
                owners.map_or_else(|| self.apart(lane), |all| all.iter().copied().collect());
            for owner in apart {
                let family = PlanFamily::DayOwner(lane, owner);
                self.days(family, until, &mut |day, group, currency, cell| {
                    if !covered.contains(&group)
                        && self.narrow.has_group(group)
                        && allows(self.viewer, lane, group, owner)
                    {
                        show(day, currency, cell);
                    }
                })?;
            }
        }
        self.shared(&mut |covered| {
            if let Some((day, cell)) = awaited(covered).filter(|(day, _)| *day <= until) {
                let currency = covered.line.gross.map(|gross| gross.currency);
                show(day, currency, cell);
            }
        })
    }

    fn everything(&self) -> bool {
        self.narrow.groups.is_none() && self.narrow.owners.is_none()
    }

    fn inside(&self, month: Month) -> bool {
        (month_number(self.months.0)..=month_number(self.months.1)).contains(&month_number(month))
    }

    /// The groups whose cells count whole.
    fn groups(&self, lane: Lane) -> BTreeSet<GroupId> {
        let plan = self.viewer.plan(AMOUNT);
        let plan: &LaneSet = plan.lane(lane);
        let known = if plan.all {
            self.viewer.world.tree.depth_first().to_vec()
        } else {
            plan.groups.clone()
        };
        let whole = |group: &GroupId| {
            self.narrow.has_group(*group) && allows(self.viewer, lane, *group, NOBODY)
        };
        known.into_iter().filter(whole).collect()
    }

    /// Those whose lines outside these groups may count: the viewer and whom they tend.
    fn apart(&self, lane: Lane) -> BTreeSet<PersonId> {
        let plan = self.viewer.plan(AMOUNT);
        let tended = plan.lane(lane).owners.iter().copied();
        let all = tended.chain([self.viewer.who.id]);
        all.filter(|owner| self.narrow.has_owner(*owner)).collect()
    }

    fn months(
        &self,
        family: PlanFamily,
        show: &mut dyn FnMut(PlanTail, Cell),
    ) -> Result<(), StoreError> {
        let prefix = family.prefix().done();
        let (first, last) = (month_number(self.months.0), month_number(self.months.1));
        let lo = family.prefix().optional_int(Some(first)).done();
        let hi = family.prefix().optional_int(Some(last + 1)).done();
        let mut cell = |key: &[u8], value: &[u8]| {
            let tail = key.get(prefix.len()..).and_then(PlanTail::of);
            if let (Some(tail), Some(cell)) = (tail, Cell::decode(value)) {
                show(tail, cell);
            }
            ControlFlow::Continue(())
        };
        let (lo, hi) = (
            Bound::Included(lo.as_slice()),
            Bound::Excluded(hi.as_slice()),
        );
        let snapshot = self.viewer.snapshot;
        Ok(snapshot.scan(Space::Cell, lo, hi, Direction::Forward, &mut cell)?)
    }

    fn days(
        &self,
        family: PlanFamily,
        until: Day,
        show: &mut dyn FnMut(Day, GroupId, Option<Currency>, Cell),
    ) -> Result<(), StoreError> {
        let prefix = family.prefix().done();
        let after = i64::from(until.num_days_from_ce()) + 1;
        let hi = family.prefix().int(after).done();
        let mut cell = |key: &[u8], value: &[u8]| {
            let rest = key.get(prefix.len()..).unwrap_or_default();
            let day = number(rest).and_then(|day| i32::try_from(day).ok());
            let day = day.and_then(Day::from_num_days_from_ce_opt);
            let currency = rest.len().checked_sub(3).and_then(|at| rest.get(at..));
            if let (Some(day), Some(currency), Some(cell)) = (day, currency, Cell::decode(value)) {
                let group = id_at(rest, 8).map_or(GroupId(0), GroupId);
                show(day, group, currency_of(currency), cell);
            }
            ControlFlow::Continue(())
        };
        let (lo, hi) = (
            Bound::Included(prefix.as_slice()),
            Bound::Excluded(hi.as_slice()),
        );
        let snapshot = self.viewer.snapshot;
        Ok(snapshot.scan(Space::Cell, lo, hi, Direction::Forward, &mut cell)?)
    }

    /// Lines that only a share opens with their amounts.
    fn shared(&self, show: &mut dyn FnMut(&Covered)) -> Result<(), StoreError> {
        let narrow = Narrow {
            parts: LineState::ALL.map(part).to_vec(),
            ..self.narrow.clone()
        };
        let mut walk = self
            .viewer
            .walk_shared(Order::Due, narrow, None, Direction::Forward)?;
        while let Some(entry) = walk.next()? {
            let (group, owner) = (entry.stamp.group, entry.stamp.owner);
            if allows(self.viewer, entry.acl.lane, group, owner)
                || !self.viewer.allows(AMOUNT, &entry.acl)
            {
                continue;
            }
            if let Some(covered) = Covered::take(&mut entry.row.as_slice()) {
                show(&covered);
            }
        }
        Ok(())
    }
}

/// Whether the unshared lines of this owner in this group show their amounts.
pub(crate) fn allows(viewer: Viewer<'_>, lane: Lane, group: GroupId, owner: PersonId) -> bool {
    let cell = (RecordType::Deal, lane, group, owner);
    cell_allowed(viewer.world, viewer.who, AMOUNT, cell, viewer.now)
}
