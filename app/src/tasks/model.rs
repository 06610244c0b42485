//! What the screens of assignments are given: names looked up, moments and sentences finished.
//! Invariant: nothing in it that its viewer may not see.
use crate::moments::When;
use crate::people::Named;
use domain::id::{AssignmentId, PersonId};
use domain::tasks::{Priority, State, Verb};
use serde::{Deserialize, Serialize};

/// A list of assignments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct List {
    /// In the order of the tabs; the list of one colleague has none.
    pub tabs: Vec<TabOf>,
    /// Whose list it is, where it is a colleague's.
    pub of: Option<Named>,
    pub lines: Vec<Line>,
    pub count: u64,
    /// Of the team's list: how many are overdue.
    pub late: Option<u64>,
    pub next: Option<String>,
    /// Whether the viewer may set assignments.
    pub adds: bool,
    /// What was just added.
    pub added: Option<Added>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TabOf {
    /// The value of `?list=`.
    pub key: Key,
    pub count: u64,
    pub here: bool,
}

/// The tabs, as their addresses name them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Key {
    Mine,
    Decide,
    Given,
    Overdue,
    Watched,
    Team,
}

impl Key {
    pub const EVERY: [Self; 6] = [
        Self::Mine,
        Self::Decide,
        Self::Given,
        Self::Overdue,
        Self::Watched,
        Self::Team,
    ];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Decide => "decide",
            Self::Given => "given",
            Self::Overdue => "overdue",
            Self::Watched => "watched",
            Self::Team => "team",
        }
    }

    #[must_use]
    pub fn of(value: &str) -> Self {
        let found = Self::EVERY.into_iter().find(|key| key.value() == value);
        found.unwrap_or(Self::Mine)
    }
}

/// An assignment in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: AssignmentId,
    pub title: String,
    pub assignee: String,
    pub assignee_id: PersonId,
    /// Only where it is somebody else.
    pub author: Option<String>,
    pub deadline: Option<String>,
    /// Still to be done, and after its deadline.
    pub overdue: bool,
    pub group: DayGroup,
    pub state: State,
    /// Another deadline is asked for.
    pub asked: bool,
    pub priority: Priority,
    /// Lines of the checklist that are done, of all.
    pub ticked: (usize, usize),
    pub about: Option<String>,
}

/// Under which heading it stands in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DayGroup {
    Past,
    Today,
    Week,
    Later,
    Never,
}

/// An assignment as it was understood from one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    pub id: AssignmentId,
    pub said: String,
}

/// One assignment with everything around it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub line: Line,
    pub description: Option<String>,
    pub author: String,
    pub controller: String,
    /// The controller is the assignee: nobody else accepts.
    pub own: bool,
    pub co_assignees: Vec<String>,
    pub observers: Vec<String>,
    pub start: Option<String>,
    /// How often and by how much the deadline moved.
    pub drift: Option<String>,
    pub request: Option<Asked>,
    pub attempts: Vec<Attempt>,
    pub checklist: Vec<Item>,
    pub links: Vec<Linked>,
    pub parent: Option<Linked>,
    pub subtasks: Vec<Line>,
    pub comments: Vec<Comment>,
    pub events: Vec<Told>,
    /// Where events begin that are older than these.
    pub older: Option<String>,
    /// What the viewer may do now.
    pub may: Vec<Verb>,
    /// Names for fields of people.
    pub people: Vec<String>,
    /// Why the viewer sees it.
    pub why: String,
    /// Whether there is a page of who sees it, for this viewer.
    pub explains: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub who: String,
    pub to: String,
    pub reason: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attempt {
    pub who: String,
    pub since: When,
    /// The state it ended in, and when.
    pub ended: Option<(State, When)>,
    pub words: Option<String>,
    pub returned: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub number: u16,
    pub text: String,
    /// Who did it.
    pub done: Option<String>,
}

/// A record beside the assignment; without an address it is hidden.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Linked {
    pub name: String,
    pub href: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Comment {
    pub who: String,
    pub when: When,
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    pub title: String,
    pub who: String,
    pub when: When,
}

/// What the form of an assignment starts from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Editable {
    /// Absent for a new one.
    pub id: Option<AssignmentId>,
    pub version: u64,
    pub typed: Typed,
    /// What a new one is part of or about, in words.
    pub beside: Vec<String>,
    pub people: Vec<String>,
}

/// The fields of the form as they are typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Typed {
    pub title: String,
    pub assignee: String,
    pub deadline: String,
    pub deadline_time: String,
    pub priority: String,
    pub planned_start: String,
    pub description: String,
    pub controller: String,
    pub co_assignees: String,
    pub observers: String,
    /// One in a line.
    pub item: String,
    pub deal: String,
    pub company: String,
    pub contact: String,
    pub parent: String,
}
