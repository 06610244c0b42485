//! Choosing a colleague by name, in a firm of any size. Invariant: a name typed without scripts is
//! understood just as one that was suggested, and a page never carries everybody.
pub mod api;

use crate::ui::{Combo, Note, Text};
use crate::wire::{self, Question};
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    let find = move |typed| api::FindPeople { typed, groups };
    let (options, look) = suggesting(find, offered);
    view! {
        <div on:input=look>
            <Combo name label options value hint error id required optional />
        </div>
    }
}

/// What a field suggests, and what its typing does: where the page brought nothing along, the server
/// is asked from the second letter on.
pub(crate) fn suggesting<Q: Question>(
    find: impl Fn(String) -> Q + 'static,
    offered: Vec<String>,
) -> (Signal<Vec<String>>, impl Fn(web_sys::Event) + 'static) {
    let asks = offered.is_empty();
    let (options, asked) = (RwSignal::new(offered), StoredValue::new(String::new()));
    let look = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        if asks && typed.trim().chars().count() > 1 {
            let address = wire::address(&find(typed));
            asked.set_value(address.clone());
            spawn_local(answered(address, asked, options));
        }
    };
    (options.into(), look)
}

/// Shows the names that were found, unless something else is asked by now or the page was left.
async fn answered(address: String, asked: StoredValue<String>, options: RwSignal<Vec<String>>) {
    let Ok(text) = wire::read(&address).await else {
        return;
    };
    let names = wire::opened(&text);
    if let Some(names) = names.filter(|_| asked.try_get_value() == Some(address)) {
        let _ = options.try_set(names);
    }
}
