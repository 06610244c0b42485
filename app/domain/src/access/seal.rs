//! Records under seal. Invariant: in the server a [`View`] comes to be only through a decision;
//! what is sealed cannot be serialised, printed or read.
use super::acl::{RecordAcl, Share};
use super::action::{Action, ActionMask, FieldMask};
use super::decide::{Because, Denial, Missing, World, decide, rights};
use super::principal::Principal;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A record that access rules know how to judge and to mask.
pub trait Guarded: Sized {
    fn acl(&self) -> RecordAcl;

    /// The record without the fields outside the mask: absent, as if never entered.
    #[must_use]
    fn mask(self, fields: FieldMask) -> Self;

    /// The record with these shares only.
    #[must_use]
    fn shared_as(self, _shares: Vec<Share>) -> Self {
        self
    }
}

/// A record as it comes out of the store. It neither serialises nor prints:
///
/// ```compile_fail
/// fn send<T: serde::Serialize>(_: T) {}
/// send(domain::access::Sealed::new(42));
/// ```
#[derive(Clone)]
pub struct Sealed<T> {
    record: T,
}

/// A record that somebody may see, fields outside their rights absent. It crosses the wire, so
/// the browser can build one from bytes; the server never reads one from a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct View<T> {
    record: T,
    rights: ActionMask,
    because: Because,
}

/// A record that somebody may change in one way, whole. It stays inside the unit of work: it does
/// not serialise, and the store takes the record out to change it.
pub struct Authorized<T> {
    record: T,
    action: Action,
    because: Because,
}

impl<T> Sealed<T> {
    #[must_use]
    pub const fn new(record: T) -> Self {
        Self { record }
    }
}

impl<T: Guarded> Sealed<T> {
    /// # Errors
    /// [`Denial::Invisible`] when this person may not read it.
    pub fn open(self, world: &World, who: &Principal, now: Moment) -> Result<View<T>, Denial> {
        let acl = self.record.acl();
        let because = decide(world, who, Action::Read, &acl, now).verdict()?;
        let rights = rights(world, who, &acl, now);
        let mut record = self.record.mask(FieldMask::of(rights));
        // With whom it is shared is the business of those who may share it.
        if !rights.has(Action::Share) {
            record = record.shared_as(acl.projected(world, who).shares);
        }
        Ok(View {
            record,
            rights,
            because,
        })
    }

    /// The record, unmasked, for a change. Actions that only read are refused here: they have
    /// [`Sealed::open`].
    ///
    /// # Errors
    /// The denial of [`decide`]; [`Missing::Right`] for an action that does not write.
    pub fn authorize(
        self,
        action: Action,
        world: &World,
        who: &Principal,
        now: Moment,
    ) -> Result<Authorized<T>, Denial> {
        let because = decide(world, who, action, &self.record.acl(), now).verdict()?;
        if !action.writes() {
            return Err(Denial::Forbidden(Missing::Right(action)));
        }
        Ok(Authorized {
            record: self.record,
            action,
            because,
        })
    }
}

impl<T> View<T> {
    #[must_use]
    pub const fn record(&self) -> &T {
        &self.record
    }

    #[must_use]
    pub fn into_record(self) -> T {
        self.record
    }

    /// What the viewer may do with it.
    #[must_use]
    pub const fn rights(&self) -> ActionMask {
        self.rights
    }

    #[must_use]
    pub const fn may(&self, action: Action) -> bool {
        self.rights.has(action)
    }

    /// Why the viewer sees it.
    #[must_use]
    pub const fn because(&self) -> Because {
        self.because
    }
}

impl<T> Deref for View<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

impl<T> Authorized<T> {
    #[must_use]
    pub const fn record(&self) -> &T {
        &self.record
    }

    #[must_use]
    pub fn into_record(self) -> T {
        self.record
    }

    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    #[must_use]
    pub const fn because(&self) -> Because {
        self.because
    }
}
