//! The keyboard on the matrix, as the grid pattern has it. Invariants: one listener for all cells;
//! once scripts run one cell is in the order of tabs, without them every one is.
use leptos::html::Table;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent};

const LINK: &str = "td > a";

/// Leaves one cell in the order of tabs: the open one, else the first. Runs in the browser alone.
pub(super) fn roving(table: NodeRef<Table>, open: Memo<String>) {
    Effect::new(move |_| {
        let Some(table) = table.get() else { return };
        let (table, wanted): (Element, _) = (table.unchecked_into(), open.get());
        let ends = format!("&cell={wanted}");
        let mut first = None;
        let mut chosen = None;
        for link in links(&table) {
            let href = link.get_attribute("href").unwrap_or_default();
            let here = !wanted.is_empty() && href.ends_with(&ends);
            let _ = link.set_attribute("tabindex", "-1");
            let _ = match here {
                true => link.set_attribute("aria-current", "true"),
                false => link.remove_attribute("aria-current"),
            };
            if here {
                chosen = Some(link.clone());
            }
            first.get_or_insert(link);
        }
        if let Some(link) = chosen.or(first) {
            let _ = link.set_attribute("tabindex", "0");
        }
    });
}

fn links(table: &Element) -> Vec<Element> {
    let Ok(found) = table.query_selector_all(LINK) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|at| found.item(at));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The cell that has the focus is the one in the order of tabs.
pub(super) fn entered(event: FocusEvent) {
    let Some(link) = target(&event) else { return };
    let Some(table) = link.closest("table").ok().flatten() else {
        return;
    };
    let before = table.query_selector("td > a[tabindex='0']").ok().flatten();
    if let Some(before) = before {
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = link.set_attribute("tabindex", "0");
}

/// Arrows, Home and End, with Ctrl to the ends of the table.
pub(super) fn step(event: KeyboardEvent) {
    if event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let Some(link) = target(&event) else { return };
    let (Some(cell), far) = (link.parent_element(), event.ctrl_key()) else {
        return;
    };
    let Some(row) = cell.parent_element() else {
        return;
    };
    let next = match (event.key().as_str(), far) {
        ("ArrowRight", false) => cell.next_element_sibling(),
        ("ArrowLeft", false) => cell.previous_element_sibling(),
        ("ArrowDown", false) => beside(row.next_element_sibling(), &cell),
        ("ArrowUp", false) => beside(row.previous_element_sibling(), &cell),
        ("Home", false) => first(&row),
        ("End", false) => row.last_element_child(),
        ("Home", true) => row.parent_element().and_then(|body| first(&body)),
        ("End", true) => row
            .parent_element()
            .and_then(|body| body.last_element_child())
            .and_then(|row| row.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    let link = next.and_then(|cell| cell.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// The first cell with a link.
fn first(around: &Element) -> Option<Element> {
    let link = around.query_selector(LINK).ok().flatten()?;
    link.parent_element()
}

/// The cell of another row in the same column.
fn beside(row: Option<Element>, cell: &Element) -> Option<Element> {
    let mut place = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(one) = before {
        place += 1;
        before = one.previous_element_sibling();
    }
    row?.children().item(place)
}

fn target(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(LINK).ok().flatten()
}
