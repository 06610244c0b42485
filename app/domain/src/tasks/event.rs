//! What happened to assignments.
use super::{About, Priority};
use crate::change::Change;
use crate::id::{GroupId, PersonId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created {
        title: String,
        assignee: PersonId,
        #[serde(default)]
        deadline: Option<Moment>,
    },
    Seen,
    Started,
    Done {
        #[serde(default)]
        result: Option<String>,
        /// After the deadline.
        #[serde(default)]
        late: bool,
    },
    CannotDo {
        reason: String,
    },
    Accepted,
    Returned {
        reason: String,
        /// The number of the attempt that begins.
        attempt: u16,
    },
    Cancelled {
        #[serde(default)]
        reason: Option<String>,
    },
    HandedOver {
        assignee: Change<PersonId>,
        #[serde(default)]
        reason: Option<String>,
    },
    DeadlineAsked {
        to: Moment,
        reason: String,
    },
    DeadlineGranted(Change<Option<Moment>>),
    DeadlineRefused {
        reason: String,
    },
    Edited {
        edits: Vec<Edit>,
    },
    ItemAdded {
        text: String,
    },
    ItemRemoved {
        text: String,
    },
    Ticked {
        text: String,
        done: bool,
    },
    Commented {
        number: u16,
    },
    /// A participant moved to another group.
    Followed {
        person: PersonId,
        group: Change<GroupId>,
    },
}

/// One changed field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    Title(Change<String>),
    Description(Change<Option<String>>),
    Priority(Change<Priority>),
    Start(Change<Option<Moment>>),
    Deadline(Change<Option<Moment>>),
    Controller(Change<PersonId>),
    CoAssignees(Change<Vec<PersonId>>),
    Observers(Change<Vec<PersonId>>),
    About(Change<Vec<About>>),
}
