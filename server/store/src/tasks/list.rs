//! Lists of assignments. Invariants: each is a stretch of shelves by deadline, so that a page costs
//! the page and its count the cells; every record is opened by a decision of its own.
use super::shelves::{Shelf, day_of, day_start, sort_of};
use crate::cells::Cell;
use crate::deals::Cursor;
use crate::engine::{Direction, Row, Space};
use crate::error::StoreError;
use crate::keys::{after_prefix, trailing_id};
use crate::merge::{List, Merged};
use crate::reading::Reading;
use domain::access::{Action, RecordType, View, VisibleSet};
use domain::id::{AssignmentId, GroupId, PersonId};
use domain::tasks::{About, Assignment, Phase};
use std::collections::BTreeSet;
use std::ops::{Bound, ControlFlow};

/// The lists of assignments that a person reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TaskList {
    /// The reader's to do or to help with.
    Mine,
    /// Set by the reader for others.
    Given,
    /// Waiting for the reader's word.
    ToDecide,
    /// After their deadline, wherever the reader is more than an observer.
    Overdue,
    Watched,
    /// Of the people of the groups that the reader heads, or else sees by the firm's policy.
    Team,
    /// The same after their deadline.
    TeamOverdue,
    /// One colleague's to do or to help with, as far as the reader sees them.
    Of(PersonId),
}

/// One page of assignments.
pub struct TaskPage {
    pub rows: Vec<View<Assignment>>,
    /// Where the next page starts; absent on the last one.
    pub next: Option<String>,
    /// Assignments in the whole list.
    pub count: u64,
}

/// Part of a shelf: of one phase, perhaps only what is overdue.
type Source = (Shelf, Phase, bool);

