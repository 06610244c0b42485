//! The real router without a socket: what every request and every answer must hold to.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "http/abuse.rs"]
mod abuse;
#[path = "http/address.rs"]
mod address;
#[path = "http/attachments.rs"]
mod attachments;
#[path = "http/audit.rs"]
mod audit;
#[path = "http/board.rs"]
mod board;
#[path = "http/choices.rs"]
mod choices;
#[path = "http/crowd.rs"]
mod crowd;
#[path = "http/custody.rs"]
mod custody;
#[path = "http/deals.rs"]
mod deals;
#[path = "http/files.rs"]
mod files;
#[path = "http/forgery.rs"]
mod forgery;
#[path = "http/forms.rs"]
mod forms;
#[path = "http/headers.rs"]
mod headers;
#[path = "http/import.rs"]
mod import;
#[path = "http/leaks.rs"]
mod leaks;
#[path = "http/live.rs"]
mod live;
#[path = "http/markup.rs"]
mod markup;
#[path = "http/matrix.rs"]
mod matrix;
#[path = "http/movement.rs"]
mod movement;
#[path = "http/people.rs"]
mod people;
#[path = "http/planning.rs"]
mod planning;
#[path = "http/search.rs"]
mod search;
#[path = "http/sheets.rs"]
mod sheets;
#[path = "http/stand.rs"]
mod stand;
#[path = "http/stuck.rs"]
mod stuck;
#[path = "http/tasks.rs"]
mod tasks;
#[path = "http/trouble.rs"]
mod trouble;
#[path = "http/twins.rs"]
mod twins;
#[path = "http/view_as.rs"]
mod view_as;
#[path = "http/visible.rs"]
mod visible;
#[path = "http/what_if.rs"]
mod what_if;
#[path = "http/who.rs"]
mod who;
#[path = "http/working_time.rs"]
mod working_time;
#[path = "http/zone.rs"]
mod zone;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use server::assets::Assets;
use server::device::DeviceKey;
use server::door::Gate;
use server::house::House;
use server::passwords::Passwords;
use server::router::router;
use server::serving::Serving;
use std::borrow::Cow;
use std::sync::Arc;
use store::Store;
use store::engine::memory::MemoryEngine;
use tower::ServiceExt;

pub const SCRIPT: &str = "export default 1; // long enough to be worth compressing";

/// Today as the firm lives it: an hour or two before midnight of Greenwich it is tomorrow already.
pub fn today() -> domain::time::Day {
    domain::zone::Zone::default()
        .day(server::session::now())
        .unwrap()
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

pub fn assets() -> Assets {
    let files = [
        ("pkg/contentum.js", SCRIPT),
        ("pkg/contentum.js.br", "brotli bytes"),
        ("pkg/contentum.js.gz", "gzip bytes"),
        ("pkg/contentum.wasm", "\0asm"),
        ("pkg/contentum.css", "body{}"),
        ("favicon.svg", "<svg/>"),
    ];
    Assets::new(files.map(|(name, text)| (name.to_owned(), Cow::Borrowed(text.as_bytes()))))
}

pub fn house() -> House {
    house_serving(Serving::default())
}

pub fn house_serving(serving: Serving) -> House {
    House::new(
        assets(),
        serving,
        Gate::new(Passwords::start().unwrap(), DeviceKey::fresh()),
        Arc::new(Store::on(Arc::new(MemoryEngine::new())).unwrap()),
    )
}

pub fn site() -> Router {
    router(house())
}

/// Sends a request to the router; `headers` are `name: value`.
pub async fn send(
    site: &Router,
    method: &str,
    path: &str,
    headers: &[&str],
    body: impl Into<Body>,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "crm.example");
    let request = headers.iter().fold(request, |request, line| {
        let (name, value) = line.split_once(": ").unwrap();
        request.header(name, value)
    });
    let answer = site
        .clone()
        .oneshot(request.body(body.into()).unwrap())
        .await
        .unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

pub async fn get(site: &Router, path: &str, headers: &[&str]) -> Answer {
    send(site, "GET", path, headers, Body::empty()).await
}
