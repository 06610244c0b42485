//! The decision. Invariant: pure, total, without allocation; adding a grant never takes one away.
use super::acl::{Party, RecordAcl, ShareTo};
use super::action::{Action, ActionMask, FieldMask, Lane, RecordType, Scope};
use super::glass::Glass;
use super::principal::{Deputy, Principal};
use crate::groups::OrgTree;
use crate::id::{GroupId, PersonId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a decision needs besides person and record: one snapshot's tree of groups.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct World {
    pub tree: OrgTree,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Decision {
    Allow(Because),
    Deny(Denial),
}

/// The grant that allowed it: the first in the order written here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Because {
    Owner,
    /// The policy opens it to everyone of the role.
    Everyone,
    /// Belongs to the record's group.
    Group(GroupId),
    /// Belongs to `of`, which contains the record's group `holds`.
    Below {
        of: GroupId,
        holds: GroupId,
    },
    /// Heads `of`, which is or contains the record's group `holds`.
    Head {
        of: GroupId,
        holds: GroupId,
    },
    /// Takes part in it.
    Participant,
    /// Heads `of`, which is or contains the group of `person`, who takes part in it.
    HeadOf {
        of: GroupId,
        person: PersonId,
    },
    Share {
        to: ShareTo,
        by: PersonId,
        until: Option<Moment>,
    },
    /// Stands in for somebody: the owner or a participant, or the head of `head`.
    Deputy {
        for_person: PersonId,
        head: Option<GroupId>,
        until: Moment,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Denial {
    /// Answered as if the record did not exist: 404, byte for byte.
    Invisible,
    /// One may see it, but not do this: 403.
    Forbidden(Missing),
}

/// What stands between a reader and the action.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Missing {
    Right(Action),
    Guard(Guard),
}

/// A condition of the record's own life that stops writing, never reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Guard {
    /// Nobody approves what they wrote themselves.
    ApproverIsAuthor,
    /// The record's period is closed.
    PeriodClosed,
}

/// May this person do this with this record now, and why?
///
/// In order: an inactive person sees nothing; a closed type opens to no grant; then the union of
/// grants. Every action also needs Read, of the controlling record's type too.
#[must_use]
pub fn decide(
    world: &World,
    who: &Principal,
    action: Action,
    acl: &RecordAcl,
    now: Moment,
) -> Decision {
    if !who.active {
        return Decision::Deny(Denial::Invisible);
    }
    let asked = Asked {
        world,
        who,
        acl,
        now,
    };
    let controlling = acl
        .parent
        .map(|(kind, _)| kind)
        .filter(|kind| *kind != acl.kind);
    if controlling.is_some_and(|kind| asked.granted(Action::Read, kind).is_none()) {
        return Decision::Deny(Denial::Invisible);
    }
    let Some(read) = asked.granted(Action::Read, acl.kind) else {
        return Decision::Deny(Denial::Invisible);
    };
    if action == Action::Read {
        return Decision::Allow(read);
    }
    match asked.granted(action, acl.kind) {
        Some(because) => Decision::Allow(because),
        None => Decision::Deny(Denial::Forbidden(Missing::Right(action))),
    }
}

/// May this person bring this record into being? It is judged as it would stand: it needs Edit,
/// and Reassign too when somebody else is to own it.
#[must_use]
pub fn creates(world: &World, who: &Principal, acl: &RecordAcl, now: Moment) -> Decision {
    let edit = decide(world, who, Action::Edit, acl, now);
    if acl.owner == who.id || !edit.allows() {
        return edit;
    }
    decide(world, who, Action::Reassign, acl, now)
}

/// *Why?* Every kind of grant that gives this person the action, the first of each kind in the order
/// of [`Because`]; none exactly where [`decide`] denies.
#[must_use]
pub fn grants(
    world: &World,
    who: &Principal,
    action: Action,
    acl: &RecordAcl,
    now: Moment,
) -> Vec<Because> {
    if !decide(world, who, action, acl, now).allows() {
        return Vec::new();
    }
    let asked = Asked {
        world,
        who,
        acl,
        now,
    };
    let scope = who.table.scope(acl.kind, action, acl.lane);
    let found = [
        asked.by_scope(scope),
        asked.by_headship(action),
        asked.by_part(action),
        asked.by_share(action),
        asked.by_deputyship(action, acl.kind),
    ];
    found.into_iter().flatten().collect()
}

/// Everything this person may do with the record.
#[must_use]
pub fn rights(world: &World, who: &Principal, acl: &RecordAcl, now: Moment) -> ActionMask {
    let may = |action: &Action| decide(world, who, *action, acl, now).allows();
    if !may(&Action::Read) {
        return ActionMask::NONE;
    }
    Action::EVERY.into_iter().filter(may).collect()
}

/// The fields of the record this person reads.
#[must_use]
pub fn fields(world: &World, who: &Principal, acl: &RecordAcl, now: Moment) -> FieldMask {
    FieldMask::of(rights(world, who, acl, now))
}

/// Puts the guards of a record behind a decision on it: the first that stops the action forbids it.
#[must_use]
pub fn guarded(decision: Decision, action: Action, guards: &[Guard]) -> Decision {
    let stopping = guards.iter().find(|guard| guard.stops(action));
    match (decision, stopping) {
        (Decision::Allow(_), Some(guard)) => {
            Decision::Deny(Denial::Forbidden(Missing::Guard(*guard)))
        }
        _ => decision,
    }
}

