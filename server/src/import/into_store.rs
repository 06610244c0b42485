//! From files into the base: what the planner must know, and the one unit of work that carries the
//! plan out. Invariant: a dry run writes nothing; a real one writes everything or nothing.
use super::Stop;
use crate::tokens;
use domain::by::By;
use domain::change::Change;
use domain::exchange::{Defaults, ImportPlan, Known, KnownBook, KnownPipeline, KnownStage, Ref};
use domain::firm::FirmChanges;
use domain::groups::Group;
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::lang::{Lang, Say};
use domain::people::{Email, Person, PersonDraft};
use domain::pipelines::examples;
use store::{ImportRun, Reading, Stopped, Store, StoreError, Work, WorkError};

/// Stands for the owner of what nobody owns, until it is known whether one is needed.
const NOBODY: PersonId = PersonId(0);
/// The name of the person who owns what the files give nobody, in a base without people.
const KEEPER: &str = "Import";
/// How long a head's one-time link works.
const LINK_SECONDS: i64 = 7 * 24 * 3600;

/// How a run begins.
#[derive(Clone, Debug)]
pub struct Beginning<'a> {
    /// The firm's name, when the base is empty.
    pub company: &'a str,
    pub lang: Lang,
    /// Whether a firm without a pipeline gets the usual ones, for files that bring none.
    pub pipelines: bool,
    pub dry: bool,
}

/// Why a run went no further; nothing of it is in the base.
#[derive(Clone, PartialEq, Debug)]
pub enum Halt {
    Stop(Stop),
    Work(WorkError),
    Store(StoreError),
}

/// How somebody whom the run creates gets in.
#[derive(Clone, Debug)]
pub struct Key {
    pub email: Email,
    pub means: Means,
}

#[derive(Clone, Debug)]
pub enum Means {
    /// The secret of a one-time link.
    Link(String),
    /// The hash of a password.
    Password(String),
}

/// Plans against the base as it is; an empty base is founded first, unless the run is dry.
///
/// # Errors
/// The planner's, or the store's.
pub fn planned<P>(
    store: &Store,
    by: By,
    beginning: &Beginning<'_>,
    planner: impl Fn(&KnownBook, Defaults) -> Result<P, Stop>,
    plan_of: impl Fn(&P) -> &ImportPlan,
) -> Result<P, Halt> {
    if !beginning.dry {
        found(store, by, beginning)?;
    }
    let (book, defaults) = known(store, by, beginning)?;
    let plan = planner(&book, defaults)?;
    if beginning.dry || !owned_by_nobody(plan_of(&plan)) {
        return Ok(plan);
    }
    let keeper = PersonDraft {
        name: KEEPER.to_owned(),
        ..PersonDraft::default()
    };
    store
        .work(by, None, move |work| work.create_person(keeper))
        .wait()?;
    let (book, defaults) = known(store, by, beginning)?;
    Ok(planner(&book, defaults)?)
}

/// The plan without the headships that people have already: the same files again are no news.
///
/// # Errors
/// When the base cannot be read.
pub fn news(store: &Store, by: By, mut plan: ImportPlan) -> Result<ImportPlan, StoreError> {
    let reading = store.view(by.actor, by.now)?;
    let groups = &reading.firm().groups;
    plan.headships.retain(|headship| {
        let (Ref::Known(group), Ref::Known(person)) = (headship.group, headship.person) else {
            return true;
        };
        let heads = |group: &Group| group.heads.contains(&person);
        !groups.get(&group).is_some_and(heads)
    });
    Ok(plan)
}

/// Carries a plan out in one transaction and lets those in who are new; gives the run and the
/// addresses that got their key.
///
/// # Errors
/// Whatever one of the commands refused; nothing of the plan is kept.
pub fn carried_out(
    store: &Store,
    by: By,
    plan: ImportPlan,
    source: String,
    keys: Vec<Key>,
) -> Result<(ImportRun, Vec<String>), WorkError> {
    let until = by.now.plus_seconds(LINK_SECONDS);
    let done = store.bulk(by, move |work| {
        let (run, _) = work.import(&plan, &source)?;
        let mut let_in = Vec::new();
        for key in &keys {
            let named = |person: &&Person| person.email.as_ref() == Some(&key.email);
            let person = work.firm().people.values().find(named);
            let is_new = |person: &&Person| run.made.people.holds(person.id.0);
            let Some(person) = person.filter(is_new).map(|person| person.id) else {
                continue;
            };
            match &key.means {
                Means::Link(secret) => work.invite(person, tokens::at_rest(secret), until)?,
                Means::Password(phc) => work.set_password(person, phc, None)?,
            }
            let_in.push(key.email.as_str().to_owned());
        }
        Ok((run, let_in))
    });
    done.wait()
}

