//! What the pages of reconciliation are given. Invariant: amounts, days, names and sentences come
//! finished from the server, and only what the viewer may see.
use domain::id::GroupId;
use domain::money::Currency;
use serde::{Deserialize, Serialize};

/// The period of a page and its neighbours, as values of the address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct When {
    pub value: String,
    pub label: String,
    pub previous: String,
    pub next: String,
    /// The month, quarter and year around it: value and whether it is the chosen one.
    pub lengths: [(String, bool); 3],
}

/// The sheets of a period.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listing {
    pub when: When,
    pub currency: Currency,
    pub rows: Vec<Row>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub group: GroupId,
    pub name: String,
    pub state: State,
    pub said: String,
    pub due: String,
    pub late: bool,
    pub declared: String,
    pub up: String,
    /// Lines that wait for a verdict or changed since.
    pub waiting: u64,
    /// Something here waits for the viewer.
    pub mine: bool,
}

/// How a sheet stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum State {
    None,
    Draft,
    Submitted,
    Returned,
    Agreed,
    Superseded,
}

/// One sheet with its lines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub group: GroupId,
    pub name: String,
    pub when: When,
    pub currency: Currency,
    /// Empty until it is opened.
    pub id: String,
    pub version: u64,
    pub state: State,
    pub said: String,
    /// What happened to it last, in sentences.
    pub course: Vec<String>,
    pub reason: Option<String>,
    pub request: Option<String>,
    /// Name and sum of every part, then what goes up.
    pub parts: Vec<(String, String)>,
    pub up: String,
    pub may: May,
    /// Lines that stand so, and those of them that the viewer has to judge.
    pub count: usize,
    pub waits: usize,
    /// Counted from 1.
    pub page: usize,
    pub pages: usize,
    pub lines: Vec<Line>,
    /// As the address filters: where lines stand, and whose they are.
    pub standing: String,
    pub owner: String,
    pub people: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct May {
    pub open: bool,
    pub submit: bool,
    pub decide: bool,
    pub ask: bool,
    pub answer: bool,
    pub judge: bool,
}

/// A line before this level.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: String,
    pub href: String,
    pub title: String,
    pub below: String,
    pub due: String,
    pub amount: String,
    /// What came up instead of the line's own figures.
    pub offered: Option<String>,
    pub standing: Standing,
    pub said: String,
    pub verdicts: Vec<Given>,
    /// Of this level's verdict; 0 for none.
    pub version: u64,
    pub may: bool,
    pub form: Form,
}

/// Where a line stands at this level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Standing {
    Below,
    Unreviewed,
    Agreed,
    Disputed,
    Excluded,
    Amber,
}

/// A verdict of some level, in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Given {
    pub level: String,
    pub said: String,
    pub reason: Option<String>,
    pub comments: Vec<String>,
    /// The viewer may comment on it, at this level.
    pub key: String,
}

/// What stands in the form of a verdict.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Form {
    pub amount: String,
    pub due: String,
    pub currency: String,
}

impl Standing {
    pub const ALL: [Self; 6] = [
        Self::Unreviewed,
        Self::Amber,
        Self::Disputed,
        Self::Excluded,
        Self::Agreed,
        Self::Below,
    ];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Unreviewed => "unreviewed",
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::Excluded => "excluded",
            Self::Amber => "amber",
        }
    }
}
