//! Assignments in the store. Invariants: everyone who takes part is active, stands in a group and
//! may work on assignments at all; what is linked the actor may read; what a verb takes, the domain says.
mod list;
mod shelves;

pub use list::{TaskList, TaskPage};

use crate::cells::Cell;
use crate::changes::{Happened, Place};
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{Key, trailing_id};
use crate::listed::Listed;
use crate::reading::Reading;
use crate::records::{self, Record, scan_prefix};
use crate::tables::{Kind, Order};
use crate::work::Work;
use domain::access::{Action, FieldClass, Guarded, Lane, RecordType, View, decide};
use domain::by::Actor;
use domain::change::Change;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::events;
use domain::field::Field;
use domain::id::{AssignmentId, GroupId, PersonId};
use domain::refusal::Refusal;
use domain::tasks::{
    About, Assignment, AssignmentChanges, AssignmentDraft, Bounds, Doer, Event, Member, Phase,
    Priority,
};
use domain::time::Moment;
use shelves::Shelf;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

impl Record for Assignment {
    const KIND: Kind = Kind::Assignment;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Listed for Assignment {
    fn is_listed(&self) -> bool {
        true
    }

    fn part(&self) -> u8 {
        1
    }

    fn touches(&self, _: &Self) -> Vec<FieldClass> {
        Vec::new()
    }

    fn orders(&self, _: Option<&str>) -> Vec<(Order, Key)> {
        Vec::new()
    }

    fn row(&self, _: Option<&str>) -> Vec<u8> {
        Vec::new()
    }

    fn own_rows(&self) -> Option<BTreeMap<Vec<u8>, Vec<u8>>> {
        Some(shelves::rows(self))
    }

    fn cells(&self) -> Vec<(Vec<u8>, Cell)> {
        shelves::cells(self)
    }
}

/// What is said of an assignment, people by their ids.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TaskTerms {
    pub title: String,
    pub description: Option<String>,
    /// The author unless named.
    pub controller: Option<PersonId>,
    pub co_assignees: Vec<PersonId>,
    pub observers: Vec<PersonId>,
    pub priority: Priority,
    pub start: Option<Moment>,
    pub deadline: Option<Moment>,
    pub about: Vec<About>,
}

impl Work<'_, '_> {
    /// Sets an assignment for somebody, perhaps as a part of another that the actor may change.
    ///
    /// # Errors
    /// Somebody who cannot take part, a link that is not readable, or the domain's refusal.
    pub fn set_task(
        &mut self,
        assignee: PersonId,
        terms: TaskTerms,
        checklist: Vec<String>,
        parent: Option<AssignmentId>,
    ) -> Result<AssignmentId, Stopped> {
        let Actor::Person(author) = self.by.actor else {
            return Err(Refusal::Invisible.into());
        };
        if !self.who.may_create(RecordType::Assignment, Lane::Normal) {
            return Err(Refusal::Forbidden(Action::Edit).into());
        }
        let parent: Option<Assignment> = parent
            .map(|parent| self.authorized(parent.0, Action::Edit))
            .transpose()?;
        self.links(&[], &terms.about)?;
        let author = self.member(&[], author, Field::Author)?;
        let draft = AssignmentDraft {
            description: terms.description,
            controller: self.someone(&[], terms.controller)?,
            co_assignees: self.members(&[], &terms.co_assignees, Field::CoAssignees)?,
            observers: self.members(&[], &terms.observers, Field::Observers)?,
            priority: terms.priority,
            start: terms.start,
            deadline: terms.deadline,
            checklist,
            about: terms.about,
            ..AssignmentDraft::new(&terms.title, self.member(&[], assignee, Field::Assignee)?)
        };
        let id = AssignmentId(self.new_id(Kind::Assignment)?);
        let doer = Doer {
            by: self.by,
            oversees: false,
        };
        let (task, event) = Assignment::set(doer, id, author, draft, parent.as_ref())?;
        self.creates(&task)?;
        self.put((None, None), (&task, None), events::Event::Task(event))?;
        Ok(id)
    }

    /// Does a verb on an assignment that the actor takes part in or leads.
    ///
    /// # Errors
    /// Invisible or forbidden, or the refusal of the verb.
    pub fn change_task(
        &mut self,
        id: AssignmentId,
        change: impl FnOnce(&mut Assignment, Doer) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let old: Assignment = self.authorized(id.0, Action::Edit)?;
        let mut new = old.clone();
        let event = change(&mut new, self.doer(&old))?;
        Ok(self.put((Some(&old), None), (&new, None), events::Event::Task(event))?)
    }

