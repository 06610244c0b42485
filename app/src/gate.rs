//! Who gets in, and what stands in place of a page that did not come. Invariants: an absent page
//! and an invisible one are answered with the same bytes; whoever is signed out is led to sign-in
//! and from there back.
pub mod api;
pub mod frame;
mod texts;

pub use frame::{SignedIn, use_me};

use crate::failure::{Failure, Kind};
use crate::loaded::{Answer, Loaded, Parcel};
use crate::target::encoded;
use crate::ui::{ErrorPanel, LinkButton, Page, use_lang};
use domain::id::PersonId;
use domain::lang::Say;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use texts::Texts;

/// Who is signed in, as every page needs to know it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Me {
    pub id: PersonId,
    pub name: String,
    pub firm: String,
    /// Looks after people, groups and policy.
    pub administers: bool,
    /// Reads the audit log.
    pub audits: bool,
    /// With whose eyes they look, if not with their own.
    pub viewing: Option<String>,
    /// Heads at least one group.
    pub leads: bool,
}

/// Draws a page of one blocking resource: what `draw` makes of its data, or what stands in its
/// place: the way to sign-in, the page that is not there, or the error with its reference.
pub fn page<T, V>(data: Loaded<T>, draw: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let draw = move |parcel: Parcel| parcel.open().map(|found| draw(found).into_any());
    drawn(data.answer(), Arc::new(draw))
}

/// Compiled once for all pages.
fn drawn(answer: Answer, draw: Arc<Draw>) -> AnyView {
    let address = use_address();
    view! {
        <Transition>
            {move || {
                let (draw, address) = (draw.clone(), address.clone());
                Suspend::new(async move {
                    match answer.await.and_then(|parcel| draw(parcel)) {
                        Ok(page) => page,
                        Err(failure) => fault(&failure, &address()),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

type Draw = dyn Fn(Parcel) -> Result<AnyView, Failure> + Send + Sync;

/// What stands in place of a page: sets the answer's status, too. `address` is the page's own,
/// to come back to.
pub fn fault(failure: &Failure, address: &str) -> AnyView {
    match failure {
        Failure::SignedOut => {
            to_sign_in(address);
            ().into_any()
        }
        // Pages of administration are not there for others.
        failure
            if *failure == Failure::Missing
                || matches!(
                    failure.refused(),
                    Some(Kind::Invisible | Kind::Administration)
                ) =>
        {
            answer(404);
            view! { <Missing /> }.into_any()
        }
        failure => {
            answer(failure.status());
            let lang = use_lang();
            let (said, retry) = (failure.say(lang), address.to_owned());
            view! {
                <Page title=Texts::of(lang).failed>
                    <ErrorPanel text=said retry />
                </Page>
            }
            .into_any()
        }
    }
}

/// The page that is not there, or that this person may not know of.
#[component]
fn Missing() -> impl IntoView {
    let texts = Texts::of(use_lang());
    view! {
        <Page title=texts.missing narrow=true>
            <div class="stack">
                <p>{texts.missing_text}</p>
                <p>
                    <LinkButton href="/" text=texts.home />
                </p>
            </div>
        </Page>
    }
}

/// Path and query of this page, read when asked.
pub fn use_address() -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let location = use_location();
    move || {
        let (path, search) = (
            location.pathname.get_untracked(),
            location.search.get_untracked(),
        );
        let search = search.trim_start_matches('?');
        if search.is_empty() {
            path
        } else {
            [path.as_str(), search].join("?")
        }
    }
}

/// Sign-in that comes back to this address.
#[must_use]
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == "/" {
        return "/sign-in".to_owned();
    }
    ["/sign-in?next=", &encoded(next)].concat()
}

/// Leads whoever is signed out to sign-in.
fn to_sign_in(address: &str) {
    let target = sign_in(address);
    #[cfg(feature = "ssr")]
    if let (Some(answer), Ok(target)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        axum::http::HeaderValue::from_str(&target),
    ) {
        answer.insert_header(axum::http::header::LOCATION, target);
        answer.set_status(axum::http::StatusCode::FOUND);
    }
    // A whole new page: nothing of the ended session may stay in the browser.
    #[cfg(not(feature = "ssr"))]
    let _ = location().set_href(&target);
}

/// Sets the status of the page that is being answered.
pub(crate) fn answer(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(answer), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        axum::http::StatusCode::from_u16(status),
    ) {
        answer.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

#[cfg(test)]
mod tests {
    use super::sign_in;

    #[test]
    fn sign_in_remembers_the_way_back_as_one_value() {
        assert_eq!(sign_in("/"), "/sign-in");
        assert_eq!(
            sign_in("/deals?owner=4&q=a b"),
            "/sign-in?next=/deals%3Fowner%3D4%26q%3Da%20b"
        );
        assert_eq!(
            sign_in("/deals?q=ż\r\n"),
            "/sign-in?next=/deals%3Fq%3D%C5%BC%0D%0A"
        );
    }
}
