//! One demo firm, used by unit tests, store tests, the demo command and the browser tests: a seller
//! of office furniture with two regions and four teams. Invariants: the same `today` and `now` give
//! the same firm; every record comes from the commands of the domain, and none was refused (test).
mod crowd;
mod deals;
mod market;
mod offer;
mod people;
mod plan;
mod random;
mod tasks;

use crate::by::{Actor, By, SystemActor};
use crate::companies::Company;
use crate::contacts::Contact;
use crate::deals::Deal;
use crate::events::Event;
use crate::firm::Firm;
use crate::groups::Group;
use crate::id::{
    AssignmentId, CompanyId, ContactId, DealId, GroupId, PersonId, PipelineId, ProductId,
    ReceiptId, SheetId, TemplateId,
};
use crate::lang::Lang;
use crate::notes::Note;
use crate::people::Person;
use crate::pipelines::Pipeline;
use crate::planning::{Quota, Receipt, Schedule, Sheet, Template, Verdict};
use crate::products::Product;
use crate::tasks::Assignment;
use crate::time::{Day, Moment};
use random::Random;

pub use crowd::{Crowd, Size};

/// The password of every demo sign-in; chosen by the demo command, never by `setup`.
pub const PASSWORD: &str = "demo arkada 2026";

/// Records of the whole firm, ids counted from 1, each list in the order of ids.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub firm: Option<Firm>,
    pub groups: Vec<Group>,
    pub people: Vec<Person>,
    pub companies: Vec<Company>,
    pub contacts: Vec<Contact>,
    pub products: Vec<Product>,
    pub pipelines: Vec<Pipeline>,
    pub deals: Vec<Deal>,
    pub notes: Vec<Note>,
    pub templates: Vec<Template>,
    pub schedules: Vec<Schedule>,
    pub receipts: Vec<Receipt>,
    /// Numbered by their places, from 1.
    pub quotas: Vec<Quota>,
    pub sheets: Vec<Sheet>,
    pub verdicts: Vec<Verdict>,
    pub tasks: Vec<Assignment>,
    /// Everything that happened, in the order of time.
    pub history: Vec<Happened>,
}

/// One thing that happened, and to which record.
#[derive(Clone, Debug)]
pub struct Happened {
    pub by: By,
    pub to: Subject,
    pub event: Event,
}

/// The record of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    Firm,
    Group(GroupId),
    Person(PersonId),
    Company(CompanyId),
    Contact(ContactId),
    Product(ProductId),
    Pipeline(PipelineId),
    Deal(DealId),
    Receipt(ReceiptId),
    Template(TemplateId),
    Quota(u64),
    Sheet(SheetId),
    Assignment(AssignmentId),
}

/// The demo firm as it stands on `today`; `now` bounds every moment in it.
#[must_use]
pub fn cast(today: Day, now: Moment) -> Cast {
    let mut stage = Scene::empty(Random::new(), today, now);
    stage.set();
    stage.cast.history.sort_by_key(|happened| happened.by.now);
    stage.cast
}

impl Cast {
    /// A person by their first name in small plain letters: "anna", "lukasz".
    #[must_use]
    pub fn person(&self, key: &str) -> Option<&Person> {
        let local = |person: &Person| {
            person
                .email
                .as_ref()
                .is_some_and(|email| email.local() == key)
        };
        self.people.iter().find(|person| local(person))
    }

    /// A group by its name without "Region" or "Zespół": "Gdańsk".
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.name.rsplit(' ').next() == Some(name))
    }

    #[must_use]
    pub fn deals_of(&self, owner: PersonId) -> Vec<&Deal> {
        self.deals
            .iter()
            .filter(|deal| deal.owner == owner)
            .collect()
    }

    #[must_use]
    pub fn company(&self, id: CompanyId) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }
}

/// The firm being built.
struct Scene {
    cast: Cast,
    random: Random,
    today: Day,
    now: Moment,
    /// Days since the firm was founded.
    age: u64,
    /// The last ids given; a crowd's records leave the cast in waves.
    contacts: u64,
    notes: u64,
    receipts: u64,
    /// Commands that were refused; a test holds it at none.
    refused: usize,
}

impl Scene {
    fn empty(random: Random, today: Day, now: Moment) -> Self {
        Self {
            cast: Cast::default(),
            random,
            today,
            now,
            age: 500,
            contacts: 0,
            notes: 0,
            receipts: 0,
            refused: 0,
        }
    }

    fn set(&mut self) {
        self.found();
        people::enter(self);
        offer::enter(self);
        market::enter(self);
        deals::enter(self);
        plan::enter(self);
        tasks::enter(self);
    }

    fn found(&mut self) {
        let by = self.long_ago();
        if let Some((firm, event)) = self.done(Firm::found(by, "Arkada Biuro sp. z o.o.", Lang::Pl))
        {
            self.cast.firm = Some(firm);
            self.tell(by, Subject::Firm, event);
        }
    }

    /// The result of a command; a refusal is counted and the record left out.
    fn done<T, E>(&mut self, result: Result<T, E>) -> Option<T> {
        self.refused += usize::from(result.is_err());
        result.ok()
    }

    fn tell(&mut self, by: By, to: Subject, event: impl Into<Event>) {
        self.cast.history.push(Happened {
            by,
            to,
            event: event.into(),
        });
    }

    /// Before everything else, by the seed.
    fn long_ago(&self) -> By {
        self.at(self.days_ago(self.age), Actor::System(SystemActor::Seed), 8)
    }

    /// A moment of that day, at most `now`.
    fn at(&self, day: Day, actor: Actor, hour: u32) -> By {
        let moment = day
            .and_hms_opt(hour, 0, 0)
            .map(|moment| moment.and_utc().timestamp_micros());
        By {
            actor,
            now: Moment(moment.unwrap_or(self.now.0).min(self.now.0)),
        }
    }

    fn days_ago(&self, days: u64) -> Day {
        self.today
            .checked_sub_days(chrono::Days::new(days))
            .unwrap_or(self.today)
    }
}

#[cfg(test)]
mod tests;
