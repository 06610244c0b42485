//! A field for the name of a company or a contact. Invariant: what is typed without scripts is understood
//! just as what is suggested.
use super::api::FindNamed;
use crate::people::pick::suggesting;
use crate::ui::{Combo, Note, Text};
use leptos::prelude::*;

/// `offered` is what the page brings along; what a large firm has is looked up as one types.
#[component]
pub fn NameField(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(into)] id: Text,
    offered: Vec<String>,
    #[prop(optional)] contacts: bool,
    #[prop(into)] value: Note,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let find = move |typed| FindNamed { typed, contacts };
    let (options, look) = suggesting(find, offered);
    view! {
        <div on:input=look>
            <Combo name label id options value error optional=true />
        </div>
    }
}
