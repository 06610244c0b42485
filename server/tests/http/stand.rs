//! The demo firm with somebody of every role signed in, made once and copied for each question.
//! Invariant: a copy shares nothing that is written, so no question sees the answer to another.
use crate::{Answer, assets, send};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use domain::access::Lane;
use domain::by::{Actor, By, SystemActor};
use domain::cast::{Cast, cast};
use domain::deals::{Deal, Status};
use domain::files::{Digest, Media, Upload};
use domain::id::PersonId;
use domain::money::{Currency, Money};
use domain::pipelines::StageKind;
use domain::planning::ReceiptDraft;
use domain::tasks::{Assignment, State};
use domain::time::Moment;
use server::device::DeviceKey;
use server::door::Gate;
use server::house::House;
use server::passwords::Passwords;
use server::router::router;
use server::serving::Serving;
use server::session::now;
use server::tokens;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::engine::memory::MemoryEngine;
use store::{Store, Work};
use tower::ServiceExt;

pub(crate) const HTML: &str = "accept: text/html,application/xhtml+xml";
pub(crate) const FORM: &str = "content-type: application/x-www-form-urlencoded";

/// A column of the access matrix, and who of the cast stands for it. Jan owns what is asked for.
pub(crate) const ROLES: [(&str, Option<&str>); 9] = [
    ("out", None),
    ("owner", Some("jan")),
    ("mate", Some("zofia")),
    ("peer", Some("adam")),
    ("head", Some("anna")),
    ("dir", Some("barbara")),
    ("admin", Some("olga")),
    ("audit", Some("stefan")),
    ("off", Some("maja")),
];

/// A whole state of the data, with sessions.
pub(crate) struct World {
    engine: MemoryEngine,
    passwords: Passwords,
    pub(crate) cast: Cast,
    sessions: Sessions,
    since: Moment,
}

/// The secret of everybody's session.
pub(crate) type Sessions = BTreeMap<&'static str, String>;

/// A copy of the world behind its own router.
pub(crate) struct Site {
    pub(crate) router: Router,
    pub(crate) engine: Arc<MemoryEngine>,
    pub(crate) store: Arc<Store>,
}

/// The demo firm, with two of each kind of records being Jan's.
pub(crate) fn actors() -> Cast {
    let now = now();
    let mut cast = cast(now.day().unwrap(), now);
    let jan = cast.person("jan").unwrap().id;
    let team = cast.group("Gdańsk").unwrap().id;
    for company in cast
        .companies
        .iter_mut()
        .filter(|one| one.group == team)
        .take(2)
    {
        company.owner = jan;
    }
    for contact in cast
        .contacts
        .iter_mut()
        .filter(|one| one.group == team)
        .take(2)
    {
        contact.owner = jan;
    }
    let free = cast
        .deals
        .iter_mut()
        .filter(|one| one.group == team && one.shares.is_empty());
    let (open, closed): (Vec<_>, Vec<_>) = free.partition(|one| one.status == Status::Open);
    let lost = closed.into_iter().filter(|one| one.status == Status::Lost);
    for deal in open.into_iter().take(3).chain(lost.take(1)) {
        deal.owner = jan;
    }
    let shared = |one: &&mut Deal| one.group == team && !one.shares.is_empty();
    if let Some(deal) = cast.deals.iter_mut().find(shared) {
        deal.owner = jan;
    }
    cast
}

impl World {
    pub(crate) async fn demo() -> Self {
        Self::of(actors()).await
    }

    /// Everybody of the cast signs in; then Maja loses her access, and one record of each kind is
    /// put into the trash.
    pub(crate) async fn of(cast: Cast) -> Self {
        let keys = ROLES.iter().filter_map(|(_, key)| *key);
        let sessions = keys.map(|key| (key, tokens::secret())).collect();
        Self::with_sessions(cast, sessions, now()).await
    }

    /// The same with these secrets of sessions, everything done at this moment.
    pub(crate) async fn with_sessions(cast: Cast, sessions: Sessions, since: Moment) -> Self {
        let engine = Arc::new(MemoryEngine::new());
        let store = Store::on(Arc::clone(&engine) as _).unwrap();
        let people = cast.clone();
        let seed = Actor::System(SystemActor::Seed);
        act(&store, seed, since, move |work| work.bring_in(&people)).await;
        for (key, secret) in &sessions {
            let (who, at_rest) = (cast.person(key).unwrap().id, tokens::at_rest(secret));
            act(&store, Actor::Person(who), since, move |work| {
                work.begin_session(at_rest, "", "")
            })
            .await;
        }
        let world = Self {
            engine: MemoryEngine::new(),
            passwords: Passwords::start().unwrap(),
            cast,
            sessions,
            since,
        };
        world.bin(&store).await;
        Self {
            engine: engine.fork(),
            ..world
        }
    }

