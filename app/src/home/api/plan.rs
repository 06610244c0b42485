//! The plan of the home's period, from the matrix; only on the server.
use crate::home::model::{Plan, PlanRow, Waiting};
use crate::planning::instalments::api::read::words;
use crate::planning::matrix::api::read::{key, name, sum};
use domain::dates;
use domain::groups::Names;
use domain::lang::Lang;
use domain::period::{Length, Period};
use domain::planning::{LineFilter, Row, Sheet};
use domain::time::Day;
use std::collections::BTreeSet;
use store::{Reading, SheetMay, StoreError};

/// People are shown one by one up to so many, beyond that their groups.
const PEOPLE: usize = 15;

/// Nothing where nothing is planned, expected or received.
pub(super) fn plan(reading: &Reading, period: Period) -> Result<Option<Plan>, StoreError> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let rows = reading.plan_matrix(&[period], None)?;
    let Some(whole) = sum(&rows, 0) else {
        return Ok(None);
    };
    let year = Period::around(period.first_month(), Length::Year, fiscal).url(fiscal);
    let href = format!("/plan?year={year}");
    let people = rows.iter().filter(|row| row.holder.person().is_some());
    let people: Vec<&Row> = people.collect();
    let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let groups = rows
        .iter()
        .filter(|row| row.holder.person().is_none() && row.depth == top + 1);
    let shown = match people.len() > PEOPLE {
        true => groups.collect(),
        false => people,
    };
    let shown = shown.into_iter().filter_map(|row| {
        let cell = row.cells.first()?;
        let quota = cell.quota.unwrap_or_default();
        let any = quota != 0 || cell.declared != 0 || cell.received != 0;
        any.then(|| PlanRow {
            name: name(firm, row.holder),
            received: cell.received,
            declared: cell.declared,
            quota,
            href: format!("{href}&cell={}.{}", key(row.holder), period.url(fiscal)),
        })
    });
    Ok(Some(Plan {
        currency: firm.plan_currency(),
        figures: [
            whole.quota,
            Some(whole.declared),
            Some(whole.agreed),
            Some(whole.received),
            whole.gap(),
        ],
        rows: shown.collect(),
        href,
    }))
}

/// Money still owed past its day; nothing where none is.
pub(super) fn late(
    reading: &Reading,
    (lang, today): (Lang, Day),
) -> Result<Option<(u64, String)>, StoreError> {
    let overdue = reading.aging(&LineFilter::default(), today)?.overdue();
    Ok((!overdue.is_empty()).then(|| (overdue.count(), words(&overdue, lang))))
}

/// The sheets of the months around today, their quarters and years, that wait for the viewer.
pub(super) fn hand(
    reading: &Reading,
    (lang, today): (Lang, Day),
) -> Result<Vec<Waiting>, StoreError> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let month = Period::of(today, Length::Month, fiscal);
    let months = [month.previous(), month, month.next()];
    let around = months.iter().flat_map(|month| {
        Length::ALL.map(|length| Period::around(month.first_month(), length, fiscal))
    });
    let periods: BTreeSet<Period> = around.collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let rows = reading.sheets_in_hand(&periods)?.into_iter();
    let waiting = rows.filter_map(|row| {
        let sheet = row.sheet?;
        let due = sheet.due;
        Some(Waiting {
            name: format!(
                "{} · {}",
                firm.group(row.group),
                sheet.period.label(lang, fiscal)
            ),
            said: said(row.may, &sheet, lang),
            late: row.may.submit && due.is_some_and(|due| due < today),
            href: format!(
                "/plan/sheets/{}?period={}",
                row.group,
                sheet.period.url(fiscal)
            ),
        })
    });
    Ok(waiting.collect())
}

fn said(may: SheetMay, sheet: &Sheet, lang: Lang) -> String {
    let words = match (may.decide, may.answer) {
        (true, _) => lang.pick("do uzgodnienia", "to agree"),
        (_, true) => lang.pick("prośba o ponowne otwarcie", "asked to reopen"),
        _ => sheet.state.name(lang),
    };
    let due = sheet.due.filter(|_| may.submit);
    let due = due.map(|due| {
        let until = lang.pick("złożyć do", "submit by");
        format!(", {until} {}", dates::short(due, lang))
    });
    format!("{words}{}", due.unwrap_or_default())
}
