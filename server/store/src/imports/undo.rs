//! Undoing a run as a whole. Invariant: it takes back exactly what the run made, and only while
//! nobody has built on it: a change or a link made since is somebody's work, which no undo drops.
use super::{ImportRun, Made, Span};
use crate::error::{Stopped, StoreError};
use crate::keys::Key;
use crate::listed::Listed;
use crate::records::{self, Record};
use crate::tables::{self, Kind};
use crate::work::Work;
use domain::access::{Guarded, ShareTo};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::events::{Event, ImportEvent};
use domain::groups::Group;
use domain::id::{ImportId, PersonId};
use domain::people::Person;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// What became of an undo.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Undo {
    Done {
        records: u64,
    },
    /// Nothing was taken back.
    Blocked {
        /// Records of the run changed since.
        changed: u64,
        /// Records of others that name one of the run's.
        used: u64,
    },
}

impl Work<'_, '_> {
    /// Takes a whole run back: its records go, the log keeps what happened.
    ///
    /// # Errors
    /// Not an administrator, an unknown run, or one undone already.
    pub fn undo_import(&mut self, id: ImportId) -> Result<Undo, Stopped> {
        self.administer()?;
        let mut run: ImportRun = self.found(id.0)?;
        if run.undone.is_some() {
            return Err(Refusal::Unchanged.into());
        }
        let (changed, used) = (self.changed_since(&run)?, self.used_by_others(&run.made)?);
        if changed + used > 0 {
            return Ok(Undo::Blocked { changed, used });
        }
        self.leave(&run.made)?;
        self.take_back(&run.made)?;
        run.undone = Some(self.by.now);
        records::save(self.overlay, &run)?;
        let records = run.made.records();
        let told = Event::Import(ImportEvent::Undone { records });
        self.tell(Kind::Import, id.0, told)?;
        self.firm_changed()?;
        Ok(Undo::Done { records })
    }

    /// How many of a run's records something happened to after it.
    fn changed_since(&self, run: &ImportRun) -> Result<u64, StoreError> {
        let made = &run.made;
        let spans = [
            (Kind::Group, made.groups),
            (Kind::Person, made.people),
            (Kind::Pipeline, made.pipelines),
            (Kind::Company, made.companies),
            (Kind::Contact, made.contacts),
            (Kind::Product, made.products),
            (Kind::Deal, made.deals),
        ];
        let mut changed = 0;
        for (kind, span) in spans {
            for id in span.ids() {
                changed += u64::from(self.happened_after(kind, id, run.seq)?);
            }
        }
        Ok(changed)
    }

    fn happened_after(&self, kind: Kind, id: u64, seq: u64) -> Result<bool, StoreError> {
        use crate::engine::{Direction, Reader, Space};
        let timeline = tables::timeline(kind, id);
        let later = Key::new().bytes(&timeline).id(seq.saturating_add(1)).done();
        let end = crate::keys::after_prefix(&timeline);
        let hi = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
        let lo = Bound::Included(later.as_slice());
        let rows = self
            .overlay
            .range(Space::Idx, lo, hi, Direction::Forward, 1)?;
        Ok(!rows.is_empty())
    }

    /// How many records that the run did not make name one that it made; those in the trash count
    /// too, as they may come back.
    fn used_by_others(&self, made: &Made) -> Result<u64, StoreError> {
        let mut used = self.firm_uses(made);
        used += self.others::<Deal>(made.deals, |deal| names_deal(deal, made))?;
        used += self.others::<Company>(made.companies, |company| {
            let parent = company.profile.parent;
            guards(company, made) || parent.is_some_and(|id| made.companies.holds(id.0))
        })?;
        used += self.others::<Contact>(made.contacts, |contact| {
            let company = contact.card.company;
            guards(contact, made) || company.is_some_and(|id| made.companies.holds(id.0))
        })?;
        Ok(used)
    }

