//! What an import must know of the base, from one snapshot. Invariant: a record the importer may
//! not see is not in the book, so no plan tells that it exists.
use crate::error::StoreError;
use crate::listed::Listed;
use crate::reading::Reading;
use crate::records;
use domain::access::Sealed;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::exchange::{KnownBook, KnownPipeline, KnownStage};
use domain::groups::Group;
use domain::id::GroupId;
use domain::people::Person;
use domain::pipelines::Pipeline;
use domain::time::Day;

impl Reading {
    /// The base as an import of `today` knows it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known_book(&self, today: Day) -> Result<KnownBook, StoreError> {
        let mut book = KnownBook::new(today, self.root());
        self.firm_into(&mut book);
        for product in self.products()? {
            book.add_product(product.id, product.name(), product.sheet.code.as_deref());
        }
        self.each_seen::<Company>(|company| {
            let nip = company.profile.nip.as_ref().map(|nip| nip.digits());
            book.add_company(company.id, company.name(), nip, None);
        })?;
        self.each_seen::<Contact>(|contact| {
            let email = contact.card.emails.first().map(|email| email.as_str());
            book.add_contact(contact.id, contact.name(), contact.card.company, email);
        })?;
        self.each_seen::<Deal>(|deal| {
            if let Some(external) = &deal.external_id {
                book.add_deal(deal.id, external);
            }
        })?;
        Ok(book)
    }

    /// The firm's top group: the first one that hangs nowhere.
    #[must_use]
    pub fn root(&self) -> Option<GroupId> {
        let top = |group: &&Group| group.parent.is_none() && !group.archived;
        self.firm.groups.values().find(top).map(|group| group.id)
    }

    fn firm_into(&self, book: &mut KnownBook) {
        let living = self.firm.groups.values().filter(|group| !group.archived);
        living.for_each(|group| book.add_group(group.id, &group.name));
        for person in self.firm.people.values().filter(|person| person.active) {
            let email = person.email.as_ref().map(|email| email.as_str());
            book.add_person(person.id, &person.name, email, self.place_of(person));
        }
        let living = self.firm.pipelines.values();
        for pipeline in living.filter(|pipeline| !pipeline.archived) {
            book.add_pipeline(known(pipeline));
        }
    }

    /// Where new records of a person go; a head who belongs nowhere works in the group they head.
    fn place_of(&self, person: &Person) -> Option<GroupId> {
        let heads = |group: &&Group| group.heads.contains(&person.id) && !group.archived;
        let headed = || self.firm.groups.values().find(heads).map(|group| group.id);
        person.primary_group().or_else(headed)
    }

    /// Deleted records are not in the base for an import: it may bring them anew.
    fn each_seen<T: Listed>(&self, mut show: impl FnMut(&T)) -> Result<(), StoreError> {
        records::each::<T>(&*self.snapshot, |record| {
            if !record.is_listed() {
                return Ok(());
            }
            let opened = Sealed::new(record).open(&self.firm.world, &self.who, self.now);
            if let Ok(view) = opened {
                show(&view);
            }
            Ok(())
        })
    }
}

fn known(pipeline: &Pipeline) -> KnownPipeline {
    let stage = |stage: &domain::pipelines::Stage| KnownStage {
        id: stage.id,
        name: stage.name.clone(),
        kind: stage.kind,
    };
    KnownPipeline {
        id: pipeline.id,
        name: pipeline.name.clone(),
        stages: pipeline.stages.iter().map(stage).collect(),
    }
}
