//! Which address leads where. Invariant: every answer passes [`visit::receive`], every writing
//! request passes the check against cross-site forgery.
use crate::house::House;
use crate::visit::{self, Visit};
use app::shell::shell;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// Brotli and gzip at this level take less than half a millisecond for a list page.
const FAST: CompressionLevel = CompressionLevel::Precise(4);

/// The whole site.
pub fn router(house: House) -> Router {
    let pkg = house.pkg.clone();
    let routes = generate_route_list({
        let pkg = pkg.clone();
        move || shell(pkg.clone())
    });
    let page = move || shell(pkg.clone());
    Router::new()
        .leptos_routes_with_context(&house, routes, context, page)
        .fallback(missing)
        .layer(CsrfLayer::new())
        .layer(CompressionLayer::new().quality(FAST))
        .layer(from_fn_with_state(house.clone(), files))
        .route("/livez", get(async || "ok"))
        .layer(from_fn_with_state(house.clone(), visit::receive))
        .with_state(house)
}

/// What components and server functions find in their context.
fn context() {
    let Some(visit) =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visit>().cloned())
    else {
        return;
    };
    provide_context(Nonce::from_value(visit.nonce.to_string()));
    provide_context(visit.preferences);
    provide_context(visit);
}

/// Files come before routes, so that they need neither compression nor rendering.
async fn files(State(house): State<House>, request: Request, next: Next) -> Response {
    let readable = request.method().is_safe();
    match house
        .assets
        .serve(request.method(), request.uri().path(), request.headers())
    {
        Some(file) if readable => file,
        _ => next.run(request).await,
    }
}

/// An address that leads nowhere still gets the application's own page.
async fn missing(State(house): State<House>, request: Request<Body>) -> Response {
    if !request.method().is_safe() || request.uri().path().starts_with("/pkg/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let pkg = house.pkg.clone();
    render_app_async_with_context(context, move || shell(pkg.clone()))(request).await
}
