//! Answers outside the application: a failure as a small page for people, as data for scripts.
//! Invariant: nothing a client sent is repeated in it.
use crate::house::House;
use crate::visit::Visit;
use app::failure::Failure;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::lang::Say;
use leptos::server_fn::error::FromServerFnError;

/// The failure in the form and language that the visitor wants.
pub(crate) fn answer(house: &House, visit: &Visit, failure: &Failure) -> Response {
    if !visit.wants_page {
        return data(failure);
    }
    let body = Body::from(page(house, visit, failure));
    spoken(failure, "text/html; charset=utf-8", body)
}

/// The failure for a script, under a status that says what kind it is.
pub(crate) fn data(failure: &Failure) -> Response {
    spoken(failure, "application/json", Body::from(failure.ser()))
}

fn spoken(failure: &Failure, mime: &'static str, body: Body) -> Response {
    let mut answer = Response::new(body);
    let status = StatusCode::from_u16(failure.status());
    *answer.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    if let Some(seconds) = failure.retry_after() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn page(house: &House, visit: &Visit, failure: &Failure) -> String {
    let lang = visit.preferences.lang;
    let theme = visit
        .preferences
        .theme
        .attribute()
        .map(|theme| format!(" data-theme=\"{theme}\""))
        .unwrap_or_default();
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"{theme}><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Contentum</title><link rel=\"stylesheet\" href=\"{css}\">\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"/favicon.svg\"></head>\
         <body><div class=\"plain\"><main class=\"plain-box\" id=\"main\"><h1>{title}</h1><p>{text}</p>\
         <p><a href=\"/\">{home}</a></p></main></div></body></html>",
        code = lang.code(),
        css = house.pkg.css,
        title = lang.pick("Nie udało się", "That did not work"),
        text = escaped(&failure.say(lang)),
        home = lang.pick("Przejdź do strony głównej", "Go to the start page"),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
