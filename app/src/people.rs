//! People of the firm: who is here, in which groups, with which roles, and how they get in.
//! Invariants: everybody signed in may see who their colleagues are; only administrators change
//! them or learn about roles and sign-in; the link of an invitation is shown once.
pub mod api;
pub mod card;
pub mod change;
pub mod entry;
pub mod form;
pub mod list;
pub mod pick;
pub mod places;
mod texts;
pub mod words;

use crate::groups::Choosable;
use domain::access::Role;
use domain::id::PersonId;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A record by its name, to link to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Named {
    pub id: u64,
    pub name: String,
}

/// Whether somebody can sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Entry {
    /// Has a password.
    Able,
    /// Has an e-mail address but no password yet.
    Waits,
    /// Without an e-mail address there is no way in.
    NoEmail,
}

/// A colleague, as the list shows them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The primary one first.
    pub groups: Vec<Named>,
    pub heads: Vec<Named>,
    pub active: bool,
    /// For administrators only.
    pub inside: Option<Inside>,
}

/// What only administrators see of a colleague.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inside {
    pub roles: Vec<Role>,
    pub entry: Entry,
    /// The administrator themselves.
    pub oneself: bool,
}

/// One page of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct People {
    pub rows: Vec<Colleague>,
    /// How many there are in all pages.
    pub count: u64,
    pub page: u32,
    pub pages: u32,
    pub groups: Vec<Choosable>,
    pub administers: bool,
}

/// A colleague with what a form about them needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub person: Colleague,
    pub groups: Vec<Choosable>,
    /// Whether the viewer may look with their eyes.
    pub view_as: bool,
}

/// What the list is narrowed to; all of it stands in the address.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Query {
    /// Part of a name, address or position.
    #[serde(default)]
    pub q: String,
    /// The number of a group; its subgroups count too.
    #[serde(default)]
    pub group: String,
    /// "all", "off" for people without access, otherwise people with access.
    #[serde(default)]
    pub show: String,
    /// From 1.
    #[serde(default)]
    pub page: u32,
}

impl Query {
    /// What the address says; nonsense means nothing.
    #[must_use]
    pub fn of(params: &ParamsMap) -> Self {
        let text = |key| params.get(key).unwrap_or_default();
        Self {
            q: text("q"),
            group: text("group"),
            show: text("show"),
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The address of that page of the same list.
    #[must_use]
    pub fn address(&self, page: u32) -> String {
        let mut address = String::from("/people");
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        let pairs = [
            ("q", self.q.as_str()),
            ("group", &self.group),
            ("show", &self.show),
            ("page", &page),
        ];
        let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        for (place, (key, value)) in filled.enumerate() {
            address.push(if place == 0 { '?' } else { '&' });
            address.push_str(key);
            address.push('=');
            address.push_str(&crate::target::encoded(value));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_list_says_only_what_narrows_it() {
        let whole = Query::default();
        assert_eq!(whole.address(1), "/people");
        let some = Query {
            q: "Żak & syn".to_owned(),
            show: "all".to_owned(),
            ..Query::default()
        };
        assert_eq!(
            some.address(3),
            "/people?q=%C5%BBak%20%26%20syn&show=all&page=3"
        );
    }

    #[test]
    fn a_page_that_is_no_number_is_the_first() {
        let mut params = ParamsMap::new();
        params.insert("page", "-4".to_owned());
        assert_eq!(Query::of(&params).page, 1);
    }
}
