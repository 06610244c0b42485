//! Which lists to read for a viewer. Invariant: every record `decide` allows lies in the planned
//! set; the set may hold more, so each candidate is decided again.
use super::acl::{RecordAcl, ShareTo};
use super::action::{Action, Lane, RecordType, Scope};
use super::decide::{World, decide};
use super::principal::{Deputy, Principal};
use crate::id::{GroupId, PersonId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// The lists of one lane.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LaneSet {
    /// Everything: the other fields need not be looked at.
    pub all: bool,
    /// Sorted; scopes, headships and deputyships expanded through the tree.
    pub groups: Vec<GroupId>,
    /// The viewer's own records.
    pub own: bool,
    /// Sorted: those whose records the viewer tends as a deputy.
    pub owners: Vec<PersonId>,
    /// Sorted: groups the viewer heads or stands in for, and all below: whatever their people
    /// take part in is seen.
    #[serde(default)]
    pub headed: Vec<GroupId>,
    /// Sorted: those for whom the viewer stands in whatever they take part in.
    #[serde(default)]
    pub tended: Vec<PersonId>,
}

/// To whom a share reaches this viewer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SharesTo {
    pub person: Option<PersonId>,
    /// Sorted: the viewer's groups and every group above them.
    pub groups: Vec<GroupId>,
}

/// What one viewer's list of one type reads from the indexes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct VisibleSet {
    pub normal: LaneSet,
    pub confidential: LaneSet,
    pub shares_to: SharesTo,
}

impl VisibleSet {
    /// The lists for Read, or for one class of fields (sums of amounts: `Field(Commercial)`).
    #[must_use]
    pub fn plan(
        world: &World,
        who: &Principal,
        action: Action,
        kind: RecordType,
        now: Moment,
    ) -> Self {
        if !who.active || who.table.closed(kind) {
            return Self::default();
        }
        Self {
            normal: LaneSet::plan(world, who, action, kind, Lane::Normal, now),
            confidential: LaneSet::plan(world, who, action, kind, Lane::Confidential, now),
            shares_to: SharesTo::plan(world, who),
        }
    }

    #[must_use]
    pub const fn lane(&self, lane: Lane) -> &LaneSet {
        match lane {
            Lane::Normal => &self.normal,
            Lane::Confidential => &self.confidential,
        }
    }

    /// Whether one of the lists holds this record, asked by this viewer.
    #[must_use]
    pub fn holds(&self, viewer: PersonId, acl: &RecordAcl) -> bool {
        let lane = self.lane(acl.lane);
        lane.all
            || (lane.own && acl.owner == viewer)
            || lane.groups.binary_search(&acl.group).is_ok()
            || lane.owners.binary_search(&acl.owner).is_ok()
            || acl.parties.iter().any(|party| {
                self.shares_to.person == Some(party.person)
                    || lane.tended.binary_search(&party.person).is_ok()
                    || lane.headed.binary_search(&party.group).is_ok()
            })
            || acl
                .shares
                .iter()
                .any(|share| self.shares_to.reaches(share.to))
    }
}

impl LaneSet {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.all && !self.own && self.groups.is_empty() && self.owners.is_empty()
    }

    fn plan(
        world: &World,
        who: &Principal,
        action: Action,
        kind: RecordType,
        lane: Lane,
        now: Moment,
    ) -> Self {
        let shut = who
            .through
            .is_some_and(|glass| !glass.lets(kind, action, lane));
        if shut {
            return Self::default();
        }
        let scope = who.table.scope(kind, action, lane);
        if scope == Scope::All {
            return Self {
                all: true,
                own: true,
                ..Self::default()
            };
        }
        let mut groups = Vec::new();
        if scope >= Scope::Group {
            groups.extend(&who.groups);
        }
        if scope >= Scope::GroupAndBelow {
            with_below(world, &who.groups, &mut groups);
        }
        let mut headed = Vec::new();
        if who.head_mask.of(lane).has(action) {
            with_below(world, &who.heads, &mut headed);
        }
        let (mut owners, mut tended) = (Vec::new(), Vec::new());
        let grants = |deputy: &&Deputy| {
            lane == Lane::Normal
                && deputy.live(now)
                && deputy.mask.has(action)
                && !deputy.table.closed(kind)
        };
        for deputy in who.deputy_for.iter().filter(grants) {
            tended.push(deputy.for_person);
            if deputy.table.scope(kind, action, lane) != Scope::None {
                owners.push(deputy.for_person);
            }
            if deputy.head_mask.normal.has(action) {
                with_below(world, &deputy.heads, &mut headed);
            }
        }
        groups.extend(&headed);
        Self {
            all: false,
            groups: sorted(groups),
            own: scope >= Scope::Own,
            owners: sorted(owners),
            headed: sorted(headed),
            tended: sorted(tended),
        }
    }
}

impl SharesTo {
    fn plan(world: &World, who: &Principal) -> Self {
        let own = || who.groups.iter().chain(&who.heads).copied();
        let above = own().flat_map(|group| world.tree.ancestors(group));
        Self {
            person: Some(who.id),
            groups: sorted(own().chain(above).collect()),
        }
    }

    #[must_use]
    pub fn reaches(&self, to: ShareTo) -> bool {
        match to {
            ShareTo::Person(person) => self.person == Some(person),
            ShareTo::Group(group) => self.groups.binary_search(&group).is_ok(),
        }
    }
}

/// Whether a cell of sums (type, lane, group, owner) counts whole for this viewer. All its
/// unshared records have one answer, so the cell is judged like one of them; records shared with
/// the viewer in cells that do not count are added one by one.
#[must_use]
pub fn cell_allowed(
    world: &World,
    who: &Principal,
    action: Action,
    cell: (RecordType, Lane, GroupId, PersonId),
    now: Moment,
) -> bool {
    let (kind, lane, group, owner) = cell;
    let acl = RecordAcl {
        lane,
        ..RecordAcl::new(kind, owner, group)
    };
    decide(world, who, action, &acl, now).allows()
}

fn with_below(world: &World, tops: &[GroupId], into: &mut Vec<GroupId>) {
    for top in tops {
        into.extend(world.tree.subtree(*top));
    }
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}
