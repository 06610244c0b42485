//! A schedule as typed, read and saved; only on the server.
use crate::deals::detail::decimal;
use crate::deals::form::api::labels;
use crate::people::pick::api::inside::person;
use crate::planning::schedule::fields::{ON, when};
use crate::planning::schedule::typed::Typed;
use domain::dates::parse_day;
use domain::field::Field;
use domain::id::{DealId, InstalmentId};
use domain::money::{Currency, Money};
use domain::planning::{Anchor, Category, Due, Terms, VatBasis, VatRate};
use domain::refusal::Refusal;
use domain::text;
use domain::time::Day;
use store::{Reading, Stopped, Work};

/// A row of the form: its number, if it stands in the schedule already, and its terms.
pub(super) type Row = (Option<u16>, Terms);
/// When what due dates hang on happens.
pub(super) type Anchored = (Anchor, Option<Day>);
/// What stays or is new, what goes, and the anchors.
pub(super) type Form = (Vec<Row>, Vec<u16>, [Anchored; 2]);

/// The rows that stay.
pub(super) fn rows(reading: &Reading, rows: &[Typed], currency: &str) -> Result<Vec<Row>, Stopped> {
    let currency = Currency::of(Field::Currency, currency).map_err(Refusal::from)?;
    let stay = rows
        .iter()
        .filter(|row| !row.is_blank() && row.remove != "true");
    stay.map(|row| {
        let number = match row.number.as_str() {
            "" => None,
            raw => Some(raw.parse().map_err(|_| malformed(Field::Instalment, raw))?),
        };
        Ok((number, terms(reading, row, currency)?))
    })
    .collect()
}

fn terms(reading: &Reading, row: &Typed, currency: Currency) -> Result<Terms, Stopped> {
    let some = |raw: &str| (!raw.trim().is_empty()).then(|| raw.to_owned());
    let amount = some(&row.amount)
        .map(|raw| Money::parse(Field::Amount, &raw, currency).map_err(Refusal::from));
    let payer = some(&row.payer).map(|raw| labels::one_company(reading, &raw));
    let responsible =
        some(&row.responsible).map(|raw| person(reading.firm(), &raw, Field::Responsible));
    let category = some(&row.category)
        .map(|raw| Category::of_key(&raw).ok_or(Refusal::Unknown(Field::ForecastCategory)));
    let basis = VatBasis::ALL
        .into_iter()
        .find(|basis| basis.key() == row.basis);
    Ok(Terms {
        description: some(&row.description),
        due: due(row)?,
        amount: amount.transpose()?,
        basis: basis.unwrap_or_default(),
        vat: vat(&row.vat)?,
        category: category.transpose()?,
        payer: payer.transpose()?,
        responsible: responsible.transpose()?,
        invoice: some(&row.invoice),
        ksef: some(&row.ksef),
    })
}

fn due(row: &Typed) -> Result<Option<Due>, Refusal> {
    let anchor = Anchor::ALL
        .into_iter()
        .find(|anchor| when(*anchor) == row.when && row.when != ON);
    let Some(anchor) = anchor else {
        return Ok(day(Field::Due, &row.on)?.map(Due::On));
    };
    let days = match row.days.trim() {
        "" => 0,
        raw => raw.parse().map_err(|_| malformed(Field::Due, raw))?,
    };
    Ok(Some(Due::After {
        anchor,
        working_days: days,
    }))
}

fn vat(raw: &str) -> Result<VatRate, Refusal> {
    match raw.trim().trim_end_matches('%') {
        "" => Ok(VatRate::default()),
        raw => {
            let points = decimal::parse(raw, 2).ok_or_else(|| malformed(Field::Vat, raw))?;
            Ok(VatRate::of(points)?)
        }
    }
}

pub(super) fn anchors(signing: &str, delivery: &str) -> Result<[Anchored; 2], Refusal> {
    Ok([
        (Anchor::Signing, day(Field::Signing, signing)?),
        (Anchor::Delivery, day(Field::Delivery, delivery)?),
    ])
}

/// Numbers of the instalments that were ticked for removal.
pub(super) fn gone(rows: &[Typed]) -> Vec<u16> {
    let ticked = rows.iter().filter(|row| row.remove == "true");
    ticked.filter_map(|row| row.number.parse().ok()).collect()
}

pub(super) fn seen(version: &str) -> Result<u64, Refusal> {
    let version = version.parse();
    version.map_err(|_| malformed(Field::Instalment, ""))
}

fn day(field: Field, raw: &str) -> Result<Option<Day>, Refusal> {
    match raw.trim() {
        "" => Ok(None),
        raw => Ok(Some(parse_day(field, raw)?)),
    }
}

fn malformed(field: Field, raw: &str) -> Refusal {
    let typed = text::quoted(raw);
    text::Refusal::Malformed { field, typed }.into()
}

/// Lays the first schedule, or adds, changes and removes what the form did: all in one unit of work.
/// Adding comes first, so that a schedule is never without an instalment.
pub(super) fn save(
    work: &mut Work<'_, '_>,
    deal: DealId,
    mut seen: u64,
    (rows, gone, anchors): Form,
) -> Result<(), Stopped> {
    if seen == 0 {
        let terms = rows.into_iter().map(|(_, terms)| terms);
        work.lay_schedule(deal, 0, terms.collect())?;
        seen = 1;
    } else {
        for (number, terms) in rows {
            seen += done(match number {
                Some(number) => work.change_instalment(InstalmentId { deal, number }, seen, terms),
                None => work.add_instalment(deal, seen, terms),
            })?;
        }
        for number in gone {
            seen += done(work.remove_instalment(InstalmentId { deal, number }, seen))?;
        }
    }
    for (anchor, day) in anchors {
        seen += done(work.set_anchor(deal, seen, anchor, day))?;
    }
    Ok(())
}

/// How much newer the schedule is: what is as it was is no refusal here.
fn done(result: Result<(), Stopped>) -> Result<u64, Stopped> {
    match result {
        Ok(()) => Ok(1),
        Err(Stopped::Refused(Refusal::Unchanged)) => Ok(0),
        Err(stopped) => Err(stopped),
    }
}
