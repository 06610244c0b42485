//! A writing request counts only when it comes from our own pages or from no page at all.
use crate::{Answer, house_serving, send, site};
use axum::http::StatusCode;
use server::router::router;
use server::serving::Serving;

const FORM: &str = "content-type: application/x-www-form-urlencoded";

async fn post(headers: &[&str]) -> Answer {
    let headers: Vec<_> = [FORM].iter().chain(headers).copied().collect();
    send(
        &site(),
        "POST",
        "/api/preferences/theme",
        &headers,
        "theme=dark",
    )
    .await
}

#[tokio::test]
async fn a_post_from_a_foreign_page_changes_nothing() {
    let foreign: [&[&str]; 6] = [
        &["sec-fetch-site: cross-site"],
        &["sec-fetch-site: same-site"],
        &["sec-fetch-site: cross-site", "origin: http://crm.example"],
        &["origin: null"],
        &["origin: https://evil.example"],
        &["origin: http://crm.example:8080"],
    ];
    for headers in foreign {
        let answer = post(headers).await;
        assert_eq!(StatusCode::FORBIDDEN, answer.status, "{headers:?}");
        assert_eq!("", answer.header("set-cookie"), "{headers:?}");
        assert!(answer.body.contains("Foreign"), "{headers:?}");
    }
}

#[tokio::test]
async fn a_post_from_our_own_page_or_from_no_page_is_taken() {
    let own: [&[&str]; 5] = [
        &["sec-fetch-site: same-origin"],
        &["sec-fetch-site: none"],
        &["origin: http://crm.example"],
        &["origin: https://crm.example"],
        &[],
    ];
    for headers in own {
        let answer = post(headers).await;
        assert_eq!(StatusCode::OK, answer.status, "{headers:?} {}", answer.body);
        assert!(
            answer.header("set-cookie").starts_with("theme=dark"),
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn a_refused_person_reads_a_page_in_their_language() {
    let headers = [
        "accept: text/html",
        "accept-language: en",
        "sec-fetch-site: cross-site",
    ];
    let answer = post(&headers).await;
    assert!(
        answer.body.starts_with("<!DOCTYPE html>")
            && answer.body.contains("came from another site")
    );
}

#[tokio::test]
async fn a_server_function_cannot_be_called_by_get() {
    let answer = send(&site(), "GET", "/api/preferences/theme?theme=dark", &[], "").await;
    assert_eq!(
        (StatusCode::NOT_FOUND, ""),
        (answer.status, answer.header("set-cookie"))
    );
}

#[tokio::test]
async fn a_body_of_another_type_is_not_a_form() {
    for mime in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded2",
        "",
    ] {
        let header = format!("content-type: {mime}");
        let answer = send(
            &site(),
            "POST",
            "/api/preferences/theme",
            &[&header],
            "theme=dark",
        )
        .await;
        assert_eq!(
            (StatusCode::BAD_REQUEST, ""),
            (answer.status, answer.header("set-cookie")),
            "{mime}"
        );
    }
}

#[tokio::test]
async fn behind_a_proxy_that_asks_under_another_name_the_public_address_is_ours() {
    let public_url = Some("https://public.example".to_owned());
    let site = router(house_serving(Serving {
        secure: true,
        public_url,
        ..Serving::default()
    }));
    let theme = "/api/preferences/theme";
    for (origin, status) in [
        ("origin: https://public.example", StatusCode::OK),
        ("origin: http://public.example", StatusCode::FORBIDDEN),
        ("origin: https://public.example.evil", StatusCode::FORBIDDEN),
    ] {
        assert_eq!(
            status,
            send(&site, "POST", theme, &[FORM, origin], "theme=dark")
                .await
                .status,
            "{origin}"
        );
    }
}
