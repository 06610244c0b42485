//! Whether the server lives and whether it is ready. Invariant: neither needs a session, and neither
//! tells anything but yes or no.
use crate::house::House;
use crate::session::now;
use axum::extract::State;
use axum::http::StatusCode;
use domain::by::{Actor, SystemActor};
use std::sync::Arc;

/// The process answers.
pub(crate) async fn livez() -> &'static str {
    "ok"
}

/// Requests are welcome and the data can be read: not while stopping.
pub(crate) async fn readyz(State(house): State<House>) -> (StatusCode, &'static str) {
    if !house.is_open() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    let store = Arc::clone(&house.store);
    let read = move || {
        store
            .view(Actor::System(SystemActor::Operator), now())
            .is_ok()
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(true) => (StatusCode::OK, "ok"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the data cannot be read"),
    }
}
