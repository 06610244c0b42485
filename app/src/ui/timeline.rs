//! What happened to a record, newest first. Invariant: the time is machine-readable and written out.
use super::{Glyph, Icon, Text};
use leptos::prelude::*;

/// A list of events.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One event: a sentence, who, when; the children are its body. `note` frames the body as written text.
#[component]
pub fn Event(
    icon: Icon,
    #[prop(into)] title: Text,
    #[prop(into)] who: Text,
    /// The time in words.
    #[prop(into)]
    when: Text,
    /// The time in ISO 8601.
    #[prop(into)]
    at: Text,
    #[prop(optional)] note: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class=if note { "event note" } else { "event" }>
            <span class="mark">
                <Glyph icon />
            </span>
            <div class="what">
                <p class="head">
                    <b>{title}</b>
                    <span class="muted">{who}</span>
                    <time datetime=at>{when}</time>
                </p>
                {children.map(|children| view! { <div class="body">{children()}</div> })}
            </div>
        </li>
    }
}
