//! Whether the server lives and whether it is ready. Invariant: neither needs a session, and neither
//! tells anything but yes or no.
use crate::house::House;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers.
pub(crate) async fn livez() -> &'static str {
    "ok"
}

/// Requests are welcome: not while stopping.
pub(crate) async fn readyz(State(house): State<House>) -> (StatusCode, &'static str) {
    if house.is_open() {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping")
    }
}
