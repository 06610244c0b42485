//! The firm as access sees it: people, groups, policy, pipelines, of one snapshot.
//!
//! Invariant: no rights are cached beyond their snapshot. The cache holds the firm of one epoch;
//! every commit that changes people, groups, policy or pipelines writes a new epoch, so a reader
//! either finds its own epoch or loads anew.
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::records::{Record, load, load_all};
use crate::tables::{FIRM_EPOCH, Kind};
use domain::access::{Preset, Principal, Role, World};
use domain::by::Actor;
use domain::calendar::Calendar;
use domain::firm::Firm as Settings;
use domain::groups::{Group, Groups, Names, OrgTree};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::money::Currency;
use domain::people::Person;
use domain::period::FiscalStart;
use domain::pipelines::{Pipeline, Stage};
use domain::planning;
use domain::text::{fold, sort_key};
use domain::zone::Zone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Everything of the firm that a page needs beside its records.
pub struct Firm {
    epoch: Vec<u8>,
    /// Absent until the firm is founded.
    pub settings: Option<Settings>,
    pub groups: Groups,
    pub people: BTreeMap<PersonId, Person>,
    pub pipelines: BTreeMap<PipelineId, Pipeline>,
    pub world: World,
    stages: BTreeMap<StageId, (PipelineId, usize)>,
    /// Everybody in the order of names; keys of names are costly and lists by owner need them.
    by_name: Vec<PersonId>,
    /// Everybody as access sees them, made when first asked for: they are those of this epoch.
    principals: OnceLock<Vec<Principal>>,
    namesakes: OnceLock<BTreeSet<PersonId>>,
    /// Pipelines in the order of the boards, the archived last.
    boards: Vec<PipelineId>,
    calendar: Calendar,
}

#[derive(Default)]
pub(crate) struct FirmCache(RwLock<Option<Arc<Firm>>>);

impl FirmCache {
    /// The firm of a committed snapshot.
    pub(crate) fn of_snapshot(
        &self,
        snapshot: &(impl Reader + ?Sized),
    ) -> Result<Arc<Firm>, StoreError> {
        if let Some(firm) = self.known(snapshot)? {
            return Ok(firm);
        }
        let firm = Arc::new(Firm::load(snapshot)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(firm.clone());
        Ok(firm)
    }

    /// The firm of work in progress: what it changed is never cached, since it may yet fail.
    pub(crate) fn of_work(&self, work: &(impl Reader + ?Sized)) -> Result<Arc<Firm>, StoreError> {
        match self.known(work)? {
            Some(firm) => Ok(firm),
            None => Ok(Arc::new(Firm::load(work)?)),
        }
    }

    fn known(&self, reader: &(impl Reader + ?Sized)) -> Result<Option<Arc<Firm>>, StoreError> {
        let epoch = epoch(reader)?;
        let cached = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Ok(cached.as_ref().filter(|firm| firm.epoch == epoch).cloned())
    }
}

impl Firm {
    pub(crate) fn load(reader: &(impl Reader + ?Sized)) -> Result<Self, StoreError> {
        let groups: Groups = load_all::<Group>(reader)?
            .into_iter()
            .map(|group| (group.id, group))
            .collect();
        let people: BTreeMap<_, _> = load_all::<Person>(reader)?
            .into_iter()
            .map(|person| (person.id, person))
            .collect();
        let mut by_name: Vec<PersonId> = people.keys().copied().collect();
        by_name.sort_by_cached_key(|id| (people.get(id).map(|p| sort_key(&p.name)), *id));
        let pipelines: BTreeMap<_, _> = load_all::<Pipeline>(reader)?
            .into_iter()
            .map(|pipeline| (pipeline.id, pipeline))
            .collect();
        // Commands refuse cycles; a damaged file opens with the groups side by side.
        let tree = OrgTree::of(groups.values()).unwrap_or_default();
        let mut boards: Vec<PipelineId> = pipelines.keys().copied().collect();
        boards.sort_by_key(|id| {
            pipelines
                .get(id)
                .map(|p: &Pipeline| (p.archived, p.place, p.id))
        });
        let settings: Option<Settings> = load(reader, 1)?;
        let places = pipelines.values().flat_map(|pipeline: &Pipeline| {
            pipeline
                .stages
                .iter()
                .enumerate()
                .map(|(place, stage)| (stage.id, (pipeline.id, place)))
        });
        Ok(Self {
            epoch: epoch(reader)?,
            calendar: settings
                .as_ref()
                .map(|settings| settings.calendar.clone().in_zone(settings.zone))
                .unwrap_or_default(),
            settings,
            boards,
            stages: places.collect(),
            by_name,
            principals: OnceLock::new(),
            namesakes: OnceLock::new(),
            groups,
            people,
            pipelines,
            world: World { tree },
        })
    }

