//! The audit log on the screen. Invariant: the whole state of the list is in its address, and a record
//! is named only for who may see it.
pub mod api;
pub mod page;
mod texts;

pub use page::AuditPage;

use crate::moments::When;
use crate::target::encoded;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// Where the log leaves as a file.
pub const EXPORT: &str = "/audit/export";

/// What the address says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Query {
    /// Who did it or to whom it was done, as a name.
    #[serde(default)]
    pub person: String,
    #[serde(default)]
    pub kind: String,
    /// Days, both included.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    pub before: String,
}

/// One page of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Log {
    pub lines: Vec<Line>,
    pub older: Option<String>,
    pub newer: Option<String>,
    /// Names that the field of people brings along.
    pub offered: Vec<String>,
    /// Every kind of entry: its word in the address and its name.
    pub kinds: Vec<(String, String)>,
    /// What in the filter makes no sense.
    pub no_person: Option<String>,
    pub no_day: Option<String>,
}

/// One entry in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub number: u64,
    pub when: When,
    pub who: String,
    pub kind: String,
    pub what: String,
    pub about: Option<About>,
    /// Hexadecimal, whole.
    pub hash: String,
}

/// What an entry is about; without an address when the reader may not open it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct About {
    pub name: String,
    pub href: Option<String>,
}

impl Query {
    #[must_use]
    pub fn of(params: &ParamsMap) -> Self {
        let text = |key| params.get(key).unwrap_or_default();
        Self {
            person: text("person"),
            kind: text("kind"),
            from: text("from"),
            to: text("to"),
            before: text("before"),
        }
    }

    /// The address of this list from another place on.
    #[must_use]
    pub fn before(&self, before: &str) -> String {
        let pairs = self.filter().into_iter().chain([("before", before)]);
        let filled = pairs.filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = filled
            .map(|(key, value)| format!("{key}={}", encoded(value)))
            .collect();
        match pairs.is_empty() {
            true => "/audit".to_owned(),
            false => format!("/audit?{}", pairs.join("&")),
        }
    }

    /// What narrows the list, as a form sends it.
    fn filter(&self) -> [(&'static str, &str); 4] {
        [
            ("person", &self.person),
            ("kind", &self.kind),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    fn narrows(&self) -> bool {
        self.filter().iter().any(|(_, value)| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_filter_from_page_to_page() {
        let query = Query {
            person: "Żak #4".to_owned(),
            kind: "sign-in".to_owned(),
            ..Query::default()
        };
        assert_eq!(Query::default().before(""), "/audit");
        let wanted = "/audit?person=%C5%BBak%20%234&kind=sign-in&before=51";
        assert_eq!(query.before("51"), wanted);
        assert!(query.narrows() && !Query::default().narrows());
    }
}
