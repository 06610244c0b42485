//! Who sends a request: the cookie's token against the store, once, on one snapshot.
//!
//! Invariants: a session counts only while the store says so, on every request; the clock is read
//! once here; the snapshot is let go before the answer leaves.
use crate::cookies::SESSION;
use crate::house::House;
use crate::pages;
use crate::tokens;
use crate::visit::Visit;
use app::current;
use app::failure::Failure;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::AccessRefusal;
use domain::by::{Actor, By, SystemActor};
use domain::refusal::Refusal;
use domain::time::Moment;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use store::{Reading, Session, Store, StoreError, TokenHash};

/// The middleware: finds the person, runs the request, releases the snapshot.
pub(crate) async fn identify(
    State(house): State<House>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = house
        .serving
        .cookie(request.headers(), SESSION)
        .map(tokens::at_rest);
    let id = request
        .extensions()
        .get::<Visit>()
        .map_or_else(|| "-".into(), |visit| visit.id.clone());
    let command = (!request.method().is_safe()).then(|| Arc::from(request.uri().path()));
    let now = now();
    let known = match token {
        Some(token) => known(&house.store, token, now, &id).await,
        None => None,
    };
    if let Some((session, token, _)) = &known
        && session.stale(now)
    {
        touch(&house.store, session, *token, now);
    }
    let (signed_in, reading) = match known {
        Some((session, token, reading)) => (Some((session.person, token)), Some(reading)),
        None => (None, None),
    };
    let current = current::Request::new(
        Arc::clone(&house.store),
        now,
        (id, command),
        signed_in,
        reading,
    );
    request.extensions_mut().insert(current.clone());
    if current.is_viewing() && writes(&request) {
        current.release();
        return refused(&house, &request);
    }
    let answer = next.run(request).await;
    current.release();
    answer
}

/// Whether a request changes something past [`current::Current`], which refuses by itself whoever looks
/// with another's eyes: what is no server function, and the work on imported files.
fn writes(request: &Request) -> bool {
    let path = request.uri().path();
    let import =
        ["upload", "read", "check", "run", "undo"].map(|what| ["/api/import/", what].concat());
    let is_function = path.starts_with("/api/");
    !request.method().is_safe() && (!is_function || import.iter().any(|one| one == path))
}

fn refused(house: &House, request: &Request) -> Response {
    let failure = Failure::from(Refusal::from(AccessRefusal::ViewingOnly));
    match request.extensions().get::<Visit>() {
        Some(visit) => pages::answer(house, visit, &failure),
        None => pages::data(&failure),
    }
}

/// The only place where a request reads the clock.
#[must_use]
pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

async fn known(
    store: &Arc<Store>,
    token: TokenHash,
    now: Moment,
    id: &str,
) -> Option<(Session, TokenHash, Reading)> {
    let store = Arc::clone(store);
    let found = tokio::task::spawn_blocking(move || look_up(&store, &token, now)).await;
    match found {
        Ok(Ok(found)) => found.map(|(session, reading)| (session, token, reading)),
        Ok(Err(error)) => {
            tracing::error!(id, %error, "a session could not be read");
            None
        }
        Err(_) => None,
    }
}

fn look_up(
    store: &Store,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<(Session, Reading)>, StoreError> {
    store
        .view(Actor::System(SystemActor::Operator), now)?
        .signed_in(token)
}

/// Notes that the session is in use; nobody waits for it.
fn touch(store: &Store, session: &Session, token: TokenHash, now: Moment) {
    let by = By {
        actor: Actor::Person(session.person),
        now,
    };
    drop(store.work(by, None, move |work| work.touch_session(&token)));
}
