//! The list of deals: a page, and the exact count and sums of the whole result.
//!
//! Invariants: a filter on owner, group, stage, pipeline or status costs the page and the cells;
//! any other filter costs one bounded scan of covering rows, which gives page and totals at once.
//! A hidden amount is absent: it matches no filter, sorts as none and is in no sum.
use super::index::{self, Tail};
use super::row;
use super::segments::{self, AMOUNT, Segment};
use super::sums::Sweep;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::{Entry, Narrow, Viewer};
use crate::reading::Reading;
use crate::tables::{self, Facet, Kind, Order};
use domain::access::{Action, FieldMask, RecordType};
use domain::deals::{DealFilter, DealRow, DealSort, Status};
use domain::id::GroupId;
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
    pub totals: Totals,
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

/// A place in a list: segment and suffix.
type Place = (usize, Vec<u8>);

struct Found {
    place: Place,
    row: DealRow,
}

impl Reading {
    /// One page of the deals the reader may see. `cursor` comes from an earlier page; one that
    /// makes no sense starts at the beginning.
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
        let list = DealList::new(self, filter, sort, today);
        match list.narrow_only() {
            true => list.read_indexes(cursor),
            false => list.read_rows(cursor),
        }
    }

    /// Count and sums alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_totals(&self, filter: &DealFilter, today: Day) -> Result<Totals, StoreError> {
        let list = DealList::new(self, filter, DealSort::default(), today);
        match list.narrow_only() {
            true => list.totals_from_cells(),
            false => Ok(list.scan(None, 0)?.1),
        }
    }
}

struct DealList<'r> {
    viewer: Viewer<'r>,
    reading: &'r Reading,
    filter: &'r DealFilter,
    sort: DealSort,
    today: Day,
    narrow: Narrow,
    mixed: bool,
}

impl<'r> DealList<'r> {
    fn new(reading: &'r Reading, filter: &'r DealFilter, sort: DealSort, today: Day) -> Self {
        let viewer = reading.viewer(Kind::Deal, RecordType::Deal);
        let mixed = reading.hides_amounts();
        Self {
            viewer,
            reading,
            filter,
            sort,
            today,
            narrow: narrow(reading, filter),
            mixed,
        }
    }

    /// Whether lists and stamps answer the filter without the rows.
    fn narrow_only(&self) -> bool {
        self.filter.fits_cells() && self.filter.currency.is_none()
    }

    fn read_indexes(&self, cursor: Option<&str>) -> Result<DealPage, StoreError> {
        let segments = segments::of(self.sort, &self.narrow, self.reading.firm(), self.mixed);
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let mut found = self.collect(
            &segments,
            start.as_ref().map(|cursor| &cursor.place),
            backwards,
        )?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        if backwards {
            found.reverse();
        }
        Ok(page(
            found,
            start.is_some(),
            backwards,
            more,
            self.totals_from_cells()?,
        ))
    }

