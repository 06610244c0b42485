//! Twin worlds: two firms with the same ids that differ only in what the viewer may not see answer
//! the viewer with the same bytes, whatever is asked: pages, filters, orders, sums, search, errors
//! and refusals; and no word of the invisible stands in an answer. What may be seen is judged by the
//! oracle, which shares no code with the application.
#[path = "twins/questions.rs"]
mod questions;
#[path = "twins/varied.rs"]
mod varied;

use crate::Answer;
use crate::stand::{FORM, HTML, Site, World, actors};
use crate::{matrix, send};
use axum::body::Body;
use axum::http::Request;
use domain::access::Preset;
use domain::by::Actor;
use domain::lang::Lang;
use domain::zone::Zone;
use questions::Question;
use server::session::now;
use std::io::Read;
use tower::ServiceExt;
use varied::{CANARY, vary};

struct Twins {
    key: &'static str,
    cookie: String,
    worlds: [World; 2],
    sites: [Site; 2],
    questions: Vec<Question>,
}

impl Twins {
    /// Two worlds that differ in what this person may not see under these rules.
    async fn of(key: &'static str, preset: Preset) -> Self {
        let plain = actors();
        let seen = |number| vary(plain.clone(), key, preset, number);
        let one = World::of(seen(1)).await;
        let other = World::with_sessions(seen(2), one.sessions(), one.since()).await;
        let mut worlds = [one, other];
        for world in &mut worlds {
            let olga = Actor::Person(world.id("olga"));
            if preset != Preset::default() {
                world
                    .change(olga, move |work| {
                        work.choose_preset(Preset::default(), preset)
                    })
                    .await;
            }
        }
        let questions = questions::of(&worlds, key, preset);
        Self {
            key,
            cookie: worlds[0].cookie(Some(key)),
            sites: [worlds[0].copy(), worlds[1].copy()],
            worlds,
            questions,
        }
    }

    /// What both worlds answer, without what is new in every answer.
    async fn both(&mut self, question: &Question) -> [String; 2] {
        let mut said = [String::new(), String::new()];
        for (at, said) in said.iter_mut().enumerate() {
            let site = &self.sites[at];
            let answer = ask(site, question, &self.cookie).await;
            *said = plain(&answer);
            // A refused form comes back on its page.
            if answer.header("location").contains("draft=") {
                let page = site.page(answer.header("location"), &self.cookie).await;
                *said += &plain(&page);
            }
            if !self.worlds[at].is_untouched(&self.sites[at]) {
                self.sites[at] = self.worlds[at].copy();
            }
        }
        said
    }

    /// Where the two worlds can be told apart, or show what is invisible.
    async fn leaks(mut self) -> Vec<String> {
        let mut leaks = Vec::new();
        for question in std::mem::take(&mut self.questions) {
            let mut said = self.both(&question).await;
            if said[0] != said[1] {
                // The clock may have struck between the two: what is a leak is one again.
                said = self.both(&question).await;
            }
            if said[0] != said[1] {
                leaks.push(format!("{} {question:?}\n{}", self.key, difference(&said)));
            }
            // What was asked may come back; what was not must not be there.
            let asks = question.names_canary();
            if !asks && said.iter().any(|said| names_canary(said)) {
                leaks.push(format!("{} {question:?}: a canary sings", self.key));
            }
        }
        leaks
    }
}

async fn ask(site: &Site, question: &Question, cookie: &str) -> Answer {
    match question {
        Question::Page(path) => site.page(path, cookie).await,
        Question::Call(method, path, with) => site.call(method, path, with, cookie).await,
        Question::Form(page, action, with) => {
            let referer = format!("referer: http://crm.example{page}");
            let headers = [HTML, FORM, &referer, cookie];
            send(&site.router, "POST", action, &headers, with.clone()).await
        }
    }
}

/// Status, headers and body without nonce and ids of the request and its draft, and without the list
/// of what was still awaited when the page began: a resource within another is in it or not by chance.
fn plain(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next());
    let mut lines: Vec<String> = answer
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    lines.sort();
    let mut text = format!("{}\n{}\n\n{}", answer.status, lines.join("\n"), answer.body);
    // The foot of a print tells the minute, which may end between two answers.
    let minutes = [0, -60, -120].map(|seconds| now().plus_seconds(seconds));
    let minutes = minutes.map(|moment| Zone::default().written(moment, Lang::Pl));
    let own = [nonce, Some(answer.header("x-request-id"))];
    let own = own.into_iter().flatten();
    for part in own.chain(minutes.iter().map(String::as_str)) {
        if !part.is_empty() {
            text = text.replace(part, "~");
        }
    }
    const AWAITED: &str = "__PENDING_RESOURCES=[";
    if let Some((before, after)) = text.split_once(AWAITED) {
        let after = after.split_once(']').map_or(after, |(_, after)| after);
        text = format!("{before}{AWAITED}~]{after}");
    }
    let mut parts = text.split("draft=");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, rest| {
        let end = rest.char_indices().nth(22).map_or(rest.len(), |(at, _)| at);
        format!("{text}draft=~{}", &rest[end..])
    })
}