    /// The person as access sees them. Somebody unknown is an inactive nobody.
    #[must_use]
    pub fn principal(&self, actor: Actor) -> Principal {
        let id = match actor {
            Actor::Person(id) => id,
            Actor::System(_) => return Principal::system(),
        };
        let heads = self
            .groups
            .values()
            .filter(|group| group.heads.contains(&id) && !group.archived);
        let heads = heads.map(|group| group.id).collect();
        match self.people.get(&id) {
            None => Principal::assemble(id, false, &[], self.preset(), Vec::new(), Vec::new()),
            Some(person) => Principal::assemble(
                id,
                person.active,
                &person.roles,
                self.preset(),
                person.groups.clone(),
                heads,
            ),
        }
    }

    /// Everybody as access sees them, in the order of names.
    #[must_use]
    pub fn principals(&self) -> &[Principal] {
        self.principals.get_or_init(|| {
            let everybody = self.by_name.iter();
            everybody
                .map(|id| self.principal(Actor::Person(*id)))
                .collect()
        })
    }

    /// Whether another active person bears this one's name, accents and case aside.
    #[must_use]
    pub fn has_namesake(&self, id: PersonId) -> bool {
        let found = self.namesakes.get_or_init(|| {
            let mut bearers: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
            for person in self.people.values().filter(|person| person.active) {
                bearers
                    .entry(fold(&person.name))
                    .or_default()
                    .push(person.id);
            }
            let shared = bearers.into_values().filter(|bearers| bearers.len() > 1);
            shared.flatten().collect()
        });
        found.contains(&id)
    }

    /// Whether nobody could administer it yet.
    #[must_use]
    pub fn needs_setup(&self) -> bool {
        let administers =
            |person: &Person| person.active && person.roles.contains(&Role::Administrator);
        !self.people.values().any(administers)
    }

    /// The access rules in force.
    #[must_use]
    pub fn preset(&self) -> Preset {
        self.settings
            .as_ref()
            .map(|settings| settings.preset)
            .unwrap_or_default()
    }

    /// The currency of new amounts; złoty until the firm is founded.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.settings
            .as_ref()
            .map_or(Currency::PLN, |settings| settings.currency)
    }

    /// The zone of days and hours.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.settings
            .as_ref()
            .map(|settings| settings.zone)
            .unwrap_or_default()
    }

    /// Everybody, inactive people too, in the order of names.
    #[must_use]
    pub fn by_name(&self) -> &[PersonId] {
        &self.by_name
    }

    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<(&Pipeline, &Stage)> {
        let (pipeline, place) = self.stages.get(&id)?;
        let pipeline = self.pipelines.get(pipeline)?;
        Some((pipeline, pipeline.stages.get(*place)?))
    }

    /// Every pipeline in the order of the boards, the archived last.
    pub fn boards(&self) -> impl Iterator<Item = &Pipeline> {
        self.boards.iter().filter_map(|id| self.pipelines.get(id))
    }

    /// When the firm works.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// How the firm plans.
    #[must_use]
    pub fn planning(&self) -> planning::Settings {
        let settings = self.settings.as_ref();
        settings
            .map(|settings| settings.planning)
            .unwrap_or_default()
    }

    /// The currency of the plan.
    #[must_use]
    pub fn plan_currency(&self) -> Currency {
        let settings = self.settings.as_ref();
        settings.map_or(Currency::PLN, |settings| settings.plan_currency)
    }

    /// Where the firm's years begin.
    #[must_use]
    pub fn fiscal_start(&self) -> FiscalStart {
        let settings = self.settings.as_ref();
        settings
            .map(|settings| settings.fiscal_start)
            .unwrap_or_default()
    }

    /// The levels that lines of the plan climb.
    #[must_use]
    pub fn ladder(&self) -> planning::Ladder<'_> {
        planning::Ladder::new(&self.world.tree, &self.groups, self.planning().approver)
    }

    /// Every stage of every pipeline, in the order of the boards.
    pub fn stages(&self) -> impl Iterator<Item = (&Pipeline, &Stage)> {
        self.boards()
            .flat_map(|pipeline| pipeline.stages.iter().map(move |stage| (pipeline, stage)))
    }
}

impl Names for Firm {
    fn person(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("", |person| &person.name)
    }

    fn group(&self, id: GroupId) -> &str {
        self.groups.get(&id).map_or("", |group| &group.name)
    }
}

impl Record for Group {
    const KIND: Kind = Kind::Group;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Record for Person {
    const KIND: Kind = Kind::Person;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Record for Pipeline {
    const KIND: Kind = Kind::Pipeline;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Record for Settings {
    const KIND: Kind = Kind::Firm;
    fn number(&self) -> u64 {
        1
    }
}

fn epoch(reader: &(impl Reader + ?Sized)) -> Result<Vec<u8>, StoreError> {
    Ok(reader.get(Space::Meta, FIRM_EPOCH)?.unwrap_or_default())
}
