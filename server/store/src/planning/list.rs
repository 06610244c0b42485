//! Instalments a reader may see, by the day they are due.
//!
//! Invariants: a page costs the page; what is hidden of an amount decides nothing that is told: a
//! filter that asks for it finds only what the reader sees; totals are exact or say "at least".
use super::covered::{Covered, month_number, part};
use super::deal_plan::masked;
use super::sums::AMOUNT;
use crate::deals::Cursor;
use crate::deals::index::day_key;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::{Entry, Narrow, Walk};
use crate::reading::Reading;
use crate::tables::{self, Facet, Kind, Order};
use domain::id::{DealId, GroupId};
use domain::money::Sums;
use domain::period::Period;
use domain::planning::{LineFilter, LineState, PlanLine, fits_group};
use domain::time::{Day, Month};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Lines looked at for totals before they say "at least".
const LOOK: usize = 50_000;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LinePage {
    pub rows: Vec<LineRow>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub totals: LineTotals,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LineRow {
    pub line: PlanLine,
    /// Of the deal.
    pub title: String,
    /// Of the deal's company, as the list of deals shows it.
    pub company: Option<String>,
    /// Whether amounts are shown.
    pub shown: bool,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct LineTotals {
    pub count: u64,
    /// In the firm's basis.
    pub planned: Sums,
    /// Gross, and still to come in.
    pub owed: Sums,
    /// What the plan counts of what came in.
    pub received: Sums,
    /// False: at least so much.
    pub exact: bool,
}

/// What else a list asks of a line.
pub(crate) type Within<'a> = dyn Fn(&Covered) -> bool + 'a;

/// A list being read.
pub(crate) struct List<'r> {
    reading: &'r Reading,
    filter: &'r LineFilter,
    pub(crate) narrow: Narrow,
    /// `None` for the lines behind a figure, where no day matters but the figure's.
    today: Option<Day>,
    within: Option<&'r Within<'r>>,
    order: Order,
    /// Where the list begins and ends in its order, as the first bytes of suffixes.
    from: Option<Vec<u8>>,
    until: Option<Vec<u8>>,
}

impl Reading {
    /// A page of the instalments that the reader may see, undated ones first. A cursor that leads
    /// nowhere any more starts at the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn instalments(
        &self,
        filter: &LineFilter,
        today: Day,
        cursor: Option<&str>,
        size: usize,
    ) -> Result<LinePage, StoreError> {
        List::of(self, filter, today).read(cursor, size)
    }

    /// Count and sums alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn instalment_totals(
        &self,
        filter: &LineFilter,
        today: Day,
    ) -> Result<LineTotals, StoreError> {
        List::of(self, filter, today).totals()
    }

    /// The row of a line as a list shows it.
    pub(crate) fn line_row(&self, line: PlanLine, shown: bool) -> Result<LineRow, StoreError> {
        let (title, company) = self.deal_named(line.id.deal, &line)?;
        Ok(LineRow {
            line: masked(line, shown),
            title,
            company,
            shown,
        })
    }

    /// Title and company of a deal that the reader may see, from its covering row.
    fn deal_named(
        &self,
        deal: DealId,
        line: &PlanLine,
    ) -> Result<(String, Option<String>), StoreError> {
        let part = crate::deals::index::part(line.status);
        let prefix = tables::list(Kind::Deal, Order::Newest, Facet::All, line.lane, part);
        let key = Key::new().bytes(&prefix).id(deal.0).done();
        let Some(value) = self.snapshot.get(Space::Idx, &key)? else {
            return Ok((String::new(), None));
        };
        let mut rest = value.as_slice();
        let cover = crate::stamp::Stamp::take(&mut rest)
            .and_then(|stamp| crate::deals::row::decode(rest, deal.0, line.status, &stamp));
        Ok(cover
            .map(|cover| (cover.row.title, cover.row.company_name))
            .unwrap_or_default())
    }
}

