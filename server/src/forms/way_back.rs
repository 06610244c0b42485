//! The page that a form was sent from. Invariant: always a path of this site.
use app::target::local;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Uri, header};

const DRAFT: &str = "draft";
const SIGN_IN: &str = "/sign-in";

/// Path and query of the page, without the id of an earlier draft.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct WayBack {
    path: String,
    query: Vec<(String, String)>,
}

impl WayBack {
    /// The page that `Referer` names, if it is one of ours: of the host that was asked, or of the
    /// public address when a proxy asks under another name.
    pub(super) fn of(parts: &Parts, public_url: Option<&str>) -> Option<Self> {
        let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
        let referer: Uri = referer.parse().ok()?;
        let named = referer.authority()?.as_str();
        let public = public_url
            .and_then(|url| url.split_once("://"))
            .map(|(_, host)| host);
        if Some(named) != asked(parts) && Some(named) != public {
            return None;
        }
        let path = local(referer.path())?.to_owned();
        let query = form_urlencoded::parse(referer.query().unwrap_or_default().as_bytes());
        Some(Self {
            path,
            query: query
                .into_owned()
                .filter(|(name, _)| name != DRAFT)
                .collect(),
        })
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The page as it was before the form was sent.
    pub(super) fn clean(&self) -> String {
        self.with(&self.query)
    }

    /// The page with the refused form filled again.
    pub(super) fn with_draft(&self, id: &str) -> String {
        let mut query = self.query.clone();
        query.push((DRAFT.to_owned(), id.to_owned()));
        self.with(&query)
    }

    /// Sign-in first, then the page with the form filled again.
    pub(super) fn by_sign_in(&self, id: &str) -> String {
        let next = self.with_draft(id);
        if self.path == SIGN_IN {
            return next;
        }
        format!(
            "{SIGN_IN}?{}",
            form_urlencoded::Serializer::new(String::new())
                .append_pair("next", &next)
                .finish()
        )
    }

    fn with(&self, query: &[(String, String)]) -> String {
        if query.is_empty() {
            return self.path.clone();
        }
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        format!("{}?{query}", self.path)
    }
}

/// The host of the request: HTTP/2 has it in the address, HTTP/1.1 in a header.
fn asked(parts: &Parts) -> Option<&str> {
    let host = parts
        .headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    parts.uri.authority().map(Authority::as_str).or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn asked_with(uri: &str, referer: &str, public_url: Option<&str>) -> Option<WayBack> {
        let request = Request::post(uri).header(header::REFERER, referer);
        let request = if uri.starts_with('/') {
            request.header(header::HOST, "crm.example")
        } else {
            request
        };
        WayBack::of(&request.body(()).unwrap().into_parts().0, public_url)
    }

    fn from(referer: &str) -> Option<WayBack> {
        asked_with("/api/x", referer, None)
    }

    #[test]
    fn http_2_and_a_proxy_name_the_host_in_their_own_ways() {
        assert!(
            asked_with(
                "https://crm.example/api/x",
                "https://crm.example/deals",
                None
            )
            .is_some()
        );
        assert!(
            asked_with(
                "https://crm.example/api/x",
                "https://evil.example/deals",
                None
            )
            .is_none()
        );
        let public = Some("https://public.example");
        assert!(asked_with("/api/x", "https://public.example/deals", public).is_some());
        assert!(asked_with("/api/x", "https://evil.example/deals", public).is_none());
    }

    #[test]
    fn only_our_own_pages_are_a_way_back() {
        for referer in [
            "https://evil.example/deals",
            "https://crm.example.evil/",
            "crm.example",
            "/deals",
            "",
        ] {
            assert_eq!(None, from(referer), "{referer}");
        }
        assert_eq!(None, from("https://crm.example//evil.example"));
    }

    #[test]
    fn a_second_refusal_replaces_the_draft_of_the_first() {
        let way_back = from("https://crm.example/deals?page=2&draft=old&q=a%26b").unwrap();
        assert_eq!(
            "/deals?page=2&q=a%26b&draft=new",
            way_back.with_draft("new")
        );
        assert_eq!("/deals?page=2&q=a%26b", way_back.clean());
    }

    #[test]
    fn an_ended_session_leads_over_sign_in_and_back_to_the_filled_form() {
        let way_back = from("https://crm.example/deals/4").unwrap();
        assert_eq!(
            "/sign-in?next=%2Fdeals%2F4%3Fdraft%3Did",
            way_back.by_sign_in("id")
        );
        let already_there = from("https://crm.example/sign-in?next=%2Fdeals").unwrap();
        assert_eq!(
            "/sign-in?next=%2Fdeals&draft=id",
            already_there.by_sign_in("id")
        );
    }
}