    /// # Errors
    /// As [`Work::change_task`], or somebody who cannot take part.
    pub fn hand_task_over(
        &mut self,
        id: AssignmentId,
        to: PersonId,
        reason: &str,
    ) -> Result<(), Stopped> {
        // Who may not even see it learns nothing of people either.
        self.authorized::<Assignment>(id.0, Action::Edit)?;
        let to = self.member(&[], to, Field::Assignee)?;
        self.change_task(id, |task, doer| task.hand_over(doer, to, reason))
    }

    /// Changes what an assignment says; `version` is what the actor saw.
    ///
    /// # Errors
    /// As [`Work::set_task`] and [`Work::change_task`].
    pub fn edit_task(
        &mut self,
        id: AssignmentId,
        version: u64,
        terms: TaskTerms,
    ) -> Result<(), Stopped> {
        let task: Assignment = self.authorized(id.0, Action::Edit)?;
        self.links(&task.about, &terms.about)?;
        let known: Vec<Member> = task.members().map(|(_, member)| member).collect();
        let controller = self.someone(&known, terms.controller)?;
        let to = AssignmentChanges {
            version,
            title: terms.title,
            description: terms.description,
            controller: controller.unwrap_or(task.author),
            co_assignees: self.members(&known, &terms.co_assignees, Field::CoAssignees)?,
            observers: self.members(&known, &terms.observers, Field::Observers)?,
            priority: terms.priority,
            start: terms.start,
            deadline: terms.deadline,
            about: terms.about,
        };
        let bounds = self.bounds(&task)?;
        self.change_task(id, |task, doer| task.change(doer, to, bounds))
    }

    /// What an assignment that the actor may change is about.
    ///
    /// # Errors
    /// Invisible or forbidden.
    pub fn task_links(&self, id: AssignmentId) -> Result<Vec<About>, Stopped> {
        let task: Assignment = self.authorized(id.0, Action::Edit)?;
        Ok(task.about)
    }

    /// # Errors
    /// As [`Work::change_task`].
    pub fn ask_task_deadline(
        &mut self,
        id: AssignmentId,
        to: Moment,
        reason: &str,
    ) -> Result<(), Stopped> {
        let task: Assignment = self.authorized(id.0, Action::Edit)?;
        let bounds = self.bounds(&task)?;
        self.change_task(id, |task, doer| task.ask_deadline(doer, to, reason, bounds))
    }

    /// # Errors
    /// As [`Work::change_task`].
    pub fn grant_task_deadline(&mut self, id: AssignmentId) -> Result<(), Stopped> {
        let task: Assignment = self.authorized(id.0, Action::Edit)?;
        let bounds = self.bounds(&task)?;
        self.change_task(id, |task, doer| task.grant_deadline(doer, bounds))
    }

    /// Takes along what a person who moved still takes part in, from one group into another. At
    /// most `most`; true when there are more.
    pub(crate) fn tasks_follow(
        &mut self,
        person: PersonId,
        (from, to): (GroupId, GroupId),
        most: usize,
    ) -> Result<bool, Stopped> {
        let mut ids = BTreeSet::new();
        for shelf in [Shelf::Involved(person), Shelf::Watched(person)] {
            for phase in [Phase::Todo, Phase::Waiting] {
                each_id(&*self.overlay, &shelf.rows(phase), |id| {
                    ids.insert(id);
                })?;
            }
        }
        let mut left = most;
        for id in ids {
            let Some(old) = records::load::<Assignment>(&*self.overlay, id)? else {
                continue;
            };
            let mut new = old.clone();
            let Ok(event) = new.follow(self.by, person, Change::new(from, to)) else {
                continue;
            };
            if left == 0 {
                return Ok(true);
            }
            left -= 1;
            self.put((Some(&old), None), (&new, None), events::Event::Task(event))?;
        }
        Ok(false)
    }