impl Decision {
    #[must_use]
    pub const fn allows(self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// # Errors
    /// The denial.
    pub const fn verdict(self) -> Result<Because, Denial> {
        match self {
            Self::Allow(because) => Ok(because),
            Self::Deny(denial) => Err(denial),
        }
    }
}

impl Guard {
    /// Only writes are stopped: approving by the author; any change of content in a closed period.
    #[must_use]
    pub const fn stops(self, action: Action) -> bool {
        match self {
            Self::ApproverIsAuthor => matches!(action, Action::Approve),
            Self::PeriodClosed => {
                matches!(
                    action,
                    Action::Edit | Action::Delete | Action::Reassign | Action::Approve
                )
            }
        }
    }
}

/// One question: who, about what, when.
#[derive(Clone, Copy)]
struct Asked<'a> {
    world: &'a World,
    who: &'a Principal,
    acl: &'a RecordAcl,
    now: Moment,
}

impl Asked<'_> {
    /// The first grant of this action under the rows of this type; none when the type is closed.
    fn granted(self, action: Action, kind: RecordType) -> Option<Because> {
        let lane = self.acl.lane;
        let shut = |glass: Glass| !glass.lets(kind, action, lane);
        if self.who.table.closed(kind) || self.who.through.is_some_and(shut) {
            return None;
        }
        self.by_scope(self.who.table.scope(kind, action, self.acl.lane))
            .or_else(|| self.by_headship(action))
            .or_else(|| self.by_part(action))
            .or_else(|| self.by_share(action))
            .or_else(|| self.by_deputyship(action, kind))
    }

    fn by_scope(self, scope: Scope) -> Option<Because> {
        if scope == Scope::None {
            return None;
        }
        if self.acl.owner == self.who.id {
            return Some(Because::Owner);
        }
        if scope == Scope::All {
            return Some(Because::Everyone);
        }
        let holds = self.acl.group;
        if scope >= Scope::Group && self.who.groups.contains(&holds) {
            return Some(Because::Group(holds));
        }
        if scope < Scope::GroupAndBelow {
            return None;
        }
        self.first_above(&self.who.groups)
            .map(|of| Because::Below { of, holds })
    }

    fn by_headship(self, action: Action) -> Option<Because> {
        if !self.who.head_mask.of(self.acl.lane).has(action) {
            return None;
        }
        self.first_above(&self.who.heads).map(|of| Because::Head {
            of,
            holds: self.acl.group,
        })
    }

    /// A part grants its mask to whoever holds it, and to their heads what headship holds of it.
    fn by_part(self, action: Action) -> Option<Because> {
        let granting = || {
            let parties = self.acl.parties.iter();
            parties.filter(|party| party.mask.has(action))
        };
        if granting().any(|party| party.person == self.who.id) {
            return Some(Because::Participant);
        }
        if !self.who.head_mask.of(self.acl.lane).has(action) {
            return None;
        }
        granting().find_map(|party| {
            let of = self.first_over(&self.who.heads, party.group)?;
            let person = party.person;
            Some(Because::HeadOf { of, person })
        })
    }

    fn by_share(self, action: Action) -> Option<Because> {
        let share = self.acl.shares.iter().find(|share| {
            share.mask.has(action)
                && share.live(self.now)
                && reaches(self.world, self.who, share.to)
        })?;
        Some(Because::Share {
            to: share.to,
            by: share.by,
            until: share.until,
        })
    }

    /// The confidential lane passes to no deputy.
    fn by_deputyship(self, action: Action, kind: RecordType) -> Option<Because> {
        if self.acl.lane != Lane::Normal {
            return None;
        }
        self.who.deputy_for.iter().find_map(|deputy| {
            let grants =
                deputy.live(self.now) && deputy.mask.has(action) && !deputy.table.closed(kind);
            if grants {
                self.through(deputy, action, kind)
            } else {
                None
            }
        })
    }

    fn through(self, deputy: &Deputy, action: Action, kind: RecordType) -> Option<Because> {
        let (for_person, until) = (deputy.for_person, deputy.until);
        let as_owner = deputy.table.scope(kind, action, Lane::Normal) != Scope::None;
        let granting = || {
            let parties = self.acl.parties.iter();
            parties.filter(|party| party.mask.has(action))
        };
        let takes_part = || granting().any(|party| party.person == for_person);
        if (as_owner && self.acl.owner == for_person) || takes_part() {
            return Some(Because::Deputy {
                for_person,
                head: None,
                until,
            });
        }
        if !deputy.head_mask.normal.has(action) {
            return None;
        }
        let over = |party: &Party| self.first_over(&deputy.heads, party.group);
        let head = self
            .first_above(&deputy.heads)
            .or_else(|| granting().find_map(over))?;
        Some(Because::Deputy {
            for_person,
            head: Some(head),
            until,
        })
    }

    /// The first of these groups that is the record's group or contains it.
    fn first_above(self, groups: &[GroupId]) -> Option<GroupId> {
        self.first_over(groups, self.acl.group)
    }

    fn first_over(self, groups: &[GroupId], group: GroupId) -> Option<GroupId> {
        if groups.is_empty() {
            return None;
        }
        let tree = &self.world.tree;
        let place = tree.place(group)?;
        groups
            .iter()
            .copied()
            .find(|group| tree.spans(*group, place))
    }
}

/// Whether a share reaches this person: by name, or through a group they belong to or head.
pub(crate) fn reaches(world: &World, who: &Principal, to: ShareTo) -> bool {
    match to {
        ShareTo::Person(person) => person == who.id,
        ShareTo::Group(group) => {
            let inside = |own: &GroupId| *own == group || world.tree.below(*own, group);
            who.groups.iter().chain(&who.heads).any(inside)
        }
    }
}
