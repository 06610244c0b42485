//! The faults of a file as a file to mend it by. Invariant: its owner's alone, and no cell of it
//! starts a formula.
use crate::house::House;
use crate::pages;
use crate::visit::Visit;
use app::current::{self, administrator};
use app::failure::{Failure, Kind};
use axum::extract::{Extension, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Sends the faults of the last check.
pub(crate) async fn faults(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Extension(request): Extension<current::Request>,
    Path(id): Path<String>,
) -> Response {
    match written(&house, &visit, &request, &id).await {
        Ok(text) => {
            let name = format!(
                "attachment; filename=\"{}.csv\"",
                visit
                    .preferences
                    .lang
                    .pick("bledy-importu", "import-faults")
            );
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, name.as_str()),
            ];
            (headers, text).into_response()
        }
        Err(failure) if failure.refused() == Some(Kind::Administration) => {
            pages::answer(&house, &visit, &Failure::Missing)
        }
        Err(failure) => pages::answer(&house, &visit, &failure),
    }
}

async fn written(
    house: &House,
    visit: &Visit,
    request: &current::Request,
    id: &str,
) -> Result<String, Failure> {
    let current = request.current()?;
    current.read(|reading| administrator(reading.who())).await?;
    let upload = house.uploads.find(current.person(), id)?;
    let checked = upload.paper().checked.ok_or(Failure::Missing)??;
    Ok(checked.problems.to_csv(visit.preferences.lang))
}
