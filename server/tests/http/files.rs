//! Embedded files: caching, encodings, and that no path leads out.
use crate::{SCRIPT, assets, get, send, site};
use axum::body::Body;
use axum::http::StatusCode;

fn script() -> String {
    format!("/pkg/{}/contentum.js", assets().build())
}

#[tokio::test]
async fn a_file_of_this_build_is_kept_forever() {
    let file = get(&site(), &script(), &[]).await;
    assert_eq!(
        "public, max-age=31536000, immutable",
        file.header("cache-control")
    );
    assert_eq!(
        (SCRIPT, "text/javascript; charset=utf-8"),
        (file.body.as_str(), file.header("content-type"))
    );
}

#[tokio::test]
async fn the_best_encoding_that_the_browser_reads_is_sent() {
    let site = site();
    let cases = [
        ("br;q=1.0, gzip", "br", "brotli bytes"),
        ("gzip, deflate", "gzip", "gzip bytes"),
        ("br;q=0, GZIP", "gzip", "gzip bytes"),
        ("zstd", "", SCRIPT),
    ];
    for (accepted, encoding, body) in cases {
        let file = get(&site, &script(), &[&format!("accept-encoding: {accepted}")]).await;
        assert_eq!(
            (encoding, body),
            (file.header("content-encoding"), file.body.as_str()),
            "{accepted}"
        );
        assert_eq!(body.len().to_string(), file.header("content-length"));
        assert!(file.header("vary").contains("accept-encoding"));
    }
}

#[tokio::test]
async fn a_public_file_is_asked_for_again_and_not_sent_again() {
    let site = site();
    let file = get(&site, "/favicon.svg", &[]).await;
    assert_eq!(
        ("no-cache", "image/svg+xml"),
        (file.header("cache-control"), file.header("content-type"))
    );
    let known = format!("if-none-match: \"other\", {}", file.header("etag"));
    let again = get(&site, "/favicon.svg", &[&known]).await;
    assert_eq!(
        (StatusCode::NOT_MODIFIED, ""),
        (again.status, again.body.as_str())
    );
}

#[tokio::test]
async fn a_head_request_gets_the_length_and_no_body() {
    let file = send(&site(), "HEAD", &script(), &[], Body::empty()).await;
    assert_eq!(
        (SCRIPT.len().to_string().as_str(), ""),
        (file.header("content-length"), file.body.as_str())
    );
}

#[tokio::test]
async fn another_build_s_file_is_not_served_from_this_one() {
    let site = site();
    for path in [
        "/pkg/0000000000000000/contentum.js",
        "/pkg/contentum.js",
        "/pkg//contentum.js",
        "/pkg/",
    ] {
        let file = get(&site, path, &["accept: text/html"]).await;
        assert_eq!(StatusCode::NOT_FOUND, file.status, "{path}");
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_site() {
    let site = site();
    let build = assets().build().to_owned();
    let escapes = [
        "/../Cargo.toml".to_owned(),
        "/%2e%2e/Cargo.toml".to_owned(),
        "/..%2fCargo.toml".to_owned(),
        "/%5c..%5cCargo.toml".to_owned(),
        "/favicon.svg%00.html".to_owned(),
        format!("/pkg/{build}/../../etc/passwd"),
        format!("/pkg/{build}/%2e%2e/favicon.svg"),
        "//etc/passwd".to_owned(),
    ];
    for path in escapes {
        let answer = get(&site, &path, &[]).await;
        assert_eq!(StatusCode::NOT_FOUND, answer.status, "{path}");
        assert!(
            !answer.body.contains("root:") && !answer.body.contains("<svg"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_page_names_the_files_of_this_build() {
    let page = get(&site(), "/", &[]).await;
    let build = assets().build().to_owned();
    for extension in ["js", "wasm", "css"] {
        assert!(
            page.body
                .contains(&format!("\"/pkg/{build}/contentum.{extension}\"")),
            "{extension}"
        );
    }
}
