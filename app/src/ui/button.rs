//! Buttons: a verb, one primary per screen. Invariant: an icon-only button still has a name.
use super::{Glyph, Icon, Note, Text};
use leptos::prelude::*;

/// How loud a button is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    #[default]
    Normal,
    Primary,
    Quiet,
    Danger,
}

impl Kind {
    pub(super) fn class(self, small: bool, bare: bool) -> String {
        let mut class = String::from(match self {
            Self::Normal => "btn",
            Self::Primary => "btn btn-primary",
            Self::Quiet => "btn btn-quiet",
            Self::Danger => "btn btn-danger",
        });
        class.push_str(if small { " btn-small" } else { "" });
        class.push_str(if bare { " btn-icon" } else { "" });
        class
    }
}

/// A `<button>`; it submits its form unless `of` says "button". `bare` shows the icon alone.
#[component]
pub fn Button(
    #[prop(into)] text: Text,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional, into)] name: Note,
    #[prop(optional, into)] value: Note,
    #[prop(optional)] small: bool,
    #[prop(optional)] bare: bool,
    #[prop(default = "submit")] of: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let label = bare.then(|| text.clone());
    view! {
        <button
            type=of
            class=kind.class(small, bare)
            name=name.0
            value=value.0
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get()
        >
            {icon.map(|icon| view! { <Glyph icon /> })}
            {(!bare).then(|| view! { <span>{text}</span> })}
        </button>
    }
}

/// A link that looks like a button, for going somewhere rather than doing something.
#[component]
pub fn LinkButton(
    #[prop(into)] href: Text,
    #[prop(into)] text: Text,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] small: bool,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let label = bare.then(|| text.clone());
    view! {
        <a href=href class=kind.class(small, bare) aria-label=label.clone() title=label>
            {icon.map(|icon| view! { <Glyph icon /> })}
            {(!bare).then(|| view! { <span>{text}</span> })}
        </a>
    }
}