/// What of a filter the lists themselves answer.
pub(crate) fn narrow_of(reading: &Reading, filter: &LineFilter) -> Narrow {
    let owners = filter.owners.iter().copied().collect::<Vec<_>>();
    Narrow {
        owners: (!owners.is_empty()).then_some(owners),
        groups: groups_of(reading, &filter.groups, filter.below),
        parts: filter.states().into_iter().map(part).collect(),
        ..Narrow::default()
    }
}

/// `None` for no group asked for.
pub(crate) fn groups_of(
    reading: &Reading,
    groups: &BTreeSet<GroupId>,
    below: bool,
) -> Option<Vec<GroupId>> {
    if groups.is_empty() {
        return None;
    }
    let tree = &reading.firm.world.tree;
    let with_below = |group: &GroupId| match below {
        true => tree.subtree(*group).to_vec(),
        false => vec![*group],
    };
    let all: BTreeSet<GroupId> = groups.iter().flat_map(with_below).collect();
    Some(all.into_iter().collect())
}

impl<'r> List<'r> {
    /// The lines behind a figure of a period whose amounts the reader sees.
    pub(crate) fn of_cell(
        reading: &'r Reading,
        filter: &'r LineFilter,
        (order, period): (Order, Period),
        within: &'r Within<'r>,
    ) -> Self {
        let month = |month| Key::new().int(month_number(month)).done();
        let day = |month: Month| {
            let first = Day::from_ymd_opt(month.year, u32::from(month.month), 1);
            first.map(|day| day_key(Some(day)).done())
        };
        let bound = |at: Month| match order {
            Order::Due => day(at),
            _ => Some(month(at)),
        };
        Self {
            narrow: Narrow {
                parts: LineState::ALL.map(part).to_vec(),
                ..narrow_of(reading, filter)
            },
            reading,
            filter,
            today: None,
            within: Some(within),
            order,
            from: bound(period.first_month()),
            until: bound(period.next().first_month()),
        }
    }

    /// Shows every line of the list.
    pub(crate) fn each(&self, show: &mut dyn FnMut(&Covered)) -> Result<(), StoreError> {
        let (mut walk, direction) = self.walk(None)?;
        while let Some((_, covered, _)) = self.next(&mut walk, direction)? {
            show(&covered);
        }
        Ok(())
    }

    pub(crate) fn read(&self, cursor: Option<&str>, size: usize) -> Result<LinePage, StoreError> {
        let totals = self.totals()?;
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let mut found = self.find(start.as_ref(), size + 1)?;
        let lost = found.is_empty() || (backwards && found.len() < size);
        let start = if lost && start.is_some() {
            found = self.find(None, size + 1)?;
            None
        } else {
            start
        };
        self.page(found, start.as_ref(), size, totals)
    }

    fn of(reading: &'r Reading, filter: &'r LineFilter, today: Day) -> Self {
        let first = filter.period.and_then(|period| period.first_day());
        let last = filter.period.and_then(|period| period.last_day());
        let mut from = first.map(|day| day_key(Some(day)).done());
        let mut until = last
            .and_then(|day| day.succ_opt())
            .map(|day| day_key(Some(day)).done());
        if filter.overdue {
            let end = day_key(Some(today)).done();
            until = Some(until.map_or(end.clone(), |until| until.min(end)));
            from = from.or_else(|| Some(Key::new().tag(1).done()));
        }
        Self {
            reading,
            filter,
            narrow: narrow_of(reading, filter),
            today: Some(today),
            within: None,
            order: Order::Due,
            from,
            until,
        }
    }

    fn walk(&self, start: Option<&Cursor>) -> Result<(Walk<'r>, Direction), StoreError> {
        let backwards = start.is_some_and(|cursor| cursor.before);
        let after = start.map(|cursor| cursor.place.1.as_slice());
        let (after, direction) = match backwards {
            true => (after, Direction::Backward),
            false => (after.or(self.from.as_deref()), Direction::Forward),
        };
        let viewer = self.reading.line_viewer();
        let walk = viewer.walk(self.order, self.narrow.clone(), after, direction)?;
        Ok((walk, direction))
    }

