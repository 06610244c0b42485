//! Handing a file out. Invariants: it is told by its content, saved and never opened in the site's
//! own place, whatever it holds; a damaged one is not handed out; it costs one chunk of memory.
use super::failed;
use crate::forms;
use crate::house::House;
use crate::pages;
use crate::visit::Visit;
use app::current::{self, found};
use app::failure::Failure;
use app::gate::sign_in;
use app::target::encoded;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::files::Attachment;
use domain::id::{DealId, FileId};
use hyper::body::{Body as Streamed, Frame};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::task::spawn_blocking;

/// Where a file of a deal is.
pub(crate) const FILE: &str = "/deals/{id}/files/{file}";
const CHUNK: usize = 64 << 10;
/// Nothing in a file may run or load anything, even where a browser opens it.
const POLICY: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

/// Sends a file of a deal that the visitor may see.
pub(crate) async fn download(
    State(house): State<House>,
    Extension(visit): Extension<Visit>,
    Extension(request): Extension<current::Request>,
    Path((id, file)): Path<(String, String)>,
) -> Response {
    match opened(&house, &visit, &request, (&id, &file)).await {
        Ok((about, content)) => answer(&about, content),
        Err(Failure::SignedOut) if visit.wants_page => {
            forms::see_other(&sign_in(&format!("/deals/{id}/files/{file}")))
        }
        Err(failure) => pages::answer(&house, &visit, &failure),
    }
}

async fn opened(
    house: &House,
    visit: &Visit,
    request: &current::Request,
    (id, file): (&str, &str),
) -> Result<(Attachment, std::fs::File), Failure> {
    let current = request.current()?;
    let id: DealId = id.parse().map_err(|_| Failure::Missing)?;
    let file: FileId = file.parse().map_err(|_| Failure::Missing)?;
    let about = current
        .read(move |reading| found(reading.deal_file(id, file)?))
        .await
        // Hidden and absent are the same page.
        .map_err(|failure| match failure.status() {
            404 => Failure::Missing,
            _ => failure,
        })?;
    request.release();
    let (files, digest) = (Arc::clone(&house.files), about.digest);
    let content = spawn_blocking(move || files.read(digest)).await;
    let content = content.map_err(|_| Failure::Trouble(visit.id.to_string()))?;
    let content = content.map_err(|error| failed(error.into(), &visit.id))?;
    Ok((about, content))
}

fn answer(about: &Attachment, content: std::fs::File) -> Response {
    let content = FromDisk {
        file: File::from_std(content),
        chunk: vec![0; CHUNK],
    };
    let mut answer = Response::new(Body::new(content));
    let headers = answer.headers_mut();
    let mime = HeaderValue::from_static(about.media.mime());
    headers.insert(header::CONTENT_TYPE, mime);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(about.bytes));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&about.name));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    answer
}

/// To be saved under its name; older programs get one of plain letters.
fn disposition(name: &str) -> HeaderValue {
    let plain = |letter: char| match letter {
        '"' | '\\' | '%' | '/' => '_',
        letter if letter.is_ascii_graphic() || letter == ' ' => letter,
        _ => '_',
    };
    let plain: String = name.chars().map(plain).collect();
    // A slash never stands in a name; were it to, it must not be read as a folder.
    let exact = encoded(name).replace('/', "%2F");
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// A file as it is read, chunk by chunk.
struct FromDisk {
    file: File,
    chunk: Vec<u8>,
}

impl Streamed for FromDisk {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let Self { file, chunk } = &mut *self;
        let mut read = ReadBuf::new(chunk);
        Poll::Ready(match ready!(Pin::new(file).poll_read(context, &mut read)) {
            Err(error) => Some(Err(error)),
            Ok(()) if read.filled().is_empty() => None,
            Ok(()) => Some(Ok(Frame::data(Bytes::copy_from_slice(read.filled())))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_is_kept_whole_for_new_programs_and_harmless_for_old_ones() {
        for (name, header) in [
            (
                "oferta.pdf",
                "attachment; filename=\"oferta.pdf\"; filename*=UTF-8''oferta.pdf",
            ),
            (
                "umowa \"nowa\" żółć.pdf",
                "attachment; filename=\"umowa _nowa_ ____.pdf\"; filename*=UTF-8''umowa%20%22nowa%22%20%C5%BC%C3%B3%C5%82%C4%87.pdf",
            ),
            (
                "a\r\nb: c",
                "attachment; filename=\"a__b: c\"; filename*=UTF-8''a%0D%0Ab%3A%20c",
            ),
            (
                "100%.txt",
                "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
            ),
        ] {
            assert_eq!(disposition(name).to_str().unwrap(), header, "{name:?}");
        }
    }
}
