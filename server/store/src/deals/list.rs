//! The list of deals: a page, and the exact count and sums of the whole result.
//!
//! Invariants: a filter on owner, group, stage, pipeline or status costs the page and the cells;
//! any other filter costs one bounded scan of covering rows, which gives page and totals at once.
//! A hidden amount is absent: it matches no filter, sorts as none and is in no sum.
use super::Hidden;
use super::cursor::{Cursor, Place};
use super::families::Tail;
use super::index;
use super::narrow::narrow;
use super::row::{self, Cover};
use super::segments::{AMOUNT, Segment, Segments};
use super::stretch::Stretch;
use super::sums::Sweep;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::{Entry, Narrow, Viewer};
use crate::reading::Reading;
use crate::tables::{self, Facet, Kind, Order};
use domain::access::{Action, FieldMask, RecordType};
use domain::deals::{DealFilter, DealRow, DealSort, Status};
use domain::id::DealId;
use domain::money::{Money, Sum, Sums};
use domain::time::Day;
use std::collections::BTreeMap;

/// Deals on a page.
pub const PAGE: usize = 50;
/// Rows a filter may look at before its totals become "at least".
const SCAN: usize = 400_000;

/// One page of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct DealPage {
    pub rows: Vec<DealRow>,
    /// Where the next page starts; absent on the last one.
    pub next: Option<String>,
    /// Where the previous page ends; absent on the first one.
    pub previous: Option<String>,
    /// The place of each row, for [`Reading::deals_around`]; none where the list has no neighbours.
    pub places: Vec<String>,
    pub totals: Totals,
}

/// A deal next to another in a list, and its own place there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbour {
    pub id: DealId,
    pub place: String,
}

/// Count and sums of a whole result.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    pub count: u64,
    /// Of the amounts the viewer may see, per currency.
    pub sums: Sums,
    /// False when the filter would have had to look at too many rows: "at least".
    pub exact: bool,
}

/// A row and where it stands.
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) row: DealRow,
}

impl Found {
    pub(super) fn neighbour(&self) -> Neighbour {
        Neighbour {
            id: self.row.id,
            place: Cursor::print('a', &self.place),
        }
    }
}

impl Reading {
    /// One page of the deals the reader may see. `cursor` comes from an earlier page; one that
    /// makes no sense, or leads nowhere any more, starts at the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deals(
        &self,
        filter: &DealFilter,
        sort: DealSort,
        cursor: Option<&str>,
        today: Day,
    ) -> Result<DealPage, StoreError> {
        self.deals_by(filter, sort, cursor, today, PAGE)
    }

    /// As [`Reading::deals`], with pages of another size: for boards and tests.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deals_by(
        &self,
        filter: &DealFilter,
        sort: DealSort,
        cursor: Option<&str>,
        today: Day,
        size: usize,
    ) -> Result<DealPage, StoreError> {
        let list = DealList {
            size,
            ..DealList::new(self, filter, sort, today)
        };
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let found = list.read(start)?;
        // What stood before or behind the cursor may be gone.
        let lost = found.rows.is_empty() || (backwards && found.rows.len() < size);
        if lost && cursor.is_some() {
            return list.read(None);
        }
        Ok(found)
    }

    /// The deals right before and behind one in a list, by the place that the list gave it. Two
    /// steps in the index, or two bounded scans for a filter that the index does not know.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deals_around(
        &self,
        (filter, sort): (&DealFilter, DealSort),
        (id, place): (DealId, &str),
        today: Day,
    ) -> Result<[Option<Neighbour>; 2], StoreError> {
        let Some(cursor) = Cursor::parse(place) else {
            return Ok([None, None]);
        };
        let list = DealList {
            size: 1,
            ..DealList::new(self, filter, sort, today)
        };
        let beside = |before| {
            let start = Cursor {
                before,
                place: cursor.place.clone(),
            };
            let found = if list.narrow_only() {
                list.collect(Some(&start))?
            } else {
                list.scan(Some(&start), 2)?.0
            };
            // The deal itself may have moved to another place of the list since.
            let other = found.into_iter().find(|found| found.row.id != id);
            Ok::<_, StoreError>(other.as_ref().map(Found::neighbour))
        };
        Ok([beside(true)?, beside(false)?])
    }

    /// Count and sums alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_totals(&self, filter: &DealFilter, today: Day) -> Result<Totals, StoreError> {
        let list = DealList::new(self, filter, DealSort::default(), today);
        match list.narrow_only() {
            true => list.totals_from_cells(None),
            false => Ok(list.scan(None, 0)?.1),
        }
    }
}