fn names_canary(said: &str) -> bool {
    let bare: String = said
        .to_lowercase()
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | ','))
        .collect();
    CANARY.iter().any(|canary| bare.contains(canary))
}

fn difference([one, other]: &[String; 2]) -> String {
    let at = one
        .bytes()
        .zip(other.bytes())
        .position(|(one, other)| one != other);
    let at = at.unwrap_or(one.len().min(other.len()));
    let around = |text: &str| {
        let bytes = text.as_bytes();
        let part = &bytes[at.saturating_sub(150)..(at + 150).min(bytes.len())];
        String::from_utf8_lossy(part).into_owned()
    };
    format!("  {}\n  {}", around(one), around(other))
}

async fn assert_no_leak(key: &'static str, preset: Preset) {
    let twins = Twins::of(key, preset).await;
    assert!(twins.questions.len() > 150, "{}", twins.questions.len());
    let leaks = twins.leaks().await;
    assert!(
        leaks.is_empty(),
        "{} leaks:\n{}",
        leaks.len(),
        leaks.join("\n\n")
    );
}

#[tokio::test]
async fn nothing_of_other_teams_reaches_a_rep() {
    assert_no_leak("adam", Preset::Team).await;
}

#[tokio::test]
async fn nothing_of_colleagues_reaches_a_rep_under_private_rules() {
    assert_no_leak("zofia", Preset::Private).await;
}

#[tokio::test]
async fn nothing_of_other_teams_reaches_a_head() {
    assert_no_leak("anna", Preset::Private).await;
}

#[tokio::test]
async fn no_record_reaches_an_administrator() {
    assert_no_leak("olga", Preset::Open).await;
}

#[tokio::test]
async fn nothing_confidential_reaches_an_auditor() {
    assert_no_leak("stefan", Preset::Team).await;
}

/// The same questions find every difference, when there is something to find.
#[tokio::test]
async fn somebody_who_sees_everything_tells_the_twins_apart() {
    let mut twins = Twins::of("adam", Preset::Team).await;
    (twins.key, twins.cookie) = ("barbara", twins.worlds[0].cookie(Some("barbara")));
    let places = [
        "Page(\"/deals?sort=amount",
        "Page(\"/\")",
        "\"/api/companies/list\", \"query[q]=&",
        "Page(\"/contacts?q=&",
        "\"/api/deals/one\"",
        "\"/api/deals/note\"",
    ];
    let named = |text: &str| places.iter().any(|place| text.contains(place));
    twins
        .questions
        .retain(|question| named(&format!("{question:?}")));
    let leaks = twins.leaks().await.join("\n");
    for place in &places[..5] {
        assert!(leaks.contains(place), "{place} is blind");
    }
}

#[tokio::test]
async fn a_compressed_page_is_the_page() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("jan")));
    let bare = plain_body(&site.page("/deals", &cookie).await);
    for encoding in ["br", "gzip"] {
        let request = Request::get("/deals")
            .header("host", "crm.example")
            .header("accept", "text/html")
            .header("accept-encoding", encoding)
            .header("cookie", cookie.trim_start_matches("cookie: "));
        let request = request.body(Body::empty()).unwrap();
        let answer = site.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], encoding);
        let (parts, body) = answer.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = decoded(encoding, &bytes);
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        };
        assert_eq!(plain_body(&answer), bare, "{encoding}");
    }
}

fn plain_body(answer: &Answer) -> String {
    plain(answer).split_once("\n\n").unwrap().1.to_owned()
}

fn decoded(encoding: &str, bytes: &[u8]) -> String {
    let mut text = String::new();
    let read = match encoding {
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_string(&mut text),
        _ => flate2::read::GzDecoder::new(bytes).read_to_string(&mut text),
    };
    read.unwrap();
    text
}

/// The rows of the access matrix, for [`questions`].
fn rows() -> Vec<(String, String, String)> {
    matrix::requests()
}
