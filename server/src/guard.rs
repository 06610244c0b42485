//! Protects the application from too much, too slow and too large, and gives every failure a voice.
//! Invariant: a refused request is answered at once; an answer without a body is never an error.
use crate::files;
use crate::house::House;
use crate::pages;
use crate::uploads;
use crate::visit::Visit;
use app::failure::Failure;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, Limited};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Bytes of a posted form.
pub(crate) const FORM_BYTES: usize = 2 * 1024 * 1024;
/// From the headers to the headers of the answer.
const REQUEST: Duration = Duration::from_secs(30);
/// For the body of a form to arrive.
const BODY: Duration = Duration::from_secs(20);
/// Requests that are worked on at the same time, and how many more may wait for how long.
const AT_WORK: usize = 64;
const WAITING: usize = 256;
const PATIENCE: Duration = Duration::from_secs(1);
/// Forms that are being received at the same time.
const RECEIVING: usize = 256;
/// Files that are being received at the same time, and how long one may take.
const UPLOADING: usize = 4;
const UPLOAD: Duration = Duration::from_mins(15);

/// Lets in what the machine can do and turns the rest away fast.
pub(crate) struct Turnstile {
    work: Semaphore,
    waiting: Semaphore,
    receiving: Semaphore,
    uploading: Semaphore,
}

impl Default for Turnstile {
    fn default() -> Self {
        Self {
            work: Semaphore::new(AT_WORK),
            waiting: Semaphore::new(WAITING),
            receiving: Semaphore::new(RECEIVING),
            uploading: Semaphore::new(UPLOADING),
        }
    }
}

impl Turnstile {
    async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        if let Ok(permit) = self.work.try_acquire() {
            return Some(permit);
        }
        let _place = self.waiting.try_acquire().ok()?;
        timeout(PATIENCE, self.work.acquire()).await.ok()?.ok()
    }
}

/// The middleware around routes and server functions.
pub(crate) async fn guard(State(house): State<House>, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return next.run(request).await;
    };
    match admit(&house, &visit, request, next).await {
        Ok(answer) => voice(&house, &visit, answer),
        Err(failure) => pages::answer(&house, &visit, &failure),
    }
}

async fn admit(
    house: &House,
    visit: &Visit,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let path = request.uri().path();
    if path == uploads::ACTION || files::is_attach(path) {
        return upload(house, request, next).await;
    }
    // A slow sender must not hold a place at work, so a form is received whole before it enters.
    let request = if is_form(&request) {
        receive(house, request).await?
    } else {
        request
    };
    let _permit = house.turnstile.enter().await.ok_or(Failure::Busy)?;
    timeout(REQUEST, next.run(request)).await.map_err(|_| {
        tracing::error!(id = %visit.id, "a request took longer than thirty seconds");
        Failure::Trouble(visit.id.to_string())
    })
}

/// A file goes to the disk as it comes, so it has places and a time of its own, and its own limit.
async fn upload(house: &House, request: Request, next: Next) -> Result<Response, Failure> {
    let turned_away = |_| Failure::Busy;
    let _permit = house
        .turnstile
        .uploading
        .try_acquire()
        .map_err(turned_away)?;
    timeout(UPLOAD, next.run(request))
        .await
        .map_err(|_| Failure::Malformed)
}

fn is_form(request: &Request) -> bool {
    !request.method().is_safe() && request.uri().path().starts_with("/api/")
}

async fn receive(house: &House, request: Request) -> Result<Request, Failure> {
    let _permit = house
        .turnstile
        .receiving
        .try_acquire()
        .map_err(|_| Failure::Busy)?;
    let (parts, body) = request.into_parts();
    let declared = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|bytes: usize| bytes > FORM_BYTES) {
        return Err(Failure::TooLarge);
    }
    let received = timeout(BODY, collect(body))
        .await
        .map_err(|_| Failure::Malformed)??;
    Ok(Request::from_parts(parts, Body::from(received)))
}

async fn collect(body: Body) -> Result<Bytes, Failure> {
    let whole = Limited::new(body, FORM_BYTES).collect().await;
    whole
        .map(http_body_util::Collected::to_bytes)
        .map_err(|error| match error.downcast_ref() {
            Some(http_body_util::LengthLimitError { .. }) => Failure::TooLarge,
            None => Failure::Malformed,
        })
}

/// An error without words gets some: refused by the check against forgery, a wrong method, a panic.
fn voice(house: &House, visit: &Visit, answer: Response) -> Response {
    let status = answer.status();
    let is_mute = !answer.headers().contains_key(header::CONTENT_TYPE);
    if !is_mute || !(status.is_client_error() || status.is_server_error()) {
        return answer;
    }
    let failure = match status {
        StatusCode::FORBIDDEN => Failure::Foreign,
        StatusCode::NOT_FOUND => Failure::Missing,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE => Failure::Busy,
        _ if status.is_server_error() => Failure::Trouble(visit.id.to_string()),
        _ => Failure::Malformed,
    };
    let mut spoken = pages::answer(house, visit, &failure);
    *spoken.status_mut() = status;
    keep(answer.headers(), spoken.headers_mut());
    spoken
}

fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = from.get(&name) {
            to.insert(name, value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_house_with_a_full_queue_turns_the_next_away_without_waiting() {
        let turnstile = Turnstile::default();
        let mut at_work = Vec::new();
        for _ in 0..AT_WORK {
            at_work.push(turnstile.enter().await.unwrap());
        }
        let queue = turnstile.waiting.try_acquire_many(WAITING as u32).unwrap();
        assert!(turnstile.enter().await.is_none());
        drop(queue);
        let waits = turnstile.enter();
        drop(at_work);
        assert!(
            waits.await.is_some(),
            "whoever waits gets the first free place"
        );
    }
}