    async fn bin(&self, store: &Store) {
        use domain::access::Action;
        let words = self.words();
        let id = |word: &str| words[word].parse().unwrap();
        let (deal, company, contact) = (id("deal-gone"), id("company-gone"), id("contact-gone"));
        let snoozed = id("deal-snoozed");
        let upload = Upload {
            name: "umowa.txt".to_owned(),
            digest: Digest([7; 32]),
            bytes: 7,
            media: Media::Text,
        };
        let today = self.since.day().unwrap();
        let soon = today + chrono::Days::new(5);
        let (olga, jan, maja) = (self.id("olga"), self.id("jan"), self.id("maja"));
        act(store, Actor::Person(jan), self.since, move |work| {
            let by = work.by();
            work.change_deal(domain::id::DealId(deal), Action::Delete, |deal, by| {
                deal.delete(by)
            })?;
            work.change_deal(domain::id::DealId(snoozed), Action::Edit, |deal, by| {
                deal.snooze(by, soon, "Czeka na budżet")
            })?;
            work.note_deal(domain::id::DealId(snoozed), "Po budżecie")?;
            work.attach_file(domain::id::DealId(snoozed), upload)?;
            let group = work.group_of(jan)?;
            work.record_receipt(ReceiptDraft {
                on: today,
                amount: Money::major(100, Currency::PLN),
                payer: None,
                document: None,
                owner: jan,
                group,
                lane: Lane::Normal,
                import: None,
            })?;
            work.change_company(domain::id::CompanyId(company), Action::Delete, |one| {
                one.delete(by)
            })?;
            work.change_contact(domain::id::ContactId(contact), Action::Delete, |one| {
                one.delete(by)
            })
        })
        .await;
        act(store, Actor::Person(olga), self.since, move |work| {
            work.deactivate_person(maja)
        })
        .await;
    }

    /// Changes the world itself; copies that were made stay.
    pub(crate) async fn change(
        &mut self,
        actor: Actor,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<(), store::Stopped> + Send + 'static,
    ) {
        let site = self.copy();
        act(&site.store, actor, self.since, job).await;
        self.engine = site.engine.fork();
    }

    pub(crate) fn sessions(&self) -> Sessions {
        self.sessions.clone()
    }

    pub(crate) fn since(&self) -> Moment {
        self.since
    }

    pub(crate) fn copy(&self) -> Site {
        let engine = Arc::new(self.engine.fork());
        let store = Arc::new(Store::on(Arc::clone(&engine) as _).unwrap());
        let gate = Gate::new(self.passwords.clone(), DeviceKey::fresh());
        let house = House::new(assets(), Serving::default(), gate, Arc::clone(&store));
        Site {
            router: router(house),
            engine,
            store,
        }
    }

    /// Whether nothing was written to the copy, but perhaps to the audit log what was refused.
    pub(crate) fn is_untouched(&self, site: &Site) -> bool {
        self.engine.equals_but_audit(&site.engine)
    }

    /// How many passwords were hashed or compared, in all copies together.
    pub(crate) fn hashes(&self) -> u64 {
        self.passwords.asked()
    }

    pub(crate) fn id(&self, key: &str) -> PersonId {
        self.cast.person(key).unwrap().id
    }

    /// The cookies of a browser in which that person signed in, speaking Polish.
    pub(crate) fn cookie(&self, key: Option<&str>) -> String {
        match key {
            Some(key) => format!(
                "cookie: session={}; lang=pl; visitor={key}",
                self.sessions[key]
            ),
            None => "cookie: lang=pl; visitor=nobody".to_owned(),
        }
    }

