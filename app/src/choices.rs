//! `/choices`: lists to choose from that a firm keeps by itself, looked after by administrators.
//! Invariants: nobody else finds the page; nothing here changes a deal: what is renamed is known by its
//! old names, what is archived is kept where it is.
pub mod api;
pub mod page;
mod texts;

pub use page::ChoicesPage;

use serde::{Deserialize, Serialize};

/// All lists, each in its order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lists {
    pub sources: Vec<Entry>,
    /// The firm's own reasons of losing.
    pub reasons: Vec<Entry>,
    /// The reasons that everybody has.
    pub usual: Vec<Usual>,
}

/// One choice of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    /// Names it had before.
    pub was: Vec<String>,
    pub archived: bool,
}

/// A reason of losing that every firm has, and may leave out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Usual {
    pub key: String,
    pub name: String,
    pub offered: bool,
}
