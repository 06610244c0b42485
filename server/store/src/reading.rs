//! One snapshot for one request, bound to who reads.
//!
//! Invariant: the only way records leave the store for a reader; each was opened by a decision on
//! this snapshot's people, groups and policy.
use crate::changes::{self, Happened, Place};
use crate::engine::Snapshot;
use crate::error::StoreError;
use crate::firm::Firm;
use crate::listed::Listed;
use crate::lists::Viewer;
use crate::records;
use crate::tables::Kind;
use domain::access::{
    Action, Because, Principal, RecordAcl, RecordType, Sealed, ShareTo, View, VisibleSet, audience,
};
use domain::id::PersonId;
use domain::time::Moment;
use std::sync::Arc;

/// What one person sees at one moment.
pub struct Reading {
    pub(crate) snapshot: Box<dyn Snapshot>,
    pub(crate) firm: Arc<Firm>,
    pub(crate) who: Principal,
    pub(crate) now: Moment,
}

impl Reading {
    /// People, groups, policy and pipelines; names are no secret within the firm.
    #[must_use]
    pub fn firm(&self) -> &Firm {
        &self.firm
    }

    #[must_use]
    pub fn who(&self) -> &Principal {
        &self.who
    }

    /// The moment every decision of this reading is made at.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    pub(crate) fn viewer(&self, kind: Kind, rtype: RecordType) -> Viewer<'_> {
        Viewer {
            snapshot: &*self.snapshot,
            world: &self.firm.world,
            who: &self.who,
            now: self.now,
            kind,
            rtype,
        }
    }

    /// A record the reader may see; `None` for absent and invisible alike.
    pub(crate) fn open<T: Listed>(&self, id: u64) -> Result<Option<View<T>>, StoreError> {
        let record: Option<T> = records::load(&*self.snapshot, id)?;
        Ok(record.and_then(|record| {
            Sealed::new(record)
                .open(&self.firm.world, &self.who, self.now)
                .ok()
        }))
    }

    /// Everybody who reads a record with this stamp and why: one decision for each person.
    #[must_use]
    pub fn audience(&self, acl: &RecordAcl) -> Vec<(PersonId, Because)> {
        audience(&self.firm.world, self.firm.principals(), acl, self.now)
    }

    /// Whether a share to these reaches the reader.
    pub(crate) fn reaches(&self, to: ShareTo) -> bool {
        VisibleSet::plan(
            &self.firm.world,
            &self.who,
            Action::Read,
            RecordType::Deal,
            self.now,
        )
        .shares_to
        .reaches(to)
    }

    pub(crate) fn timeline(
        &self,
        of: (Kind, u64),
        before: Option<Place>,
        limit: usize,
    ) -> Result<Vec<(Place, Happened)>, StoreError> {
        changes::timeline(&*self.snapshot, of, before, limit)
    }
}