pub(super) struct DealList<'r> {
    pub(super) viewer: Viewer<'r>,
    reading: &'r Reading,
    pub(super) filter: &'r DealFilter,
    sort: DealSort,
    pub(super) today: Day,
    pub(super) narrow: Narrow,
    hidden: Hidden,
    size: usize,
}

impl<'r> DealList<'r> {
    pub(super) fn new(
        reading: &'r Reading,
        filter: &'r DealFilter,
        sort: DealSort,
        today: Day,
    ) -> Self {
        let viewer = reading.viewer(Kind::Deal, RecordType::Deal);
        Self {
            viewer,
            reading,
            filter,
            sort,
            today,
            narrow: narrow(reading.firm(), filter),
            hidden: reading.hidden_amounts(),
            size: PAGE,
        }
    }

    /// Whether lists and stamps answer the filter without the rows.
    pub(super) fn narrow_only(&self) -> bool {
        self.filter.fits_cells() && self.filter.currency.is_none()
    }

    fn read(&self, start: Option<Cursor>) -> Result<DealPage, StoreError> {
        let (found, totals) = if self.narrow_only() {
            (self.collect(start.as_ref())?, self.totals_from_cells(None)?)
        } else {
            self.scan(start.as_ref(), self.size + 1)?
        };
        Ok(page(found, start.as_ref(), self.size, totals))
    }

    /// Up to one more than a page, from `start` in reading order or against it.
    fn collect(&self, start: Option<&Cursor>) -> Result<Vec<Found>, StoreError> {
        let segments = Segments::of(self.sort, &self.narrow, self.reading, self.hidden)?;
        let backwards = start.is_some_and(|cursor| cursor.before);
        let mut found = Vec::with_capacity(self.size + 1);
        let mut order: Vec<usize> = (0..segments.len()).collect();
        if backwards {
            order.reverse();
        }
        let from = start.and_then(|cursor| order.iter().position(|n| *n == cursor.place.0));
        for number in order.into_iter().skip(from.unwrap_or(0)) {
            let Some(segment) = segments.get(number) else {
                continue;
            };
            let after = start
                .filter(|cursor| cursor.place.0 == number)
                .map(|cursor| cursor.place.1.as_slice());
            self.read_segment(number, &segment, after, backwards, &mut found)?;
            if found.len() > self.size {
                break;
            }
        }
        Ok(found)
    }

    fn read_segment(
        &self,
        number: usize,
        segment: &Segment,
        after: Option<&[u8]>,
        backwards: bool,
        found: &mut Vec<Found>,
    ) -> Result<(), StoreError> {
        let direction = match (segment.direction, backwards) {
            (Direction::Forward, false) | (Direction::Backward, true) => Direction::Forward,
            (Direction::Backward, false) | (Direction::Forward, true) => Direction::Backward,
        };
        let mut stretch = Stretch::open(self.viewer, segment, after, direction)?;
        while found.len() <= self.size {
            let Some(entry) = stretch.next()? else { break };
            if let Some(row) = self.row(&entry)? {
                found.push(Found {
                    place: (number, entry.suffix),
                    row,
                });
            }
        }
        Ok(())
    }

    pub(super) fn row(&self, entry: &Entry) -> Result<Option<DealRow>, StoreError> {
        Ok(self.cover(entry)?.map(|cover| cover.row))
    }

    /// The row of an entry, from the entry itself or from the list of everything, without what
    /// the viewer may not know.
    pub(super) fn cover(&self, entry: &Entry) -> Result<Option<Cover>, StoreError> {
        let status = index::status_of(entry.part);
        let shown = self.viewer.allows(AMOUNT, &entry.acl);
        let cover = if entry.row.is_empty() {
            let prefix = tables::list(
                Kind::Deal,
                Order::Newest,
                Facet::All,
                entry.acl.lane,
                entry.part,
            );
            let key = Key::new().bytes(&prefix).id(entry.id).done();
            let Some(value) = self.viewer.snapshot.get(Space::Idx, &key)? else {
                return Ok(None);
            };
            let mut rest = value.as_slice();
            crate::stamp::Stamp::take(&mut rest)
                .and_then(|stamp| row::decode(rest, entry.id, status, &stamp))
        } else {
            row::decode(&entry.row, entry.id, status, &entry.stamp)
        };
        Ok(cover.map(|cover| Cover {
            row: masked(cover.row, shown),
            probability: cover.probability.filter(|_| shown),
        }))
    }

