//! A new assignment.
use super::deadline::Bounds;
use super::{
    About, Assignment, Attempt, Doer, Event, LONG, MOST_CO_ASSIGNEES, MOST_LINKS, MOST_OBSERVERS,
    Member, Phase, Priority, Refusal, State,
};
use crate::field::Field;
use crate::id::AssignmentId;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Moment;

/// What an author says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssignmentDraft {
    pub title: String,
    pub description: Option<String>,
    pub assignee: Member,
    /// The author unless named.
    pub controller: Option<Member>,
    pub co_assignees: Vec<Member>,
    pub observers: Vec<Member>,
    pub priority: Priority,
    pub start: Option<Moment>,
    pub deadline: Option<Moment>,
    pub checklist: Vec<String>,
    pub about: Vec<About>,
}

impl AssignmentDraft {
    #[must_use]
    pub fn new(title: &str, assignee: Member) -> Self {
        Self {
            title: title.to_owned(),
            description: None,
            assignee,
            controller: None,
            co_assignees: Vec::new(),
            observers: Vec::new(),
            priority: Priority::default(),
            start: None,
            deadline: None,
            checklist: Vec::new(),
            about: Vec::new(),
        }
    }
}

impl Assignment {
    /// Sets an assignment, perhaps as a part of another; a part without a deadline takes the
    /// whole's.
    ///
    /// # Errors
    /// Bad texts, too many people or links; a deadline that is over or beyond the parent's; a
    /// start after it; a parent that is closed.
    pub fn set(
        doer: Doer,
        id: AssignmentId,
        author: Member,
        draft: AssignmentDraft,
        parent: Option<&Self>,
    ) -> Result<(Self, Event), Refused> {
        if parent.is_some_and(|parent| parent.phase() == Phase::Closed) {
            return Err(Refusal::ParentClosed.into());
        }
        let above = parent.and_then(|parent| parent.deadline);
        let deadline = draft.deadline.or(above);
        Bounds { above, below: None }.hold(deadline, doer.by.now)?;
        in_order(draft.start, deadline)?;
        let own = draft.assignee.person == author.person;
        let mut made = Self {
            id,
            title: text::required(Field::Title, &draft.title, text::LINE)?,
            description: described(draft.description.as_ref())?,
            state: if own { State::Seen } else { State::New },
            author,
            assignee: draft.assignee,
            controller: draft.controller.unwrap_or(author),
            co_assignees: draft.co_assignees,
            observers: draft.observers,
            priority: draft.priority,
            start: draft.start,
            deadline,
            first_deadline: deadline,
            moves: 0,
            request: None,
            attempts: vec![Attempt {
                assignee: draft.assignee.person,
                since: doer.by.now,
                ended: None,
                returned: None,
            }],
            checklist: Vec::new(),
            items: 0,
            about: draft.about,
            parent: parent.map(|parent| parent.id),
            comments: Vec::new(),
            stamp: Stamp::new(doer.by),
        };
        made.drop_doubles();
        made.fits()?;
        for item in &draft.checklist {
            made.enter_item(item)?;
        }
        let event = Event::Created {
            title: made.title.clone(),
            assignee: made.assignee.person,
            deadline,
        };
        Ok((made, event))
    }

    pub(super) fn fits(&self) -> Result<(), Refused> {
        let counts = [
            (
                Field::CoAssignees,
                self.co_assignees.len(),
                MOST_CO_ASSIGNEES,
            ),
            (Field::Observers, self.observers.len(), MOST_OBSERVERS),
            (Field::Deal, self.about.len(), MOST_LINKS),
        ];
        for (field, count, limit) in counts {
            if count > limit {
                return Err(text::Refusal::TooMany { field, limit }.into());
            }
        }
        Ok(())
    }
}

pub(super) fn described(raw: Option<&String>) -> Result<Option<String>, Refused> {
    Ok(text::optional_note(Field::Description, raw, LONG)?)
}

pub(super) fn in_order(start: Option<Moment>, deadline: Option<Moment>) -> Result<(), Refusal> {
    match (start, deadline) {
        (Some(start), Some(deadline)) if deadline < start => Err(Refusal::StartAfterDeadline),
        _ => Ok(()),
    }
}
