//! The audit log as a file. Invariant: it is told in the log before its first byte leaves, and for
//! whoever may not read the log there is no such address.
use crate::forms;
use crate::house::House;
use crate::pages;
use crate::visit::Visit;
use app::audit::Query;
use app::current;
use app::failure::Failure;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

/// Sends what the filter of the form chooses.
pub(crate) async fn export(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Extension(request): Extension<current::Request>,
    parts: Parts,
    form: Bytes,
) -> Response {
    match written(&visit, &request, &form).await {
        Ok(text) => {
            let name = visit.preferences.lang.pick("dziennik", "audit-log");
            let name = format!("attachment; filename=\"{name}.csv\"");
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, name.as_str()),
            ];
            (headers, text).into_response()
        }
        Err(Failure::SignedOut) if visit.wants_page => {
            forms::see_other(&app::gate::sign_in("/audit"))
        }
        // A filter that makes no sense is told on the page of the log, for whoever may see it.
        Err(failure) if visit.wants_page && failure.status() == 422 => {
            forms::sent_back(&house, &visit, &parts, failure)
        }
        Err(failure) => pages::answer(&house, &visit, &failure),
    }
}

async fn written(
    visit: &Visit,
    request: &current::Request,
    form: &Bytes,
) -> Result<String, Failure> {
    let current = request.current()?;
    let mut query = Query::default();
    for (name, value) in form_urlencoded::parse(form) {
        match &*name {
            "person" => query.person = value.into_owned(),
            "kind" => query.kind = value.into_owned(),
            "from" => query.from = value.into_owned(),
            "to" => query.to = value.into_owned(),
            _ => {}
        }
    }
    app::audit::api::export(&current, query, visit.preferences.lang).await
}