/// The firm and its top group, if there is no firm yet; pipelines, if there is none.
fn found(store: &Store, by: By, beginning: &Beginning<'_>) -> Result<(), Halt> {
    let reading = store.view(by.actor, by.now)?;
    let is_new = reading.firm().settings.is_none();
    let needs_pipelines = beginning.pipelines && reading.firm().pipelines.is_empty();
    drop(reading);
    if !is_new && !needs_pipelines {
        return Ok(());
    }
    let (name, lang) = (beginning.company.to_owned(), beginning.lang);
    let done = store.work(by, None, move |work| {
        if is_new {
            work.found_firm(&name, lang)?;
            work.create_group(&name, None)?;
        }
        if needs_pipelines {
            add_pipelines(work, lang)?;
        }
        Ok(())
    });
    Ok(done.wait()?)
}

/// The pipelines a firm begins with; the first one is its default.
fn add_pipelines(work: &mut Work<'_, '_>, lang: Lang) -> Result<(), Stopped> {
    let mut first = None;
    for example in examples(lang) {
        let pipeline = work.create_pipeline(&example.name, example.stages)?;
        first = first.or(Some(pipeline));
    }
    work.edit_firm(FirmChanges {
        default_pipeline: Some(Change::new(None, first)),
        ..FirmChanges::default()
    })
}

fn known(store: &Store, by: By, beginning: &Beginning<'_>) -> Result<(KnownBook, Defaults), Halt> {
    let today = by.now.day().unwrap_or_default();
    let reading = store.view(by.actor, by.now)?;
    let owner = keeper(&reading);
    let (owner, group) = owner.unwrap_or((NOBODY, reading.root().unwrap_or(GroupId(1))));
    let mut book = match reading.root() {
        Some(_) => reading.known_book(today)?,
        // A dry run on an empty base: the top group would be the first.
        None => {
            let mut book = KnownBook::new(today, Some(group));
            book.add_group(group, beginning.company);
            book
        }
    };
    if beginning.dry && beginning.pipelines && book.pipelines().is_empty() {
        promised_pipelines(beginning.lang)
            .into_iter()
            .for_each(|pipeline| book.add_pipeline(pipeline));
    }
    let defaults = Defaults {
        owner,
        group,
        pipeline: None,
    };
    Ok((book, defaults))
}

/// What [`add_pipelines`] would make, numbered as in an empty base.
fn promised_pipelines(lang: Lang) -> Vec<KnownPipeline> {
    let mut stages = 1..;
    let mut promised = |(id, example): (u64, domain::pipelines::Example)| KnownPipeline {
        id: PipelineId(id),
        name: example.name,
        stages: example
            .stages
            .into_iter()
            .zip(&mut stages)
            .map(|(stage, id)| KnownStage {
                id: StageId(id),
                name: stage.name,
                kind: stage.kind,
            })
            .collect(),
    };
    (1..).zip(examples(lang)).map(&mut promised).collect()
}

/// Who owns what the files give nobody: the person of earlier runs, else an administrator, else
/// whoever came first.
fn keeper(reading: &Reading) -> Option<(PersonId, GroupId)> {
    let people = || {
        let all = reading.firm().people.values();
        all.filter(|person| person.active)
    };
    let administers = |person: &&Person| {
        let role = domain::access::Role::Administrator;
        person.roles.contains(&role)
    };
    let person = people()
        .find(|person| person.name == KEEPER && person.email.is_none())
        .or_else(|| people().find(administers))
        .or_else(|| people().next())?;
    let heads = |group: &&Group| group.heads.contains(&person.id) && !group.archived;
    let headed = || reading.firm().groups.values().find(heads);
    let place = person
        .primary_group()
        .or_else(|| headed().map(|group| group.id));
    Some((person.id, place.or_else(|| reading.root())?))
}

fn owned_by_nobody(plan: &ImportPlan) -> bool {
    let nobody = |owner: Ref<PersonId>| owner == Ref::Known(NOBODY);
    let mut companies = plan.companies.iter();
    let mut contacts = plan.contacts.iter();
    let mut deals = plan.deals.iter();
    companies.any(|company| nobody(company.draft.owner))
        || contacts.any(|contact| nobody(contact.draft.owner))
        || deals.any(|deal| nobody(deal.draft.owner))
}

impl From<Stop> for Halt {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<WorkError> for Halt {
    fn from(error: WorkError) -> Self {
        Self::Work(error)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Say for Halt {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Stop(stop) => stop.say(lang),
            Self::Work(WorkError::Refused(refusal)) => refusal.say(lang),
            Self::Work(WorkError::Trouble(error)) | Self::Store(error) => {
                trouble(lang, &error.to_string())
            }
            Self::Work(WorkError::ReadOnly(why) | WorkError::Unknown(why)) => trouble(lang, why),
            Self::Work(WorkError::Busy) => trouble(lang, "busy"),
        }
    }
}

fn trouble(lang: Lang, why: &str) -> String {
    match lang {
        Lang::Pl => format!("Baza nie przyjęła zmian ({why}). Sprawdź dysk i spróbuj ponownie."),
        Lang::En => {
            format!("The data did not take the change ({why}). Check the disk and try again.")
        }
    }
}
