//! A small firm: Region North with Team 12 and, beside it, Region South.
use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::companies::{CompanyDraft, Profile};
use domain::deals::DealDraft;
use domain::field::Field;
use domain::id::{CompanyId, DealId, GroupId, PersonId, PipelineId};
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::people::{Email, PersonDraft};
use domain::pipelines::examples;
use domain::refusal::Refusal;
use domain::time::{Day, Moment};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::engine::memory::MemoryEngine;
use store::{Reading, Stopped, Store, Token, Work, WorkError};

pub(crate) const SETUP: Actor = Actor::System(SystemActor::Setup);
/// Noon of 23 November 2026.
pub(crate) const NOW: Moment = Moment(1_795_435_200_000_000);

pub(crate) const NORTH: GroupId = GroupId(1);
pub(crate) const TEAM: GroupId = GroupId(2);
pub(crate) const SOUTH: GroupId = GroupId(3);

/// Administers, sees no deals.
pub(crate) const ADMIN: PersonId = PersonId(1);
/// Heads Region North.
pub(crate) const HEAD: PersonId = PersonId(2);
/// Sells in Team 12.
pub(crate) const REP: PersonId = PersonId(3);
/// Sells in Region South.
pub(crate) const STRANGER: PersonId = PersonId(4);
pub(crate) const DIRECTOR: PersonId = PersonId(5);

pub(crate) struct Firm {
    pub(crate) engine: Arc<MemoryEngine>,
    pub(crate) store: Store,
}

impl Firm {
    /// An empty store.
    pub(crate) fn empty() -> Self {
        let engine = Arc::new(MemoryEngine::new());
        let store = Store::on(engine.clone()).unwrap();
        Self { engine, store }
    }

    pub(crate) fn founded() -> Self {
        let firm = Self::empty();
        firm.by(SETUP, |w| {
            w.found_firm("Meblex", Lang::Pl)?;
            for example in examples(Lang::Pl).into_iter().take(1) {
                w.create_pipeline(&example.name, example.stages)?;
            }
            w.create_group("Region Północ", None)?;
            w.create_group("Zespół 12", Some(NORTH))?;
            w.create_group("Region Południe", None)?;
            hire(w, "Anna", Role::Administrator, NORTH)?;
            hire(w, "Henryk", Role::Head, NORTH)?;
            hire(w, "Rita", Role::Rep, TEAM)?;
            hire(w, "Olek", Role::Rep, SOUTH)?;
            hire(w, "Dorota", Role::Director, NORTH)?;
            w.appoint_head(NORTH, HEAD)
        })
        .unwrap();
        firm
    }

    pub(crate) fn act<T: Serialize + DeserializeOwned>(
        &self,
        person: PersonId,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.by(Actor::Person(person), job)
    }

    pub(crate) fn by<T: Serialize + DeserializeOwned>(
        &self,
        actor: Actor,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.sent(By { actor, now: NOW }, None, job)
    }

    pub(crate) fn sent<T: Serialize + DeserializeOwned>(
        &self,
        by: By,
        token: Option<Token>,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Refusal> {
        match self.store.work(by, token, job).wait() {
            Ok(done) => Ok(done),
            Err(WorkError::Refused(refusal)) => Err(refusal),
            Err(other) => panic!("{other:?}"),
        }
    }

    pub(crate) fn reading(&self, person: PersonId) -> Reading {
        self.at(person, NOW)
    }

    pub(crate) fn at(&self, person: PersonId, now: Moment) -> Reading {
        self.store.view(Actor::Person(person), now).unwrap()
    }

    /// A deal of the rep, worth so many grosze.
    pub(crate) fn deal(&self, minor: i64) -> DealId {
        self.act(REP, move |w| w.open_deal(draft(minor))).unwrap()
    }

    /// A company of the rep.
    pub(crate) fn company(&self, name: &'static str) -> CompanyId {
        let profile = Profile {
            name: name.to_owned(),
            ..Profile::default()
        };
        let lane = domain::access::Lane::Normal;
        let draft = CompanyDraft {
            profile,
            owner: REP,
            group: TEAM,
            lane,
            import: None,
        };
        self.act(REP, move |w| w.create_company(draft)).unwrap()
    }
}

pub(crate) fn draft(minor: i64) -> DealDraft {
    let mut draft = DealDraft::new("Biurka dla szkoły", PipelineId(1), REP, TEAM);
    draft.amount = Some(Money::new(minor, Currency::PLN));
    draft
}

pub(crate) fn email(name: &str) -> Email {
    Email::parse(Field::Email, &format!("{name}@meblex.pl")).unwrap()
}

pub(crate) fn hire(
    w: &mut Work<'_, '_>,
    name: &str,
    role: Role,
    group: GroupId,
) -> Result<PersonId, Stopped> {
    w.create_person(PersonDraft {
        name: name.to_owned(),
        email: Some(email(&name.to_lowercase())),
        groups: vec![group],
        roles: vec![role],
        ..PersonDraft::default()
    })
}

pub(crate) fn today() -> Day {
    NOW.day().unwrap()
}
