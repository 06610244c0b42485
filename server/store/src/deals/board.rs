//! A board: for every stage of a pipeline the true count, sum and weighted sum, and the first cards.
//!
//! Invariants: columns and cards are of one snapshot; totals are those of the whole column, whatever
//! is loaded: from the cells where they know the filter, else from one scan that gives the cards
//! too. In an open column those without a dated next step come first, then by its day, as what is
//! to be done next leads; in a closed one the newest come first. There is no order by hand: it
//! would have to be agreed by everybody who sees the column.
use super::cursor::Cursor;
use super::index::{self, day_key};
use super::list::DealList;
use super::order::Rank;
use super::row::Cover;
use super::totals::shown;
use crate::cells::Cell;
use crate::engine::Direction;
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::Narrow;
use crate::reading::Reading;
use crate::tables::Order;
use domain::access::{Action, RecordAcl};
use domain::deals::{Deal, DealFilter, DealRow, DealSort, Status};
use domain::id::{PipelineId, StageId};
use domain::money::Currency;
use domain::pipelines::{Pipeline, Stage, StageKind};
use domain::time::Day;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Cards of a column that are loaded at once.
pub const CARDS: usize = 20;
/// Rows a filter may look at before the totals become "at least".
const SCAN: usize = 400_000;

/// The columns of a pipeline in its order.
#[derive(Clone, PartialEq, Debug)]
pub struct Board {
    pub columns: Vec<Column>,
    /// False when the filter would have had to look at too many rows: "at least".
    pub exact: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub stage: StageId,
    pub count: u64,
    /// Of the amounts the viewer may see.
    pub sums: Vec<ColumnSum>,
    pub cards: Vec<Card>,
    /// Where the next cards start; absent when all are loaded.
    pub next: Option<String>,
}

/// A deal on the board.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub row: DealRow,
    /// Its own per cent, where it has one and the viewer sees amounts.
    pub chance: Option<u8>,
    /// Whether the viewer may change it, and so move it.
    pub movable: bool,
}

/// The deals of a column in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ColumnSum {
    pub currency: Currency,
    pub count: u64,
    /// Minor units.
    pub sum: i64,
    pub weighted: i64,
}

type Sums = BTreeMap<StageId, BTreeMap<Option<Currency>, Cell>>;
type Cards = BTreeMap<StageId, BTreeMap<Rank, Found>>;
/// A card of which it is not yet asked whether it may be moved.
type Found = (Cover, RecordAcl);

impl Reading {
    /// The board of a pipeline; `None` for an unknown one. Archived stages are shown while they
    /// hold something.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn board(
        &self,
        pipeline: PipelineId,
        filter: &DealFilter,
        today: Day,
    ) -> Result<Option<Board>, StoreError> {
        let Some(pipeline) = self.firm().pipelines.get(&pipeline) else {
            return Ok(None);
        };
        let filter = within(pipeline, filter);
        let read = BoardRead::new(self, pipeline, &filter, today);
        read.board().map(Some)
    }

    /// More cards of one column, from a cursor that a board or this gave.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn column_cards(
        &self,
        stage: StageId,
        filter: &DealFilter,
        cursor: Option<&str>,
        today: Day,
        size: usize,
    ) -> Result<(Vec<Card>, Option<String>), StoreError> {
        let Some((pipeline, stage)) = self.firm().stage(stage) else {
            return Ok((Vec::new(), None));
        };
        let filter = within(pipeline, filter);
        let read = BoardRead::new(self, pipeline, &filter, today);
        let after = cursor.and_then(Cursor::parse).map(|cursor| cursor.place.1);
        read.walk_cards(stage, after.as_deref(), size)
    }
}

struct BoardRead<'r> {
    reading: &'r Reading,
    pipeline: &'r Pipeline,
    list: DealList<'r>,
}

fn within(pipeline: &Pipeline, filter: &DealFilter) -> DealFilter {
    DealFilter {
        pipelines: [pipeline.id].into(),
        ..filter.clone()
    }
}

impl<'r> BoardRead<'r> {
    fn new(
        reading: &'r Reading,
        pipeline: &'r Pipeline,
        filter: &'r DealFilter,
        today: Day,
    ) -> Self {
        Self {
            reading,
            pipeline,
            list: DealList::new(reading, filter, DealSort::default(), today),
        }
    }

    fn board(&self) -> Result<Board, StoreError> {
        let from_cells = self.list.narrow_only();
        let (sums, cards, exact) = match from_cells {
            true => (self.sums_from_cells()?, Cards::new(), true),
            false => self.scan()?,
        };
        let mut columns = Vec::with_capacity(self.pipeline.stages.len());
        for stage in &self.pipeline.stages {
            let cells = sums.get(&stage.id).cloned().unwrap_or_default();
            let count = cells
                .values()
                .map(|cell| cell.count)
                .sum::<i64>()
                .unsigned_abs();
            if stage.archived && count == 0 {
                continue;
            }
            let (cards, next) = match from_cells {
                true if count > 0 => self.walk_cards(stage, None, CARDS)?,
                true => (Vec::new(), None),
                false => self.first(cards.get(&stage.id))?,
            };
            columns.push(Column {
                stage: stage.id,
                count,
                sums: column_sums(&cells, stage.probability),
                cards,
                next,
            });
        }
        Ok(Board { columns, exact })
    }

    /// The stages of the pipeline that the filter leaves.
    fn stages(&self) -> impl Iterator<Item = &Stage> {
        let parts = &self.list.narrow.parts;
        let fits = |kind: StageKind| parts.contains(&index::part(Status::from(kind)));
        let stages = self.pipeline.stages.iter();
        stages.filter(move |stage| self.list.narrow.has_stage(stage.id) && fits(stage.kind))
    }

