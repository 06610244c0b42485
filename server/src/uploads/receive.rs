//! Taking a file in. Invariant: rights come before bytes; the file goes to the disk as it arrives,
//! so it costs one chunk of memory; half a file is never kept.
use super::{Upload, Uploads};
use crate::forms;
use crate::house::House;
use crate::pages;
use crate::session::now;
use crate::visit::Visit;
use app::current::{self, Current};
use app::failure::{Failure, Kind};
use app::import::desk::{FILE_BYTES, How};
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::by::{Actor, By};
use http_body_util::BodyExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

/// Where the form of the page posts to.
pub(crate) const ACTION: &str = "/api/import/upload";
/// Bytes of the form around the file.
const AROUND: u64 = 64 << 10;
/// For the next chunk to arrive.
const IDLE: Duration = Duration::from_secs(20);
/// Bytes of a file too large that are still read, so that the browser hears the answer.
const DRAINED: u64 = 1 << 30;
/// Letters of a file's name that are kept.
const NAME_LETTERS: usize = 120;

/// Takes the file of a form and leads to its page.
pub(crate) async fn receive(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Extension(request): Extension<current::Request>,
    sent: Request,
) -> Response {
    let (parts, body) = sent.into_parts();
    let taken = match admitted(&request).await {
        Ok(current) => {
            // Nobody reads while the file arrives, so no snapshot is pinned that long.
            request.release();
            let sent = Request::from_parts(parts.clone(), body);
            take(&house, &current, sent).await
        }
        Err(failure) => Err(failure),
    };
    match taken {
        Ok(id) => forms::see_other(&format!("/import/files/{id}")),
        // The page of imports is not there for others; neither is its action.
        Err(failure) if failure.refused() == Some(Kind::Administration) => {
            pages::answer(&house, &visit, &Failure::Missing)
        }
        Err(failure) if visit.wants_page => forms::sent_back(&house, &visit, &parts, failure),
        Err(failure) => pages::data(&failure),
    }
}

/// Whoever may import.
async fn admitted(request: &current::Request) -> Result<Current, Failure> {
    let current = request.current()?;
    current
        .read(|reading| current::administrator(reading.who()))
        .await?;
    Ok(current)
}

async fn take(house: &House, current: &Current, sent: Request) -> Result<String, Failure> {
    if declared(sent.headers()).is_some_and(|bytes| bytes > FILE_BYTES + AROUND) {
        drain(sent.into_body()).await;
        return Err(Failure::TooLarge);
    }
    let mut form = Multipart::from_request(sent, &())
        .await
        .map_err(|_| Failure::Malformed)?;
    while let Some(field) = timeout(IDLE, form.next_field())
        .await
        .map_err(|_| Failure::Malformed)?
        .map_err(broken)?
    {
        if field.name() == Some("file") {
            return store(house, current, field).await;
        }
    }
    Err(Failure::NoFile)
}

async fn store(house: &House, current: &Current, mut field: Field<'_>) -> Result<String, Failure> {
    let name = bare(field.file_name().unwrap_or_default());
    if name.is_empty() {
        return Err(Failure::NoFile);
    }
    let (id, path, file) = house.uploads.fresh().map_err(disk)?;
    let half = Half(path);
    let mut file = tokio::fs::File::from_std(file);
    let mut bytes = 0_u64;
    while let Some(chunk) = timeout(IDLE, field.chunk())
        .await
        .map_err(|_| Failure::Malformed)?
        .map_err(broken)?
    {
        bytes += chunk.len() as u64;
        if bytes > FILE_BYTES {
            return Err(Failure::TooLarge);
        }
        file.write_all(&chunk).await.map_err(disk)?;
    }
    file.flush().await.map_err(disk)?;
    let upload = Arc::new(Upload::new(current.person(), name, bytes, half.whole()));
    house.uploads.keep(&id, Arc::clone(&upload))?;
    let by = By {
        actor: Actor::Person(current.person()),
        now: now(),
    };
    Uploads::read(house, &upload, by, How::default())?;
    Ok(id)
}

/// A file that has not arrived whole; it goes when it is dropped.
struct Half(PathBuf);

impl Half {
    fn whole(mut self) -> PathBuf {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        if self.0.as_os_str().is_empty() {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.0) {
            tracing::warn!(%error, "half a file could not be removed");
        }
    }
}

/// The file's own name: no folders, nothing invisible.
pub(crate) fn bare(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = last.chars().filter(|letter| !letter.is_control());
    let text: String = shown.take(NAME_LETTERS).collect();
    domain::text::line(domain::field::Field::Name, text.trim(), NAME_LETTERS).unwrap_or_default()
}

fn declared(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

async fn drain(mut body: Body) {
    let mut read = 0;
    while let Ok(Some(Ok(frame))) = timeout(IDLE, body.frame()).await {
        read += frame.data_ref().map_or(0, |data| data.len() as u64);
        if read > DRAINED {
            break;
        }
    }
}

fn broken(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::Malformed,
    }
}

fn disk(error: std::io::Error) -> Failure {
    tracing::error!(%error, "an uploaded file could not be written");
    Failure::Trouble("upload".to_owned())
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_file_keeps_its_own_name_and_no_folder() {
        for (sent, kept) in [
            ("deals.csv", "deals.csv"),
            ("C:\\Users\\Anna\\szanse.csv", "szanse.csv"),
            ("../../etc/passwd", "passwd"),
            ("a\0b\n.csv", "ab.csv"),
            ("\u{202e}vsc.exe", ""),
            ("/", ""),
        ] {
            assert_eq!(bare(sent), kept, "{sent:?}");
        }
        assert_eq!(bare(&"x".repeat(500)).len(), 120);
    }
}
