//! Taking the files of a form in. Invariants: rights come before bytes; a file goes to the disk as it
//! arrives, so it costs a few chunks of memory; what is refused is heard to its end, within limits,
//! so that the browser hears the answer.
use super::failed;
use crate::forms;
use crate::house::House;
use crate::pages;
use crate::uploads::bare;
use crate::visit::Visit;
use app::current::{self, Current, found};
use app::failure::{Failure, Kind};
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{Extension, FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::files::{Refusal, Upload};
use domain::id::DealId;
use domain::refusal::Refusal as Refused;
use http_body_util::BodyExt;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use store::FileStore;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Where the form of a deal's page posts to.
pub(crate) const ATTACH: &str = "/api/deals/{id}/attach";
/// For the next chunk to arrive.
const IDLE: Duration = Duration::from_secs(20);
/// Files of the largest size that one form may bring.
const TOGETHER: u64 = 4;
/// Chunks on their way to the disk.
const WAITING: usize = 4;

/// Whether a request to this path brings files.
pub(crate) fn is_attach(path: &str) -> bool {
    let inside = path.strip_prefix("/api/deals/");
    inside.is_some_and(|rest| rest.ends_with("/attach"))
}

/// The most bytes of one form.
pub(crate) fn room(files: &FileStore) -> usize {
    let most = files
        .limit()
        .saturating_mul(TOGETHER)
        .saturating_add(1 << 20);
    usize::try_from(most).unwrap_or(usize::MAX)
}

/// Attaches the files of a form to a deal and leads back to its page.
pub(crate) async fn attach(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Extension(request): Extension<current::Request>,
    Path(id): Path<String>,
    sent: Request,
) -> Response {
    let (parts, body) = sent.into_parts();
    let taken = match admitted(&request, &id).await {
        Ok((current, deal)) => {
            // Nobody reads while the files arrive, so no snapshot is pinned that long.
            request.release();
            let sent = Request::from_parts(parts.clone(), body);
            let taken = take(&house, &visit, &current, (deal, sent)).await;
            taken.map(|()| deal)
        }
        Err(failure) => {
            drain(body, house.files.limit()).await;
            Err(failure)
        }
    };
    match taken {
        Ok(deal) => forms::see_other(&format!("/deals/{deal}#files")),
        Err(failure)
            if failure == Failure::Missing || failure.refused() == Some(Kind::Invisible) =>
        {
            pages::answer(&house, &visit, &Failure::Missing)
        }
        Err(failure) if visit.wants_page => forms::sent_back(&house, &visit, &parts, failure),
        Err(failure) => pages::data(&failure),
    }
}

/// Whoever may edit the deal.
async fn admitted(request: &current::Request, id: &str) -> Result<(Current, DealId), Failure> {
    let current = request.current()?;
    let id: DealId = id.parse().map_err(|_| Failure::Missing)?;
    let may = move |reading: &store::Reading| {
        let deal = found(reading.deal(id)?)?;
        match deal.may(Action::Edit) {
            true => Ok(()),
            false => Err(Refused::Forbidden(Action::Edit).into()),
        }
    };
    current.read(may).await?;
    Ok((current, id))
}

async fn take(
    house: &House,
    visit: &Visit,
    current: &Current,
    (deal, sent): (DealId, Request),
) -> Result<(), Failure> {
    let form = Multipart::from_request(sent, &()).await;
    let mut form = form.map_err(|_| Failure::Malformed)?;
    match collect(house, visit, &mut form).await {
        Ok(uploads) if uploads.is_empty() => Err(Failure::NoFile),
        Ok(uploads) => {
            let all = move |work: &mut store::Work<'_, '_>| {
                uploads
                    .into_iter()
                    .try_for_each(|upload| work.attach_file(deal, upload).map(drop))
            };
            current.change(None, all).await
        }
        Err(failure) => {
            while let Ok(Ok(Some(mut field))) = timeout(IDLE, form.next_field()).await {
                while let Ok(Ok(Some(_))) = timeout(IDLE, field.chunk()).await {}
            }
            Err(failure)
        }
    }
}

async fn collect(
    house: &House,
    visit: &Visit,
    form: &mut Multipart,
) -> Result<Vec<Upload>, Failure> {
    let mut uploads = Vec::new();
    while let Some(field) = arrived(form.next_field(), house).await? {
        // A form without a chosen file brings one without a name.
        let name = field.file_name().unwrap_or_default().to_owned();
        if field.name() == Some("file") && !name.is_empty() {
            uploads.push(keep(house, visit, name, field).await?);
        }
    }
    Ok(uploads)
}

async fn keep(
    house: &House,
    visit: &Visit,
    name: String,
    mut field: Field<'_>,
) -> Result<Upload, Failure> {
    let name = match bare(&name) {
        bare if bare.is_empty() => visit.preferences.lang.pick("plik", "file").to_owned(),
        bare => bare,
    };
    let (tell, parts) = channel(WAITING);
    let files = Arc::clone(&house.files);
    let mut arriving = Arriving {
        parts,
        now: Bytes::new(),
    };
    let put = spawn_blocking(move || files.put(&name, &mut arriving));
    let sent = pump(house, &mut field, tell).await;
    let put = put.await;
    // A sender that broke off is told so, not that the rest is missing.
    sent?;
    put.map_err(|_| Failure::Trouble(visit.id.to_string()))?
        .map_err(|stopped| failed(stopped, &visit.id))
}

/// A part of a file, or that it is whole.
enum Part {
    Bytes(Bytes),
    End,
}

/// Passes a file on as it comes, until its end or until nobody takes more of it.
async fn pump(house: &House, field: &mut Field<'_>, tell: Sender<Part>) -> Result<(), Failure> {
    while let Some(chunk) = arrived(field.chunk(), house).await? {
        if tell.send(Part::Bytes(chunk)).await.is_err() {
            return Ok(());
        }
    }
    // Who takes no more has its own reason.
    let _ = tell.send(Part::End).await;
    Ok(())
}

/// A file as a thread reads it. Invariant: without its end it is broken off, not short.
struct Arriving {
    parts: Receiver<Part>,
    now: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.now.is_empty() {
            match self.parts.blocking_recv() {
                Some(Part::Bytes(bytes)) => self.now = bytes,
                Some(Part::End) => return Ok(0),
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        let part = self.now.split_to(self.now.len().min(into.len()));
        if let Some(room) = into.get_mut(..part.len()) {
            room.copy_from_slice(&part);
        }
        Ok(part.len())
    }
}

/// What comes next of a form, in time.
async fn arrived<T>(
    next: impl Future<Output = Result<T, MultipartError>>,
    house: &House,
) -> Result<T, Failure> {
    let limit = house.files.limit();
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refused::File(Refusal::TooLarge { limit }).into(),
        _ => Failure::Malformed,
    };
    let next = timeout(IDLE, next).await.map_err(|_| Failure::Malformed)?;
    next.map_err(broken)
}

async fn drain(mut body: Body, most: u64) {
    let mut read = 0;
    while let Ok(Some(Ok(frame))) = timeout(IDLE, body.frame()).await {
        read += frame.data_ref().map_or(0, |data| data.len() as u64);
        if read > most {
            break;
        }
    }
}