    /// Whether open assignments stand in a group.
    pub(crate) fn holds_tasks(&self, group: GroupId) -> Result<bool, StoreError> {
        for phase in [Phase::Todo, Phase::Waiting] {
            let cell = self
                .overlay
                .get(Space::Cell, &Shelf::Group(group).total(phase))?;
            if cell.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn doer(&self, task: &Assignment) -> Doer {
        let world = &self.firm.world;
        let reassigns = decide(world, &self.who, Action::Reassign, &task.acl(), self.by.now);
        Doer {
            by: self.by,
            oversees: reassigns.allows(),
        }
    }

    /// The deadlines around it: of what it is part of, and the last of its open parts.
    fn bounds(&self, task: &Assignment) -> Result<Bounds, StoreError> {
        let parent = task.parent.map(|parent| parent.0);
        let parent: Option<Assignment> = parent
            .map(|parent| records::load(&*self.overlay, parent))
            .transpose()?
            .flatten();
        let mut parts = Vec::new();
        for phase in [Phase::Todo, Phase::Waiting] {
            each_id(&*self.overlay, &Shelf::Parent(task.id).rows(phase), |id| {
                parts.push(id);
            })?;
        }
        let mut below = None;
        for id in parts {
            let part: Option<Assignment> = records::load(&*self.overlay, id)?;
            below = below.max(part.and_then(|part| part.deadline));
        }
        Ok(Bounds {
            above: parent.and_then(|parent| parent.deadline),
            below,
        })
    }

    /// Refuses a link that is new and not readable.
    fn links(&self, known: &[About], about: &[About]) -> Result<(), Stopped> {
        for about in about.iter().filter(|about| !known.contains(about)) {
            match *about {
                About::Deal(id) => self.readable::<Deal>(id.0).map(drop),
                About::Company(id) => self.readable::<Company>(id.0).map(drop),
                About::Contact(id) => self.readable::<Contact>(id.0).map(drop),
            }?;
        }
        Ok(())
    }

    fn someone(
        &self,
        known: &[Member],
        person: Option<PersonId>,
    ) -> Result<Option<Member>, Refusal> {
        let member = |person| self.member(known, person, Field::Controller);
        person.map(member).transpose()
    }

    fn members(
        &self,
        known: &[Member],
        people: &[PersonId],
        field: Field,
    ) -> Result<Vec<Member>, Refusal> {
        let member = |person: &PersonId| self.member(known, *person, field);
        people.iter().map(member).collect()
    }

    /// Somebody as they take part: as they came in, or with the group they stand in now.
    fn member(&self, known: &[Member], person: PersonId, field: Field) -> Result<Member, Refusal> {
        if let Some(member) = known.iter().find(|member| member.person == person) {
            return Ok(*member);
        }
        let principal = self.firm.principal(Actor::Person(person));
        if !principal.may_create(RecordType::Assignment, Lane::Normal) {
            return Err(Refusal::Unknown(field));
        }
        let group = self.group_of(person).map_err(|_| Refusal::Unknown(field))?;
        Ok(Member { person, group })
    }
}

fn each_id(
    reader: &(impl Reader + ?Sized),
    prefix: &[u8],
    mut show: impl FnMut(u64),
) -> Result<(), StoreError> {
    scan_prefix(reader, Space::Idx, prefix, |key, _| {
        if let Some(id) = trailing_id(key) {
            show(id);
        }
        ControlFlow::Continue(())
    })
}

impl Reading {
    /// The latest of what happened to an assignment, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn task_timeline(
        &self,
        task: &View<Assignment>,
        before: Option<Place>,
        limit: usize,
    ) -> Result<(Vec<Happened>, Option<Place>), StoreError> {
        let of = (Kind::Assignment, task.id.0);
        let mut all = self.timeline(of, before, limit.saturating_add(1))?;
        let more = all.len() > limit;
        all.truncate(limit);
        let older = all.last().filter(|_| more).map(|(place, _)| *place);
        Ok((
            all.into_iter().map(|(_, happened)| happened).collect(),
            older,
        ))
    }

    /// As the domain asks it of whoever reads: what they may do with an assignment now.
    #[must_use]
    pub fn task_doer(&self, task: &View<Assignment>) -> Doer {
        Doer {
            by: domain::by::By {
                actor: Actor::Person(self.who.id),
                now: self.now,
            },
            oversees: task.may(Action::Reassign),
        }
    }

    /// Whether the reader may set assignments and take part in them.
    #[must_use]
    pub fn sets_tasks(&self) -> bool {
        self.who.may_create(RecordType::Assignment, Lane::Normal)
    }
}
