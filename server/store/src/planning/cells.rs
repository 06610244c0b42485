//! Which cells count a line: the key layouts of the plan's families.
//!
//! Invariants: a line counts once in the month it is due (or in none), once in each month money came
//! in for it, and once for each level that agreed it; families by group and by owner hold the same.
use super::covered::{
    Covered, DealLines, category_of, category_tag, level_of, month_number, month_of,
};
use crate::cells::Cell;
use crate::deals::families::{code, currency_of};
use crate::keys::{Key, id_at};
use crate::tables::lane_tag;
use chrono::Datelike;
use domain::access::Lane;
use domain::id::{GroupId, PersonId};
use domain::money::{Currency, Money};
use domain::planning::{Category, Level, LineState};
use domain::time::{Day, Month};

/// A family and the fixed part of its keys.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PlanFamily {
    /// By month; within, by owner, figure, category and currency.
    Group(Lane, GroupId),
    /// By month; within, by group, figure, category and currency.
    Owner(Lane, PersonId),
    /// Awaited money by the day it is due; within, by currency.
    Day(Lane),
    DayGroup(Lane, GroupId),
    /// Within each day by group.
    DayOwner(Lane, PersonId),
}

/// What a cell counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Figure {
    /// `sum` is the amount, `own_sum` what is outstanding of it, `own_weighted` the gross owed.
    Declared,
    /// `sum` is what the plan counts of it.
    Received,
    /// `sum` is what the level agreed, `own_sum` what of it has not come in.
    Agreed(Level),
}

/// What every cell by month ends with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PlanTail {
    pub(crate) month: Option<Month>,
    /// The owner within a group, the group within an owner.
    pub(crate) other: u64,
    pub(crate) figure: Figure,
    pub(crate) category: Category,
    pub(crate) currency: Option<Currency>,
}

impl PlanFamily {
    pub(crate) fn prefix(self) -> Key {
        let start = |tag, lane| Key::new().tag(tag).tag(lane_tag(lane));
        match self {
            Self::Group(lane, group) => start(24, lane).id(group.0),
            Self::Owner(lane, owner) => start(25, lane).id(owner.0),
            Self::Day(lane) => start(26, lane),
            Self::DayGroup(lane, group) => start(27, lane).id(group.0),
            Self::DayOwner(lane, owner) => start(28, lane).id(owner.0),
        }
    }
}

impl PlanTail {
    const BYTES: usize = 8 + 1 + 8 + 1 + 3;

    fn end(self, key: Key) -> Vec<u8> {
        let (tag, level) = match self.figure {
            Figure::Declared => (1, 0),
            Figure::Received => (2, 0),
            Figure::Agreed(Level::Firm) => (3, 0),
            Figure::Agreed(Level::Group(group)) => (3, group.0),
        };
        key.optional_int(self.month.map(month_number))
            .id(self.other)
            .tag(tag)
            .id(level)
            .tag(category_tag(self.category))
            .bytes(&code(self.currency))
            .done()
    }

    /// What follows the family's prefix in a key.
    pub(crate) fn of(suffix: &[u8]) -> Option<Self> {
        let (head, tail) = suffix.split_at_checked(suffix.len().checked_sub(Self::BYTES)?)?;
        let month = match head.split_first()? {
            (0, _) => None,
            (_, rest) => Some(month_of(number(rest)?)?),
        };
        let level = id_at(tail, 9)?;
        let figure = match tail.get(8)? {
            1 => Figure::Declared,
            2 => Figure::Received,
            _ => Figure::Agreed(level_of(level)),
        };
        Some(Self {
            month,
            other: id_at(tail, 0)?,
            figure,
            category: category_of(*tail.get(17)?),
            currency: currency_of(tail.get(18..)?),
        })
    }
}

/// A signed number of a key.
pub(crate) fn number(bytes: &[u8]) -> Option<i64> {
    let number = u64::from_be_bytes(*bytes.first_chunk::<8>()?) ^ (1 << 63);
    Some(number.cast_signed())
}

/// Every cell of a deal's lines.
pub(crate) fn of_all(all: &DealLines) -> Vec<(Vec<u8>, Cell)> {
    all.lines.iter().flat_map(of).collect()
}

fn of(covered: &Covered) -> Vec<(Vec<u8>, Cell)> {
    let line = &covered.line;
    let (lane, group, owner) = (line.lane, line.group, line.owner);
    let mut cells = Vec::new();
    for (tail, cell) in figures(covered) {
        let of_owner = PlanTail {
            other: group.0,
            ..tail
        };
        cells.push((tail.end(PlanFamily::Group(lane, group).prefix()), cell));
        cells.push((of_owner.end(PlanFamily::Owner(lane, owner).prefix()), cell));
    }
    if let Some((day, cell)) = awaited(covered) {
        let currency = code(line.gross.map(|gross| gross.currency));
        let on = |family: PlanFamily| family.prefix().int(i64::from(day.num_days_from_ce()));
        let owned = on(PlanFamily::DayOwner(lane, owner)).id(group.0);
        for key in [
            on(PlanFamily::Day(lane)),
            on(PlanFamily::DayGroup(lane, group)),
            owned,
        ] {
            cells.push((key.bytes(&currency).done(), cell));
        }
    }
    cells
}

/// What a line adds to the months, as cells by group.
pub(crate) fn figures(covered: &Covered) -> Vec<(PlanTail, Cell)> {
    let line = &covered.line;
    let tail = |month, figure, money: Option<Money>| PlanTail {
        month,
        other: line.owner.0,
        figure,
        category: line.category,
        currency: money.map(|money| money.currency),
    };
    let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
    let declared = Cell {
        count: 1,
        sum: minor(line.amount),
        own_sum: minor(line.outstanding()),
        own_weighted: minor(line.owed()),
    };
    let month = line.due.map(Month::of);
    let mut figures = vec![(tail(month, Figure::Declared, line.amount), declared)];
    for (month, money) in &covered.received {
        let cell = Cell {
            count: 1,
            sum: money.minor,
            ..Cell::default()
        };
        figures.push((tail(Some(*month), Figure::Received, Some(*money)), cell));
    }
    for one in &covered.agreed {
        let cell = Cell {
            count: 1,
            sum: one.amount.minor,
            own_sum: one.open(line),
            own_weighted: 0,
        };
        let figure = Figure::Agreed(one.level);
        figures.push((
            tail(Some(Month::of(one.due)), figure, Some(one.amount)),
            cell,
        ));
    }
    figures
}

/// The gross money a line still awaits, under its day.
pub(crate) fn awaited(covered: &Covered) -> Option<(Day, Cell)> {
    let line = &covered.line;
    if line.state() != LineState::Awaited {
        return None;
    }
    let cell = Cell {
        count: 1,
        sum: line.owed()?.minor,
        ..Cell::default()
    };
    Some((line.due?, cell))
}
