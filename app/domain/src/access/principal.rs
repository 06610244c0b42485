//! A person as access sees them. Invariant: it is assembled anew for each request from the
//! records of one snapshot; nothing here is cached beyond it.
use super::action::{Action, ActionMask, Lane, RecordType, Scope};
use super::glass::Glass;
use super::policy::{HeadMask, PolicyTable};
use super::roles::{Preset, Role};
use crate::id::{GroupId, PersonId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Whoever asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Principal {
    pub id: PersonId,
    pub active: bool,
    /// For the duties of administrators and auditors; business rights come from `table`.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The groups they belong to, the primary one first.
    pub groups: Vec<GroupId>,
    /// The groups they head.
    pub heads: Vec<GroupId>,
    /// All their roles merged.
    pub table: PolicyTable,
    pub head_mask: HeadMask,
    #[serde(default)]
    pub deputy_for: Vec<Deputy>,
    /// Whoever looks with this person's eyes lets only so much through.
    #[serde(default)]
    pub through: Option<Glass>,
}

/// Standing in for somebody: what that person could do as an owner, or as head of their groups,
/// in the normal lane, within the mask and the time. Never more than that person could.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deputy {
    pub for_person: PersonId,
    /// The groups that person heads now.
    pub heads: Vec<GroupId>,
    /// That person's merged table and headship now.
    pub table: PolicyTable,
    pub head_mask: HeadMask,
    pub mask: ActionMask,
    pub from: Moment,
    /// The first moment at which it no longer grants.
    pub until: Moment,
}

impl Principal {
    /// Everything from roles and preset, without deputyships.
    #[must_use]
    pub fn assemble(
        id: PersonId,
        active: bool,
        roles: &[Role],
        preset: Preset,
        groups: Vec<GroupId>,
        heads: Vec<GroupId>,
    ) -> Self {
        Self {
            id,
            active,
            roles: roles.to_vec(),
            groups,
            heads,
            table: preset.merged(roles),
            head_mask: HeadMask::for_roles(roles),
            deputy_for: Vec::new(),
            through: None,
        }
    }

    /// The system at work (seed, operator): named in events by its actor, never a signed-in
    /// person. Its id belongs to nobody, as people are numbered from 1.
    #[must_use]
    pub fn system() -> Self {
        Self {
            id: PersonId(0),
            active: true,
            roles: Role::EVERY.to_vec(),
            groups: Vec::new(),
            heads: Vec::new(),
            table: PolicyTable::filled(Scope::All),
            head_mask: HeadMask::NONE,
            deputy_for: Vec::new(),
            through: None,
        }
    }

    /// Whether records of this type and lane may be created at all: somebody who may edit
    /// something may also begin something. The record itself is judged by [`super::creates`].
    #[must_use]
    pub fn may_create(&self, kind: RecordType, lane: Lane) -> bool {
        let open = |action| self.table.scope(kind, action, lane) != Scope::None;
        self.active && !self.table.closed(kind) && open(Action::Read) && open(Action::Edit)
    }

    /// Whether they look after people, groups and policy.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.active && self.roles.contains(&Role::Administrator)
    }

    /// Whether they read the audit log.
    #[must_use]
    pub fn audits(&self) -> bool {
        self.active && self.roles.contains(&Role::Auditor)
    }
}

impl Deputy {
    /// Standing in for this person. For somebody inactive it grants nothing.
    #[must_use]
    pub fn of(person: &Principal, mask: ActionMask, from: Moment, until: Moment) -> Self {
        let mask = if person.active {
            mask
        } else {
            ActionMask::NONE
        };
        Self {
            for_person: person.id,
            heads: person.heads.clone(),
            table: person.table.clone(),
            head_mask: person.head_mask,
            mask,
            from,
            until,
        }
    }

    /// Whether it grants at this moment.
    #[must_use]
    pub fn live(&self, now: Moment) -> bool {
        self.from <= now && now < self.until
    }
}
