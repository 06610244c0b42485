//! `/live`: a page that is looked at hears what changed. Invariants: every telling is decided for its
//! session at that moment; a stream ends with the session's rights, with the house, and when its reader
//! is slow; it names records, and never says what is in them.
mod lines;
mod past;

use crate::cookies::SESSION;
use crate::house::House;
use crate::listen::crowd::PER_ADDRESS;
use crate::visit::Visit;
use crate::{pages, session, tokens};
use app::failure::Failure;
use axum::body::Body;
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::time::Moment;
use lines::Lines;
use past::Past;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use store::{Hearing, News, Store, StoreError, TokenHash};
use tokio::sync::mpsc;

/// Streams at the same time, in all and of one session.
const STREAMS: usize = 512;
const OF_SESSION: usize = 12;
/// Streams of one address: fewer than its connections, so that pages always get one.
const OF_ADDRESS: usize = PER_ADDRESS - 16;
/// Messages that may wait for a slow reader.
const WAITING: usize = 32;
/// Changes that come together are told together.
const TOGETHER: Duration = Duration::from_millis(40);
/// How often a silent stream shows that it lives, and its session is looked at.
const PULSE: Duration = Duration::from_secs(15);

/// Everybody who listens, and what was told lately.
pub(crate) struct Live(Mutex<Open>);

struct Open {
    streams: Vec<Stream>,
    past: Past,
    closed: bool,
}

struct Stream {
    of: Reader,
    lines: mpsc::Sender<String>,
}

/// Who reads a stream, and from where.
#[derive(Clone, Copy)]
struct Reader {
    token: TokenHash,
    address: IpAddr,
}

impl Default for Live {
    fn default() -> Self {
        Self(Mutex::new(Open {
            streams: Vec::new(),
            past: Past::since(Instant::now()),
            closed: false,
        }))
    }
}

/// How old the oldest thing on the page is, in milliseconds.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    age: u64,
}

/// Opens a stream: first what the page missed, then what comes.
pub(crate) async fn open(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let token = house.serving.cookie(&headers, SESSION).map(tokens::at_rest);
    let Some(token) = token else {
        return pages::data(&Failure::SignedOut);
    };
    let (sender, receiver) = mpsc::channel(WAITING);
    let age = Duration::from_millis(asked.age);
    let address = visit.address;
    let reader = Reader { token, address };
    let Some(missed) = house.live.enter(reader, sender.clone(), age) else {
        return pages::data(&Failure::Busy);
    };
    let (store, now) = (Arc::clone(&house.store), session::now());
    let told = tokio::task::spawn_blocking(move || {
        let mut hearing = store.hearing(now)?;
        line(&mut hearing, &token, &missed)
    });
    match told.await {
        Ok(Ok(Some(first))) => {
            // Said at once even if there is nothing, so that the page knows that it is heard.
            let _ = sender.try_send(if first.is_empty() {
                lines::pulse()
            } else {
                first
            });
            stream(receiver)
        }
        Ok(Ok(None)) => pages::data(&Failure::SignedOut),
        _ => pages::data(&Failure::Busy),
    }
}

fn stream(lines: mpsc::Receiver<String>) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/event-stream"),
        ),
        // Proxies would otherwise collect lines before they pass them on.
        (
            header::HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
    ];
    (headers, Body::new(Lines(lines))).into_response()
}

/// What a session is told as lines of the stream; `None` once it ended.
fn line(
    hearing: &mut Hearing,
    token: &TokenHash,
    news: &News,
) -> Result<Option<String>, StoreError> {
    let told = hearing.told(token, news)?;
    Ok(told.map(|told| told.into_iter().map(lines::of).collect()))
}

impl Live {
    /// A place among the streams, and what was told within `age`. `None` when there is no place.
    fn enter(&self, of: Reader, lines: mpsc::Sender<String>, age: Duration) -> Option<News> {
        let mut open = self.open();
        open.streams.retain(|stream| !stream.lines.is_closed());
        let count = |same: &dyn Fn(&Reader) -> bool| {
            let streams = open.streams.iter().filter(|stream| same(&stream.of));
            streams.count()
        };
        let full = open.streams.len() >= STREAMS
            || count(&|other| other.token == of.token) >= OF_SESSION
            || count(&|other| other.address == of.address) >= OF_ADDRESS;
        if open.closed || full {
            return None;
        }
        open.streams.push(Stream { of, lines });
        Some(open.past.within(age, Instant::now()))
    }

    /// Ends every stream and opens no more.
    pub(crate) fn close(&self) {
        let mut open = self.open();
        open.closed = true;
        open.streams.clear();
    }

    /// Tells everybody what is theirs. Whoever is too slow, gone or has no rights left is let go.
    /// Blocks on the disk.
    fn tell(&self, store: &Store, now: Moment, pulse: bool) -> Result<(), StoreError> {
        let news = store.news();
        let mut open = self.open();
        if !news.is_empty() {
            open.past.keep(news.clone(), Instant::now());
        }
        if open.streams.is_empty() {
            return Ok(());
        }
        let mut hearing = store.hearing(now)?;
        let mut failed = None;
        open.streams.retain(|stream| {
            let said = match line(&mut hearing, &stream.of.token, &news) {
                Ok(Some(said)) if said.is_empty() && pulse => lines::pulse(),
                Ok(Some(said)) if said.is_empty() => return !stream.lines.is_closed(),
                Ok(Some(said)) => said,
                Ok(None) => {
                    let _ = stream.lines.try_send(lines::ended());
                    return false;
                }
                Err(error) => {
                    failed = Some(error);
                    return false;
                }
            };
            stream.lines.try_send(said).is_ok()
        });
        failed.map_or(Ok(()), Err)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl House {
    /// Tells listeners what changed, as long as the house stands.
    pub fn keep_telling(&self) {
        let (live, store) = (Arc::downgrade(&self.live), Arc::downgrade(&self.store));
        let mut committed = self.store.committed();
        // What was committed before has been told to nobody, and nobody asked.
        drop(self.store.news());
        tokio::spawn(async move {
            let mut pulse = tokio::time::interval(PULSE);
            loop {
                let beat = tokio::select! {
                    commit = committed.changed() => match commit {
                        Ok(()) => false,
                        Err(_) => return,
                    },
                    _ = pulse.tick() => true,
                };
                tokio::time::sleep(TOGETHER).await;
                committed.mark_unchanged();
                let (Some(live), Some(store)) = (live.upgrade(), store.upgrade()) else {
                    return;
                };
                let now = session::now();
                let told = tokio::task::spawn_blocking(move || live.tell(&store, now, beat));
                if let Ok(Err(error)) = told.await {
                    tracing::error!(%error, "listeners could not be told what changed");
                }
            }
        });
    }
}