impl Reading {
    /// A page of a list, the nearest deadline first; of what is closed, the latest first. A cursor
    /// that makes no sense starts at the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tasks(
        &self,
        list: TaskList,
        closed: bool,
        cursor: Option<&str>,
        size: usize,
    ) -> Result<TaskPage, StoreError> {
        let sources = self.sources(list, closed);
        let after = cursor.and_then(Cursor::parse).map(|cursor| cursor.place.1);
        let mut merged = self.merged(&sources, after.as_deref())?;
        let (mut rows, mut last, mut next) = (Vec::new(), Vec::new(), None);
        while let Some(found) = merged.next()? {
            let id = trailing_id(&found.suffix).unwrap_or_default();
            let Some(task) = self.open::<Assignment>(id)? else {
                continue;
            };
            if rows.len() == size {
                next = Some(Cursor::print('a', &(0, last)));
                break;
            }
            rows.push(task);
            last = found.suffix;
        }
        let count = match list {
            TaskList::Of(_) => self.one_by_one(&sources)?,
            _ => self.counted(&sources)?,
        };
        Ok(TaskPage { rows, next, count })
    }

    /// How many lie in a list.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn task_count(&self, list: TaskList) -> Result<u64, StoreError> {
        self.counted(&self.sources(list, false))
    }

    /// Overdue assignments of the people of the groups that the reader heads; `None` for whoever
    /// heads nobody.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn overdue_of_people(&self) -> Result<Option<u64>, StoreError> {
        let headed = self.led_groups();
        if headed.is_empty() {
            return Ok(None);
        }
        let overdue = |group| (Shelf::Group(group), Phase::Todo, true);
        let sources: Vec<Source> = headed.into_iter().map(overdue).collect();
        self.counted(&sources).map(Some)
    }

    /// Whether the reader sees the assignments of any group whole.
    #[must_use]
    pub fn sees_team_tasks(&self) -> bool {
        let plan = self.task_plan().normal;
        plan.all || !plan.groups.is_empty()
    }

    /// An assignment the reader may see.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn task(&self, id: AssignmentId) -> Result<Option<View<Assignment>>, StoreError> {
        self.open(id.0)
    }

    /// The open assignments about a record that the reader may see, the nearest deadline first, at
    /// most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tasks_about(
        &self,
        about: About,
        limit: usize,
    ) -> Result<Vec<View<Assignment>>, StoreError> {
        let shelf = match about {
            About::Deal(id) => Shelf::Deal(id),
            About::Company(id) => Shelf::Company(id),
            About::Contact(id) => Shelf::Contact(id),
        };
        let open = [(shelf, Phase::Todo, false), (shelf, Phase::Waiting, false)];
        self.first(&open, limit)
    }

    /// The parts of an assignment that the reader may see, open ones first, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn subtasks(
        &self,
        of: AssignmentId,
        limit: usize,
    ) -> Result<Vec<View<Assignment>>, StoreError> {
        let part = |phase| (Shelf::Parent(of), phase, false);
        let mut all = self.first(&[part(Phase::Todo), part(Phase::Waiting)], limit)?;
        let left = limit.saturating_sub(all.len());
        all.extend(self.first(&[part(Phase::Closed)], left)?);
        Ok(all)
    }

    fn first(&self, of: &[Source], limit: usize) -> Result<Vec<View<Assignment>>, StoreError> {
        let mut merged = self.merged(of, None)?;
        let mut all = Vec::new();
        while all.len() < limit
            && let Some(found) = merged.next()?
        {
            let id = trailing_id(&found.suffix).unwrap_or_default();
            all.extend(self.open::<Assignment>(id)?);
        }
        Ok(all)
    }

    fn task_plan(&self) -> VisibleSet {
        let kind = RecordType::Assignment;
        VisibleSet::plan(&self.firm.world, &self.who, Action::Read, kind, self.now)
    }

    fn sources(&self, list: TaskList, closed: bool) -> Vec<Source> {
        // Whoever may read no assignments takes part in none that they could read.
        if !self.who.active || self.who.table.closed(RecordType::Assignment) {
            return Vec::new();
        }
        let me = self.who.id;
        let open = [Phase::Todo, Phase::Waiting].as_slice();
        let (shelves, phases, overdue) = match list {
            TaskList::Mine => (vec![Shelf::Mine(me)], open, false),
            TaskList::Of(person) => (vec![Shelf::Mine(person)], open, false),
            TaskList::Given => (vec![Shelf::Given(me)], open, false),
            TaskList::ToDecide => (vec![Shelf::Decide(me)], open, false),
            TaskList::Watched => (vec![Shelf::Watched(me)], open, false),
            TaskList::Overdue => (vec![Shelf::Involved(me)], open, true),
            TaskList::Team => (self.team(), open, false),
            TaskList::TeamOverdue => (self.team(), open, true),
        };
        let phases = match (closed, overdue) {
            (_, true) => &[Phase::Todo],
            (true, _) => &[Phase::Closed],
            _ => phases,
        };
        let all = shelves.into_iter();
        all.flat_map(|shelf| phases.iter().map(move |phase| (shelf, *phase, overdue)))
            .collect()
    }

    /// The groups under the reader as a head of assignments.
    fn led_groups(&self) -> BTreeSet<GroupId> {
        let (who, tree) = (&self.who, &self.firm.world.tree);
        let leads = who.active
            && !who.table.closed(RecordType::Assignment)
            && who.head_mask.normal.has(Action::Read);
        let heads = who.heads.iter().filter(|_| leads);
        heads
            .flat_map(|head| tree.subtree(*head).iter().copied())
            .collect()
    }

    /// A head's people; everybody else's colleagues as far as the policy opens them.
    fn team(&self) -> Vec<Shelf> {
        let headed = self.led_groups();
        if !headed.is_empty() {
            return headed.into_iter().map(Shelf::Group).collect();
        }
        let plan = self.task_plan().normal;
        if plan.all {
            return vec![Shelf::Everyone];
        }
        plan.groups.into_iter().map(Shelf::Group).collect()
    }

    fn merged(&self, sources: &[Source], after: Option<&[u8]>) -> Result<Merged<'_>, StoreError> {
        let lists = sources.iter().map(|source| {
            let (prefix, end) = self.stretch(*source);
            let start = after.map(|suffix| [prefix.as_slice(), suffix].concat());
            let lo = match &start {
                Some(start) => Bound::Excluded(start.as_slice()),
                None => Bound::Included(prefix.as_slice()),
            };
            let hi = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
            let cursor = self
                .snapshot
                .cursor(Space::Idx, lo, hi, Direction::Forward)?;
            Ok(List {
                prefix: prefix.len(),
                rows: Box::new(Rows(cursor)),
            })
        });
        Merged::new(lists.collect::<Result<_, StoreError>>()?, false)
    }

    /// The prefix of a source's rows, and where they end.
    fn stretch(&self, (shelf, phase, overdue): Source) -> (Vec<u8>, Option<Vec<u8>>) {
        let prefix = shelf.rows(phase);
        let end = match overdue {
            // A deadline is the first moment that is too late.
            true => Some(behind(&prefix, self.now)),
            false => after_prefix(&prefix),
        };
        (prefix, end)
    }

    fn counted(&self, sources: &[Source]) -> Result<u64, StoreError> {
        let mut count = 0;
        for (shelf, phase, overdue) in sources {
            count += match overdue {
                true => self.overdue_on(*shelf, *phase)?,
                false => {
                    let cell = self.snapshot.get(Space::Cell, &shelf.total(*phase))?;
                    cell.as_deref().map_or(0, number)
                }
            };
        }
        Ok(count)
    }

    /// Whole days from their cells, the rows of the day that is under way one by one.
    fn overdue_on(&self, shelf: Shelf, phase: Phase) -> Result<u64, StoreError> {
        let cells = shelf.by_day(phase);
        let today = [cells.as_slice(), &day_of(self.now)].concat();
        let mut count = 0;
        self.snapshot.scan(
            Space::Cell,
            Bound::Included(&cells),
            Bound::Excluded(&today),
            Direction::Forward,
            &mut |_, value| {
                count += number(value);
                ControlFlow::Continue(())
            },
        )?;
        let prefix = shelf.rows(phase);
        let start = [
            prefix.as_slice(),
            &sort_of(Some(day_start(self.now))).done(),
        ]
        .concat();
        self.snapshot.scan(
            Space::Idx,
            Bound::Included(&start),
            Bound::Excluded(&behind(&prefix, self.now)),
            Direction::Forward,
            &mut |_, _| {
                count += 1;
                ControlFlow::Continue(())
            },
        )?;
        Ok(count)
    }

    /// What a person has to do is little enough to be decided one by one.
    fn one_by_one(&self, sources: &[Source]) -> Result<u64, StoreError> {
        let mut count = 0;
        let mut merged = self.merged(sources, None)?;
        while let Some(found) = merged.next()? {
            let id = trailing_id(&found.suffix).unwrap_or_default();
            count += u64::from(self.open::<Assignment>(id)?.is_some());
        }
        Ok(count)
    }
}

/// The first key behind every deadline up to this moment.
fn behind(prefix: &[u8], now: domain::time::Moment) -> Vec<u8> {
    let after = domain::time::Moment(now.0.saturating_add(1));
    [prefix, &sort_of(Some(after)).done()].concat()
}

fn number(value: &[u8]) -> u64 {
    Cell::decode(value).map_or(0, |cell| cell.count.unsigned_abs())
}

struct Rows<'s>(Box<dyn crate::engine::Cursor + 's>);

impl Iterator for Rows<'_> {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.entry()?;
        let row = (key.to_vec(), value.to_vec());
        Some(self.0.advance().map(|()| row).map_err(StoreError::from))
    }
}