    fn sums_from_cells(&self) -> Result<Sums, StoreError> {
        let narrow = Narrow {
            stages: Some(self.stages().map(|stage| stage.id).collect()),
            ..self.list.narrow.clone()
        };
        let mut sums = Sums::new();
        self.reading.sweep(&narrow, |part, amount| {
            let cells = sums.entry(part.tail.stage).or_default();
            let currency = part.tail.currency.filter(|_| amount);
            cells
                .entry(currency)
                .or_default()
                .add(shown(part.cell, amount));
        })?;
        Ok(sums)
    }

    /// Looks at every row once.
    fn scan(&self) -> Result<(Sums, Cards, bool), StoreError> {
        let list = &self.list;
        let wanted: BTreeSet<StageId> = self.stages().map(|stage| stage.id).collect();
        let matcher = list.filter.matcher(list.today, &list.viewer.world.tree);
        let narrow = list.narrow.clone();
        let mut walk = list
            .viewer
            .walk(Order::Newest, narrow, None, Direction::Backward)?;
        let (mut sums, mut cards) = (Sums::new(), Cards::new());
        for looked in 0.. {
            let Some(entry) = walk.next()? else { break };
            if looked == SCAN {
                return Ok((sums, cards, false));
            }
            let Some(cover) = list.cover(&entry)? else {
                continue;
            };
            let row = &cover.row;
            if !wanted.contains(&row.stage) || !matcher.matches(row) {
                continue;
            }
            let cell = index::cell_of(row.status, row.amount, cover.probability);
            let currency = row.amount.map(|amount| amount.currency);
            let cells = sums.entry(row.stage).or_default();
            cells.entry(currency).or_default().add(cell);
            let column = cards.entry(row.stage).or_default();
            column.insert(rank(row), (cover, entry.acl));
            if column.len() > CARDS + 1 {
                column.pop_last();
            }
        }
        Ok((sums, cards, true))
    }

    fn card(&self, (cover, acl): (Cover, &RecordAcl)) -> Result<Card, StoreError> {
        let (id, edit) = (cover.row.id.0, Action::Edit);
        // Who reads it as a member may change it as one with whom it is shared, and the lists that
        // were walked know only the shares that let somebody read.
        let movable = self.list.viewer.allows(edit, acl)
            || self
                .reading
                .open::<Deal>(id)?
                .is_some_and(|deal| deal.may(edit));
        Ok(Card {
            row: cover.row,
            chance: cover.probability,
            movable,
        })
    }

    /// The first cards of a column, and where the next ones start.
    fn first(
        &self,
        column: Option<&BTreeMap<Rank, Found>>,
    ) -> Result<(Vec<Card>, Option<String>), StoreError> {
        let Some(column) = column else {
            return Ok((Vec::new(), None));
        };
        let more = column.len() > CARDS;
        let last = column.keys().nth(CARDS - 1).filter(|_| more);
        let next = last.map(|rank| Cursor::print('a', &(0, rank.suffix().to_vec())));
        let first = column.values().take(CARDS);
        let cards = first.map(|(cover, acl)| self.card((cover.clone(), acl)));
        Ok((cards.collect::<Result<_, _>>()?, next))
    }

    /// The cards of a column behind a place, in the order of its index.
    fn walk_cards(
        &self,
        stage: &Stage,
        after: Option<&[u8]>,
        size: usize,
    ) -> Result<(Vec<Card>, Option<String>), StoreError> {
        let list = &self.list;
        if !self.stages().any(|other| other.id == stage.id) {
            return Ok((Vec::new(), None));
        }
        let narrow = Narrow {
            stages: Some(vec![stage.id]),
            parts: vec![index::part(Status::from(stage.kind))],
            ..list.narrow.clone()
        };
        let (order, direction) = match stage.kind {
            StageKind::Open => (Order::Step, Direction::Forward),
            StageKind::Won | StageKind::Lost => (Order::Newest, Direction::Backward),
        };
        let matcher = list.filter.matcher(list.today, &list.viewer.world.tree);
        let mut walk = list.viewer.walk(order, narrow, after, direction)?;
        let (mut cards, mut last) = (Vec::with_capacity(size), None);
        while let Some(entry) = walk.next()? {
            let cover = list.cover(&entry)?;
            let Some(cover) = cover.filter(|cover| matcher.matches(&cover.row)) else {
                continue;
            };
            if cards.len() == size {
                return Ok((cards, last.map(|suffix| Cursor::print('a', &(0, suffix)))));
            }
            cards.push(self.card((cover, &entry.acl))?);
            last = Some(entry.suffix);
        }
        Ok((cards, None))
    }
}

/// The place of a card, as the indexes have it.
fn rank(row: &DealRow) -> Rank {
    match row.status {
        Status::Open => Rank::Rising(day_key(row.next_step_on).id(row.id.0).done()),
        Status::Won | Status::Lost => Rank::Falling(Reverse(Key::new().id(row.id.0).done())),
    }
}

fn column_sums(cells: &BTreeMap<Option<Currency>, Cell>, percent: u8) -> Vec<ColumnSum> {
    let known = cells.iter();
    let known = known.filter_map(|(currency, cell)| Some((((*currency)?), cell)));
    let sum = |(currency, cell): (Currency, &Cell)| ColumnSum {
        currency,
        count: cell.count.unsigned_abs(),
        sum: cell.sum,
        weighted: cell.weighted(percent),
    };
    known
        .filter(|(_, cell)| !cell.is_empty())
        .map(sum)
        .collect()
}
