//! What the list of instalments is given, and the state of it that its address holds. Invariant:
//! amounts and sentences come finished from the server.
use crate::target::encoded;
use domain::id::GroupId;
use serde::{Deserialize, Serialize};

macro_rules! query {
    ($($name:ident)*) => {
        /// What the address says; empty where it says nothing.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Query {
            $(pub $name: String,)*
        }

        impl Query {
            /// Reads the address through `of`, which knows its values.
            #[must_use]
            pub fn of(of: impl Fn(&str) -> Option<String>) -> Self {
                Self { $($name: of(stringify!($name)).unwrap_or_default(),)* }
            }

            /// The address of this list.
            #[must_use]
            pub fn address(&self) -> String {
                let pairs = [$((stringify!($name), &self.$name)),*];
                let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
                let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
                match pairs.is_empty() {
                    true => "/plan/instalments".to_owned(),
                    false => format!("/plan/instalments?{}", pairs.join("&")),
                }
            }
        }
    };
}

query! {
    view
    group
    owner
    period
    category
    after
}

impl Query {
    /// The same list from its beginning, seen as told.
    #[must_use]
    pub fn seen_as(&self, view: &str) -> Self {
        Self {
            view: view.to_owned(),
            after: String::new(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn at(&self, after: String) -> String {
        Self {
            after,
            ..self.clone()
        }
        .address()
    }
}

/// One page of instalments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listing {
    pub rows: Vec<Row>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub count: u64,
    /// Name and sums in words: planned, owed.
    pub sums: Vec<(String, String)>,
    /// The planned sums for scripts.
    pub data: String,
    pub aging: Vec<Band>,
    pub groups: Vec<(GroupId, String)>,
    pub people: Vec<String>,
    /// How the form names the owner.
    pub owner: String,
    /// Periods to choose from: value and name.
    pub periods: Vec<(String, String)>,
}

/// What is overdue for so long, in one currency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Band {
    pub name: String,
    pub minor: i64,
    pub shown: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub href: String,
    pub title: String,
    pub company: Option<String>,
    pub due: String,
    pub owner: String,
    pub category: String,
    pub amount: Option<String>,
    pub owed: Option<String>,
    /// How it stands, and whether that is late.
    pub said: String,
    pub late: bool,
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn an_address_is_read_back_and_names_only_what_is_chosen() {
        let query = Query {
            view: "overdue".into(),
            owner: "Anna #4".into(),
            ..Query::default()
        };
        assert_eq!(
            query.address(),
            "/plan/instalments?view=overdue&owner=Anna%20%234"
        );
        assert_eq!(Query::default().address(), "/plan/instalments");
        let back = Query::of(|name| match name {
            "view" => Some("overdue".into()),
            "owner" => Some("Anna #4".into()),
            _ => None,
        });
        assert_eq!(back, query);
    }
}