    /// Up to one more than a page, from `start` in reading order or against it.
    fn collect(
        &self,
        segments: &[Segment],
        start: Option<&Place>,
        backwards: bool,
    ) -> Result<Vec<Found>, StoreError> {
        let mut found = Vec::with_capacity(PAGE + 1);
        let mut order: Vec<usize> = (0..segments.len()).collect();
        if backwards {
            order.reverse();
        }
        let from = start.map_or(0, |(segment, _)| {
            order.iter().position(|n| n == segment).unwrap_or(0)
        });
        for number in order.into_iter().skip(from) {
            let Some(segment) = segments.get(number) else {
                continue;
            };
            let after = start
                .filter(|(segment, _)| *segment == number)
                .map(|(_, suffix)| suffix.as_slice());
            self.read_segment(number, segment, after, backwards, &mut found)?;
            if found.len() > PAGE {
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
        let mut walk = self
            .viewer
            .walk(segment.order, segment.narrow.clone(), after, direction)?;
        while found.len() <= PAGE {
            let Some(entry) = walk.next()? else { break };
            let shown = self.viewer.allows(AMOUNT, &entry.stamp, entry.lane);
            if segment.amount_shown.is_some_and(|wanted| wanted != shown) {
                continue;
            }
            if let Some(row) = self.row(&entry, segment.order, shown)? {
                found.push(Found {
                    place: (number, entry.suffix),
                    row,
                });
            }
        }
        Ok(())
    }

    /// The row of an entry, from the entry itself or from the list of everything.
    fn row(&self, entry: &Entry, order: Order, shown: bool) -> Result<Option<DealRow>, StoreError> {
        let status = index::status_of(entry.part);
        let row = if order == Order::Newest {
            row::decode(&entry.row, entry.id, status, &entry.stamp)
        } else {
            let prefix = tables::list(
                Kind::Deal,
                Order::Newest,
                Facet::All,
                entry.lane,
                entry.part,
            );
            let key = Key::new().bytes(&prefix).id(entry.id).done();
            let Some(value) = self.viewer.snapshot.get(Space::Idx, &key)? else {
                return Ok(None);
            };
            let mut rest = value.as_slice();
            crate::stamp::Stamp::take(&mut rest)
                .and_then(|stamp| row::decode(rest, entry.id, status, &stamp))
        };
        Ok(row.map(|cover| masked(cover.row, shown)))
    }

    fn totals_from_cells(&self) -> Result<Totals, StoreError> {
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
            detailed: false,
        };
        sweep(Action::Read).run(&mut |part| {
            totals.count += part.cell.count.unsigned_abs();
            if !self.mixed {
                add(&mut totals.sums, part.tail, part.cell);
            }
        })?;
        if self.mixed {
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

    fn read_rows(&self, cursor: Option<&str>) -> Result<DealPage, StoreError> {
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let (mut found, totals) = self.scan(start.as_ref(), PAGE + 1)?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        if backwards {
            found.reverse();
        }
        Ok(page(found, start.is_some(), backwards, more, totals))
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
            let shown = self.viewer.allows(AMOUNT, &entry.stamp, entry.lane);
            let Some(row) = self.row(&entry, Order::Newest, shown)? else {
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
    fn take(&mut self, row: &DealRow) {
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

/// Where a page begins: behind a place, or before it.
struct Cursor {
    before: bool,
    place: Place,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let (way, rest) = text.split_at_checked(1)?;
        let (segment, suffix) = rest.split_once('.')?;
        let digits = suffix
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok());
        let suffix = digits
            .map(|pair| u8::from_str_radix(pair?, 16).ok())
            .collect::<Option<Vec<u8>>>()?;
        Some(Self {
            before: way == "b",
            place: (segment.parse().ok()?, suffix),
        })
    }

    fn print(way: char, (segment, suffix): &Place) -> String {
        let hex: String = suffix.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{way}{segment}.{hex}")
    }
}

fn page(found: Vec<Found>, inside: bool, backwards: bool, more: bool, totals: Totals) -> DealPage {
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
    DealPage {
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

/// What of the filter the lists themselves answer.
fn narrow(reading: &Reading, filter: &DealFilter) -> Narrow {
    let firm = reading.firm();
    let statuses = if filter.statuses.is_empty() {
        Status::ALL.to_vec()
    } else {
        set(&filter.statuses)
    };
    let of_pipelines = firm
        .stages()
        .filter(|(pipeline, _)| filter.pipelines.contains(&pipeline.id));
    let mut stages = (!filter.pipelines.is_empty())
        .then(|| of_pipelines.map(|(_, stage)| stage.id).collect::<Vec<_>>());
    if !filter.stages.is_empty() {
        let wanted = |stage: &_| stages.as_ref().is_none_or(|stages| stages.contains(stage));
        stages = Some(filter.stages.iter().copied().filter(wanted).collect());
    }
    Narrow {
        owners: (!filter.owners.is_empty()).then(|| set(&filter.owners)),
        groups: (!filter.groups.is_empty()).then(|| groups(reading, filter)),
        stages,
        // Several companies are left to the rows.
        company: filter
            .companies
            .first()
            .copied()
            .filter(|_| filter.companies.len() == 1),
        parts: statuses.into_iter().map(index::part).collect(),
    }
}

fn groups(reading: &Reading, filter: &DealFilter) -> Vec<GroupId> {
    let tree = &reading.firm().world.tree;
    let mut groups: Vec<_> = set(&filter.groups);
    if filter.below {
        groups = groups
            .iter()
            .flat_map(|group| tree.subtree(*group))
            .copied()
            .collect();
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn set<T: Copy>(values: &std::collections::BTreeSet<T>) -> Vec<T> {
    values.iter().copied().collect()
}