    /// What stands for `{name}` in a request of the tables: ids of records that are Jan's, and others.
    pub(crate) fn words(&self) -> BTreeMap<&'static str, String> {
        let jan = self.id("jan");
        let own = self.cast.deals.iter().filter(|deal| deal.owner == jan);
        let open: Vec<_> = own
            .clone()
            .filter(|deal| deal.status == Status::Open && deal.shares.is_empty())
            .collect();
        let shared = own.clone().find(|deal| !deal.shares.is_empty());
        let lost = own.clone().find(|deal| deal.status == Status::Lost);
        let deal = open[0];
        let pipeline = self
            .cast
            .pipelines
            .iter()
            .find(|one| one.id == deal.pipeline);
        let mut stages = pipeline.unwrap().stages.iter();
        let other = stages.find(|stage| stage.kind == StageKind::Open && stage.id != deal.stage);
        let mut pipelines = self.cast.pipelines.iter().map(|one| one.id);
        let pipeline2 = pipelines.find(|id| *id != deal.pipeline).unwrap();
        let companies: Vec<_> = self
            .cast
            .companies
            .iter()
            .filter(|one| one.owner == jan)
            .collect();
        let contacts: Vec<_> = self
            .cast
            .contacts
            .iter()
            .filter(|one| one.owner == jan)
            .collect();
        let mut schedules = self.cast.schedules.iter();
        let schedule = schedules.find(|one| one.deal == deal.id);
        let schedule = schedule.map_or(0, |one| one.stamp.version);
        let step = deal.next_step.clone();
        let on = step
            .as_ref()
            .and_then(|step| step.on)
            .map(domain::dates::iso);
        let team = self.cast.person("jan").unwrap().primary_group().unwrap();
        let region = self.cast.groups.iter().find(|group| group.id == team);
        let region = region.and_then(|group| group.parent);
        // The one that is written into the demo firm.
        let notes = self.cast.notes.iter().map(|note| note.id.0);
        let task = |of: &dyn Fn(&&Assignment) -> bool| {
            let task = self.cast.tasks.iter().find(of).unwrap();
            (task.id.to_string(), task.stamp.version.to_string())
        };
        let (doing, version) =
            task(&|one| one.assignee.person == jan && one.state == State::InProgress);
        let (done, _) = task(&|one| one.state == State::Done);
        let (asked, _) = task(&|one| one.request.is_some());
        BTreeMap::from([
            ("task", doing),
            ("task-version", version),
            ("task-done", done),
            ("task-asked", asked),
            ("deal", deal.id.to_string()),
            ("title", encoded(&deal.title)),
            ("deal-gone", open[1].id.to_string()),
            ("shared", shared.unwrap().id.to_string()),
            ("deal-lost", lost.unwrap().id.to_string()),
            ("pipeline", deal.pipeline.to_string()),
            ("pipeline2", pipeline2.to_string()),
            ("stage", deal.stage.to_string()),
            ("stage2", other.unwrap().id.to_string()),
            (
                "step",
                encoded(&step.map(|step| step.what).unwrap_or_default()),
            ),
            ("step-on", on.unwrap_or_default()),
            ("version", deal.stamp.version.to_string()),
            ("company", companies[0].id.to_string()),
            ("company-name", encoded(companies[0].name())),
            ("company-gone", companies[1].id.to_string()),
            ("contact", contacts[0].id.to_string()),
            ("contact-name", encoded(contacts[0].name())),
            ("contact-gone", contacts[1].id.to_string()),
            ("jan", jan.to_string()),
            ("jan-name", encoded(&self.cast.person("jan").unwrap().name)),
            // The one that is recorded beside the demo firm.
            ("receipt", (self.cast.receipts.len() + 1).to_string()),
            ("template", self.cast.templates[0].id.to_string()),
            ("schedule", schedule.to_string()),
            ("zofia", self.id("zofia").to_string()),
            ("maja", self.id("maja").to_string()),
            ("adam", self.id("adam").to_string()),
            ("ewa", self.id("ewa").to_string()),
            ("ewa-name", encoded(&self.cast.person("ewa").unwrap().name)),
            ("anna", self.id("anna").to_string()),
            ("team", team.to_string()),
            ("region", region.unwrap().to_string()),
            ("note", (notes.max().unwrap_or_default() + 1).to_string()),
            ("deal-snoozed", open[2].id.to_string()),
            (
                "soon",
                domain::dates::iso(crate::today() + chrono::Days::new(3)),
            ),
            ("today", domain::dates::iso(crate::today())),
        ])
    }

    /// The text with every `{name}` filled in.
    pub(crate) fn filled(&self, text: &str) -> String {
        let fill =
            |text: String, (word, is): (&str, String)| text.replace(&format!("{{{word}}}"), &is);
        let filled = self.words().into_iter().fold(text.to_owned(), fill);
        assert!(!filled.contains('{'), "an unknown word in {text}");
        filled
    }
}

impl Site {
    /// A page, as a browser asks for it.
    pub(crate) async fn page(&self, path: &str, cookie: &str) -> Answer {
        send(&self.router, "GET", path, &[HTML, cookie], "").await
    }

    /// The status of an answer whose body does not end.
    pub(crate) async fn begin(&self, path: &str, cookie: &str) -> u16 {
        let request = Request::get(path).header("host", "crm.example");
        let request = match cookie.split_once(": ") {
            Some((name, value)) => request.header(name, value),
            None => request,
        };
        let request = request.body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        answer.status().as_u16()
    }

    /// A server function, as a script calls it.
    pub(crate) async fn call(&self, method: &str, path: &str, with: &str, cookie: &str) -> Answer {
        if method == "GET" {
            let path = format!("{path}?{with}");
            return send(&self.router, method, &path, &[cookie], "").await;
        }
        send(&self.router, method, path, &[FORM, cookie], with.to_owned()).await
    }
}

/// Does it as that actor, at that moment.
pub(crate) async fn act<T>(
    store: &Store,
    actor: Actor,
    now: Moment,
    job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, store::Stopped> + Send + 'static,
) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let by = By { actor, now };
    store.work(by, None, job).done().await.unwrap()
}

/// One value of a form.
pub(crate) fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
