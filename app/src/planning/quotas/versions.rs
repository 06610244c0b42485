//! The versions of one quota: what it was, who set it and why.
use super::model::{Book, Version};
use super::page::address;
use super::texts::Texts;
use crate::ui::{Icon, Kind, LinkButton, use_lang};
use leptos::prelude::*;

/// Nothing while none is opened.
pub(super) fn panel(book: &Book) -> AnyView {
    let Some(opened) = &book.opened else {
        return ().into_any();
    };
    let texts = Texts::of(use_lang());
    let rows: Vec<_> = opened.versions.iter().map(version).collect();
    let back = address(book, &book.year);
    view! {
        <aside class="card stack-s" aria-label=texts.versions>
            <div class="spread">
                <h2>{texts.versions} ": " {opened.name.clone()}</h2>
                <LinkButton href=back text=texts.close icon=Icon::Close kind=Kind::Quiet bare=true />
            </div>
            <ol class="lines">{rows}</ol>
        </aside>
    }
    .into_any()
}

fn version(version: &Version) -> AnyView {
    let texts = Texts::of(use_lang());
    let amount = match version.amount.as_str() {
        "" => texts.taken_away.to_owned(),
        amount => amount.to_owned(),
    };
    let reason = version.reason.clone();
    let reason = reason.map(|reason| view! { <div class="small">{reason}</div> });
    view! {
        <li>
            <div class="spread">
                <span class="num strong">{amount}</span>
                <span class="small muted">{version.who.clone()} " · " {version.when.clone()}</span>
            </div>
            {reason}
        </li>
    }
    .into_any()
}
