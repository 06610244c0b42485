//! Pointer and keyboard on the board. Invariants: one listener per kind of event for all cards; one
//! card at a time is in the order of tabs; letters work only while a card has the focus.
use super::desk::Desk;
use domain::id::{DealId, StageId};
use leptos::html;
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, FocusEvent, HtmlElement, KeyboardEvent, MouseEvent};

const CARD: &str = "[data-card]";
const DEAL: &str = "[data-deal]";
const STAGE: &str = "[data-stage]";

#[derive(Clone)]
pub(super) struct Hands {
    desk: Desk,
    region: NodeRef<html::Div>,
    /// What is being dragged.
    held: Arc<Mutex<Option<DealId>>>,
    /// What was carried by keyboard last.
    nudged: Arc<Mutex<Option<DealId>>>,
}

impl Hands {
    pub(super) fn new(desk: Desk, region: NodeRef<html::Div>) -> Self {
        Self {
            desk,
            region,
            held: Arc::default(),
            nudged: Arc::default(),
        }
    }

    /// Keeps the focus with a card that was carried by keyboard and came back.
    pub(super) fn follow(&self) {
        let (hands, back, panel) = (self.clone(), self.desk.returned(), self.desk.panel());
        Effect::new(move |_| {
            let (back, shut) = (back.get(), panel.read().is_none());
            let nudged = *lock(&hands.nudged);
            if let Some(id) = back.filter(|back| shut && nudged == Some(*back)) {
                let hands = hands.clone();
                request_animation_frame(move || hands.focus(id));
            }
        });
    }

