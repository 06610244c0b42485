//! Where an assignment stands: one shelf for each person and part they have in it, for its group,
//! for what it is about. Invariants: rows and cells are a function of the record alone; on a shelf
//! the open ones lie by deadline, those without one last, and the closed ones by when they were
//! closed, the latest first; a shelf's cells count exactly its rows.
use crate::cells::Cell;
use crate::keys::Key;
use crate::tables::{Kind, LIST};
use domain::id::{AssignmentId, CompanyId, ContactId, DealId, GroupId, PersonId};
use domain::tasks::{About, Assignment, Phase};
use domain::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// One list and the phase of what lies in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Shelf {
    /// Theirs to do, or to help with. What waits for a decision is closed for them.
    Mine(PersonId),
    /// Set by them for others.
    Given(PersonId),
    /// Waits for their word.
    Decide(PersonId),
    /// They do, help with, set or accept it.
    Involved(PersonId),
    Watched(PersonId),
    /// The assignee's group.
    Group(GroupId),
    Everyone,
    Deal(DealId),
    Company(CompanyId),
    Contact(ContactId),
    Parent(AssignmentId),
}

/// Before the number of a cell family of deals could reach it.
const CELLS: u8 = 60;
const TOTAL: u8 = 0;
const BY_DAY: u8 = 1;
const DAY: i64 = 86_400 * Moment::MICROS_PER_SECOND;

impl Shelf {
    fn parts(self) -> (u8, u64) {
        match self {
            Self::Mine(person) => (1, person.0),
            Self::Given(person) => (2, person.0),
            Self::Decide(person) => (3, person.0),
            Self::Involved(person) => (4, person.0),
            Self::Watched(person) => (5, person.0),
            Self::Group(group) => (6, group.0),
            Self::Everyone => (7, 0),
            Self::Deal(deal) => (8, deal.0),
            Self::Company(company) => (9, company.0),
            Self::Contact(contact) => (10, contact.0),
            Self::Parent(parent) => (11, parent.0),
        }
    }

    /// Whether anybody asks how many lie on it without reading them.
    fn is_counted(self) -> bool {
        self.parts().0 <= 7
    }

    /// The prefix of its rows in a phase.
    pub(crate) fn rows(self, phase: Phase) -> Vec<u8> {
        let (tag, subject) = self.parts();
        let key = Key::new().tag(LIST).tag(Kind::Assignment as u8);
        key.tag(tag).id(subject).tag(phase_tag(phase)).done()
    }

    /// The cell of all its rows in a phase.
    pub(crate) fn total(self, phase: Phase) -> Vec<u8> {
        self.cells(phase).tag(TOTAL).done()
    }

    /// The prefix of its cells by the day of the deadline, which follows as [`day_of`] says.
    pub(crate) fn by_day(self, phase: Phase) -> Vec<u8> {
        self.cells(phase).tag(BY_DAY).done()
    }

    fn cells(self, phase: Phase) -> Key {
        let (tag, subject) = self.parts();
        let key = Key::new().tag(CELLS).tag(tag);
        key.id(subject).tag(phase_tag(phase))
    }
}

/// What follows the prefix of a row, before the id.
pub(crate) fn sort_of(deadline: Option<Moment>) -> Key {
    match deadline {
        Some(deadline) => Key::new().tag(0).int(deadline.0),
        None => Key::new().tag(1),
    }
}

/// The UTC day of a deadline, in the order of days; only for counting before a moment.
pub(crate) fn day_of(deadline: Moment) -> Vec<u8> {
    Key::new().int(deadline.0.div_euclid(DAY)).done()
}

/// The first moment of that day.
pub(crate) fn day_start(moment: Moment) -> Moment {
    Moment(moment.0.div_euclid(DAY) * DAY)
}

fn phase_tag(phase: Phase) -> u8 {
    match phase {
        Phase::Todo => 1,
        Phase::Waiting => 2,
        Phase::Closed => 3,
    }
}

/// Every shelf it stands on, and in which phase.
pub(crate) fn of(task: &Assignment) -> BTreeSet<(Shelf, Phase)> {
    let phase = task.phase();
    let mut all = BTreeSet::new();
    let (author, assignee) = (task.author.person, task.assignee.person);
    let helpers = || task.co_assignees.iter().map(|member| member.person);
    let theirs = if phase == Phase::Waiting {
        Phase::Closed
    } else {
        phase
    };
    for person in helpers().chain([assignee]) {
        all.insert((Shelf::Mine(person), theirs));
        all.insert((Shelf::Involved(person), phase));
    }
    if author != assignee {
        all.insert((Shelf::Given(author), phase));
    }
    for person in [author, task.controller.person] {
        all.insert((Shelf::Involved(person), phase));
    }
    for member in &task.observers {
        all.insert((Shelf::Watched(member.person), phase));
    }
    if let Some(person) = task.awaits() {
        all.insert((Shelf::Decide(person), Phase::Waiting));
    }
    all.insert((Shelf::Group(task.assignee.group), phase));
    all.insert((Shelf::Everyone, phase));
    for about in &task.about {
        let shelf = match *about {
            About::Deal(id) => Shelf::Deal(id),
            About::Company(id) => Shelf::Company(id),
            About::Contact(id) => Shelf::Contact(id),
        };
        all.insert((shelf, phase));
    }
    if let Some(parent) = task.parent {
        all.insert((Shelf::Parent(parent), phase));
    }
    all
}

pub(crate) fn rows(task: &Assignment) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let row = |(shelf, phase): (Shelf, Phase)| {
        let sort = match phase {
            Phase::Closed => Key::new().int(task.stamp.updated.0.saturating_neg()),
            _ => sort_of(task.deadline),
        };
        let key = Key::new().bytes(&shelf.rows(phase)).bytes(&sort.done());
        (key.id(task.id.0).done(), Vec::new())
    };
    of(task).into_iter().map(row).collect()
}

pub(crate) fn cells(task: &Assignment) -> Vec<(Vec<u8>, Cell)> {
    let one = Cell {
        count: 1,
        ..Cell::default()
    };
    let mut cells = Vec::new();
    for (shelf, phase) in of(task) {
        if !shelf.is_counted() {
            continue;
        }
        cells.push((shelf.total(phase), one));
        // Only what is still to be done gets overdue.
        if let Some(deadline) = task.deadline.filter(|_| phase == Phase::Todo) {
            let key = [shelf.by_day(phase), day_of(deadline)].concat();
            cells.push((key, one));
        }
    }
    cells
}
