//! Stuck deals: the list of a viewer and its exact count.
//!
//! Invariants: a deal stands in the index under the day on which its head is told, so a list costs
//! its page and nothing has to be written as days go by; a snooze moves that day. The count adds
//! the cells of the days up to today. What is counted in working days lies in the deal itself and
//! is worked out anew, chunk by chunk, when the calendar or a stage's expected days change.
use super::cursor::Cursor;
use super::list::{DealList, DealPage, Found, Neighbour, Totals, page};
use super::{index, row};
use crate::engine::{Direction, Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{after_prefix, trailing_id};
use crate::lists::Walk;
use crate::reading::Reading;
use crate::tables::{self, Kind, Order, RETIMED};
use crate::values;
use crate::work::Work;
use domain::deals::{Deal, DealFilter, DealRow, DealSort, Status};
use domain::id::DealId;
use domain::time::Day;
use std::ops::Bound;

/// Deals timed anew with the change itself, which must stay within the size of one work.
const AT_ONCE: usize = 200;

impl Reading {
    /// The deals the reader may see that are stuck and not snoozed, the longest first: a page, and
    /// the count and sums of all. Only open deals are stuck, so a status in the filter is ignored.
    /// A cursor that leads nowhere any more starts at the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stuck_deals(
        &self,
        filter: &DealFilter,
        cursor: Option<&str>,
        today: Day,
        size: usize,
    ) -> Result<DealPage, StoreError> {
        let list = open_list(self, filter, today);
        let totals = totals(&list)?;
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let mut found = stuck_from(&list, start.as_ref(), size + 1)?;
        let lost = found.is_empty() || (backwards && found.len() < size);
        if lost && start.is_some() {
            found = stuck_from(&list, None, size + 1)?;
            return Ok(page(found, None, size, totals));
        }
        Ok(page(found, start.as_ref(), size, totals))
    }

    /// The deals right before and behind one among the stuck ones, by the place that the page gave it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stuck_around(
        &self,
        filter: &DealFilter,
        (id, place): (DealId, &str),
        today: Day,
    ) -> Result<[Option<Neighbour>; 2], StoreError> {
        let Some(cursor) = Cursor::parse(place) else {
            return Ok([None, None]);
        };
        let list = open_list(self, filter, today);
        let beside = |before| {
            let place = cursor.place.clone();
            let found = stuck_from(&list, Some(&Cursor { before, place }), 2)?;
            // The deal itself may have moved to another place since.
            let other = found.into_iter().find(|found| found.row.id != id);
            Ok::<_, StoreError>(other.as_ref().map(Found::neighbour))
        };
        Ok([beside(true)?, beside(false)?])
    }

    /// Count and sums alone, for the head's home.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stuck_totals(&self, filter: &DealFilter, today: Day) -> Result<Totals, StoreError> {
        totals(&open_list(self, filter, today))
    }
}

fn open_list<'r>(reading: &'r Reading, filter: &'r DealFilter, today: Day) -> DealList<'r> {
    let mut list = DealList::new(reading, filter, DealSort::default(), today);
    list.narrow.parts = vec![index::part(Status::Open)];
    list
}

/// From the cells where they know the filter, else by looking at every stuck deal.
fn totals(list: &DealList<'_>) -> Result<Totals, StoreError> {
    if list.narrow_only() {
        return list.totals_from_cells(Some(list.today));
    }
    let mut totals = Totals {
        exact: true,
        ..Totals::default()
    };
    let mut stuck = StuckWalk::open(list, None)?;
    while let Some((_, row)) = stuck.next()? {
        totals.take(&row);
    }
    Ok(totals)
}

/// The first stuck deals behind a cursor, or before it, the nearest first.
fn stuck_from(
    list: &DealList<'_>,
    start: Option<&Cursor>,
    most: usize,
) -> Result<Vec<Found>, StoreError> {
    let mut stuck = StuckWalk::open(list, start)?;
    let mut found = Vec::with_capacity(most);
    while found.len() < most {
        let Some((suffix, row)) = stuck.next()? else {
            break;
        };
        let place = (0, suffix);
        found.push(Found { place, row });
    }
    Ok(found)
}

