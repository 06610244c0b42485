//! Assignments: somebody is to do something by a moment, and somebody accepts the result.
//! Invariants: a state changes only as `course` says and by whom it says; every attempt is kept;
//! a deadline that the assignee wants moved is asked for, and every move is counted; a result that
//! nobody else accepts ends with Done.
mod change;
mod checklist;
mod comments;
mod course;
mod deadline;
mod draft;
mod event;
mod guard;
pub mod quick;
mod refusal;
mod standing;
mod state;

pub use change::AssignmentChanges;
pub use comments::Comment;
pub use course::{Doer, Verb};
pub use deadline::{Bounds, DeadlineRequest, told};
pub use draft::AssignmentDraft;
pub use event::{Edit, Event};
pub use refusal::Refusal;
pub use standing::Role;
pub use state::{Phase, Priority, State};

use crate::id::{AssignmentId, CompanyId, ContactId, DealId, GroupId, PersonId};
use crate::stamp::Stamp;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Everything in it is Basic: who takes part reads all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assignment {
    pub id: AssignmentId,
    pub title: String,
    #[serde(default)]
    pub description: Option<String>,
    pub state: State,
    pub author: Member,
    pub assignee: Member,
    /// Who accepts or returns the result.
    pub controller: Member,
    #[serde(default)]
    pub co_assignees: Vec<Member>,
    #[serde(default)]
    pub observers: Vec<Member>,
    #[serde(default)]
    pub priority: Priority,
    /// When work is to begin.
    #[serde(default)]
    pub start: Option<Moment>,
    /// The first moment that is too late.
    #[serde(default)]
    pub deadline: Option<Moment>,
    /// What was agreed first, and how often it was moved since.
    #[serde(default)]
    pub first_deadline: Option<Moment>,
    #[serde(default)]
    pub moves: u16,
    #[serde(default)]
    pub request: Option<DeadlineRequest>,
    /// In the order they were made; the last is under way.
    pub attempts: Vec<Attempt>,
    #[serde(default)]
    pub checklist: Vec<Item>,
    /// Numbers given to its lines so far.
    #[serde(default)]
    pub items: u16,
    #[serde(default)]
    pub about: Vec<About>,
    /// Its deadline bounds this one's.
    #[serde(default)]
    pub parent: Option<AssignmentId>,
    #[serde(default)]
    pub comments: Vec<Comment>,
    pub stamp: Stamp,
}

/// Somebody who takes part, and their primary group as they came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub group: GroupId,
}

/// One try at it: by whom, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attempt {
    pub assignee: PersonId,
    pub since: Moment,
    #[serde(default)]
    pub ended: Option<Ending>,
    /// Why the result was not accepted.
    #[serde(default)]
    pub returned: Option<String>,
}

/// How an attempt ended on the assignee's side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ending {
    pub how: State,
    pub at: Moment,
    /// The result, or why it could not be done.
    #[serde(default)]
    pub words: Option<String>,
}

/// A line of the checklist.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Counted from 1, never given twice.
    pub number: u16,
    pub text: String,
    #[serde(default)]
    pub done: Option<(PersonId, Moment)>,
}

/// What it is about. A link neither opens nor hides the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum About {
    Deal(DealId),
    Company(CompanyId),
    Contact(ContactId),
}

/// Longest description, reason, result or comment.
const LONG: usize = 5_000;
const MOST_CO_ASSIGNEES: usize = 20;
const MOST_OBSERVERS: usize = 50;
const MOST_LINKS: usize = 10;

impl Assignment {
    /// Whether whoever does it also accepts it: then Done is the end.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.controller.person == self.assignee.person
    }

    #[must_use]
    pub fn phase(&self) -> Phase {
        match self.state {
            State::New | State::Seen | State::InProgress | State::Returned => Phase::Todo,
            State::Done if self.is_own() => Phase::Closed,
            State::Done | State::CannotDo => Phase::Waiting,
            State::Accepted | State::Cancelled => Phase::Closed,
        }
    }

    /// Whether the deadline passed while there is something left to do.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.phase() == Phase::Todo && self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Whose word it waits for: whether a result is accepted, what is to become of what cannot be
    /// done, whether a deadline may move.
    #[must_use]
    pub fn awaits(&self) -> Option<PersonId> {
        match (self.phase(), self.state) {
            (Phase::Waiting, State::Done) => Some(self.controller.person),
            (Phase::Waiting, _) => Some(self.author.person),
            (Phase::Todo, _) if self.request.is_some() => Some(self.author.person),
            _ => None,
        }
    }

    /// Lines of the checklist that are done, of all.
    #[must_use]
    pub fn ticked(&self) -> (usize, usize) {
        let done = self.checklist.iter().filter(|item| item.done.is_some());
        (done.count(), self.checklist.len())
    }

    /// Microseconds by which the deadline lies behind the first one; negative when before it.
    #[must_use]
    pub fn drift(&self) -> Option<i64> {
        Some(self.deadline?.0.saturating_sub(self.first_deadline?.0))
    }
}

#[cfg(test)]
pub(crate) use refusal::all;
#[cfg(test)]
mod tests;
