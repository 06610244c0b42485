//! The keyboard over the lines of a sheet. Invariants: letters work only while no field has the
//! focus and no other key is held; they press the buttons that stand there; the place is kept.
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

const LINE: &str = "[data-line]";

/// J and K to the next and previous line; A agrees; D and E open the form at the reason.
pub(super) fn walk(event: KeyboardEvent) {
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
        "KeyA" => agree(&line),
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

/// The line keeps the focus, as its button goes once it is pressed.
fn agree(line: &Element) -> bool {
    let button = line.query_selector("[data-key='a']").ok().flatten();
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    focus(Some(line.clone()));
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
