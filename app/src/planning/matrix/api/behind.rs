//! What is behind one cell of the matrix; only on the server.
use super::read::{figure, holder, indicators, name};
use crate::planning::matrix::model::{Behind, Line, Measure, Opened, whole};
use domain::dates;
use domain::lang::Lang;
use domain::period::{Length, Period};
use domain::planning::{Days, Holder, PlanLine, What};
use domain::refusal::Refusal;
use domain::time::Day;
use store::{LineRow, Reading, Stopped};

/// Lines in the panel; the rest is in the list.
const LINES: usize = 50;

pub(super) fn opened(
    reading: &Reading,
    (cell, behind): (&str, &str),
    (lang, today): (Lang, Day),
) -> Result<Opened, Stopped> {
    let (fiscal, currency) = (
        reading.firm().fiscal_start(),
        reading.firm().plan_currency(),
    );
    let parts = cell.rsplit_once('.');
    let parts =
        parts.and_then(|(who, when)| Some((holder(who)?, Period::parse(when, fiscal).ok()?)));
    let (who, when) = parts.ok_or(Refusal::Invisible)?;
    let rows = reading.plan_matrix(&[when], Some(who.group()))?;
    let row = rows.iter().find(|row| row.holder == who);
    let figures = row.and_then(|row| row.cells.first().copied());
    let figures = figures.ok_or(Refusal::Invisible)?;
    let behind = Behind::ALL
        .into_iter()
        .find(|one| one.measure().key() == behind)
        .unwrap_or_default();
    let what = match behind {
        Behind::Declared => What::Declared,
        Behind::Agreed => What::Agreed,
        Behind::Received => What::Received,
    };
    let page = reading.cell_lines(who, when, what, None, LINES)?;
    let days = Days::of(when, today, reading.firm().calendar());
    let named = Measure::ALL.map(|measure| {
        let value = whole(figure(&figures, measure), currency, lang);
        (
            measure.name(lang).to_owned(),
            format!("{value}\u{a0}{}", currency.code()),
        )
    });
    let lines = page.rows.iter().map(|row| line(row, behind, (lang, today)));
    Ok(Opened {
        key: cell.to_owned(),
        who: name(reading.firm(), who),
        when: when.label(lang, fiscal),
        figures: named.to_vec(),
        indicators: indicators(figures, days, (currency, lang)),
        behind,
        lines: lines.collect(),
        total: lang.pick(
            format!("Raty: {}", page.totals.count),
            format!("Instalments: {}", page.totals.count),
        ),
        all: page.next.is_some().then(|| all(who, when, fiscal)),
    })
}

/// The list of instalments of the same people and days.
fn all(who: Holder, when: Period, fiscal: domain::period::FiscalStart) -> String {
    let who = match who {
        Holder::Group(group) => format!("group={group}"),
        Holder::Person { person, group } => format!("group={group}&owner={person}"),
    };
    let length = match when.length() {
        Length::Month | Length::Quarter | Length::Year => when.url(fiscal),
    };
    format!("/plan/instalments?{who}&period={length}")
}

fn line(row: &LineRow, behind: Behind, (lang, today): (Lang, Day)) -> Line {
    let plan = &row.line;
    let amount = match behind {
        Behind::Received => plan.received,
        Behind::Declared | Behind::Agreed => plan.amount,
    };
    let due = plan.due.map(|due| dates::short(due, lang));
    let parts = [
        row.company.clone(),
        due,
        Some(plan.category.name(lang).to_owned()),
    ];
    Line {
        href: format!("/deals/{}", plan.id.deal),
        title: row.title.clone(),
        below: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        amount: amount.map(|money| money.column(lang)).unwrap_or_default(),
        said: said(plan, lang),
        late: plan.is_overdue(today),
    }
}

/// What is still to come in of it.
fn said(line: &PlanLine, lang: Lang) -> String {
    match line.outstanding().filter(|_| line.received.is_some()) {
        Some(left) if left.minor > 0 => {
            let left = left.column(lang);
            lang.pick(format!("brakuje {left}"), format!("{left} missing"))
        }
        Some(_) => lang.pick("opłacona", "paid").to_owned(),
        None => String::new(),
    }
}
