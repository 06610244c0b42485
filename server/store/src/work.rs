//! The unit of work: everything one command reads and writes.
//!
//! Invariant: a record is authorised inside the work before it is changed; its indexes, cells and
//! events are written with it; when the command is refused nothing of the work is kept.
use crate::cells::{Cell, Deltas};
use crate::changes;
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::firm::{Firm, FirmCache};
use crate::keys::Key;
use crate::listed::{self, Listed};
use crate::planning::{Deriving, any_judged, derive};
use crate::records::{self, Record};
use crate::tables::{FIRM_EPOCH, Kind};
use crate::writer::Overlay;
use domain::access::{AccessRefusal, Action, Denial, Principal, Sealed};
use domain::audit::Deed;
use domain::by::By;
use domain::events::Event;
use domain::id::DealId;
use domain::refusal::Refusal;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A command at work, bound to its actor.
pub struct Work<'w, 'o> {
    pub(crate) overlay: &'w mut Overlay<'o>,
    pub(crate) by: By,
    pub(crate) firm: Arc<Firm>,
    pub(crate) who: Principal,
    cache: &'w FirmCache,
    deltas: Deltas,
    events: u32,
    /// Deals whose lines of the plan are derived anew at the end.
    replanned: BTreeSet<DealId>,
}

impl<'w, 'o> Work<'w, 'o> {
    pub(crate) fn begin(
        overlay: &'w mut Overlay<'o>,
        cache: &'w FirmCache,
        by: By,
    ) -> Result<Self, StoreError> {
        let firm = cache.of_work(&*overlay)?;
        let who = firm.principal(by.actor);
        Ok(Self {
            overlay,
            by,
            firm,
            who,
            cache,
            deltas: Deltas::default(),
            events: 0,
            replanned: BTreeSet::new(),
        })
    }

    /// Who acts and when.
    #[must_use]
    pub fn by(&self) -> By {
        self.by
    }

    /// People, groups, policy and pipelines as this work sees them.
    #[must_use]
    pub fn firm(&self) -> &Firm {
        &self.firm
    }

    /// The actor as access sees them.
    #[must_use]
    pub fn who(&self) -> &Principal {
        &self.who
    }

    /// Refuses everybody but administrators and the system.
    pub(crate) fn administer(&self) -> Result<(), Refusal> {
        if self.who.administers() {
            Ok(())
        } else {
            Err(AccessRefusal::NotAdministrator.into())
        }
    }

    /// A record that the actor may change in this way, whole. Not found and invisible are one.
    pub(crate) fn authorized<T: Listed>(&self, id: u64, action: Action) -> Result<T, Stopped> {
        let record: T = records::load(&*self.overlay, id)?.ok_or(Refusal::Invisible)?;
        let authorized =
            Sealed::new(record).authorize(action, &self.firm.world, &self.who, self.by.now);
        Ok(authorized.map_err(denied)?.into_record())
    }

    /// A record of a type that has no owner: refused as not found when absent.
    pub(crate) fn found<T: Record>(&self, id: u64) -> Result<T, Stopped> {
        Ok(records::load(&*self.overlay, id)?.ok_or(Refusal::Invisible)?)
    }

    pub(crate) fn new_id(&mut self, kind: Kind) -> Result<u64, StoreError> {
        records::new_id(self.overlay, kind)
    }

    /// Writes a listed record with its indexes, cells and event.
    pub(crate) fn put<T: Listed>(
        &mut self,
        old: (Option<&T>, Option<&str>),
        new: (&T, Option<&str>),
        event: Event,
    ) -> Result<(), StoreError> {
        self.index(old, new)?;
        self.tell(T::KIND, new.0.number(), event)
    }

    /// Writes a listed record with its indexes and cells.
    pub(crate) fn index<T: Listed>(
        &mut self,
        old: (Option<&T>, Option<&str>),
        new: (&T, Option<&str>),
    ) -> Result<(), StoreError> {
        self.overlay.news().record(new.0.number(), old.0);
        self.replan::<T>(new.0.number());
        listed::replace(self.overlay, &mut self.deltas, old, new)
    }

    /// Writes a record of the firm (person, group, pipeline, settings); rights follow at once.
    pub(crate) fn put_firm<T: Record>(
        &mut self,
        record: &T,
        event: Event,
    ) -> Result<(), StoreError> {
        records::save(self.overlay, record)?;
        self.tell(T::KIND, record.number(), event)?;
        self.firm_changed()?;
        // Another head is another level: what is agreed is worked out anew.
        if T::KIND == Kind::Group && any_judged(&*self.overlay)? {
            self.begin_retiming()?;
        }
        Ok(())
    }

    /// Takes a listed record away with its indexes and cells; its timeline stays.
    pub(crate) fn erase<T: Listed>(
        &mut self,
        record: &T,
        company: Option<&str>,
    ) -> Result<(), StoreError> {
        self.overlay.news().record(record.number(), Some(record));
        self.replan::<T>(record.number());
        listed::remove(self.overlay, &mut self.deltas, record, company)
    }

    pub(crate) fn tell(&mut self, kind: Kind, id: u64, event: Event) -> Result<(), StoreError> {
        self.events += 1;
        self.overlay.news().event(kind, id);
        if let Some(deed) = Deed::of(id, &event) {
            self.audit(deed)?;
        }
        changes::record(self.overlay, self.by, self.events, (kind, id), event)
    }

    /// Derives the lines of a deal anew at the end of the work.
    pub(crate) fn derive_lines(&mut self, deal: DealId) {
        self.replanned.insert(deal);
    }

    fn replan<T: Record>(&mut self, number: u64) {
        if T::KIND == Kind::Deal {
            self.derive_lines(DealId(number));
        }
    }

    /// Ends the work: lines and cells take what the records changed.
    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        let (firm, deals) = (self.firm.clone(), std::mem::take(&mut self.replanned));
        if !deals.is_empty() {
            let deriving = Deriving::of(&firm);
            for deal in deals {
                derive(self.overlay, &mut self.deltas, &deriving, deal)?;
            }
        }
        for (key, change) in self.deltas.into_changes() {
            let mut cell = self
                .overlay
                .get(Space::Cell, &key)?
                .and_then(|bytes| Cell::decode(&bytes))
                .unwrap_or_default();
            cell.add(change);
            if cell.is_empty() {
                self.overlay.delete(Space::Cell, key)?;
            } else {
                self.overlay.put(Space::Cell, key, cell.encode())?;
            }
        }
        Ok(())
    }

    /// The epoch is the transaction and its moment, so that no two states of the firm share one
    /// even when a commit failed between them.
    pub(crate) fn firm_changed(&mut self) -> Result<(), StoreError> {
        let epoch = Key::new()
            .id(self.overlay.seq())
            .int(self.by.now.0)
            .id(u64::from(self.events));
        self.overlay.put(Space::Meta, FIRM_EPOCH, epoch.done())?;
        self.overlay.news().firm();
        self.refresh_firm()
    }

    /// Reads the firm anew as this work sees it.
    pub(crate) fn refresh_firm(&mut self) -> Result<(), StoreError> {
        self.firm = self.cache.of_work(&*self.overlay)?;
        self.who = self.firm.principal(self.by.actor);
        Ok(())
    }
}

/// What a denial of access says to the user.
pub(crate) fn denied(denial: Denial) -> Refusal {
    match denial {
        Denial::Invisible => Refusal::Invisible,
        denial => AccessRefusal::Denied(denial).into(),
    }
}
