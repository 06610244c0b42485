//! Choosing a colleague by name, in a firm of any size. Invariant: a name typed without scripts is
//! understood just as one that was suggested, and a page never carries everybody.
pub mod api;

use crate::failure::Failure;
use crate::ui::{Combo, Note, Text};
use leptos::prelude::*;

/// A field for the name of a person, or of a group where `groups` are let in. `offered` are the
/// names that the page brings along: everybody in a small firm, nobody in a large one.
#[component]
pub fn PersonField(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    offered: Vec<String>,
    #[prop(optional)] groups: bool,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let find = Action::new(move |typed: &String| api::find_people(typed.clone(), groups));
    let (options, look) = suggesting(find, offered);
    view! {
        <div on:input=look>
            <Combo name label options value hint error id required optional />
        </div>
    }
}

/// What a field suggests, and what its typing does: where the page brought nothing along, the server
/// is asked from the second letter on.
pub(crate) fn suggesting(
    find: Action<String, Result<Vec<String>, Failure>>,
    offered: Vec<String>,
) -> (Signal<Vec<String>>, impl Fn(web_sys::Event) + 'static) {
    let (found, asks) = (find.value(), offered.is_empty());
    let options = Signal::derive(move || match found.get() {
        Some(Ok(names)) => names,
        _ => offered.clone(),
    });
    let look = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        if asks && typed.trim().chars().count() > 1 {
            find.dispatch(typed);
        }
    };
    (options, look)
}