    /// Of everything, or of the deals stuck on a day.
    pub(super) fn totals_from_cells(&self, stuck: Option<Day>) -> Result<Totals, StoreError> {
        let narrow = self.of_status();
        let mut totals = Totals {
            exact: true,
            ..Totals::default()
        };
        let sweep = |action| Sweep {
            viewer: self.viewer,
            action,
            narrow: &narrow,
            months: None,
            stuck,
        };
        let apart = self.hidden == Hidden::Anywhere;
        sweep(Action::Read).run(&mut |part| {
            totals.count += part.cell.count.unsigned_abs();
            if !apart && part.amount {
                add(&mut totals.sums, part.tail, part.cell);
            }
        })?;
        if apart {
            sweep(AMOUNT).run(&mut |part| add(&mut totals.sums, part.tail, part.cell))?;
        }
        Ok(totals)
    }

    /// Cells know stages, not statuses: a filter on status becomes one on the stages of its kind.
    fn of_status(&self) -> Narrow {
        let mut narrow = self.narrow.clone();
        if narrow.parts.len() < Status::ALL.len() {
            let fits = |kind| narrow.parts.contains(&index::part(Status::from(kind)));
            let stages = self
                .reading
                .firm()
                .stages()
                .filter(|(_, stage)| fits(stage.kind));
            let stages = stages
                .map(|(_, stage)| stage.id)
                .filter(|stage| narrow.has_stage(*stage));
            narrow.stages = Some(stages.collect());
        }
        narrow
    }

    /// Looks at every row once: the totals of all that match, and the first `wanted` behind the cursor.
    fn scan(
        &self,
        start: Option<&Cursor>,
        wanted: usize,
    ) -> Result<(Vec<Found>, Totals), StoreError> {
        let backwards = start.is_some_and(|cursor| cursor.before);
        let matcher = self.filter.matcher(self.today, &self.viewer.world.tree);
        let order = super::order::Ordering::new(self.sort, self.reading.firm());
        let mut best: BTreeMap<super::order::Rank, Found> = BTreeMap::new();
        let mut totals = Totals {
            exact: true,
            ..Totals::default()
        };
        let mut walk = self.viewer.walk(
            Order::Newest,
            self.narrow.clone(),
            None,
            Direction::Backward,
        )?;
        for looked in 0.. {
            let Some(entry) = walk.next()? else { break };
            if looked == SCAN {
                totals.exact = false;
                break;
            }
            let Some(row) = self.row(&entry)? else {
                continue;
            };
            if !matcher.matches(&row) {
                continue;
            }
            totals.take(&row);
            let rank = order.rank(&row, backwards);
            if start.is_some_and(|cursor| rank <= order.rank_of(&cursor.place.1, backwards)) {
                continue;
            }
            let place = (0, rank.suffix().to_vec());
            best.insert(rank, Found { place, row });
            if best.len() > wanted {
                best.pop_last();
            }
        }
        Ok((best.into_values().collect(), totals))
    }
}

impl Totals {
    pub(super) fn take(&mut self, row: &DealRow) {
        self.count += 1;
        if let Some(amount) = row.amount {
            self.sums.add(amount);
        }
    }

    /// The sum in one currency.
    #[must_use]
    pub fn sum(&self, currency: domain::money::Currency) -> Money {
        Money::new(self.sums.of(currency).minor, currency)
    }
}

/// A page of what was found from `start` on, up to one more than fits.
pub(super) fn page(
    mut found: Vec<Found>,
    start: Option<&Cursor>,
    size: usize,
    totals: Totals,
) -> DealPage {
    let inside = start.is_some();
    let backwards = start.is_some_and(|cursor| cursor.before);
    let more = found.len() > size;
    found.truncate(size);
    if backwards {
        found.reverse();
    }
    let (has_next, has_previous) = if backwards {
        (true, more)
    } else {
        (more, inside)
    };
    let next = found
        .last()
        .filter(|_| has_next)
        .map(|found| Cursor::print('a', &found.place));
    let previous = found
        .first()
        .filter(|_| has_previous)
        .map(|found| Cursor::print('b', &found.place));
    let places = found.iter().map(|found| Cursor::print('a', &found.place));
    DealPage {
        places: places.collect(),
        rows: found.into_iter().map(|found| found.row).collect(),
        next,
        previous,
        totals,
    }
}

fn masked(row: DealRow, amount_shown: bool) -> DealRow {
    if amount_shown {
        row
    } else {
        row.mask(FieldMask::NONE)
    }
}

fn add(sums: &mut Sums, tail: Tail, cell: crate::cells::Cell) {
    if let Some(currency) = tail.currency {
        sums.add_sum(
            currency,
            Sum {
                count: cell.count.unsigned_abs(),
                minor: cell.sum,
            },
        );
    }
}
