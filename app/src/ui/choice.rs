//! Choosing one or some of a few. Invariant: native controls and links, so everything works without scripts.
use super::field::Around;
use super::{Glyph, Icon, Note, Text};
use leptos::prelude::*;

/// One option of a select.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub value: Text,
    pub name: Text,
}

impl Choice {
    pub fn new(value: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self {
            value: value.into(),
            name: name.into(),
        }
    }
}

/// A native select; `value` is the chosen option's value.
#[component]
pub fn Select(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    options: Vec<Choice>,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let chosen = value.0.unwrap_or_default();
    let options = options
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! {
                <option value=choice.value selected=selected>
                    {choice.name}
                </option>
            }
        })
        .collect_view();
    let control = view! {
        <div class="select">
            <select
                class="input"
                id=around.id.clone()
                name=name
                required=required
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            >
                {options}
            </select>
            <Glyph icon=Icon::ChevronDown />
        </div>
    }
    .into_any();
    around.wrap(control)
}

/// A checkbox with its sentence; sends `value` ("true" unless told) when checked.
#[component]
pub fn Checkbox(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(default = "true".into(), into)] value: Text,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: Note,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked />
            <span>
                {label}
                {hint.0.map(|hint| view! { <span class="hint">{hint}</span> })}
            </span>
        </label>
    }
}

/// One of a few choices that need a sentence each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Radio {
    pub value: Text,
    pub name: Text,
    pub hint: Note,
}

/// A few choices, all visible; `value` is the chosen one's.
#[component]
pub fn Radios(
    #[prop(into)] name: Text,
    #[prop(into)] legend: Text,
    options: Vec<Radio>,
    #[prop(optional, into)] value: Note,
) -> impl IntoView {
    let chosen = value.0.unwrap_or_default();
    let options = options
        .into_iter()
        .map(|radio| {
            let checked = radio.value == chosen;
            view! {
                <label class="check">
                    <input type="radio" name=name.clone() value=radio.value checked=checked />
                    <span>
                        <b>{radio.name}</b>
                        {radio.hint.0.map(|hint| view! { <span class="hint">{hint}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="radios">
            <legend class="label">{legend}</legend>
            {options}
        </fieldset>
    }
}

/// One view among several, each with its own address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tab {
    pub href: Text,
    pub name: Text,
    pub here: bool,
}

impl Tab {
    pub fn new(href: impl Into<Text>, name: impl Into<Text>, here: bool) -> Self {
        Self {
            href: href.into(),
            name: name.into(),
            here,
        }
    }
}

/// A compact switch between views of the same thing (a period, a scope).
#[component]
pub fn Segmented(#[prop(into)] label: Text, tabs: Vec<Tab>) -> impl IntoView {
    view! { <nav class="segmented" aria-label=label>{links(tabs)}</nav> }
}

/// Tabs over a list or a record.
#[component]
pub fn Tabs(#[prop(into)] label: Text, tabs: Vec<Tab>) -> impl IntoView {
    view! { <nav class="tabs" aria-label=label>{links(tabs)}</nav> }
}

fn links(tabs: Vec<Tab>) -> AnyView {
    tabs.into_iter()
        .map(|tab| {
            view! {
                <a href=tab.href aria-current=tab.here.then_some("page")>
                    {tab.name}
                </a>
            }
        })
        .collect_view()
        .into_any()
}
