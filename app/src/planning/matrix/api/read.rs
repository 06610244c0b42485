//! Gathers the matrix from the store; only on the server. Invariant: figures are added by the store
//! alone, over what the viewer sees.
use crate::planning::matrix::model::{
    Column, Kind, Matrix, Measure, Row as Shown, Said, Scope, whole,
};
use domain::dates;
use domain::groups::Names;
use domain::id::{GroupId, PersonId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::period::{FiscalStart, Length, Period};
use domain::planning::{Cell, Days, Holder, Indicator, Measured, Row};
use domain::time::Day;
use store::{Firm, Reading, StoreError};

pub(super) fn matrix(
    reading: &Reading,
    query: &str,
    (lang, today): (Lang, Day),
) -> Result<Matrix, StoreError> {
    let fiscal = reading.firm().fiscal_start();
    let year = year(query, today, fiscal);
    let scope = scope(reading.firm(), query, year, fiscal);
    let periods = periods(year, fiscal);
    let rows = reading.plan_matrix(&periods, scope.of)?;
    let currency = reading.firm().plan_currency();
    let all = sum(&rows, 0);
    let days = Days::of(year, today, reading.firm().calendar());
    let indicators = all.map(|cell| indicators(cell, days, (currency, lang)));
    Ok(Matrix {
        year: year.label(lang, fiscal),
        previous: year.previous().url(fiscal),
        next: year.next().url(fiscal),
        currency,
        groups: groups(reading.firm()),
        columns: periods
            .iter()
            .map(|period| column(*period, today, (lang, fiscal)))
            .collect(),
        rows: shown(reading.firm(), &rows, &scope.shown),
        whole: all.map(|cell| Measure::ALL.map(|measure| figure(&cell, measure))),
        indicators: indicators.unwrap_or_default(),
        scope,
    })
}

/// The year of the address, else the one that today lies in.
pub(crate) fn year(query: &str, today: Day, fiscal: FiscalStart) -> Period {
    let typed = values(query, "year").next();
    let typed = typed.and_then(|raw| Period::parse(raw, fiscal).ok());
    match typed {
        Some(period) => Period::around(period.first_month(), Length::Year, fiscal),
        None => Period::of(today, Length::Year, fiscal),
    }
}

pub(crate) fn values<'q>(query: &'q str, name: &'q str) -> impl Iterator<Item = &'q str> {
    let pairs = query.trim_start_matches('?').split('&');
    pairs
        .filter_map(|pair| pair.split_once('='))
        .filter_map(move |(key, value)| (key == name && !value.is_empty()).then_some(value))
}

fn scope(firm: &Firm, query: &str, year: Period, fiscal: FiscalStart) -> Scope {
    let of = values(query, "of").next().and_then(|raw| raw.parse().ok());
    let wanted: Vec<&str> = values(query, "show").collect();
    let mut shown = Measure::ALL.to_vec();
    shown.retain(|measure| wanted.contains(&measure.key()));
    if shown.is_empty() {
        shown = Measure::ALL.to_vec();
    }
    Scope {
        year: year.url(fiscal),
        of: of.filter(|group: &GroupId| firm.world.tree.knows(*group)),
        shown,
    }
}

/// The year, then its quarters, each with its months.
fn periods(year: Period, fiscal: FiscalStart) -> Vec<Period> {
    let mut periods = vec![year];
    for (at, month) in year.months().enumerate() {
        if at % 3 == 0 {
            periods.push(Period::around(month, Length::Quarter, fiscal));
        }
        periods.push(Period::around(month, Length::Month, fiscal));
    }
    periods
}

fn column(period: Period, today: Day, (lang, fiscal): (Lang, FiscalStart)) -> Column {
    let name = period.label(lang, fiscal);
    let month = dates::month_name(period.first_month().month, lang);
    let (kind, short) = match period.length() {
        Length::Year => (Kind::Year, name.clone()),
        Length::Quarter => {
            let quarter = name.split(' ').next().unwrap_or_default();
            (
                Kind::Quarter,
                lang.pick(format!("{quarter}\u{a0}kw."), quarter.to_owned()),
            )
        }
        Length::Month => (Kind::Month, month.chars().take(3).collect()),
    };
    Column {
        key: period.url(fiscal),
        now: kind == Kind::Month && period.contains(today),
        name,
        short,
        kind,
    }
}

fn shown(firm: &Firm, rows: &[Row], measures: &[Measure]) -> Vec<Shown> {
    let row = |row: &Row| {
        let cells = row.cells.iter().map(|cell| {
            let figures = measures.iter().map(|measure| figure(cell, *measure));
            figures.collect()
        });
        Shown {
            key: key(row.holder),
            name: name(firm, row.holder),
            depth: row.depth,
            group: row.holder.person().is_none(),
            cells: cells.collect(),
        }
    };
    let mut shown: Vec<Shown> = rows.iter().map(row).collect();
    let least = shown.iter().map(|row| row.depth).min().unwrap_or_default();
    shown.iter_mut().for_each(|row| row.depth -= least);
    shown
}

pub(super) fn figure(cell: &Cell, measure: Measure) -> Option<i64> {
    match measure {
        Measure::Quota => cell.quota,
        Measure::Declared => Some(cell.declared),
        Measure::Agreed => Some(cell.agreed),
        Measure::Received => Some(cell.received),
        Measure::Gap => cell.gap(),
    }
}

/// Of the rows at the top: those below are in them already. A group's quota is its own.
pub(crate) fn sum(rows: &[Row], column: usize) -> Option<Cell> {
    let top = rows.iter().map(|row| row.depth).min()?;
    let top = rows.iter().filter(|row| row.depth == top);
    let cells = top.filter_map(|row| row.cells.get(column));
    cells.copied().reduce(|sum, more| Cell {
        quota: match (sum.quota, more.quota) {
            (None, None) => None,
            (one, other) => Some(one.unwrap_or(0).saturating_add(other.unwrap_or(0))),
        },
        declared: sum.declared.saturating_add(more.declared),
        agreed: sum.agreed.saturating_add(more.agreed),
        agreed_open: sum.agreed_open.saturating_add(more.agreed_open),
        received: sum.received.saturating_add(more.received),
    })
}

/// "g4", "p7.4": a group, a person in a group.
pub(crate) fn key(holder: Holder) -> String {
    match holder {
        Holder::Group(group) => format!("g{group}"),
        Holder::Person { person, group } => format!("p{person}.{group}"),
    }
}

pub(crate) fn holder(key: &str) -> Option<Holder> {
    if let Some(group) = key.strip_prefix('g') {
        return group.parse().ok().map(Holder::Group);
    }
    let (person, group) = key.strip_prefix('p')?.split_once('.')?;
    let person: PersonId = person.parse().ok()?;
    let group: GroupId = group.parse().ok()?;
    Some(Holder::Person { person, group })
}

pub(crate) fn name(firm: &Firm, holder: Holder) -> String {
    match holder {
        Holder::Group(group) => firm.group(group).to_owned(),
        Holder::Person { person, .. } => firm.person(person).to_owned(),
    }
}

/// Groups in the order of the tree, those below set in.
pub(crate) fn groups(firm: &Firm) -> Vec<(GroupId, String)> {
    let tree = &firm.world.tree;
    let groups = tree.depth_first().iter();
    groups
        .map(|group| {
            let depth = tree.depth(*group).unwrap_or_default();
            let inset = "\u{a0}\u{a0}".repeat(usize::try_from(depth).unwrap_or_default());
            (*group, format!("{inset}{}", firm.group(*group)))
        })
        .collect()
}

/// Those that can be worked out of a cell.
pub(crate) fn indicators(
    cell: Cell,
    days: Option<Days>,
    (currency, lang): (Currency, Lang),
) -> Vec<Said> {
    let measured = Measured {
        quota: cell.quota,
        received: cell.received,
        agreed_open: cell.agreed_open,
        pipeline_open: cell.declared.saturating_sub(cell.received),
    };
    let ratio = |ratio: domain::planning::Ratio| ratio.say(lang);
    let value = |indicator| match indicator {
        Indicator::Attainment => measured.attainment().map(ratio),
        // Stands among the figures already.
        Indicator::Gap => None,
        Indicator::Coverage => measured.coverage().map(ratio),
        Indicator::Pacing => measured.pacing(days?).map(ratio),
        Indicator::RunRate => measured.run_rate(days?).map(|minor| {
            let amount = whole(Some(minor), currency, lang);
            format!("{amount}\u{a0}{}", currency.code())
        }),
    };
    let said = Indicator::ALL.into_iter().filter_map(|indicator| {
        Some(Said {
            name: indicator.name(lang).to_owned(),
            value: value(indicator)?,
            formula: indicator.formula(lang).to_owned(),
        })
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_found_by_its_key() {
        let (person, group) = (PersonId(7), GroupId(4));
        for one in [Holder::Group(group), Holder::Person { person, group }] {
            assert_eq!(holder(&key(one)), Some(one));
        }
        for bad in ["", "g", "x4", "p7", "p7.x", "p.4"] {
            assert_eq!(holder(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_whole_is_the_sum_of_the_rows_at_the_top_alone() {
        let row = |depth, quota, declared| Row {
            holder: Holder::Group(GroupId(u64::from(depth) + 1)),
            depth,
            cells: vec![Cell {
                quota,
                declared,
                ..Cell::default()
            }],
        };
        let rows = [row(1, Some(10), 5), row(2, Some(7), 5), row(1, None, 2)];
        let whole = sum(&rows, 0).unwrap_or_default();
        assert_eq!((whole.quota, whole.declared), (Some(10), 7));
        assert_eq!(sum(&[], 0), None);
    }

    #[test]
    fn a_year_has_four_quarters_each_before_its_months() {
        let fiscal = FiscalStart::of(4).unwrap_or_default();
        let day = Day::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let periods = periods(year("", day, fiscal), fiscal);
        let urls: Vec<_> = periods.iter().map(|period| period.url(fiscal)).collect();
        assert_eq!(urls.len(), 17);
        assert_eq!(urls[..4], ["2026", "2026-Q1", "2026-04", "2026-05"]);
        assert_eq!(urls[16], "2027-03");
    }
}