    pub(super) fn starts(&self) -> impl Fn(DragEvent) + 'static {
        let hands = self.clone();
        move |event| {
            let Some(tile) = around(&event, DEAL) else {
                return;
            };
            let id = number(&tile, "data-deal");
            if let Some(data) = event.data_transfer() {
                // Firefox drags nothing without data.
                let said = id.map(|id| id.to_string()).unwrap_or_default();
                let _ = data.set_data("text/plain", &said);
                data.set_effect_allowed("move");
            }
            mark(&tile, "data-held");
            hands.hold(id.map(DealId));
        }
    }

    pub(super) fn ends(&self) -> impl Fn(DragEvent) + 'static {
        let hands = self.clone();
        move |_| hands.let_go()
    }

    pub(super) fn over(&self) -> impl Fn(DragEvent) + 'static {
        let hands = self.clone();
        move |event| {
            let lane = around(&event, STAGE).filter(|_| hands.held().is_some());
            let Some(lane) = lane else { return };
            // Saying so makes it a place to drop.
            event.prevent_default();
            if !lane.has_attribute("data-over") {
                hands.unmark("data-over");
                mark(&lane, "data-over");
            }
        }
    }

    pub(super) fn drops(&self) -> impl Fn(DragEvent) + 'static {
        let hands = self.clone();
        move |event| {
            let (held, lane) = (hands.held(), around(&event, STAGE));
            hands.let_go();
            let stage = lane.and_then(|lane| number(&lane, "data-stage"));
            if let (Some(id), Some(stage)) = (held, stage) {
                event.prevent_default();
                hands.desk.carry(id, StageId(stage));
            }
        }
    }

    pub(super) fn clicks(&self) -> impl Fn(MouseEvent) + 'static {
        let hands = self.clone();
        move |event| {
            if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            if let Some(link) = around(&event, "[data-more]") {
                event.prevent_default();
                if let Some(stage) = number(&link, "data-more") {
                    hands.desk.extend(StageId(stage));
                }
            } else if around(&event, "[data-move]").is_some() {
                event.prevent_default();
                hands.ask(&event);
            }
        }
    }

    pub(super) fn keys(&self) -> impl Fn(KeyboardEvent) + 'static {
        let hands = self.clone();
        move |event| {
            let other = event.alt_key() || event.ctrl_key() || event.meta_key();
            let Some(link) = around(&event, CARD).filter(|_| !other && !event.is_composing())
            else {
                return;
            };
            let deal = around(&event, DEAL).and_then(|tile| number(&tile, "data-deal"));
            let Some(id) = deal.map(DealId) else { return };
            match (event.key().as_str(), event.shift_key()) {
                ("ArrowRight", true) => hands.nudge(id, true),
                ("ArrowLeft", true) => hands.nudge(id, false),
                ("ArrowRight", false) => hands.sideways(&link, true),
                ("ArrowLeft", false) => hands.sideways(&link, false),
                ("ArrowDown", false) => hands.along(&link, true),
                ("ArrowUp", false) => hands.along(&link, false),
                // By its place, as other layouts have another letter there.
                _ if event.code() == "KeyS" && !event.shift_key() => hands.ask(&event),
                _ => return,
            }
            event.prevent_default();
        }
    }

    pub(super) fn focuses(&self) -> impl Fn(FocusEvent) + 'static {
        let hands = self.clone();
        move |event| {
            if let Some(tile) = around(&event, DEAL) {
                hands.rove(&tile);
            }
        }
    }

    /// Leaves only the first card in the order of tabs.
    pub(super) fn rove_first(&self) {
        let region = self.region.get_untracked();
        if let Some(tile) = region.and_then(|region| region.query_selector(DEAL).ok().flatten()) {
            self.rove(&tile);
        }
    }

    /// Leaves only this card in the order of tabs.
    fn rove(&self, tile: &Element) {
        for link in self.all("[data-card], [data-move]") {
            let here = tile.contains(Some(&link));
            // An attribute of a valid name is always taken.
            let _ = link.set_attribute("tabindex", if here { "0" } else { "-1" });
        }
    }

    fn nudge(&self, id: DealId, onwards: bool) {
        *lock(&self.nudged) = Some(id);
        self.desk.nudge(id, onwards);
        let hands = self.clone();
        // The card stands in its new column with the next frame.
        request_animation_frame(move || hands.focus(id));
    }

    fn focus(&self, id: DealId) {
        let region = self.region.get_untracked();
        let card = format!("[data-deal=\"{id}\"] {CARD}");
        let card = region.and_then(|region| region.query_selector(&card).ok().flatten());
        if let Some(card) = card {
            focus(&card);
        }
    }

    /// To the card above or below.
    fn along(&self, link: &Element, down: bool) {
        let Some(lane) = link.closest(STAGE).ok().flatten() else {
            return;
        };
        let cards = within(&lane, CARD);
        let at = cards.iter().position(|other| other == link);
        let next = at.and_then(|at| match down {
            true => at.checked_add(1),
            false => at.checked_sub(1),
        });
        if let Some(card) = next.and_then(|at| cards.get(at)) {
            focus(card);
        }
    }

    /// To the same height in the nearest column that has cards.
    fn sideways(&self, link: &Element, onwards: bool) {
        let Some(lane) = link.closest(STAGE).ok().flatten() else {
            return;
        };
        let row = within(&lane, CARD).iter().position(|other| other == link);
        let mut lanes = self.all(STAGE);
        if !onwards {
            lanes.reverse();
        }
        let behind = lanes.into_iter().skip_while(|other| *other != lane).skip(1);
        let cards = behind
            .map(|lane| within(&lane, CARD))
            .find(|cards| !cards.is_empty());
        let cards = cards.unwrap_or_default();
        let last = cards.len().saturating_sub(1);
        if let Some(card) = cards.get(row.unwrap_or_default().min(last)) {
            focus(card);
        }
    }

    fn ask(&self, event: &Event) {
        let deal = around(event, DEAL).and_then(|tile| number(&tile, "data-deal"));
        if let Some(id) = deal {
            self.desk.panel().set(Some((DealId(id), None)));
        }
    }

    fn held(&self) -> Option<DealId> {
        *lock(&self.held)
    }

    fn hold(&self, id: Option<DealId>) {
        *lock(&self.held) = id;
    }

    fn let_go(&self) {
        self.hold(None);
        self.unmark("data-over");
        self.unmark("data-held");
    }

    fn unmark(&self, name: &str) {
        for marked in self.all(&format!("[{name}]")) {
            let _ = marked.remove_attribute(name);
        }
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let region = self.region.get_untracked();
        region.map_or_else(Vec::new, |region| within(&region, selector))
    }
}

fn lock(slot: &Mutex<Option<DealId>>) -> std::sync::MutexGuard<'_, Option<DealId>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The nearest element of that kind around what the event happened to.
fn around(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

fn within(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|at| found.item(at));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

fn number(element: &Element, name: &str) -> Option<u64> {
    element.get_attribute(name)?.parse().ok()
}

fn mark(element: &Element, name: &str) {
    let _ = element.set_attribute(name, "");
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
