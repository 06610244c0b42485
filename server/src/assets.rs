//! The site inside the binary: wasm, script, styles under `/pkg/{build}/`, public files at the root.
//! Invariant: only names known at start are served, so no path can escape; one build never serves
//! another build's file.
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// What cargo-leptos built, embedded in a release; a debug build reads the folder at start.
#[derive(rust_embed::RustEmbed)]
#[folder = "$CONTENTUM_SITE"]
struct Site;

/// All files, by their path below the site root.
pub struct Assets {
    files: HashMap<String, File>,
    build: String,
}

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    etag: HeaderValue,
    mime: HeaderValue,
}

impl Assets {
    /// The embedded site.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(Site::iter().filter_map(|name| Some((name.to_string(), Site::get(&name)?.data))))
    }

    /// Files by name; `x.br` and `x.gz` become encodings of `x`.
    pub fn new(files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Self {
        let mut all: HashMap<_, _> = files.into_iter().collect();
        let names: Vec<String> = all
            .keys()
            .filter(|name| !is_encoding(name))
            .cloned()
            .collect();
        let mut take = |name: String| {
            let plain = all.remove(&name)?;
            let file = File {
                etag: etag(&plain),
                mime: mime(&name),
                brotli: all.remove(&format!("{name}.br")).map(bytes),
                gzip: all.remove(&format!("{name}.gz")).map(bytes),
                plain: bytes(plain),
            };
            Some((name, file))
        };
        let files: HashMap<String, File> = names.into_iter().filter_map(&mut take).collect();
        Self {
            build: build(&files),
            files,
        }
    }

    /// The id of this build: sixteen hex digits of a hash over everything under `pkg/`.
    #[must_use]
    pub fn build(&self) -> &str {
        &self.build
    }

    /// A file by its name, e.g. `pkg/contentum.js`.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|file| &*file.plain)
    }

    /// The answer for a path such as `/pkg/{build}/contentum.js` or `/favicon.svg`; `None` if there
    /// is no such file.
    #[must_use]
    pub fn serve(&self, method: &Method, path: &str, asked: &HeaderMap) -> Option<Response<Body>> {
        let path = path.strip_prefix('/')?;
        let (name, cache) = match path.strip_prefix("pkg/") {
            Some(inner) => (self.of_this_build(inner)?, FOREVER),
            None => (path.to_owned(), ASK_AGAIN),
        };
        let file = self.files.get(&name)?;
        Some(file.answer(method, cache, asked))
    }

    fn of_this_build(&self, inner: &str) -> Option<String> {
        let name = inner.strip_prefix(&self.build)?.strip_prefix('/')?;
        Some(format!("pkg/{name}"))
    }
}

impl File {
    fn answer(&self, method: &Method, cache: HeaderValue, asked: &HeaderMap) -> Response<Body> {
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        headers.insert(header::CACHE_CONTROL, cache);
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if unchanged(asked, &self.etag) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return answer;
        }
        headers.insert(header::CONTENT_TYPE, self.mime.clone());
        let (bytes, encoding) = self.encoded(asked);
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if method != Method::HEAD {
            *answer.body_mut() = Body::from(bytes.clone());
        }
        answer
    }

    fn encoded(&self, asked: &HeaderMap) -> (&Bytes, Option<&'static str>) {
        if let Some(bytes) = self.brotli.as_ref().filter(|_| accepts(asked, "br")) {
            return (bytes, Some("br"));
        }
        match self.gzip.as_ref().filter(|_| accepts(asked, "gzip")) {
            Some(bytes) => (bytes, Some("gzip")),
            None => (&self.plain, None),
        }
    }
}

/// An embedded slice is shared, never copied.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

fn is_encoding(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn unchanged(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let etag = etag.to_str().unwrap_or_default();
    known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag))
}

/// Whether `Accept-Encoding` names the coding without `q=0`.
fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    let values = asked
        .get_all(header::ACCEPT_ENCODING)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

/// Weak, because the plain and the compressed form share it.
fn etag(bytes: &[u8]) -> HeaderValue {
    let quoted = format!("W/\"{}\"", &hex(&Sha256::digest(bytes))[..32]);
    HeaderValue::from_str(&quoted).unwrap_or(HeaderValue::from_static("W/\"\""))
}

fn build(files: &HashMap<String, File>) -> String {
    let mut built: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.starts_with("pkg/"))
        .collect();
    built.sort_by_key(|(name, _)| name.as_str());
    let hash = built.iter().fold(Sha256::new(), |hash, (name, file)| {
        hash.chain_update(name).chain_update(&file.etag)
    });
    hex(&hash.finalize())[..16].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn mime(name: &str) -> HeaderValue {
    HeaderValue::from_static(
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "js" => "text/javascript; charset=utf-8",
            "wasm" => "application/wasm",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "woff2" => "font/woff2",
            "json" => "application/json",
            "webmanifest" => "application/manifest+json",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        },
    )
}
