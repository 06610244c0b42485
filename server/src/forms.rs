//! Server functions over HTTP, for scripts and for plain forms alike.
//! Invariant: a plain form always ends in a page: where it leads on success, back on its own page,
//! filled and with the reason, on failure. Nothing typed is lost and nothing typed is in the address.
mod way_back;

use crate::cookies::VISITOR;
use crate::house::House;
use crate::pages;
use crate::router::context;
use crate::tokens;
use crate::visit::Visit;
use app::draft::Draft;
use app::failure::Failure;
use app::target::local;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::server_fn::axum::get_server_fn_service;
use leptos::server_fn::error::{FromServerFnError, SERVER_FN_ERROR_HEADER};
use leptos_axum::handle_server_fns_with_context;
use std::time::Instant;
use way_back::WayBack;

/// An answer of a server function that is an error is never longer.
const FAILURE_BYTES: usize = 64 * 1024;
const FORM: &[u8] = b"application/x-www-form-urlencoded";
const JSON: &[u8] = b"application/json";

/// Runs the server function of that path.
pub(crate) async fn call(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    request: Request,
) -> Response {
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        return pages::answer(&house, &visit, &Failure::Missing);
    }
    if !has_known_type(&request, visit.wants_page) {
        return pages::answer(&house, &visit, &Failure::Malformed);
    }
    if visit.wants_page {
        post(&house, &visit, request).await
    } else {
        run(&house, &visit, request)
            .await
            .unwrap_or_else(|failure| pages::data(&failure))
    }
}

/// A form is urlencoded; a script may also send JSON. Other types could come from foreign pages
/// without the browser asking us first.
fn has_known_type(request: &Request, wants_page: bool) -> bool {
    let mime = request
        .headers()
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    let essence = mime
        .split(|byte| *byte == b';')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    request.method().is_safe() || essence == FORM || (essence == JSON && !wants_page)
}

/// The answer of the function, or why there is none. It runs on a task of its own: a panic is caught,
/// and a browser that leaves does not stop it half-way.
async fn run(house: &House, visit: &Visit, request: Request) -> Result<Response, Failure> {
    let house = house.clone();
    let task = tokio::spawn(async move {
        handle_server_fns_with_context(move || context(&house), request)
            .await
            .into_response()
    });
    let answer = task
        .await
        .map_err(|_| Failure::Trouble(visit.id.to_string()))?;
    if !answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return Ok(answer);
    }
    let said = to_bytes(answer.into_body(), FAILURE_BYTES).await;
    Err(said.map_or_else(|_| Failure::Trouble(visit.id.to_string()), Failure::de))
}

/// For a plain form: post, redirect, get.
async fn post(house: &House, visit: &Visit, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let way_back = WayBack::of(&parts, house.serving.public_url.as_deref());
    let Ok(typed) = to_bytes(body, crate::guard::FORM_BYTES).await else {
        return pages::answer(house, visit, &Failure::Malformed);
    };
    let (headers, action) = (parts.headers.clone(), parts.uri.path().to_owned());
    // The function answers as it would to a script, so that its refusal arrives as data.
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    match run(house, visit, rebuilt(parts, typed.clone())).await {
        Ok(answer) => succeeded(&answer, way_back.as_ref()),
        Err(failure) => refused(
            house,
            visit,
            &headers,
            way_back,
            Posted {
                action,
                typed,
                failure,
            },
        ),
    }
}

fn rebuilt(parts: Parts, typed: Bytes) -> Request {
    Request::from_parts(parts, Body::from(typed))
}

/// Where the function leads, or back to the page of the form; cookies go along.
fn succeeded(answer: &Response, way_back: Option<&WayBack>) -> Response {
    let location = answer
        .headers()
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok());
    let target = location.and_then(local).map(str::to_owned);
    let target = target.unwrap_or_else(|| way_back.map_or_else(|| "/".to_owned(), WayBack::clean));
    let mut redirect = see_other(&target);
    for name in [
        header::SET_COOKIE,
        header::HeaderName::from_static("clear-site-data"),
    ] {
        for value in answer.headers().get_all(&name) {
            redirect.headers_mut().append(name.clone(), value.clone());
        }
    }
    redirect
}

/// A form that was refused.
struct Posted {
    action: String,
    typed: Bytes,
    failure: Failure,
}

fn refused(
    house: &House,
    visit: &Visit,
    headers: &HeaderMap,
    way_back: Option<WayBack>,
    Posted {
        action,
        typed,
        failure,
    }: Posted,
) -> Response {
    let Some(way_back) = way_back else {
        return pages::answer(house, visit, &failure);
    };
    let known = house.serving.cookie(headers, VISITOR).map(str::to_owned);
    let visitor = known.clone().unwrap_or_else(tokens::short);
    let signed_out = failure == Failure::SignedOut;
    let draft = Draft {
        action,
        page: way_back.path().to_owned(),
        fields: fields(&typed),
        failure: failure.clone(),
    };
    let Some(id) = house.drafts.keep(&visitor, draft, Instant::now()) else {
        return pages::answer(house, visit, &failure);
    };
    let mut redirect = see_other(&if signed_out {
        way_back.by_sign_in(&id)
    } else {
        way_back.with_draft(&id)
    });
    if known.is_none()
        && let Some(cookie) = house.serving.set_cookie(VISITOR, &visitor, None)
    {
        redirect.headers_mut().append(header::SET_COOKIE, cookie);
    }
    redirect
}

/// Leads a form that [`call`] does not serve back to its page, with the reason.
pub(crate) fn sent_back(house: &House, visit: &Visit, parts: &Parts, failure: Failure) -> Response {
    let way_back = WayBack::of(parts, house.serving.public_url.as_deref());
    let posted = Posted {
        action: parts.uri.path().to_owned(),
        typed: Bytes::new(),
        failure,
    };
    refused(house, visit, &parts.headers, way_back, posted)
}

fn fields(typed: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(typed).into_owned().collect()
}

pub(crate) fn see_other(target: &str) -> Response {
    let target = HeaderValue::from_str(target).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}
