//! What every answer carries.
use crate::{get, house, house_serving, send, site};
use server::router::router;
use server::serving::Serving;
use std::collections::HashSet;

#[tokio::test]
async fn every_script_of_a_page_carries_the_nonce_of_its_header_and_no_two_pages_share_one() {
    let (site, mut seen) = (site(), HashSet::new());
    for _ in 0..3 {
        let page = get(&site, "/", &["accept: text/html"]).await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy
            .split_once("'nonce-")
            .unwrap()
            .1
            .split_once('\'')
            .unwrap()
            .0
            .to_owned();
        let scripts: Vec<_> = page
            .body
            .match_indices("<script")
            .map(|(at, _)| &page.body[at..])
            .collect();
        assert!(!scripts.is_empty());
        assert!(
            scripts
                .iter()
                .all(|script| script.starts_with(&format!("<script nonce=\"{nonce}\">"))),
            "{policy}"
        );
        assert!(
            !page.body.contains(" style="),
            "the policy forbids style attributes"
        );
        assert!(seen.insert(nonce));
    }
}

#[tokio::test]
async fn the_policy_allows_only_what_the_house_serves() {
    let page = get(&site(), "/", &["accept: text/html"]).await;
    let policy = page.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "'wasm-unsafe-eval'",
    ] {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
}

#[tokio::test]
async fn pages_refusals_and_files_are_all_dressed() {
    let site = site();
    let answers = [
        get(&site, "/", &["accept: text/html"]).await,
        get(&site, "/no/such/page", &["accept: text/html"]).await,
        get(&site, "/favicon.svg", &[]).await,
        send(
            &site,
            "POST",
            "/api/preferences/theme",
            &["sec-fetch-site: cross-site"],
            "theme=dark",
        )
        .await,
        get(&site, "/livez", &[]).await,
    ];
    for answer in answers {
        assert_eq!("nosniff", answer.header("x-content-type-options"));
        assert_eq!("same-origin", answer.header("referrer-policy"));
        assert_eq!("same-origin", answer.header("cross-origin-opener-policy"));
        assert_eq!("same-origin", answer.header("cross-origin-resource-policy"));
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'")
        );
        assert!(!answer.header("x-request-id").is_empty());
        assert_eq!("", answer.header("strict-transport-security"));
    }
}

#[tokio::test]
async fn pages_are_never_stored() {
    let page = get(&site(), "/", &["accept: text/html"]).await;
    assert_eq!("private, no-store", page.header("cache-control"));
}

#[tokio::test]
async fn https_is_remembered_for_a_year() {
    let site = router(house_serving(Serving {
        secure: true,
        ..Serving::default()
    }));
    let page = get(&site, "/", &[]).await;
    assert_eq!(
        "max-age=31536000; includeSubDomains",
        page.header("strict-transport-security")
    );
}

#[tokio::test]
async fn a_page_speaks_the_language_of_the_cookie_before_that_of_the_browser() {
    let site = router(house());
    let polish = get(
        &site,
        "/",
        &["accept-language: en", "cookie: lang=pl; theme=dark"],
    )
    .await;
    assert!(
        polish
            .body
            .contains("<html lang=\"pl\" data-theme=\"dark\">"),
        "{}",
        polish.body
    );
    let english = get(&site, "/", &["accept-language: en-GB"]).await;
    assert!(english.body.contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn a_page_is_compressed_when_the_browser_can_read_it() {
    let site = site();
    for (accepted, used) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let page = get(&site, "/", &[&format!("accept-encoding: {accepted}")]).await;
        assert_eq!(used, page.header("content-encoding"));
        assert!(
            page.header("vary")
                .to_lowercase()
                .contains("accept-encoding")
        );
    }
}