    fn others<T: Record>(&self, own: Span, names: impl Fn(&T) -> bool) -> Result<u64, StoreError> {
        let mut used = 0;
        records::each::<T>(&*self.overlay, |record| {
            used += u64::from(!own.holds(record.number()) && names(&record));
            Ok(())
        })?;
        Ok(used)
    }

    /// Memberships and headships that the run itself gave are none of others' doing.
    fn firm_uses(&self, made: &Made) -> u64 {
        let joins = |person: &Person| {
            let mut groups = person.groups.iter().filter(|id| made.groups.holds(id.0));
            !made.people.holds(person.id.0)
                && groups.any(|group| !made.joined.contains(&(person.id, *group)))
        };
        let hangs = |group: &Group| {
            let below = group.parent.is_some_and(|id| made.groups.holds(id.0));
            let mut heads = group.heads.iter().filter(|id| made.people.holds(id.0));
            !made.groups.holds(group.id.0)
                && (below || heads.any(|head| !made.headed.contains(&(group.id, *head))))
        };
        let settings = self.firm.settings.as_ref();
        let default = settings.and_then(|settings| settings.default_pipeline);
        let people = self.firm.people.values().filter(|person| joins(person));
        let groups = self.firm.groups.values().filter(|group| hangs(group));
        people.count() as u64
            + groups.count() as u64
            + u64::from(default.is_some_and(|id| made.pipelines.holds(id.0)))
    }

    /// Those who were there before leave the groups and headships that the run gave them.
    fn leave(&mut self, made: &Made) -> Result<(), Stopped> {
        for (group, person) in &made.headed {
            let heads = |found: &Group| found.heads.contains(person);
            if self.firm.groups.get(group).is_some_and(heads) {
                self.dismiss_head(*group, *person)?;
            }
        }
        for (person, group) in &made.joined {
            let Some(found) = self.firm.people.get(person) else {
                continue;
            };
            let mut groups = found.groups.clone();
            groups.retain(|other| other != group);
            if found.active && groups.len() < found.groups.len() {
                self.move_person(*person, groups)?;
            }
        }
        Ok(())
    }

    fn take_back(&mut self, made: &Made) -> Result<(), Stopped> {
        // Companies last: the rows of the others hold their names.
        self.erase_all::<Deal>(made.deals)?;
        self.erase_all::<Contact>(made.contacts)?;
        self.erase_all::<Company>(made.companies)?;
        for id in made.people.ids() {
            self.forget_person(PersonId(id))?;
        }
        let plain = [
            (Kind::Product, made.products),
            (Kind::Pipeline, made.pipelines),
            (Kind::Person, made.people),
            (Kind::Group, made.groups),
        ];
        for (kind, span) in plain {
            for id in span.ids() {
                records::remove(self.overlay, kind, id)?;
            }
        }
        Ok(())
    }

    fn erase_all<T: Listed>(&mut self, span: Span) -> Result<(), StoreError> {
        for id in span.ids() {
            if let Some(record) = records::load::<T>(&*self.overlay, id)? {
                let company = self.company_name(record.company())?;
                self.erase(&record, company.as_deref())?;
            }
        }
        Ok(())
    }
}

fn guards(record: &impl Guarded, made: &Made) -> bool {
    let acl = record.acl();
    let shared = acl.shares.iter().any(|share| match share.to {
        ShareTo::Person(id) => made.people.holds(id.0),
        ShareTo::Group(id) => made.groups.holds(id.0),
    });
    made.people.holds(acl.owner.0) || made.groups.holds(acl.group.0) || shared
}

fn names_deal(deal: &Deal, made: &Made) -> bool {
    let company = deal.company.is_some_and(|id| made.companies.holds(id.0));
    let mut contacts = deal.contacts.iter();
    let mut products = deal.lines.iter().filter_map(|line| line.product);
    guards(deal, made)
        || company
        || made.pipelines.holds(deal.pipeline.0)
        || contacts.any(|part| made.contacts.holds(part.contact.0))
        || products.any(|id| made.products.holds(id.0))
}
