//! The matrix of the plan for one reader, from the cells, and the lines behind one of its cells.
//!
//! Invariants: each number equals the sum, line by line, over what the reader may see; a person's
//! agreed figures are those of the first level over them, a group's those of the level that decides
//! for it; what a month's rule asks beyond categories is looked up line by line.
use super::cells::Figure;
use super::covered::{Covered, month_number};
use super::list::{LinePage, List, Within};
use super::periods::Rules;
use super::sums::{NOBODY, PlanPart, PlanSweep, allows};
use crate::error::StoreError;
use crate::lists::Narrow;
use crate::reading::Reading;
use crate::tables::Order;
use domain::access::Lane;
use domain::id::{GroupId, PersonId};
use domain::money::Currency;
use domain::period::Period;
use domain::planning::{
    CountingRule, Fact, Holder, Ladder, Level, LineFilter, QuotaBook, Row, What, matrix,
};
use domain::time::Month;
use std::collections::{BTreeMap, BTreeSet};

impl Reading {
    /// Quota, declared, agreed and received of everybody the reader sees, or of one group and those
    /// below, one cell for each period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn plan_matrix(
        &self,
        periods: &[Period],
        of: Option<GroupId>,
    ) -> Result<Vec<Row>, StoreError> {
        let firsts = periods.iter().min_by_key(|period| period.first_month());
        let lasts = periods
            .iter()
            .max_by_key(|period| month_number(period.next().first_month()));
        let (Some(first), Some(last)) = (firsts, lasts) else {
            return Ok(Vec::new());
        };
        let tree = &self.firm.world.tree;
        let within = of.map(|group| tree.subtree(group).to_vec());
        let months: BTreeSet<Month> = periods.iter().flat_map(|period| period.months()).collect();
        let mut figures = Gathered::of(self, &months)?;
        figures.gather(self, within.as_ref())?;
        let book = self.quotas_between(first.first_month(), *last)?;
        Ok(figures.rows(self, periods, &book, within.as_ref()))
    }

    /// The lines behind a cell of the matrix: those that count, those for which money came in, or
    /// those that go up. A line that money came in for in several months comes once for each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn cell_lines(
        &self,
        holder: Holder,
        period: Period,
        what: What,
        cursor: Option<&str>,
        size: usize,
    ) -> Result<LinePage, StoreError> {
        let months: BTreeSet<Month> = period.months().collect();
        let rules = Rules::load(&*self.snapshot)?.of_months(months.iter().copied());
        let ladder = self.firm.ladder();
        let filter = LineFilter {
            groups: [holder.group()].into(),
            below: holder.person().is_none(),
            owners: holder.person().into_iter().collect(),
            ..LineFilter::default()
        };
        let counts = |month: Month, covered: &Covered| {
            let rule = rules.get(&month);
            rule.is_some_and(|rule| rule.counts(&covered.line))
        };
        let agreed = |covered: &Covered| {
            let line = &covered.line;
            let levels = ladder.levels(line.owner, line.group);
            let level = match holder {
                Holder::Group(unit) => ladder.deciding(unit, &levels),
                Holder::Person { .. } => levels.first().copied(),
            };
            covered.agreed.iter().any(|one| {
                let month = Month::of(one.due);
                Some(one.level) == level && counts(month, covered)
            })
        };
        let declared = |covered: &Covered| {
            let month = covered.line.month();
            month.is_some_and(|month| counts(month, covered))
        };
        let (order, within): (Order, &Within<'_>) = match what {
            What::Declared => (Order::Due, &declared),
            What::Received => (Order::Received, &|_| true),
            What::Agreed | What::AgreedOpen => (Order::Agreed, &agreed),
        };
        List::of_cell(self, &filter, (order, period), within).read(cursor, size)
    }
}

/// Figures of people and months, and what groups agreed.
struct Gathered<'f> {
    currency: Currency,
    rules: BTreeMap<Month, CountingRule>,
    ladder: Ladder<'f>,
    facts: BTreeMap<(PersonId, GroupId, Month, What), i64>,
    /// What goes up from a unit: agreed, and what of it has not come in.
    up: BTreeMap<(GroupId, Month), (i64, i64)>,
    levels: BTreeMap<(PersonId, GroupId), Vec<Level>>,
}

impl<'f> Gathered<'f> {
    fn of(reading: &'f Reading, months: &BTreeSet<Month>) -> Result<Self, StoreError> {
        let rules = Rules::load(&*reading.snapshot)?;
        Ok(Self {
            currency: reading.firm.plan_currency(),
            rules: rules.of_months(months.iter().copied()),
            ladder: reading.firm.ladder(),
            facts: BTreeMap::new(),
            up: BTreeMap::new(),
            levels: BTreeMap::new(),
        })
    }

