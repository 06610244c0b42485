//! What is typed but not sent, kept while a page is drawn anew around it. Invariant: a text comes back
//! only into the field it was typed into, and only while that field still shows what it showed then.

use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    SubmitEvent,
};

/// The texts of a page by the ids of their fields: what each showed, and what is typed into it.
#[derive(Clone, Copy)]
pub struct Typing(StoredValue<BTreeMap<String, (String, String)>>);

impl Default for Typing {
    fn default() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }
}

impl Typing {
    /// For `on:input` and `on:change` of the element around the forms.
    pub fn typed(self, event: &Event) {
        let Some((field, text)) = event.target().and_then(text_of) else {
            return;
        };
        let known = (text.shown(), text.typed());
        self.0.update_value(|texts| {
            texts.insert(field, known);
        });
    }

    /// For `on:submit`: what is sent is no longer only typed; a refusal leaves it where it stands.
    pub fn sent(self, event: &SubmitEvent) {
        let form = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        self.0.update_value(|texts| {
            texts.retain(|id, _| {
                let within = element(id).is_some_and(|field| form.contains(Some(&field)));
                !within
            });
        });
    }

    /// Puts the texts back into a page that was just drawn, and opens what they are folded into.
    pub fn restore(self) {
        let texts = self.0.get_value();
        for (id, (shown, typed)) in texts {
            let Some((field, text)) = element(&id).and_then(|field| {
                let text = Text::of(&field)?;
                (text.shown() == shown && text.typed() != typed).then_some((field, text))
            }) else {
                continue;
            };
            text.put(&typed);
            let mut fold = field.closest("details").ok().flatten();
            while let Some(open) = fold {
                // An attribute without a value cannot be refused.
                let _ = open.set_attribute("open", "");
                let outer = open.parent_element();
                fold = outer.and_then(|outer| outer.closest("details").ok().flatten());
            }
        }
    }
}

/// A field of text, of one line or several.
enum Text {
    Line(HtmlInputElement),
    Lines(HtmlTextAreaElement),
}

impl Text {
    fn of(field: &Element) -> Option<Self> {
        if let Some(lines) = field.dyn_ref::<HtmlTextAreaElement>() {
            return Some(Self::Lines(lines.clone()));
        }
        let line = field.dyn_ref::<HtmlInputElement>()?;
        let texts = ["text", "search", "tel", "email", "date", "number"];
        texts
            .contains(&line.type_().as_str())
            .then(|| Self::Line(line.clone()))
    }

    fn shown(&self) -> String {
        match self {
            Self::Line(line) => line.default_value(),
            Self::Lines(lines) => lines.default_value().unwrap_or_default(),
        }
    }

    fn typed(&self) -> String {
        match self {
            Self::Line(line) => line.value(),
            Self::Lines(lines) => lines.value(),
        }
    }

    fn put(&self, typed: &str) {
        match self {
            Self::Line(line) => line.set_value(typed),
            Self::Lines(lines) => lines.set_value(typed),
        }
    }
}

fn text_of(target: EventTarget) -> Option<(String, Text)> {
    let field = target.dyn_into::<Element>().ok()?;
    let id = field.id();
    (!id.is_empty())
        .then(|| Text::of(&field))
        .flatten()
        .map(|text| (id, text))
}

fn element(id: &str) -> Option<Element> {
    document().and_then(|document| document.get_element_by_id(id))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
