//! What open pages hear of other people's changes, on the real router: each what the oracle of access
//! allows and nothing more, and no stream outlives the rights, the house or the patience for its reader.
use crate::deals::{Firm, Visitor, firm};
use crate::send;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::access::oracle::{Oracle, Verdict};
use domain::access::{Action, ActionMask, Guarded, Preset, Principal, RecordAcl, Share, ShareTo};
use domain::by::{Actor, By};
use domain::custody::Kept;
use domain::deals::Deal;
use domain::id::{DealId, PersonId};
use http_body_util::BodyExt;
use server::session::now;
use server::tokens;
use store::{Stopped, Work};
use tower::ServiceExt;

/// An open stream.
struct Listener {
    body: Body,
    heard: Vec<String>,
}

impl Listener {
    async fn of(visitor: &Visitor<'_>, age: u64) -> Self {
        let (status, body) = open(visitor, age).await;
        assert_eq!(status, StatusCode::OK);
        let heard = Vec::new();
        Self { body, heard }
    }

    /// The next message; `None` once the stream has ended.
    async fn next(&mut self) -> Option<String> {
        while self.heard.is_empty() {
            let frame = self.body.frame().await?.unwrap();
            let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
            let lines = text.lines().filter_map(|line| line.strip_prefix("data: "));
            let lines = lines.filter(|line| *line != "pulse").map(str::to_owned);
            self.heard.extend(lines);
        }
        Some(self.heard.remove(0))
    }

    /// All messages up to this one, without it.
    async fn until(&mut self, last: &str) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            match self.next().await {
                Some(message) if message == last => return all,
                Some(message) => all.push(message),
                None => panic!("ended after {all:?}, before {last}"),
            }
        }
    }
}

async fn open(visitor: &Visitor<'_>, age: u64) -> (StatusCode, Body) {
    let request = Request::get(format!("/live?age={age}")).header("host", "crm.example");
    let (name, cookie) = visitor.cookie.split_once(": ").unwrap();
    let request = request.header(name, cookie).body(Body::empty()).unwrap();
    let answer = visitor.firm.site.clone().oneshot(request).await.unwrap();
    (answer.status(), answer.into_body())
}

/// Does it as this person; whether it was not refused.
async fn done(
    firm: &Firm,
    key: &str,
    job: impl FnOnce(&mut Work<'_, '_>) -> Result<(), Stopped> + Send + 'static,
) -> bool {
    let by = By {
        actor: Actor::Person(id(firm, key)),
        now: now(),
    };
    firm.store.work(by, None, job).done().await.is_ok()
}

async fn note(firm: &Firm, key: &str, deal: DealId) {
    let noted = done(firm, key, move |work| {
        work.note_deal(deal, "Słowo").map(|_| ())
    })
    .await;
    assert!(noted, "{key} may not note {deal}");
}

fn id(firm: &Firm, key: &str) -> PersonId {
    firm.cast.person(key).unwrap().id
}

fn shared(by: PersonId, to: ShareTo) -> Share {
    let (mask, until) = (ActionMask::READER, None);
    Share {
        to,
        mask,
        until,
        by,
    }
}

#[tokio::test]
async fn a_record_is_heard_of_while_it_may_be_read_and_once_as_it_goes() {
    let firm = firm().await;
    let (julia, barbara) = (firm.sign_in("julia").await, firm.sign_in("barbara").await);
    let (mut hers, mut all) = (
        Listener::of(&julia, 0).await,
        Listener::of(&barbara, 0).await,
    );
    let (deal, own) = (firm.deal_of("jan").id, firm.deal_of("julia").id);
    let to = ShareTo::Person(id(&firm, "julia"));
    let share = shared(id(&firm, "barbara"), to);
    let message = format!("deal:{deal}");
    let marker = format!("deal:{own}");
    note(&firm, "jan", deal).await;
    assert_eq!(all.next().await, Some(message.clone()));
    assert!(
        done(&firm, "barbara", move |work| work
            .share(Kept::Deal(deal), share))
        .await
    );
    assert_eq!(
        hers.next().await,
        Some(message.clone()),
        "what came before is not hers"
    );
    assert_eq!(all.next().await, Some(message.clone()));
    assert!(
        done(&firm, "barbara", move |work| work
            .unshare(Kept::Deal(deal), to))
        .await
    );
    assert_eq!(hers.next().await, Some(format!("gone:{message}")));
    assert_eq!(all.next().await, Some(message.clone()));
    note(&firm, "jan", deal).await;
    assert_eq!(all.next().await, Some(message));
    note(&firm, "julia", own).await;
    assert_eq!(
        hers.until(&marker).await,
        [""; 0],
        "what goes on without her is silent"
    );
}

