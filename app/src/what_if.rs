//! What a change of people, groups or rules would do, before it is saved. Invariant: the preview saves
//! by the very form that it was asked from, with the same fields; it names a record only for who may
//! see it.
pub mod api;
pub mod page;
mod texts;

pub use page::WhatIfPage;

use crate::audit::About;
use crate::ui::{Button, use_lang};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page of previews.
const PAGE: &str = "/what-if";

/// What saving would do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preview {
    /// The change in words.
    pub change: String,
    /// "3 people lose 41 records, 2 people gain 7 records."
    pub sum: String,
    pub moved: Option<String>,
    /// Whoever is touched most comes first; not all of them when they are many.
    pub people: Vec<Touched>,
    /// People beyond those.
    pub more: u64,
    pub exact: bool,
    pub list: Option<List>,
    /// The form that saves it: where it is sent, and its fields.
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// The page that it was asked from.
    pub back: String,
}

/// What one person gains and loses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Touched {
    pub id: u64,
    pub name: String,
    pub gained: u64,
    pub lost: u64,
    /// "szanse: −4; kontrahenci: −2".
    pub by_type: String,
    /// This preview with the list of their records.
    pub href: String,
}

/// The first records of one person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct List {
    pub name: String,
    pub gained: Vec<About>,
    pub lost: Vec<About>,
}

/// The button beside the one that saves: what the form as it is filled in would do. It sends the form
/// to the page of previews, which works without scripts.
pub(crate) fn button(change: &'static str) -> AnyView {
    let text = texts::Texts::of(use_lang()).ask;
    view! {
        <Button
            text
            name="do"
            value=change
            attr:formaction=PAGE
            attr:formmethod="get"
        />
    }
    .into_any()
}
