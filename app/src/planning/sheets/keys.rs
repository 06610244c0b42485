//! The keyboard over the lines of a sheet. Invariants: letters work only while no field has the
//! focus and no other key is held; they press the buttons that stand there; the place is kept.
use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

const LINE: &str = "[data-line]";

/// The line whose verdict was given by a key: the page is drawn anew, and the walk goes on there.
pub(super) type Place = StoredValue<Option<String>>;

/// Runs in the browser alone, with every list that is drawn.
pub(super) fn go_on(list: NodeRef<Ul>, place: Place) {
    Effect::new(move |_| {
        let Some(list) = list.get() else { return };
        let Some(id) = place.try_update_value(Option::take).flatten() else {
            return;
        };
        // What the filter leaves out now gives its place to the first.
        let same = list.query_selector(&format!("[data-line='{id}']"));
        let line = same.ok().flatten();
        let line = line.or_else(|| list.query_selector(LINE).ok().flatten());
        request_animation_frame(move || {
            focus(line);
        });
    });
}

/// J and K to the next and previous line; A agrees; D and E open the form at the reason.
pub(super) fn walk(event: KeyboardEvent, place: Place) {
    let held = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
    let Some(target) = event
        .target()
        .and_then(|one| one.dyn_into::<Element>().ok())
    else {
        return;
    };
    let types = target.matches("input, textarea, select").unwrap_or(true);
    if held || types || event.get_modifier_state("AltGraph") {
        return;
    }
    let Some(line) = target.closest(LINE).ok().flatten() else {
        return;
    };
    let done = match event.code().as_str() {
        "KeyJ" => focus(line.next_element_sibling()),
        "KeyK" => focus(line.previous_element_sibling()),
        "KeyA" => agree(&line, place),
        "KeyD" | "KeyE" => open(&line),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn focus(line: Option<Element>) -> bool {
    let line = line.and_then(|line| line.dyn_into::<HtmlElement>().ok());
    line.is_some_and(|line| line.focus().is_ok())
}

fn agree(line: &Element, place: Place) -> bool {
    let button = line.query_selector("[data-key='a']").ok().flatten();
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    place.set_value(line.get_attribute("data-line"));
    button.click();
    true
}

fn open(line: &Element) -> bool {
    let Some(drawer) = line
        .query_selector("details:has([name='reason'])")
        .ok()
        .flatten()
    else {
        return false;
    };
    let _ = drawer.set_attribute("open", "");
    focus(drawer.query_selector("[name='reason']").ok().flatten())
}
