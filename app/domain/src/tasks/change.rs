//! Changing what an assignment says. Invariant: what the author saw is what they change; somebody
//! else's change in between is told, never overwritten.
use super::deadline::Bounds;
use super::draft::{described, in_order};
use super::{About, Assignment, Doer, Edit, Event, Member, Priority, Verb};
use crate::change::Change;
use crate::field::Field;
use crate::id::PersonId;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Moment;

/// Everything an author can say of it, as it is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssignmentChanges {
    /// The version that was seen.
    pub version: u64,
    pub title: String,
    pub description: Option<String>,
    pub controller: Member,
    pub co_assignees: Vec<Member>,
    pub observers: Vec<Member>,
    pub priority: Priority,
    pub start: Option<Moment>,
    pub deadline: Option<Moment>,
    pub about: Vec<About>,
}

impl AssignmentChanges {
    /// What changes nothing.
    #[must_use]
    pub fn none(of: &Assignment) -> Self {
        Self {
            version: of.stamp.version,
            title: of.title.clone(),
            description: of.description.clone(),
            controller: of.controller,
            co_assignees: of.co_assignees.clone(),
            observers: of.observers.clone(),
            priority: of.priority,
            start: of.start,
            deadline: of.deadline,
            about: of.about.clone(),
        }
    }
}

impl Assignment {
    /// # Errors
    /// As [`Assignment::allows`]; another version than was seen; what a new one is refused for;
    /// nothing changed.
    pub fn change(
        &mut self,
        doer: Doer,
        to: AssignmentChanges,
        bounds: Bounds,
    ) -> Result<Event, Refused> {
        self.allows(Verb::Edit, doer)?;
        self.stamp.seen(to.version)?;
        if to.deadline != self.deadline {
            bounds.hold(to.deadline, doer.by.now)?;
        }
        in_order(to.start, to.deadline)?;
        let was = self.clone();
        let mut next = self.clone();
        next.title = text::required(Field::Title, &to.title, text::LINE)?;
        next.description = described(to.description.as_ref())?;
        next.controller = to.controller;
        next.co_assignees = to.co_assignees;
        next.observers = to.observers;
        next.priority = to.priority;
        next.start = to.start;
        next.about = to.about;
        if to.deadline != was.deadline {
            next.move_deadline(to.deadline);
            next.request = None;
        }
        next.drop_doubles();
        next.fits()?;
        let edits = edits(&was, &next);
        if edits.is_empty() {
            return Err(Refused::Unchanged);
        }
        *self = next;
        let state = self.state;
        Ok(self.turn(doer, state, Event::Edited { edits }))
    }
}

fn edits(was: &Assignment, is: &Assignment) -> Vec<Edit> {
    let people = |members: &[Member]| -> Vec<PersonId> {
        members.iter().map(|member| member.person).collect()
    };
    let found = [
        Change::between(was.title.clone(), is.title.clone()).map(Edit::Title),
        Change::between(was.description.clone(), is.description.clone()).map(Edit::Description),
        Change::between(was.priority, is.priority).map(Edit::Priority),
        Change::between(was.start, is.start).map(Edit::Start),
        Change::between(was.deadline, is.deadline).map(Edit::Deadline),
        Change::between(was.controller.person, is.controller.person).map(Edit::Controller),
        Change::between(people(&was.co_assignees), people(&is.co_assignees)).map(Edit::CoAssignees),
        Change::between(people(&was.observers), people(&is.observers)).map(Edit::Observers),
        Change::between(was.about.clone(), is.about.clone()).map(Edit::About),
    ];
    found.into_iter().flatten().collect()
}
