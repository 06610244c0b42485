//! Adding up the home from the cells; only on the server.
use crate::home::model::{
    Attention, Figure, Home, PeriodView, PersonRow, StageRow, Tasks, TeamRow,
};
use domain::deals::{DealFilter, Status};
use domain::groups::Names;
use domain::id::{GroupId, PersonId};
use domain::lang::Lang;
use domain::money::{Currency, Sum, Sums};
use domain::period::{FiscalStart, Length, Period};
use domain::pipelines::StageKind;
use domain::time::{Day, Month};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::{Cell, Firm, Reading, StoreError, TaskList};

pub(super) fn home(
    reading: &Reading,
    period: &str,
    today: Day,
    lang: Lang,
) -> Result<Home, StoreError> {
    let firm = reading.firm();
    let fiscal = firm
        .settings
        .as_ref()
        .map(|firm| firm.fiscal_start)
        .unwrap_or_default();
    let chosen =
        Period::parse(period, fiscal).unwrap_or_else(|_| Period::of(today, Length::Month, fiscal));
    let months: Vec<Month> = chosen.months().collect();
    let Open {
        open,
        weighted,
        funnel,
    } = open(reading)?;
    let closed = closed(reading, &months)?;
    let currency = closed
        .won
        .sums
        .main_currency()
        .or(open.sums.main_currency());
    let currency = currency.unwrap_or(firm.currency());
    Ok(Home {
        name: firm.person(reading.who().id).to_owned(),
        period: view(chosen, reading.last_closing()?, lang, fiscal),
        people: people(firm, closed.people, currency),
        teams: teams(firm, closed.teams, currency),
        won: closed.won,
        lost: closed.lost,
        attention: attention(reading, today)?,
        tasks: tasks(reading)?,
        plan: super::plan::plan(reading, chosen)?,
        late: super::plan::late(reading, (lang, today))?,
        hand: super::plan::hand(reading, (lang, today))?,
        currency,
        open,
        weighted,
        funnel,
    })
}

/// What is open now, whatever the period.
#[derive(Default)]
struct Open {
    open: Figure,
    weighted: Sums,
    funnel: Vec<StageRow>,
}

fn open(reading: &Reading) -> Result<Open, StoreError> {
    let sums = reading.stage_sums(None)?;
    let mut all = Open::default();
    let stages = reading.firm().stages();
    for (_, stage) in stages.filter(|(_, stage)| stage.kind == StageKind::Open) {
        let mut figure = Figure::default();
        let of_stage = sums.range((stage.id, None)..);
        for ((_, currency), cell) in of_stage.take_while(|((id, _), _)| *id == stage.id) {
            take(&mut figure, *currency, *cell);
            take(&mut all.open, *currency, *cell);
            if let Some(currency) = currency {
                let (count, minor) = (cell.count.unsigned_abs(), cell.weighted(stage.probability));
                all.weighted.add_sum(*currency, Sum { count, minor });
            }
        }
        all.funnel.push(StageRow {
            id: stage.id,
            name: stage.name.clone(),
            colour: stage.colour,
            figure,
        });
    }
    Ok(all)
}

/// What was closed in the period.
#[derive(Default)]
struct Closed {
    won: Figure,
    lost: Figure,
    people: BTreeMap<PersonId, Figure>,
    teams: BTreeMap<GroupId, Figure>,
}

fn closed(reading: &Reading, months: &[Month]) -> Result<Closed, StoreError> {
    let mut closed = Closed::default();
    for ((group, owner, status, currency), cell) in reading.closed_sums(months)? {
        match status {
            Status::Won => {
                take(&mut closed.won, currency, cell);
                take(closed.people.entry(owner).or_default(), currency, cell);
                take(closed.teams.entry(group).or_default(), currency, cell);
            }
            Status::Lost => take(&mut closed.lost, currency, cell),
            Status::Open => {}
        }
    }
    Ok(closed)
}

fn take(figure: &mut Figure, currency: Option<Currency>, cell: Cell) {
    // A cell may take back what another counted, so the sum is what must not be negative.
    figure.count = figure.count.saturating_add_signed(cell.count);
    if let Some(currency) = currency {
        figure.sums.add_sum(
            currency,
            Sum {
                count: cell.count.unsigned_abs(),
                minor: cell.sum,
            },
        );
    }
}

fn people(firm: &Firm, sums: BTreeMap<PersonId, Figure>, currency: Currency) -> Vec<PersonRow> {
    let row = |(id, figure)| PersonRow {
        id,
        name: firm.person(id).to_owned(),
        figure,
    };
    let mut rows: Vec<_> = sums.into_iter().map(row).collect();
    rows.sort_by_key(|row| Reverse((row.figure.sums.of(currency).minor, row.figure.count)));
    rows
}

fn teams(firm: &Firm, sums: BTreeMap<GroupId, Figure>, currency: Currency) -> Vec<TeamRow> {
    let row = |(id, figure)| TeamRow {
        id,
        name: firm.group(id).to_owned(),
        figure,
    };
    let mut rows: Vec<_> = sums.into_iter().map(row).collect();
    rows.sort_by_key(|row| Reverse((row.figure.sums.of(currency).minor, row.figure.count)));
    rows
}

fn attention(reading: &Reading, today: Day) -> Result<Attention, StoreError> {
    let store::Attention {
        no_next_step,
        late_step,
        past_close,
    } = reading.attention(today)?;
    Ok(Attention {
        stuck: reading.stuck_totals(&DealFilter::default(), today)?.count,
        no_next_step,
        late_step,
        past_close,
    })
}

fn tasks(reading: &Reading) -> Result<Tasks, StoreError> {
    Ok(Tasks {
        mine: reading.task_count(TaskList::Mine)?,
        decide: reading.task_count(TaskList::ToDecide)?,
        overdue: reading.task_count(TaskList::Overdue)?,
        people: reading.overdue_of_people()?,
    })
}

fn view(chosen: Period, last: Option<Day>, lang: Lang, fiscal: FiscalStart) -> PeriodView {
    let of = |length| {
        let period = Period::around(chosen.first_month(), length, fiscal);
        (period.url(fiscal), chosen.length() == length)
    };
    let latest = last
        .map(|day| Period::of(day, chosen.length(), fiscal))
        .filter(|period| *period != chosen);
    PeriodView {
        label: chosen.label(lang, fiscal),
        from: chosen.first_day(),
        to: chosen.last_day(),
        previous: chosen.previous().url(fiscal),
        next: chosen.next().url(fiscal),
        lengths: [Length::Month, Length::Quarter, Length::Year].map(of),
        latest: latest.map(|period| (period.url(fiscal), period.label(lang, fiscal))),
    }
}