struct StuckWalk<'l, 'r> {
    list: &'l DealList<'r>,
    matcher: domain::deals::Matcher<'l>,
    walk: Walk<'r>,
}

impl<'l, 'r> StuckWalk<'l, 'r> {
    fn open(list: &'l DealList<'r>, start: Option<&Cursor>) -> Result<Self, StoreError> {
        let (narrow, viewer) = (list.narrow.clone(), list.viewer);
        let direction = match start {
            Some(cursor) if cursor.before => Direction::Backward,
            _ => Direction::Forward,
        };
        // Backwards from a place beyond today begins where today ends.
        let end = list
            .today
            .succ_opt()
            .map(|day| index::day_key(Some(day)).done());
        let after = start.map(|cursor| cursor.place.1.as_slice());
        let after = match (&end, direction) {
            (Some(end), Direction::Backward) => after.map(|place| place.min(end.as_slice())),
            _ => after,
        };
        Ok(Self {
            list,
            matcher: list.filter.matcher(list.today, &viewer.world.tree),
            walk: viewer.walk(Order::Stuck, narrow, after, direction)?,
        })
    }

    /// The next stuck deal with its place; nothing beyond today.
    fn next(&mut self) -> Result<Option<(Vec<u8>, DealRow)>, StoreError> {
        while let Some(entry) = self.walk.next()? {
            if row::day_of_key(&entry.suffix).is_none_or(|day| day > self.list.today) {
                break;
            }
            let row = self.list.row(&entry)?;
            if let Some(row) = row.filter(|row| self.list.any_status(&self.matcher, row)) {
                return Ok(Some((entry.suffix, row)));
            }
        }
        Ok(None)
    }
}

impl DealList<'_> {
    /// Whether the row passes the filter, whatever status that names.
    fn any_status(&self, matcher: &domain::deals::Matcher<'_>, row: &DealRow) -> bool {
        if self.filter.statuses.is_empty() || self.filter.statuses.contains(&Status::Open) {
            return matcher.matches(row);
        }
        let without = DealFilter {
            statuses: Default::default(),
            ..self.filter.clone()
        };
        without.matches(row, self.today, &self.viewer.world.tree)
    }
}

impl Work<'_, '_> {
    /// Starts working out anew what open deals are too long in their stage for.
    pub(crate) fn begin_retiming(&mut self) -> Result<(), StoreError> {
        self.overlay
            .put(Space::Meta, RETIMED, 0_u64.to_be_bytes())?;
        self.retime_some(AT_ONCE)?;
        Ok(())
    }

    /// Goes on with it for so many deals; true when there are more.
    ///
    /// # Errors
    /// Not an administrator.
    pub fn retime(&mut self, most: usize) -> Result<bool, Stopped> {
        self.administer()?;
        Ok(self.retime_some(most)?)
    }

    fn retime_some(&mut self, most: usize) -> Result<bool, StoreError> {
        let Some(last) = self.overlay.get(Space::Meta, RETIMED)? else {
            return Ok(false);
        };
        let after = tables::record(Kind::Deal, trailing_id(&last).unwrap_or_default());
        let end = after_prefix(&[Kind::Deal as u8]);
        let rows = self.overlay.range(
            Space::Rec,
            Bound::Excluded(after.as_slice()),
            end.as_deref().map_or(Bound::Unbounded, Bound::Excluded),
            Direction::Forward,
            most,
        )?;
        for (_, bytes) in &rows {
            let old: Deal = values::decode(bytes)?;
            let new = self.timed(old.clone());
            // Due days count working days too, and categories follow the chances of stages.
            self.derive_lines(old.id);
            if new.slow_on != old.slow_on {
                let company = self.company_name(old.company)?;
                self.index((Some(&old), company.as_deref()), (&new, company.as_deref()))?;
            }
        }
        let last = rows.last().and_then(|(key, _)| trailing_id(key));
        match last.filter(|_| rows.len() == most) {
            Some(last) => self
                .overlay
                .put(Space::Meta, RETIMED, last.to_be_bytes())
                .map(|()| true)
                .map_err(StoreError::from),
            None => {
                self.overlay.delete(Space::Meta, RETIMED)?;
                Ok(false)
            }
        }
    }
}
