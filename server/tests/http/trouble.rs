//! Panics, unknown addresses, wrong methods: always words, never internals.
use crate::{get, house, send, site};
use axum::Router;
use axum::http::StatusCode;
use axum::routing;
use server::router::protected;

fn broken() -> Router {
    let routes = Router::new().route("/broken", routing::get(fall_over));
    protected(routes, house())
}

async fn fall_over() -> &'static str {
    panic!("secret detail")
}

#[tokio::test]
async fn a_panic_becomes_a_page_with_the_id_of_the_request_and_the_server_goes_on() {
    let site = broken();
    for (language, words) in [("en", "Something went wrong"), ("pl", "Wystąpił błąd")] {
        let page = get(
            &site,
            "/broken",
            &["accept: text/html", &format!("accept-language: {language}")],
        )
        .await;
        assert_eq!(StatusCode::INTERNAL_SERVER_ERROR, page.status);
        assert!(page.body.contains(words) && page.body.contains(page.header("x-request-id")));
        assert!(!page.body.contains("secret detail"));
    }
    assert_eq!(StatusCode::OK, get(&site, "/livez", &[]).await.status);
}

#[tokio::test]
async fn a_script_learns_of_a_panic_as_data() {
    let answer = get(&broken(), "/broken", &[]).await;
    assert_eq!(
        format!("{{\"Trouble\":\"{}\"}}", answer.header("x-request-id")),
        answer.body
    );
}

#[tokio::test]
async fn an_unknown_address_is_a_page_of_the_application_with_status_404() {
    let page = get(
        &site(),
        "/no/such/page",
        &["accept: text/html", "accept-language: en"],
    )
    .await;
    assert_eq!(StatusCode::NOT_FOUND, page.status);
    assert!(
        page.body
            .contains("<title>No such page – Contentum</title>"),
        "{}",
        page.body
    );
    // In the frame of the pages that stand by themselves, with the switches of language and theme.
    assert!(page.body.contains("plain-box") && page.body.contains("/api/preferences/theme"));
    let data = get(&site(), "/no/such/page", &[]).await;
    assert_eq!(
        (StatusCode::NOT_FOUND, "\"Missing\""),
        (data.status, data.body.as_str())
    );
}

#[tokio::test]
async fn an_unknown_function_is_missing_for_people_and_scripts() {
    let site = site();
    let form = "content-type: application/x-www-form-urlencoded";
    let page = send(
        &site,
        "POST",
        "/api/no/such",
        &["accept: text/html", form],
        "a=b",
    )
    .await;
    assert_eq!(StatusCode::NOT_FOUND, page.status);
    assert!(page.body.starts_with("<!DOCTYPE html>"));
    let data = send(&site, "POST", "/api/no/such", &[form], "a=b").await;
    assert_eq!(
        (StatusCode::NOT_FOUND, "\"Missing\""),
        (data.status, data.body.as_str())
    );
}

#[tokio::test]
async fn a_wrong_method_is_refused_with_words_and_the_allowed_ones() {
    let answer = send(&site(), "DELETE", "/", &["accept: text/html"], "").await;
    assert_eq!(
        (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"),
        (answer.status, answer.header("allow"))
    );
    assert!(answer.body.starts_with("<!DOCTYPE html>"));
}
