//! A small firm in a store, and the hand that acts in it. Invariant: everything follows from the
//! seed; a refused command leaves every byte of the store as it was.
use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::deals::DealDraft;
use domain::id::{
    AssignmentId, CompanyId, ContactId, DealId, GroupId, PersonId, PipelineId, StageId,
};
use domain::lang::Lang;
use domain::people::PersonDraft;
use domain::pipelines::{StageKind, examples};
use domain::refusal::Refusal;
use domain::time::{Day, Moment};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::engine::Engine;
use store::testing::{Rng, rows};
use store::{Reading, Stopped, Store, Work, WorkError};

pub(crate) const SETUP: Actor = Actor::System(SystemActor::Setup);

pub(crate) struct Scene {
    store: Option<Store>,
    pub(crate) rng: Rng,
    pub(crate) now: Moment,
    /// What was done, for whoever reads a failure.
    pub(crate) told: Vec<String>,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) people: Vec<PersonId>,
    pub(crate) pipelines: Vec<PipelineId>,
    pub(crate) stages: Vec<(StageId, StageKind)>,
    pub(crate) deals: Vec<DealId>,
    pub(crate) companies: Vec<CompanyId>,
    pub(crate) contacts: Vec<ContactId>,
    pub(crate) tasks: Vec<AssignmentId>,
}

impl Scene {
    pub(crate) fn set(engine: Arc<dyn Engine>, rng: Rng) -> Self {
        let mut scene = Self {
            store: Some(Store::on(engine).unwrap()),
            rng,
            // Noon of 23 November 2026.
            now: Moment(1_795_435_200_000_000),
            told: Vec::new(),
            groups: Vec::new(),
            people: Vec::new(),
            pipelines: Vec::new(),
            stages: Vec::new(),
            deals: Vec::new(),
            companies: Vec::new(),
            contacts: Vec::new(),
            tasks: Vec::new(),
        };
        scene.found();
        for _ in 0..3 {
            super::commands::create_company(&mut scene, SETUP);
        }
        let deals = 12 + scene.rng.below(14);
        for _ in 0..deals {
            super::commands::open_deal(&mut scene, SETUP);
        }
        for _ in 0..2 {
            super::commands::create_contact(&mut scene, SETUP);
        }
        scene
    }

    fn found(&mut self) {
        self.act(SETUP, |w| w.found_firm("Meblex", Lang::Pl))
            .unwrap();
        for example in examples(Lang::Pl).into_iter().take(2) {
            let id = self
                .act(SETUP, move |w| {
                    w.create_pipeline(&example.name, example.stages)
                })
                .unwrap();
            self.pipelines.push(id);
        }
        let stages = self.reading(SETUP);
        let stages = stages.firm().stages();
        self.stages = stages.map(|(_, stage)| (stage.id, stage.kind)).collect();
        for number in 0..2 + self.rng.below(4) {
            let parent = self.rng.chance(70).then(|| self.any_group()).flatten();
            let name = format!("Grupa {number}");
            let id = self
                .act(SETUP, move |w| w.create_group(&name, parent))
                .unwrap();
            self.groups.push(id);
        }
        for number in 0..4 + self.rng.below(5) {
            self.hire(number);
        }
        for _ in 0..2 {
            let (group, head) = (self.group(), self.person());
            let _ = self.act(SETUP, move |w| w.appoint_head(group, head));
        }
    }

    fn hire(&mut self, number: u64) {
        let roles = match number {
            0 => vec![Role::Administrator, Role::Rep],
            1 => vec![Role::Director],
            2 => vec![Role::Auditor],
            _ => [Role::Rep, Role::Head, Role::Rep][self.rng.below(3) as usize..][..1].to_vec(),
        };
        let mut groups = vec![self.group()];
        if self.rng.chance(30) {
            let more = self.group();
            groups.retain(|group| *group != more);
            groups.push(more);
        }
        let names = [
            "Łucja Żak",
            "Anna Nowak",
            "Zenon Ćwik",
            "Adam Ślaz",
            "Ola Bąk",
        ];
        let draft = PersonDraft {
            name: format!("{} {number}", self.rng.pick(&names)),
            groups,
            roles,
            ..PersonDraft::default()
        };
        let id = self.act(SETUP, move |w| w.create_person(draft)).unwrap();
        self.people.push(id);
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    pub(crate) fn reading(&self, actor: Actor) -> Reading {
        self.store().view(actor, self.now).unwrap()
    }

    pub(crate) fn today(&self) -> Day {
        self.now.day().unwrap()
    }

    /// Runs a command as somebody; a refusal must have changed nothing.
    pub(crate) fn act<T: Serialize + DeserializeOwned>(
        &mut self,
        actor: Actor,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Refusal> {
        let before = rows(self.store()).unwrap();
        let by = By {
            actor,
            now: self.now,
        };
        match self.store().work(by, None, job).wait() {
            Ok(done) => Ok(done),
            Err(WorkError::Refused(refusal)) => {
                let after = rows(self.store()).unwrap();
                assert!(
                    before == after,
                    "a refused command changed the store: {refusal:?}"
                );
                Err(refusal)
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    pub(crate) fn close(&mut self) {
        self.store.take().unwrap().close().unwrap();
    }

    pub(crate) fn reopen(&mut self, engine: Arc<dyn Engine>) {
        drop(self.store.take());
        self.store = Some(Store::on(engine).unwrap());
    }

    pub(crate) fn tell(&mut self, what: String) {
        self.told.push(what);
    }

    fn any_group(&mut self) -> Option<GroupId> {
        (!self.groups.is_empty()).then(|| *self.rng.pick(&self.groups))
    }

    pub(crate) fn group(&mut self) -> GroupId {
        *self.rng.pick(&self.groups)
    }

    pub(crate) fn person(&mut self) -> PersonId {
        *self.rng.pick(&self.people)
    }

    /// Somebody to act: mostly a person, sometimes the system.
    pub(crate) fn actor(&mut self) -> Actor {
        if self.rng.chance(35) {
            SETUP
        } else {
            Actor::Person(self.person())
        }
    }

    pub(crate) fn day(&mut self) -> Day {
        let days = self.rng.below(120) as i64 - 90;
        self.now.plus_seconds(days * 86_400).day().unwrap()
    }

    pub(crate) fn draft(&mut self, actor: Actor) -> DealDraft {
        let owner = match actor {
            Actor::Person(person) if self.rng.chance(80) => person,
            _ => self.person(),
        };
        let group = {
            let reading = self.reading(SETUP);
            reading.firm().people[&owner].primary_group()
        };
        let group = group.unwrap_or(self.groups[0]);
        let pipeline = *self.rng.pick(&self.pipelines);
        let title = super::queries::words(&mut self.rng);
        DealDraft::new(&title, pipeline, owner, group)
    }
}
