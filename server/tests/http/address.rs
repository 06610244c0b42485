//! The client's address on the real router.
use crate::house_serving;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::Request;
use axum::{Router, routing};
use server::router::protected;
use server::serving::Serving;
use server::visit::{Peer, Visit};
use tower::ServiceExt;

async fn seen(proxies: &[&str], peer: &str, forwarded: &str) -> String {
    let trusted_proxies = proxies
        .iter()
        .map(|network| network.parse().unwrap())
        .collect();
    let house = house_serving(Serving {
        trusted_proxies,
        ..Serving::default()
    });
    let whoami = async |Extension(visit): Extension<Visit>| visit.address.to_string();
    let site = protected(Router::new().route("/whoami", routing::get(whoami)), house);
    let mut request = Request::get("/whoami")
        .header("x-forwarded-for", forwarded)
        .body(Body::empty())
        .unwrap();
    request
        .extensions_mut()
        .insert(Peer(format!("{peer}:5000").parse().unwrap()));
    let body = site.oneshot(request).await.unwrap().into_body();
    String::from_utf8(axum::body::to_bytes(body, 100).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_forged_forwarded_address_is_believed_from_a_trusted_proxy_only() {
    assert_eq!("203.0.113.9", seen(&[], "203.0.113.9", "10.0.0.1").await);
    assert_eq!(
        "203.0.113.9",
        seen(&["10.0.0.0/8"], "203.0.113.9", "10.0.0.1").await
    );
    assert_eq!(
        "198.51.100.7",
        seen(&["10.0.0.0/8"], "10.0.0.1", "6.6.6.6, 198.51.100.7").await
    );
}