/// The model's own words about one deal.
struct Model {
    oracle: Oracle,
    people: Vec<(&'static str, Principal)>,
}

impl Model {
    fn of(firm: &Firm, keys: &[&'static str]) -> Self {
        let groups = firm.cast.groups.iter();
        let people = keys.iter().map(|key| {
            let person = firm.cast.person(key).unwrap();
            let heads = firm.cast.groups.iter();
            let heads = heads.filter(|group| group.heads.contains(&person.id));
            let who = Principal::assemble(
                person.id,
                person.active,
                &person.roles,
                Preset::Team,
                person.groups.clone(),
                heads.map(|group| group.id).collect(),
            );
            (*key, who)
        });
        Self {
            oracle: Oracle::new(groups.map(|group| (group.id, group.parent))),
            people: people.collect(),
        }
    }

    fn reads(&self, who: &Principal, acl: &RecordAcl) -> bool {
        self.oracle.verdict(who, Action::Read, acl, now()) == Verdict::Allowed
    }
}

/// A step of a random history: what is done to the deal, and its stamp after that.
fn step(firm: &Firm, random: u64, acl: &RecordAcl) -> (Step, RecordAcl) {
    let keys = ["jan", "zofia", "adam", "julia", "anna"];
    let key = keys[(random / 8 % 5) as usize];
    let (person, mut next) = (firm.cast.person(key).unwrap(), acl.clone());
    let to = match random % 2 {
        0 => ShareTo::Person(person.id),
        _ => ShareTo::Group(person.primary_group().unwrap()),
    };
    let step = match random / 2 % 4 {
        0 if person.id != acl.owner => {
            next.owner = person.id;
            next.group = person.primary_group().unwrap();
            Step::HandOver(person.id)
        }
        1 => {
            let share = shared(id(firm, "barbara"), to);
            next.shares.push(share);
            Step::Share(share)
        }
        2 => {
            next.shares.retain(|share| share.to != to);
            Step::Unshare(to)
        }
        _ => Step::Note,
    };
    (step, next)
}

#[derive(Debug)]
enum Step {
    HandOver(PersonId),
    Share(Share),
    Unshare(ShareTo),
    Note,
}

impl Step {
    async fn taken(self, firm: &Firm, deal: DealId) -> bool {
        let of = Kept::Deal(deal);
        done(firm, "barbara", move |work| match self {
            Self::HandOver(to) => work.reassign(of, to),
            Self::Share(share) => work.share(of, share),
            Self::Unshare(to) => work.unshare(of, to),
            Self::Note => work.note_deal(deal, "Słowo").map(|_| ()),
        })
        .await
    }
}

#[tokio::test]
async fn through_any_history_everybody_hears_what_the_oracle_allows_and_nothing_else() {
    let firm = firm().await;
    let keys = [
        "jan", "zofia", "adam", "julia", "anna", "barbara", "stefan", "olga",
    ];
    let model = Model::of(&firm, &keys);
    let mut listeners = Vec::new();
    for key in keys {
        let visitor = firm.sign_in(key).await;
        listeners.push(Listener::of(&visitor, 0).await);
    }
    let deal: &Deal = firm.deal_of("jan");
    let (deal, mut acl) = (deal.id, deal.acl());
    let (mut random, mut gone) = (7_u64, 0);
    for round in 0..60 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (step, next) = step(&firm, random >> 33, &acl);
        let said = format!("{round}: {step:?}");
        if !step.taken(&firm, deal).await {
            continue;
        }
        let was = std::mem::replace(&mut acl, next);
        for (listener, (key, who)) in listeners.iter_mut().zip(&model.people) {
            let message = match (model.reads(who, &was), model.reads(who, &acl)) {
                (_, true) => format!("deal:{deal}"),
                (true, false) => {
                    gone += 1;
                    format!("gone:deal:{deal}")
                }
                // Silence is proved by what is heard next: this history ends with a word to all.
                (false, false) => continue,
            };
            assert_eq!(listener.next().await, Some(message), "{key} after {said}");
        }
    }
    assert!(
        gone > 5,
        "{gone} rights were lost: the history proves little"
    );
    firm.choose(Preset::Private).await;
    for (listener, key) in listeners.iter_mut().zip(keys) {
        assert_eq!(listener.next().await.as_deref(), Some("reset"), "{key}");
    }
}

#[tokio::test]
async fn a_page_that_looked_away_hears_what_it_missed_or_that_it_may_be_anything() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let mut first = Listener::of(&barbara, 0).await;
    let deal = firm.deal_of("jan").id;
    note(&firm, "jan", deal).await;
    let message = format!("deal:{deal}");
    assert_eq!(first.next().await, Some(message.clone()));
    assert_eq!(Listener::of(&barbara, 0).await.next().await, Some(message));
    let long_ago = Listener::of(&barbara, 86_400_000).await.next().await;
    assert_eq!(long_ago.as_deref(), Some("reset"));
}

