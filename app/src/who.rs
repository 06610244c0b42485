//! Who sees a record and why, for those who decide about it. Invariant: it is there for readers who may
//! share the record or give it away, and for readers who administer or audit; for everybody else, and
//! for a record they may not read, there is no such page.
pub mod api;
pub mod page;
mod texts;

pub use page::WhoPage;

use crate::ui::use_lang;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The way to the page about this record.
pub(crate) fn link(of: &str) -> AnyView {
    let href = format!("/who/{of}");
    let text = texts::Texts::of(use_lang()).link;
    view! { <p class="small"><a href=href>{text}</a></p> }.into_any()
}

/// One page of the people who see a record, and the answer about one person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Audience {
    pub of: String,
    pub title: String,
    pub href: String,
    pub owner: String,
    pub group: String,
    pub confidential: bool,
    pub count: usize,
    pub rows: Vec<Seer>,
    pub page: usize,
    pub pages: usize,
    pub offered: Vec<String>,
    pub no_person: Option<String>,
    pub answer: Option<Answer>,
}

/// Somebody who sees the record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seer {
    pub id: u64,
    pub name: String,
    pub why: String,
    /// What they may do besides reading.
    pub may: String,
}

/// Why one person sees the record, or does not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub name: String,
    pub sees: bool,
    /// The rules in the order in which they are asked, and whether each opens the way.
    pub rules: Vec<Rule>,
    /// Every right, and what gives it.
    pub rights: Vec<Right>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rule {
    pub opens: bool,
    pub said: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Right {
    pub name: String,
    pub why: Option<String>,
}
