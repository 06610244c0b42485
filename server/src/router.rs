//! Which address leads where. Invariant: every answer passes [`visit::receive`], every writing
//! request passes the check against cross-site forgery.
use crate::audit;
use crate::cookies::VISITOR;
use crate::door::Doorkeeper;
use crate::files;
use crate::forms;
use crate::guard::guard;
use crate::health;
use crate::house::House;
use crate::live;
use crate::session;
use crate::uploads::{self, DeskOf};
use crate::visit::{self, Visit, wants_page};
use app::door::Door;
use app::draft::Draft;
use app::import::desk::{Desk, FILE_BYTES};
use app::shell::{Pkg, shell};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list_with_exclusions,
    render_app_async_with_context,
};
use std::any::Any;
use std::sync::Arc;
use std::time::Instant;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::csrf::CsrfLayer;

/// Brotli and gzip at this level take less than half a millisecond for a list page.
const FAST: CompressionLevel = CompressionLevel::Precise(4);

/// The whole site.
pub fn router(house: House) -> Router {
    let (pkg, inside) = (house.pkg.clone(), house.clone());
    let page = move || shell(pkg.clone());
    let site = Router::new()
        .leptos_routes_with_context(
            &house,
            pages(house.pkg.clone()),
            move || context(&inside),
            page,
        )
        .route(
            uploads::ACTION,
            post(uploads::receive).layer(upload_limit()),
        )
        .route("/import/files/{id}/faults.csv", get(uploads::faults))
        .route(
            files::ATTACH,
            post(files::attach).layer(DefaultBodyLimit::max(files::room(&house.files))),
        )
        .route(files::FILE, get(files::download))
        .route(app::audit::EXPORT, post(audit::export))
        .route("/live", get(live::open))
        .route("/api/{*function}", any(forms::call))
        .fallback(missing);
    protected(site, house)
}

/// The routes behind everything that protects and dresses a request. The order matters: a file needs
/// no place at work, and a request from a foreign page is refused before it reaches a route.
pub fn protected(routes: Router<House>, house: House) -> Router {
    routes
        .layer(from_fn_with_state(house.clone(), session::identify))
        .layer(CatchPanicLayer::custom(mute))
        .layer(forgery(&house))
        .layer(
            CompressionLayer::new()
                .quality(FAST)
                .compress_when(DefaultPredicate::new().and(is_not_saved)),
        )
        .layer(from_fn_with_state(house.clone(), guard))
        .layer(from_fn_with_state(house.clone(), assets))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .layer(from_fn_with_state(house.clone(), visit::receive))
        .with_state(house)
}

/// A little more than the file itself, whose size is told apart.
fn upload_limit() -> DefaultBodyLimit {
    let most = usize::try_from(FILE_BYTES).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(most.saturating_add(1 << 20))
}

/// A proxy may ask under another name than the browser, so the public address is trusted by name.
fn forgery(house: &House) -> CsrfLayer {
    let public = house.serving.public_url.as_deref();
    public
        .and_then(|url| CsrfLayer::new().add_trusted_origin(url).ok())
        .unwrap_or_default()
}

/// The pages. Server functions are left out: [`forms`] mounts them its own way.
fn pages(pkg: Pkg) -> Vec<AxumRouteListing> {
    let functions = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    generate_route_list_with_exclusions(move || shell(pkg.clone()), Some(functions))
}

/// What components and server functions find in their context.
pub(crate) fn context(house: &House) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    let Some(visit) = parts.extensions.get::<Visit>().cloned() else {
        return;
    };
    provide_context(Nonce::from_value(visit.nonce.to_string()));
    provide_context(visit.preferences);
    provide_context(house.pkg.clone());
    if let Some(request) = parts.extensions.get::<app::current::Request>() {
        provide_context(request.clone());
    }
    provide_context(visit.clone());
    provide_context::<Arc<dyn Desk>>(Arc::new(DeskOf(house.clone())));
    if let Some(answer) = use_context::<ResponseOptions>() {
        let (house, headers) = (house.clone(), parts.headers.clone());
        provide_context::<Arc<dyn Door>>(Arc::new(Doorkeeper {
            house,
            visit,
            headers,
            answer,
        }));
    }
    if let Some(draft) = draft(house, &parts) {
        provide_context(draft);
    }
}

fn draft(house: &House, parts: &Parts) -> Option<Draft> {
    let query = form_urlencoded::parse(parts.uri.query()?.as_bytes());
    let (_, id) = query.into_iter().find(|(name, _)| name == "draft")?;
    let visitor = house.serving.cookie(&parts.headers, VISITOR)?;
    house.drafts.open(visitor, &id, Instant::now())
}

/// A file that is saved mostly is compressed already, and its length lets a browser show how far it is.
fn is_not_saved(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}

/// A panic becomes an error without words; [`guard`] gives it some, with the id of the request.
fn mute(_panic: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The site's own files come before routes, so that they need neither compression nor rendering.
async fn assets(State(house): State<House>, request: Request, next: Next) -> Response {
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
async fn missing(State(house): State<House>, request: Request) -> Response {
    let path = request.uri().path();
    if !request.method().is_safe() || path.starts_with("/pkg/") || !wants_page(request.headers()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (pkg, inside) = (house.pkg.clone(), house.clone());
    render_app_async_with_context(move || context(&inside), move || shell(pkg.clone()))(request)
        .await
}
