//! The plan of the home's period, from the matrix; only on the server.
use crate::home::model::{Plan, PlanRow};
use crate::planning::matrix::api::read::{key, name, sum};
use domain::period::{Length, Period};
use domain::planning::Row;
use store::{Reading, StoreError};

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
