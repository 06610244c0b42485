//! Filters over a list. Invariant: every active filter is visible and has a link that drops it.
use super::overlay::{close_on_escape, close_on_leaving};
use super::{Glyph, Icon, Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// The bar of filters.
#[component]
pub fn Filters(children: Children) -> impl IntoView {
    view! {
        <div class="filters" role="group" aria-label=Texts::of(use_lang()).filters>
            {children()}
        </div>
    }
}

/// An active filter: "Etap: Oferta ×". `drop` is the address of the list without it; `drop_label` says so.
#[component]
pub fn Chip(
    #[prop(into)] name: Text,
    #[prop(into)] value: Text,
    #[prop(into)] drop: Text,
    #[prop(into)] drop_label: Text,
) -> impl IntoView {
    view! {
        <span class="chip on">
            <span class="key">{name}</span>
            <span class="truncate">{value}</span>
            <a class="drop" href=drop aria-label=drop_label.clone() title=drop_label>
                <Glyph icon=Icon::Close />
            </a>
        </span>
    }
}

/// A filter to choose: opens a small form or a list of links.
#[component]
pub fn FilterMenu(
    #[prop(into)] name: Text,
    #[prop(default = Icon::Plus)] icon: Icon,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="menu start" name="menu" on:keydown=close_on_escape on:focusout=close_on_leaving>
            <summary class="chip">
                <Glyph icon />
                <span>{name}</span>
            </summary>
            <div class="menu-list filter-pop">{children()}</div>
        </details>
    }
}
