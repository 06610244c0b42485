//! What the changes of a plan are shown with. Invariant: names, sums and days come finished from the
//! server, and only lines whose deals the viewer sees are told of.
use serde::{Deserialize, Serialize};

/// What the address asks for, and what can be chosen instead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changes {
    pub group: String,
    pub groups: Vec<(String, String)>,
    /// The snapshot that the plan is compared with; empty where none was taken yet.
    pub since: String,
    pub snapshots: Vec<(String, String)>,
    pub period: String,
    pub periods: Vec<(String, String)>,
    /// The plan then, every bar that is not empty, the plan now.
    pub steps: Vec<Step>,
    /// Whether the bars explain the change, in a sentence; without one nothing can be told.
    pub balance: Option<(bool, String)>,
}

/// A total or a bar between two heights, in minor units.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    pub name: String,
    pub shown: String,
    pub from: i64,
    pub to: i64,
    pub total: bool,
    /// The largest of the lines behind it, and how many there are.
    pub moves: Vec<Moved>,
    pub count: usize,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Moved {
    pub href: String,
    pub title: String,
    pub shown: String,
}
