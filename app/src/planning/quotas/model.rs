//! What the page of quotas is given. Invariant: a field is named by whose quota it is and when, so
//! that a form sent late changes nothing else.
use domain::id::GroupId;
use domain::money::Currency;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Book {
    /// The year's value in the address, its name and its neighbours.
    pub year: String,
    pub label: String,
    pub previous: String,
    pub next: String,
    pub group: GroupId,
    pub groups: Vec<(GroupId, String)>,
    pub currency: Currency,
    /// Value and name of each month.
    pub months: Vec<(String, String)>,
    pub rows: Vec<Row>,
    /// What does not sum, in words.
    pub mismatches: Vec<String>,
    /// Whether any of the rows may be changed here.
    pub sets: bool,
    /// Whether last year has anything to copy.
    pub copies: bool,
    pub opened: Option<Opened>,
}

/// The group itself, a group below it, or one of its people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub key: String,
    pub name: String,
    pub group: bool,
    pub sets: bool,
    /// For each month, as it stands in its field.
    pub cells: Vec<String>,
    pub total: String,
}

/// The versions of one quota.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    pub name: String,
    pub versions: Vec<Version>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Version {
    pub amount: String,
    pub who: String,
    pub when: String,
    pub reason: Option<String>,
}

/// What was read of a pasted block.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Preview {
    /// Name, and how many months of it hold something, with their sum.
    pub rows: Vec<(String, String)>,
    pub problems: Vec<String>,
}

/// One field of the grid, as it is sent: "g4_2026-11" and what was typed.
pub(super) const PREFIX: &str = "q";

/// The name of a field: whose and when.
#[must_use]
pub(super) fn name(list: &str, holder: &str, month: &str) -> String {
    format!("{list}[{holder}_{month}]")
}
