//! What is already in the base, as far as an import must know it. Invariant: a key that fits two
//! records is [`Match::Many`] and is never resolved by chance.
use super::text::{fold, loose};
use crate::id::{CompanyId, ContactId, DealId, GroupId, PersonId, PipelineId, ProductId, StageId};
use crate::pipelines::StageKind;
use crate::time::Day;
use std::collections::HashMap;

/// How a row names a record. Values are as typed; the implementation folds them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key<'a> {
    /// Ignoring case, accents and repeated spaces.
    Name(&'a str),
    /// A name by its letters and digits alone.
    Loose(&'a str),
    Email(&'a str),
    /// Digits alone.
    Nip(&'a str),
    /// A number in another system, or a product's code.
    External(&'a str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Match<Id> {
    None,
    One(Id),
    Many,
}

/// Look-up of existing records. It must see everything that the importer may write to, and answer
/// from one snapshot, so that the dry run and the real run agree.
pub trait Known {
    /// The day of the run; nothing closes after it.
    fn today(&self) -> Day;
    /// The firm's top group, under which new ones come.
    fn root(&self) -> Option<GroupId>;
    fn person(&self, key: Key<'_>) -> Match<PersonId>;
    /// The group of a new record of theirs.
    fn primary_group(&self, person: PersonId) -> Option<GroupId>;
    fn group(&self, name: &str) -> Match<GroupId>;
    fn company(&self, key: Key<'_>) -> Match<CompanyId>;
    /// By the address where there is one, else by the name within the company.
    fn contact(
        &self,
        name: &str,
        company: Option<CompanyId>,
        email: Option<&str>,
    ) -> Match<ContactId>;
    fn product(&self, key: Key<'_>) -> Match<ProductId>;
    /// By external id only: titles of deals repeat.
    fn deal(&self, external_id: &str) -> Match<DealId>;
    fn pipelines(&self) -> Vec<KnownPipeline>;
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownPipeline {
    pub id: PipelineId,
    pub name: String,
    pub stages: Vec<KnownStage>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownStage {
    pub id: StageId,
    pub name: String,
    pub kind: StageKind,
}

/// [`Known`] in memory: the store fills it from one snapshot. A new book is an empty base.
#[derive(Clone, Debug)]
pub struct KnownBook {
    today: Day,
    root: Option<GroupId>,
    people: Shelf<PersonId>,
    groups: Shelf<GroupId>,
    companies: Shelf<CompanyId>,
    contacts: Shelf<ContactId>,
    products: Shelf<ProductId>,
    deals: Shelf<DealId>,
    primary: HashMap<PersonId, GroupId>,
    pipelines: Vec<KnownPipeline>,
}

impl KnownBook {
    #[must_use]
    pub fn new(today: Day, root: Option<GroupId>) -> Self {
        Self {
            today,
            root,
            people: Shelf::default(),
            groups: Shelf::default(),
            companies: Shelf::default(),
            contacts: Shelf::default(),
            products: Shelf::default(),
            deals: Shelf::default(),
            primary: HashMap::new(),
            pipelines: Vec::new(),
        }
    }

    pub fn add_person(
        &mut self,
        id: PersonId,
        name: &str,
        email: Option<&str>,
        primary: Option<GroupId>,
    ) {
        self.people
            .add(id, [Some(Key::Name(name)), email.map(Key::Email)]);
        if let Some(group) = primary {
            self.primary.insert(id, group);
        }
    }

    pub fn add_group(&mut self, id: GroupId, name: &str) {
        self.groups.add(id, [Some(Key::Name(name))]);
    }

    pub fn add_company(
        &mut self,
        id: CompanyId,
        name: &str,
        nip: Option<&str>,
        external_id: Option<&str>,
    ) {
        self.companies.add(
            id,
            [
                Some(Key::Name(name)),
                nip.map(Key::Nip),
                external_id.map(Key::External),
            ],
        );
    }

    pub fn add_contact(
        &mut self,
        id: ContactId,
        name: &str,
        company: Option<CompanyId>,
        email: Option<&str>,
    ) {
        self.contacts.add(
            id,
            [
                Some(Key::Name(&within(name, company))),
                email.map(Key::Email),
            ],
        );
    }

    pub fn add_product(&mut self, id: ProductId, name: &str, code: Option<&str>) {
        self.products
            .add(id, [Some(Key::Name(name)), code.map(Key::External)]);
    }

    pub fn add_deal(&mut self, id: DealId, external_id: &str) {
        self.deals.add(id, [Some(Key::External(external_id))]);
    }

    pub fn add_pipeline(&mut self, pipeline: KnownPipeline) {
        self.pipelines.push(pipeline);
    }
}

impl Known for KnownBook {
    fn today(&self) -> Day {
        self.today
    }

    fn root(&self) -> Option<GroupId> {
        self.root
    }

    fn person(&self, key: Key<'_>) -> Match<PersonId> {
        self.people.find(key)
    }

    fn primary_group(&self, person: PersonId) -> Option<GroupId> {
        self.primary.get(&person).copied()
    }

    fn group(&self, name: &str) -> Match<GroupId> {
        self.groups.find(Key::Name(name))
    }

    fn company(&self, key: Key<'_>) -> Match<CompanyId> {
        self.companies.find(key)
    }

    fn contact(
        &self,
        name: &str,
        company: Option<CompanyId>,
        email: Option<&str>,
    ) -> Match<ContactId> {
        match email {
            Some(email) => self.contacts.find(Key::Email(email)),
            None => self.contacts.find(Key::Name(&within(name, company))),
        }
    }

    fn product(&self, key: Key<'_>) -> Match<ProductId> {
        self.products.find(key)
    }

    fn deal(&self, external_id: &str) -> Match<DealId> {
        self.deals.find(Key::External(external_id))
    }

    fn pipelines(&self) -> Vec<KnownPipeline> {
        self.pipelines.clone()
    }
}

/// Records of one type by their keys; used for what is in the base and for what is in the file.
#[derive(Clone, Debug)]
pub(super) struct Shelf<Id> {
    by_key: HashMap<(u8, String), Match<Id>>,
}

impl<Id> Default for Shelf<Id> {
    fn default() -> Self {
        Self {
            by_key: HashMap::new(),
        }
    }
}

impl<Id: Copy + PartialEq> Shelf<Id> {
    /// A name is shelved by its loose key too.
    pub(super) fn add<'k, const N: usize>(&mut self, id: Id, keys: [Option<Key<'k>>; N]) {
        for key in keys.into_iter().flatten() {
            self.put(id, key);
            if let Key::Name(name) = key {
                self.put(id, Key::Loose(name));
            }
        }
    }

    pub(super) fn find(&self, key: Key<'_>) -> Match<Id> {
        self.by_key
            .get(&folded(key))
            .copied()
            .unwrap_or(Match::None)
    }

    /// Gives every record another id.
    pub(super) fn renumber(&mut self, new: impl Fn(Id) -> Id) {
        for found in self.by_key.values_mut() {
            if let Match::One(id) = found {
                *id = new(*id);
            }
        }
    }

    fn put(&mut self, id: Id, key: Key<'_>) {
        let key = folded(key);
        if key.1.is_empty() {
            return;
        }
        let found = self.by_key.entry(key).or_insert(Match::One(id));
        if *found != Match::One(id) {
            *found = Match::Many;
        }
    }
}

/// A contact's name within its company.
fn within(name: &str, company: Option<CompanyId>) -> String {
    format!("{} @{}", name, company.map_or(0, |company| company.0))
}

fn folded(key: Key<'_>) -> (u8, String) {
    match key {
        Key::Name(name) => (0, fold(name)),
        Key::Loose(name) => (1, loose(name)),
        Key::Email(email) => (2, fold(email)),
        Key::Nip(nip) => (3, nip.chars().filter(char::is_ascii_digit).collect()),
        Key::External(number) => (4, number.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_fits_two_records_is_not_resolved() {
        let mut book = KnownBook::new(Day::default(), None);
        book.add_company(
            CompanyId(1),
            "Żabka Sp. z o.o.",
            Some("525-10-00-810"),
            None,
        );
        book.add_company(CompanyId(2), "ŻABKA sp. z  o.o.", None, Some("K-2"));
        assert_eq!(book.company(Key::Name("zabka sp. z o.o.")), Match::Many);
        assert_eq!(
            book.company(Key::Nip("5251000810")),
            Match::One(CompanyId(1))
        );
        assert_eq!(book.company(Key::External("K-2")), Match::One(CompanyId(2)));
        assert_eq!(book.company(Key::Name("")), Match::None);
    }

    #[test]
    fn an_exact_name_and_a_loose_one_are_different_questions() {
        let mut book = KnownBook::new(Day::default(), None);
        book.add_product(ProductId(1), "GTX Pro", None);
        assert_eq!(book.product(Key::Name("GTXPro")), Match::None);
        assert_eq!(book.product(Key::Loose("GTXPro")), Match::One(ProductId(1)));
        book.add_product(ProductId(2), "GTXPro", None);
        assert_eq!(book.product(Key::Name("GTXPro")), Match::One(ProductId(2)));
        assert_eq!(book.product(Key::Loose("gtx-pro")), Match::Many);
    }

    #[test]
    fn contacts_of_one_name_at_two_companies_are_two() {
        let mut book = KnownBook::new(Day::default(), None);
        book.add_contact(
            ContactId(1),
            "Jan Nowak",
            Some(CompanyId(1)),
            Some("jan@a.example"),
        );
        book.add_contact(ContactId(2), "Jan Nowak", Some(CompanyId(2)), None);
        assert_eq!(
            book.contact("jan nowak", Some(CompanyId(2)), None),
            Match::One(ContactId(2))
        );
        assert_eq!(book.contact("jan nowak", None, None), Match::None);
        assert_eq!(
            book.contact("X", None, Some("JAN@a.example")),
            Match::One(ContactId(1))
        );
    }
}
