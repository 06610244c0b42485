//! Plain forms without scripts: post, redirect, get, and nothing typed is lost.
use crate::{Answer, send, site};
use axum::Router;
use axum::http::StatusCode;

const HTML: &str = "accept: text/html,application/xhtml+xml";
const FORM: &str = "content-type: application/x-www-form-urlencoded";

async fn post(site: &Router, path: &str, referer: &str, body: &str) -> Answer {
    let referer = format!("referer: {referer}");
    send(site, "POST", path, &[HTML, FORM, &referer], body.to_owned()).await
}

#[tokio::test]
async fn a_form_that_succeeds_leads_back_to_its_page_with_its_cookies() {
    let answer = post(
        &site(),
        "/api/preferences/language",
        "http://crm.example/deals?page=2&draft=old",
        "lang=En",
    )
    .await;
    assert_eq!(
        (StatusCode::SEE_OTHER, "/deals?page=2"),
        (answer.status, answer.header("location"))
    );
    assert!(answer.header("set-cookie").starts_with("lang=en; Path=/"));
}

#[tokio::test]
async fn a_foreign_referer_never_becomes_a_target() {
    for referer in [
        "https://evil.example/deals",
        "http://crm.example//evil.example",
        "javascript:alert(1)",
    ] {
        let answer = post(&site(), "/api/preferences/language", referer, "lang=En").await;
        assert_eq!(
            (StatusCode::SEE_OTHER, "/"),
            (answer.status, answer.header("location")),
            "{referer}"
        );
    }
}

#[tokio::test]
async fn a_refused_form_leads_back_with_the_id_of_a_draft_and_nothing_typed_in_the_address() {
    let answer = post(
        &site(),
        "/api/preferences/language",
        "http://crm.example/",
        "lang=klingon&note=hello",
    )
    .await;
    assert_eq!(StatusCode::SEE_OTHER, answer.status);
    let id = answer.header("location").strip_prefix("/?draft=").unwrap();
    assert_eq!(22, id.len());
    assert!(
        answer.header("set-cookie").starts_with("visitor=")
            && answer.header("set-cookie").contains("HttpOnly")
    );
}

#[tokio::test]
async fn the_page_of_a_draft_carries_it_for_its_own_visitor_only() {
    let site = site();
    let refused = post(
        &site,
        "/api/preferences/language",
        "http://crm.example/",
        "lang=klingon&note=typed-words",
    )
    .await;
    let visitor = refused
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let page = |cookie: String| {
        let (site, location) = (site.clone(), refused.header("location").to_owned());
        async move {
            send(&site, "GET", &location, &[HTML, &cookie], "")
                .await
                .body
        }
    };
    assert!(
        page(format!("cookie: {visitor}"))
            .await
            .contains("typed-words")
    );
    assert!(
        !page("cookie: visitor=somebody-else".into())
            .await
            .contains("typed-words")
    );
    assert!(!page("x-no: cookie".into()).await.contains("typed-words"));
}

#[tokio::test]
async fn markup_in_a_draft_stays_text() {
    let site = site();
    let evil = "%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let refused = post(
        &site,
        "/api/preferences/language",
        "http://crm.example/",
        &format!("lang=klingon&note={evil}"),
    )
    .await;
    let cookie = format!(
        "cookie: {}",
        refused.header("set-cookie").split(';').next().unwrap()
    );
    let page = send(
        &site,
        "GET",
        refused.header("location"),
        &[HTML, &cookie],
        "",
    )
    .await;
    assert!(
        page.body.contains("alert(1)") && !page.body.contains("<script>alert(1)"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_refused_form_without_a_page_to_go_back_to_still_says_why() {
    let answer = send(
        &site(),
        "POST",
        "/api/preferences/language",
        &[HTML, FORM],
        "lang=klingon",
    )
    .await;
    assert_eq!(StatusCode::BAD_REQUEST, answer.status);
    assert!(answer.body.contains("Formularz dotarł uszkodzony"));
}

#[tokio::test]
async fn a_script_gets_the_failure_as_data_under_its_status() {
    let answer = send(
        &site(),
        "POST",
        "/api/preferences/language",
        &[FORM],
        "lang=klingon",
    )
    .await;
    assert_eq!(
        (StatusCode::BAD_REQUEST, "\"Malformed\""),
        (answer.status, answer.body.as_str())
    );
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused_with_a_sentence() {
    for body in [
        b"\xff\xfe\0".as_slice(),
        b"lang",
        b"lang[]=En&lang[=x",
        b"%",
        b"&&&===",
        b"",
    ] {
        let answer = send(
            &site(),
            "POST",
            "/api/preferences/language",
            &[FORM],
            body.to_vec(),
        )
        .await;
        assert_eq!(
            (StatusCode::BAD_REQUEST, "\"Malformed\""),
            (answer.status, answer.body.as_str()),
            "{body:?}"
        );
    }
}

#[tokio::test]
async fn an_oversized_form_is_refused_before_it_is_read_to_its_end() {
    let huge = vec![b'a'; 3 * 1024 * 1024];
    let length = "content-length: 3145728";
    let answer = send(
        &site(),
        "POST",
        "/api/preferences/language",
        &[FORM, length],
        huge.clone(),
    )
    .await;
    assert_eq!(
        (StatusCode::PAYLOAD_TOO_LARGE, "\"TooLarge\""),
        (answer.status, answer.body.as_str())
    );
    let stream = axum::body::Body::new(http_body_util::Full::new(axum::body::Bytes::from(huge)));
    let answer = send(
        &site(),
        "POST",
        "/api/preferences/language",
        &[FORM, HTML],
        stream,
    )
    .await;
    assert_eq!(StatusCode::PAYLOAD_TOO_LARGE, answer.status);
    assert!(answer.body.contains("Przesłano więcej"));
}