    /// The next line of the list with its place.
    fn next(
        &self,
        walk: &mut Walk<'r>,
        direction: Direction,
    ) -> Result<Option<(Entry, Covered, bool)>, StoreError> {
        while let Some(entry) = walk.next()? {
            let beyond = match direction {
                Direction::Forward => self.until.as_ref().is_some_and(|end| &entry.suffix >= end),
                Direction::Backward => self.from.as_ref().is_some_and(|from| &entry.suffix < from),
            };
            if beyond {
                return Ok(None);
            }
            let shown = self.reading.line_viewer().allows(AMOUNT, &entry.acl);
            let covered = Covered::take(&mut entry.row.as_slice());
            if let Some(covered) = covered.filter(|covered| self.admits(covered, shown)) {
                return Ok(Some((entry, covered, shown)));
            }
        }
        Ok(None)
    }

    /// A state tells of the amount: where that is hidden, only what is not planned for want of a
    /// date, omitted, or asked for without a state is told apart.
    fn admits(&self, covered: &Covered, shown: bool) -> bool {
        let (line, tree) = (&covered.line, &self.reading.firm.world.tree);
        let within = || self.within.is_none_or(|within| within(covered));
        let Some(today) = self.today else {
            let filter = self.filter;
            return shown && fits_group(&filter.groups, filter.below, line.group, tree) && within();
        };
        if shown {
            return self.filter.fits(line, today, tree);
        }
        let of_amounts = |state| state != LineState::Omitted;
        let asks = self.filter.overdue || self.filter.state.is_some_and(of_amounts);
        !asks && self.filter.fits(line, today, tree)
    }

    fn find(
        &self,
        start: Option<&Cursor>,
        most: usize,
    ) -> Result<Vec<(Entry, Covered, bool)>, StoreError> {
        let (mut walk, direction) = self.walk(start)?;
        let mut found = Vec::with_capacity(most);
        while found.len() < most {
            match self.next(&mut walk, direction)? {
                Some(one) => found.push(one),
                None => break,
            }
        }
        Ok(found)
    }

    fn totals(&self) -> Result<LineTotals, StoreError> {
        let (mut walk, direction) = self.walk(None)?;
        let mut totals = LineTotals {
            exact: true,
            ..LineTotals::default()
        };
        for looked in 0.. {
            if looked == LOOK {
                totals.exact = false;
                break;
            }
            let Some((_, covered, shown)) = self.next(&mut walk, direction)? else {
                break;
            };
            totals.take(&covered.line, shown);
        }
        Ok(totals)
    }

    fn page(
        &self,
        mut found: Vec<(Entry, Covered, bool)>,
        start: Option<&Cursor>,
        size: usize,
        totals: LineTotals,
    ) -> Result<LinePage, StoreError> {
        let more = found.len() > size;
        found.truncate(size);
        let backwards = start.is_some_and(|cursor| cursor.before);
        if backwards {
            found.reverse();
        }
        let place = |one: Option<&(Entry, Covered, bool)>, way| {
            one.map(|(entry, ..)| Cursor::print(way, &(0, entry.suffix.clone())))
        };
        let previous = place(found.first(), 'b').filter(|_| match backwards {
            true => more,
            false => start.is_some(),
        });
        let next = place(found.last(), 'a').filter(|_| backwards || more);
        let rows = found.into_iter();
        let rows = rows.map(|(_, covered, shown)| self.reading.line_row(covered.line, shown));
        Ok(LinePage {
            rows: rows.collect::<Result<_, _>>()?,
            previous,
            next,
            totals,
        })
    }
}

impl LineTotals {
    pub(crate) fn take(&mut self, line: &PlanLine, shown: bool) {
        self.count += 1;
        if !shown {
            return;
        }
        line.amount
            .into_iter()
            .for_each(|one| self.planned.add(one));
        let owed = line.owed().filter(|owed| owed.minor > 0);
        owed.into_iter().for_each(|one| self.owed.add(one));
        line.received
            .into_iter()
            .for_each(|one| self.received.add(one));
    }
}
