//! Bringing finished records with their history into a store: the demo firm, and the crowds of
//! benchmarks in waves.
//!
//! Invariant: afterwards the store is as if every command of the history had been done in it.
use crate::changes;
use crate::engine::Space;
use crate::error::{Stopped, StoreError};
use crate::listed::Listed;
use crate::planning::{Judged, KeptQuota, payment_rows, quota_row, sheet_row};
use crate::records::{self, Record};
use crate::tables::{self, FIRM_EPOCH, Kind, Unique};
use crate::work::Work;
use domain::by::{Actor, SystemActor};
use domain::cast::{Cast, Subject};
use domain::deals::Deal;
use domain::id::PersonId;
use domain::refusal::Refusal;

impl Work<'_, '_> {
    /// Takes in the whole cast, or the firm that waves of records will follow.
    ///
    /// # Errors
    /// Not the seeding system, or a store that holds a firm already.
    pub fn bring_in(&mut self, cast: &Cast) -> Result<(), Stopped> {
        let empty = self.firm.settings.is_none() && self.firm.people.is_empty();
        if self.by.actor != Actor::System(SystemActor::Seed) || !empty {
            return Err(Refusal::Invisible.into());
        }
        self.settle(cast.firm.as_slice())?;
        self.settle(&cast.groups)?;
        self.settle(&cast.people)?;
        self.settle(&cast.pipelines)?;
        self.settle(&cast.products)?;
        self.settle(&cast.templates)?;
        let stages = cast.pipelines.iter().flat_map(|pipeline| &pipeline.stages);
        self.last_id(Kind::Stage, stages.map(|stage| stage.id.0).max())?;
        for person in &cast.people {
            if let Some(email) = &person.email {
                let key = tables::unique(Unique::Email, email.as_str());
                self.overlay
                    .put(Space::Uniq, key, person.id.0.to_be_bytes())?;
            }
        }
        let epoch = self.overlay.seq().to_be_bytes();
        self.overlay.put(Space::Meta, FIRM_EPOCH, epoch)?;
        self.refresh_firm()?;
        self.bring_more(cast)
    }

    /// Takes in the companies, contacts, deals, assignments and notes of a cast, and all its history.
    ///
    /// # Errors
    /// Not the seeding system, or records whose ids were given already.
    pub fn bring_more(&mut self, cast: &Cast) -> Result<(), Stopped> {
        let new = self.is_new(&cast.companies)?
            && self.is_new(&cast.contacts)?
            && self.is_new(&cast.deals)?
            && self.is_new(&cast.receipts)?
            && self.is_new(&cast.notes)?
            && self.is_new(&cast.tasks)?;
        if self.by.actor != Actor::System(SystemActor::Seed) || !new {
            return Err(Refusal::Invisible.into());
        }
        self.settle(&cast.notes)?;
        self.list(&cast.companies)?;
        self.list(&cast.contacts)?;
        let deals = cast.deals.iter().cloned();
        let deals: Vec<Deal> = deals.map(|deal| self.timed(deal)).collect();
        self.list(&deals)?;
        self.bring_plan(cast)?;
        self.list(&cast.tasks)?;
        for (happened, place) in cast.history.iter().zip(1..) {
            let event = happened.event.clone();
            changes::record(
                self.overlay,
                happened.by,
                place,
                subject(happened.to),
                event,
            )?;
        }
        Ok(())
    }

    /// Schedules, receipts, quotas, sheets and verdicts; the lines of the deals follow by themselves.
    fn bring_plan(&mut self, cast: &Cast) -> Result<(), StoreError> {
        for schedule in &cast.schedules {
            records::save(self.overlay, schedule)?;
        }
        self.list(&cast.receipts)?;
        for (key, value) in cast.receipts.iter().flat_map(payment_rows) {
            self.overlay.put(Space::Idx, key, value)?;
        }
        let quotas = (1..).zip(cast.quotas.iter().cloned());
        let quotas: Vec<KeptQuota> = quotas.map(|(id, quota)| KeptQuota { id, quota }).collect();
        self.settle(&quotas)?;
        self.settle(&cast.sheets)?;
        let rows = quotas.iter().map(quota_row);
        for (key, value) in rows.chain(cast.sheets.iter().map(sheet_row)) {
            self.overlay.put(Space::Idx, key, value)?;
        }
        // One level has judged them.
        for verdict in cast.verdicts.iter().cloned() {
            let (line, verdicts) = (verdict.line, vec![verdict]);
            records::save(self.overlay, &Judged { line, verdicts })?;
        }
        Ok(())
    }

    /// Gives these people one password, for demos and benchmarks only.
    ///
    /// # Errors
    /// Not the seeding system.
    pub fn let_in(&mut self, people: &[PersonId], phc: &str) -> Result<(), Stopped> {
        if self.by.actor != Actor::System(SystemActor::Seed) {
            return Err(Refusal::Invisible.into());
        }
        people
            .iter()
            .try_for_each(|person| self.set_password(*person, phc, None))
    }

    fn settle<T: Record>(&mut self, all: &[T]) -> Result<(), StoreError> {
        all.iter()
            .try_for_each(|record| records::save(self.overlay, record))?;
        self.last_id(T::KIND, all.iter().map(Record::number).max())
    }

    fn list<T: Listed>(&mut self, all: &[T]) -> Result<(), StoreError> {
        for record in all {
            let company = self.company_name(record.company())?;
            self.index((None, None), (record, company.as_deref()))?;
        }
        self.last_id(T::KIND, all.iter().map(Record::number).max())
    }

    /// Whether every id is beyond the last one given.
    fn is_new<T: Record>(&self, all: &[T]) -> Result<bool, StoreError> {
        let last = records::last_id(self.overlay, T::KIND)?;
        Ok(all.iter().all(|record| record.number() > last))
    }

    fn last_id(&mut self, kind: Kind, last: Option<u64>) -> Result<(), StoreError> {
        match last {
            Some(last) => {
                Ok(self
                    .overlay
                    .put(Space::Meta, tables::last_id(kind), last.to_be_bytes())?)
            }
            None => Ok(()),
        }
    }
}

fn subject(subject: Subject) -> (Kind, u64) {
    match subject {
        Subject::Firm => (Kind::Firm, 1),
        Subject::Group(id) => (Kind::Group, id.0),
        Subject::Person(id) => (Kind::Person, id.0),
        Subject::Company(id) => (Kind::Company, id.0),
        Subject::Contact(id) => (Kind::Contact, id.0),
        Subject::Product(id) => (Kind::Product, id.0),
        Subject::Pipeline(id) => (Kind::Pipeline, id.0),
        Subject::Deal(id) => (Kind::Deal, id.0),
        Subject::Receipt(id) => (Kind::Receipt, id.0),
        Subject::Template(id) => (Kind::Template, id.0),
        Subject::Quota(id) => (Kind::Quota, id),
        Subject::Sheet(id) => (Kind::Sheet, id.0),
        Subject::Assignment(id) => (Kind::Assignment, id.0),
    }
}
