//! What a page says about itself. Invariant: never colour alone; refusals are announced at once.
use super::{Glyph, Icon, Note, Text, Tone, texts::Texts, use_lang};
use leptos::prelude::*;

/// Nothing here yet: why, and the first step.
#[component]
pub fn Empty(
    icon: Icon,
    #[prop(into)] title: Text,
    #[prop(into)] text: Text,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Glyph icon />
            <h2>{title}</h2>
            <p>{text}</p>
            {actions.map(|actions| view! { <div class="row">{actions}</div> })}
        </div>
    }
}

/// A part of the page that failed while the rest lives: cause, reference, retry.
#[component]
pub fn ErrorPanel(
    #[prop(into)] text: Text,
    #[prop(optional, into)] reference: Note,
    #[prop(optional, into)] retry: Note,
) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let reference = reference.0.map(|id| {
        view! { <p class="small muted">{texts.error_id} ": " <code>{id}</code></p> }
    });
    view! {
        <div class="panel-error" role="alert">
            <Glyph icon=Icon::Alert />
            <div class="grow">
                <p>{text}</p>
                {reference}
            </div>
            {retry.0.map(|href| view! { <a class="btn btn-small" href=href>{texts.retry}</a> })}
        </div>
    }
}

fn mark(tone: Tone) -> Icon {
    match tone {
        Tone::Ok => Icon::Won,
        Tone::Warn | Tone::Danger => Icon::Alert,
        _ => Icon::Info,
    }
}

fn role(tone: Tone) -> &'static str {
    if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    }
}

/// A message in the flow of the page.
#[component]
pub fn Banner(
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional, into)] title: Note,
    #[prop(optional)] actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=["banner ", tone.class()].concat() role=role(tone)>
            <Glyph icon=mark(tone) />
            <div class="grow">{title.0.map(|title| view! { <b>{title}</b> })} {children()}</div>
            {actions}
        </div>
    }
}

/// What just happened, with its undo; rendered by the server after a redirect, so it needs no script.
#[component]
pub fn Toast(
    #[prop(default = Tone::Ok)] tone: Tone,
    #[prop(into)] text: Text,
    /// A form with an undo button.
    #[prop(optional)]
    undo: Option<AnyView>,
    /// Where the page is without the toast.
    #[prop(optional, into)]
    close: Note,
) -> impl IntoView {
    let close = close.0.map(|href| {
        let label = Texts::of(use_lang()).close;
        view! {
            <a class="btn btn-icon" href=href aria-label=label title=label>
                <Glyph icon=Icon::Close />
            </a>
        }
    });
    view! {
        <div class="toasts">
            <div class=["toast ", tone.class()].concat() role=role(tone)>
                <Glyph icon=mark(tone) />
                <span class="grow">{text}</span>
                {undo}
                {close}
            </div>
        </div>
    }
}
