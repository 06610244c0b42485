//! A refused form that comes back filled when there are no scripts. Invariant: secrets never enter a
//! draft, and the address carries only its id.
use crate::failure::Failure;
use crate::wire::Json;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// What was typed into a form that the server refused, and why it refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The path that the form posts to, e.g. `/api/deals/win`.
    pub action: String,
    /// The path of the page that holds the form, e.g. `/deals/42`.
    pub page: String,
    /// The typed fields in the order of the form; a name may repeat.
    pub fields: Vec<(String, String)>,
    pub failure: Failure,
}

/// The draft that this page was opened with, if any.
#[derive(Clone, Default)]
struct Opened(Option<Draft>);

impl Draft {
    /// The first value typed into the field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The draft of the form that posts to `action`, if the page was opened to correct it.
#[must_use]
pub fn use_draft(action: &str) -> Option<Draft> {
    let Opened(draft) = use_context::<Opened>().unwrap_or_default();
    let page = use_location().pathname.get_untracked();
    draft.filter(|draft| draft.action == action && draft.page == page)
}

/// The browser must render what the server rendered, so the draft travels inside the page.
pub(crate) fn provide() {
    let draft = SharedValue::<_, Json>::new_with_encoding(use_context::<Draft>).into_inner();
    provide_context(Opened(draft));
}
