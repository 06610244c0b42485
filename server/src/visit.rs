//! One request as the server sees it: id, nonce, address, preferences, and the headers that go on
//! every answer. Invariant: nothing leaves the house without them.
use crate::cookies;
use crate::house::House;
use crate::tokens;
use app::preferences::{Preferences, Theme};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::lang::Lang;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The peer of the connection; the listener puts it on every request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// What is known of a request before anything else looks at it.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Names the request in the log and in reports of trouble.
    pub id: Arc<str>,
    pub nonce: Arc<str>,
    /// The client's address as [`crate::serving::Serving::client`] decides.
    pub address: IpAddr,
    pub preferences: Preferences,
    /// A person waits for a page; otherwise a script for data.
    pub wants_page: bool,
}

/// Greets a request and dresses its answer.
pub(crate) async fn receive(
    State(house): State<House>,
    mut request: Request,
    next: Next,
) -> Response {
    let visit = Visit::of(&house, &request);
    request.extensions_mut().insert(visit.clone());
    let mut answer = next.run(request).await;
    dress(answer.headers_mut(), &visit, house.serving.secure);
    answer
}

impl Visit {
    fn of(house: &House, request: &Request) -> Self {
        let peer = request
            .extensions()
            .get()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Peer(peer)| peer.ip());
        Self {
            id: tokens::short().into(),
            nonce: tokens::short().into(),
            address: house.serving.client(peer, request.headers()),
            preferences: preferences(request.headers()),
            wants_page: wants_page(request.headers()),
        }
    }
}

fn dress(headers: &mut HeaderMap, visit: &Visit, secure: bool) {
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|mime| mime.as_bytes().starts_with(b"text/html"));
    let policy = if is_page {
        page_policy(&visit.nonce)
    } else {
        file_policy()
    };
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(policy);
    headers.entry(header::CACHE_CONTROL).or_insert(PRIVATE);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // Under `no-referrer` browsers send `Origin: null` and every form would be refused.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    if let Ok(id) = HeaderValue::from_str(&visit.id) {
        headers.insert("x-request-id", id);
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

fn page_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    // A nonce is base64url, so the text is always a header value.
    HeaderValue::from_str(&policy).unwrap_or_else(|_| file_policy())
}

fn file_policy() -> HeaderValue {
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")
}

pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

fn preferences(headers: &HeaderMap) -> Preferences {
    let lang = match cookies::plain(headers, "lang") {
        Some("pl") => Lang::Pl,
        Some("en") => Lang::En,
        _ => wanted_language(headers),
    };
    Preferences {
        lang,
        theme: Theme::from_code(cookies::plain(headers, "theme").unwrap_or_default()),
    }
}

/// The one of our two languages with the higher weight in `Accept-Language`; Polish if neither is named.
fn wanted_language(headers: &HeaderMap) -> Lang {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let weight = |code: &str| {
        let weights = wanted.split(',').filter_map(|item| {
            let (range, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let primary = range.trim().split('-').next().unwrap_or_default();
            let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
            primary.eq_ignore_ascii_case(code).then_some(weight)
        });
        weights.fold(0.0, f32::max)
    };
    if weight("en") > weight("pl") {
        Lang::En
    } else {
        Lang::Pl
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, value: &'static str) -> Preferences {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        preferences(&headers)
    }

    #[test]
    fn the_cookie_decides_the_language_then_the_browser_then_polish() {
        assert_eq!(Lang::En, of("cookie", "theme=dark; lang=en").lang);
        assert_eq!(
            Lang::En,
            of("accept-language", "de-DE,en-GB;q=0.8,pl;q=0.5").lang
        );
        assert_eq!(Lang::Pl, of("accept-language", "en;q=0.4, pl-PL").lang);
        assert_eq!(Lang::Pl, of("accept-language", "fr, en;q=0").lang);
        assert_eq!(Lang::Pl, of("cookie", "lang=xx").lang);
    }

    #[test]
    fn an_unknown_theme_is_the_device_s() {
        assert_eq!(Theme::Dark, of("cookie", "lang=en; theme=dark").theme);
        assert_eq!(Theme::Auto, of("cookie", "theme=\"><script>").theme);
    }
}
