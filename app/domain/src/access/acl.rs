//! What a record carries about access. Invariant: all that `decide` learns of a record is here.
use super::action::{ActionMask, Lane, RecordType};
use super::decide::{World, reaches};
use super::principal::Principal;
use crate::id::{GroupId, PersonId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// The stamp of a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordAcl {
    pub kind: RecordType,
    pub owner: PersonId,
    /// Stamped at creation and reassignment: the owner's primary group then.
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub shares: Vec<Share>,
    /// Those who take part in it: they and their heads see it, whatever the policy says.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// The record that controls this one. Its owner, group, lane and shares stand above, copied
    /// when this stamp is made; a parent of another type must be readable too.
    #[serde(default)]
    pub parent: Option<(RecordType, u64)>,
}

/// Whom a share reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ShareTo {
    Person(PersonId),
    /// Members and heads of this group and of every group below it.
    Group(GroupId),
}

/// Somebody's part in a record: what it grants them, and their heads as far as headship goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Party {
    pub person: PersonId,
    /// Stamped as they came in: their primary group then.
    pub group: GroupId,
    pub mask: ActionMask,
}

/// A record opened to somebody beyond the policy, perhaps for a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    pub to: ShareTo,
    pub mask: ActionMask,
    /// The first moment at which it no longer grants; `None` lasts.
    #[serde(default)]
    pub until: Option<Moment>,
    pub by: PersonId,
}

impl RecordAcl {
    /// A record in the normal lane, shared with nobody.
    #[must_use]
    pub const fn new(kind: RecordType, owner: PersonId, group: GroupId) -> Self {
        Self {
            kind,
            owner,
            group,
            lane: Lane::Normal,
            shares: Vec::new(),
            parties: Vec::new(),
            parent: None,
        }
    }

    /// The stamp of something controlled by this record: a note of a deal (same `kind`), an
    /// instalment of a deal (its own `kind`).
    #[must_use]
    pub fn child(&self, kind: RecordType, parent: u64) -> Self {
        Self {
            kind,
            parent: Some((self.kind, parent)),
            ..self.clone()
        }
    }

    /// The stamp as one person's browser gets it: without shares that reach others only. Every
    /// decision about this person stays the same.
    #[must_use]
    pub fn projected(mut self, world: &World, who: &Principal) -> Self {
        self.shares.retain(|share| reaches(world, who, share.to));
        self
    }
}

impl Share {
    /// Whether it still grants at this moment.
    #[must_use]
    pub fn live(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}
