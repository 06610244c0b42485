//! Things that open over the page. Invariant: they open, close and can be used without scripts, on
//! native `details` and `popover`; Escape closes them.
use super::{Avatar, Glyph, Icon, Kind, Note, Text, texts::Texts, use_lang};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, Node};

/// A menu of links and buttons (its children) behind one button. Only one menu is open at a time.
#[component]
pub fn Menu(
    #[prop(into)] label: Text,
    #[prop(optional)] icon: Option<Icon>,
    /// Shows the icon alone.
    #[prop(optional)]
    bare: bool,
    #[prop(default = Kind::Quiet)] kind: Kind,
    /// Aligned with the left edge of its button instead of the right one.
    #[prop(optional)]
    start: bool,
    children: Children,
) -> impl IntoView {
    let name = bare.then(|| label.clone());
    view! {
        <details
            class=if start { "menu start" } else { "menu" }
            name="menu"
            on:keydown=close_on_escape
            on:focusout=close_on_leaving
        >
            <summary class=kind.class(false, bare) aria-label=name.clone() title=name>
                {icon.map(|icon| view! { <Glyph icon /> })}
                {(!bare).then(|| view! { <span>{label}</span> <Glyph icon=Icon::ChevronDown /> })}
            </summary>
            <div class="menu-list">{children()}</div>
        </details>
    }
}

/// The menu of the signed-in person, at the foot of the rail.
#[component]
pub fn UserMenu(#[prop(into)] name: Text, id: u64, children: Children) -> impl IntoView {
    view! {
        <details
            class="menu up start user"
            name="menu"
            on:keydown=close_on_escape
            on:focusout=close_on_leaving
        >
            <summary>
                <Avatar name=name.clone() id />
                <span class="user-name">{name}</span>
            </summary>
            <div class="menu-list">{children()}</div>
        </details>
    }
}

/// A value that can be changed where it stands: `shown` as text, the form in the children
/// (`<form class="menu-form">` or buttons). `label` names the change, such as "Zmień etap".
#[component]
pub fn InPlace(#[prop(into)] label: Text, shown: AnyView, children: Children) -> impl IntoView {
    let title = label.clone();
    view! {
        <details
            class="menu start in-place"
            name="menu"
            on:keydown=close_on_escape
            on:focusout=close_on_leaving
        >
            <summary title=title>
                {shown}
                <span class="vh">{label}</span>
                <Glyph icon=Icon::ChevronDown />
            </summary>
            <div class="menu-list">{children()}</div>
        </details>
    }
}

pub(super) fn close_on_escape(event: KeyboardEvent) {
    if event.key() != "Escape" {
        return;
    }
    shut(&event);
    let summary = details(&event).and_then(|menu| menu.query_selector("summary").ok().flatten());
    if let Some(button) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        // Focus inside the closed menu would be lost to the page's start.
        let _ = button.focus();
    }
}

/// Focus that goes elsewhere in the page closes the menu; focus that goes nowhere (a click on text in
/// the menu, another window) does not.
pub(super) fn close_on_leaving(event: FocusEvent) {
    let next = event
        .related_target()
        .and_then(|target| target.dyn_into::<Node>().ok());
    let left =
        next.is_some_and(|next| details(&event).is_some_and(|menu| !menu.contains(Some(&next))));
    if left {
        shut(&event);
    }
}

fn details(event: &Event) -> Option<Element> {
    event
        .current_target()
        .and_then(|target: EventTarget| target.dyn_into().ok())
}

fn shut(event: &Event) {
    let Some(menu) = details(event) else { return };
    // An attribute that is not there cannot fail to go.
    let _ = menu.remove_attribute("open");
}

/// Explains a number or a state in place.
#[component]
pub fn Why(children: Children) -> impl IntoView {
    let label = Texts::of(use_lang()).why;
    view! {
        <details class="why" name="menu" on:keydown=close_on_escape on:focusout=close_on_leaving>
            <summary aria-label=label title=label>
                <Glyph icon=Icon::Help />
            </summary>
            <div class="why-body">{children()}</div>
        </details>
    }
}

/// A section that folds away. `label` says more than the title where that stands many times on a
/// page; `bare` leaves the frame to what is around it.
#[component]
pub fn Drawer(
    #[prop(into)] title: Text,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] label: Note,
    #[prop(optional)] bare: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=if bare { "drawer bare" } else { "drawer" } open=open>
            <summary aria-label=label.0>
                <span class="turn">
                    <Glyph icon=Icon::ChevronRight />
                </span>
                <span>{title}</span>
            </summary>
            <div class="drawer-body">{children()}</div>
        </details>
    }
}

/// A dialog; opened by a `DialogButton` for the same `id`, closed by Escape, outside clicks and its own button.
#[component]
pub fn Dialog(
    #[prop(into)] id: Text,
    #[prop(into)] title: Text,
    children: Children,
) -> impl IntoView {
    let title_id = [&id, "-title"].concat();
    let (target, labelled_by) = (id.clone(), title_id.clone());
    let label = Texts::of(use_lang()).close;
    view! {
        <dialog class="dialog" id=id popover="auto" aria-labelledby=labelled_by>
            <div class="spread">
                <h2 id=title_id>{title}</h2>
                <button
                    type="button"
                    class="btn btn-quiet btn-icon"
                    popovertarget=target
                    popovertargetaction="hide"
                    aria-label=label
                    title=label
                >
                    <Glyph icon=Icon::Close />
                </button>
            </div>
            {children()}
        </dialog>
    }
}

/// Opens the dialog with that id.
#[component]
pub fn DialogButton(
    #[prop(into)] dialog: Text,
    #[prop(into)] text: Text,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class(small, false) popovertarget=dialog aria-haspopup="dialog">
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span>{text}</span>
        </button>
    }
}