#[tokio::test]
async fn a_stream_ends_with_the_rights_of_its_session() {
    let firm = firm().await;
    let (jan, zofia) = (firm.sign_in("jan").await, firm.sign_in("zofia").await);
    let (mut his, mut hers) = (Listener::of(&jan, 0).await, Listener::of(&zofia, 0).await);
    let secret = jan.cookie.split("session=").nth(1).unwrap();
    let token = tokens::at_rest(secret.split(';').next().unwrap());
    assert!(done(&firm, "jan", move |work| work.end_session(&token)).await);
    assert_eq!(his.next().await.as_deref(), Some("ended"));
    assert_eq!(his.next().await, None);
    let who = id(&firm, "zofia");
    assert!(
        done(&firm, "olga", move |work| work
            .deactivate_person(who)
            .map(|_| ()))
        .await
    );
    assert_eq!(hers.next().await.as_deref(), Some("ended"));
    assert_eq!(hers.next().await, None);
    assert_eq!(open(&jan, 0).await.0, StatusCode::UNAUTHORIZED);
    let nobody = send(&firm.site, "GET", "/live", &[], "").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whoever_does_not_read_is_let_go_and_the_others_go_on() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let mut slow = Listener::of(&barbara, 0).await;
    let mut quick = Listener::of(&barbara, 0).await;
    let deal = firm.deal_of("jan").id;
    for _ in 0..40 {
        note(&firm, "jan", deal).await;
        assert_eq!(quick.next().await, Some(format!("deal:{deal}")));
    }
    let mut heard = 0;
    while slow.next().await.is_some() {
        heard += 1;
    }
    assert!((1..40).contains(&heard), "{heard}");
}

#[tokio::test]
async fn a_session_has_few_streams_and_a_closing_house_none() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let mut streams = Vec::new();
    loop {
        let (status, body) = open(&barbara, 0).await;
        if status != StatusCode::OK {
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
            break;
        }
        streams.push(Listener {
            body,
            heard: Vec::new(),
        });
    }
    assert!((4..=16).contains(&streams.len()), "{}", streams.len());
    streams.pop();
    streams.push(Listener::of(&barbara, 0).await);
    firm.house.close();
    for mut stream in streams {
        assert_eq!(stream.next().await, None);
    }
    assert_eq!(open(&barbara, 0).await.0, StatusCode::SERVICE_UNAVAILABLE);
}