    fn gather(
        &mut self,
        reading: &Reading,
        groups: Option<&Vec<GroupId>>,
    ) -> Result<(), StoreError> {
        let bounds = (self.rules.keys().next(), self.rules.keys().next_back());
        let (Some(&first), Some(&last)) = bounds else {
            return Ok(());
        };
        let narrow = Narrow {
            groups: groups.cloned(),
            ..Narrow::default()
        };
        let sweep = PlanSweep {
            viewer: reading.line_viewer(),
            narrow: &narrow,
            months: (first, last),
        };
        sweep.run(&mut |part| self.take(part))?;
        let by_line: Vec<Month> = self
            .rules
            .iter()
            .filter(|(_, rule)| !rule.is_by_category())
            .map(|(month, _)| *month)
            .collect();
        for month in by_line {
            self.look_up(reading, &narrow, month)?;
        }
        Ok(())
    }

    /// A cell, where its month's rule asks for nothing that cells do not know.
    fn take(&mut self, part: PlanPart) {
        let tail = part.tail;
        let Some(month) = tail.month.filter(|_| tail.currency == Some(self.currency)) else {
            return;
        };
        let Some(rule) = self.rules.get(&month) else {
            return;
        };
        let counts = rule.is_by_category() && rule.admits(tail.category);
        let (owner, group) = (part.owner, part.group);
        match tail.figure {
            Figure::Received => self.add((owner, group, month), What::Received, part.cell.sum),
            Figure::Declared if counts => {
                self.add((owner, group, month), What::Declared, part.cell.sum);
            }
            Figure::Agreed(level) if counts => {
                let sums = (part.cell.sum, part.cell.own_sum);
                self.agreed((owner, group, month), level, sums);
            }
            Figure::Declared | Figure::Agreed(_) => {}
        }
    }

    fn add(&mut self, (owner, group, month): (PersonId, GroupId, Month), what: What, minor: i64) {
        let slot = self.facts.entry((owner, group, month, what)).or_default();
        *slot = slot.saturating_add(minor);
    }

    fn agreed(
        &mut self,
        (owner, group, month): (PersonId, GroupId, Month),
        level: Level,
        (sum, open): (i64, i64),
    ) {
        let ladder = &self.ladder;
        let levels = self
            .levels
            .entry((owner, group))
            .or_insert_with(|| ladder.levels(owner, group));
        let first = levels.first() == Some(&level);
        for unit in ladder.tree().ancestors(group) {
            if ladder.deciding(unit, levels) == Some(level) {
                let slot = self.up.entry((unit, month)).or_default();
                slot.0 = slot.0.saturating_add(sum);
                slot.1 = slot.1.saturating_add(open);
            }
        }
        if first {
            self.add((owner, group, month), What::Agreed, sum);
            self.add((owner, group, month), What::AgreedOpen, open);
        }
    }

    /// The lines due in a month, or agreed for it, one by one.
    fn look_up(
        &mut self,
        reading: &Reading,
        narrow: &Narrow,
        month: Month,
    ) -> Result<(), StoreError> {
        let Some(rule) = self.rules.get(&month).cloned() else {
            return Ok(());
        };
        let period = Period::around(month, domain::period::Length::Month, Default::default());
        let filter = LineFilter::default();
        for order in [Order::Due, Order::Agreed] {
            let within = |covered: &Covered| rule.counts(&covered.line);
            let mut list = List::of_cell(reading, &filter, (order, period), &within);
            list.narrow.groups.clone_from(&narrow.groups);
            list.each(&mut |covered| {
                let line = &covered.line;
                let place = (line.owner, line.group, month);
                if order == Order::Due {
                    let amount = line.amount.filter(|one| one.currency == self.currency);
                    let amount = amount.filter(|_| line.month() == Some(month));
                    self.add(place, What::Declared, amount.map_or(0, |one| one.minor));
                    return;
                }
                for one in &covered.agreed {
                    if Month::of(one.due) == month && one.amount.currency == self.currency {
                        self.agreed(place, one.level, (one.amount.minor, one.open(line)));
                    }
                }
            })?;
        }
        Ok(())
    }

    fn rows(
        self,
        reading: &Reading,
        periods: &[Period],
        book: &QuotaBook,
        within: Option<&Vec<GroupId>>,
    ) -> Vec<Row> {
        let tree = &reading.firm.world.tree;
        let with_figures: BTreeSet<GroupId> =
            self.facts.keys().map(|(_, group, ..)| *group).collect();
        let shown = |group: GroupId| {
            within.is_none_or(|within| within.contains(&group))
                && (with_figures.contains(&group)
                    || allows(reading.line_viewer(), Lane::Normal, group, NOBODY))
        };
        let currency = self.currency;
        let facts = self.facts.iter().map(|(key, minor)| Fact {
            person: key.0,
            group: key.1,
            month: key.2,
            currency,
            what: key.3,
            minor: *minor,
        });
        let mut rows = matrix(tree, periods, book, facts, shown);
        for row in &mut rows {
            let Holder::Group(unit) = row.holder else {
                continue;
            };
            for (cell, period) in row.cells.iter_mut().zip(periods) {
                let months = period.months();
                let up = months.filter_map(|month| self.up.get(&(unit, month)));
                let (agreed, open) = up.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                (cell.agreed, cell.agreed_open) = (agreed, open);
            }
        }
        rows
    }
}
