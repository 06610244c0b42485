//! Quotas as typed and pasted; only on the server. Invariant: a field that was left alone sets
//! nothing, and one that somebody else set meanwhile is not overwritten unseen.
use crate::people::pick::api::inside::person;
use crate::planning::matrix::api::read::{holder, year};
use domain::field::Field;
use domain::id::GroupId;
use domain::money::Money;
use domain::period::{FiscalStart, Length, Period};
use domain::planning::{Holder, Pasted, QuotaDraft, QuotaRefusal};
use domain::refusal::Refusal;
use domain::text::{self, fold};
use domain::time::{Day, Month};
use std::collections::BTreeMap;
use store::{Firm, Reading, Stopped, Work};

pub(super) fn changed(
    reading: &Reading,
    is: &BTreeMap<String, String>,
    was: &BTreeMap<String, String>,
    reason: &str,
) -> Result<Vec<QuotaDraft>, Stopped> {
    let mut drafts = Vec::new();
    for (name, typed) in is {
        let before = was.get(name).map(String::as_str).unwrap_or_default();
        if typed.trim() == before {
            continue;
        }
        let (holder, month) = place(reading.firm(), name)?;
        guard(reading, (holder, month), before)?;
        drafts.push(QuotaDraft {
            holder,
            month,
            amount: amount(reading.firm(), typed)?,
            reason: Some(reason.to_owned()).filter(|reason| !reason.trim().is_empty()),
        });
    }
    Ok(drafts)
}

/// Refuses what was typed over something that the form did not show.
fn guard(reading: &Reading, (holder, month): (Holder, Month), before: &str) -> Result<(), Stopped> {
    let Some(quota) = reading.quota(holder, month)? else {
        return Ok(());
    };
    if quota.amount() == amount(reading.firm(), before)? {
        return Ok(());
    }
    Err(quota.stamp.stale(vec![Field::Quota]).into())
}

/// "g4_2026-11".
fn place(firm: &Firm, name: &str) -> Result<(Holder, Month), Refusal> {
    let parts = name.split_once('_');
    let parts = parts.and_then(|(who, when)| {
        let month = Period::parse(when, firm.fiscal_start()).ok()?;
        Some((holder(who)?, month)).filter(|(_, month)| month.length() == Length::Month)
    });
    let (holder, month) = parts.ok_or_else(|| malformed(name))?;
    Ok((holder, month.first_month()))
}

fn malformed(raw: &str) -> Refusal {
    let (field, typed) = (Field::Quota, text::quoted(raw));
    text::Refusal::Malformed { field, typed }.into()
}

fn amount(firm: &Firm, raw: &str) -> Result<Option<Money>, Refusal> {
    match raw.trim() {
        "" | "–" => Ok(None),
        raw => Ok(Some(Money::parse(Field::Quota, raw, firm.plan_currency())?)),
    }
}

pub(super) fn copy(work: &mut Work<'_, '_>, year: &str, percent: &str) -> Result<(), Stopped> {
    let percent = percent.trim().trim_end_matches('%').replace('−', "-");
    let percent = match percent.as_str() {
        "" => 0,
        raw => raw
            .trim()
            .parse()
            .map_err(|_| QuotaRefusal::PercentRange)
            .map_err(Refusal::from)?,
    };
    let to = asked(work.firm(), year)?;
    work.copy_quotas(to.previous(), to, percent).map(drop)
}

pub(super) fn split(work: &mut Work<'_, '_>, year: &str, group: GroupId) -> Result<(), Stopped> {
    let year = asked(work.firm(), year)?;
    work.split_quota(group, year).map(drop)
}

/// The year that a command names; unlike a page, it takes no other instead.
fn asked(firm: &Firm, raw: &str) -> Result<Period, Refusal> {
    Ok(Period::parse(raw, firm.fiscal_start())?)
}

pub(super) fn of(fiscal: FiscalStart, raw: &str, today: Day) -> Period {
    year(&format!("year={raw}"), today, fiscal)
}

/// Every quota of a block, its people and groups known.
pub(super) fn pasted(reading: &Reading, year: &str, raw: &str) -> Result<Vec<QuotaDraft>, Stopped> {
    let firm = reading.firm();
    let period = asked(firm, year)?;
    let read = Pasted::read(raw, period, firm.plan_currency())?;
    if let Some(problem) = read.problems.into_iter().next() {
        return Err(problem.why.into());
    }
    let mut drafts = Vec::new();
    for row in read.rows {
        let holder = named(firm, &row.name)?;
        let cells = row.cells.into_iter();
        drafts.extend(cells.map(|(month, amount)| QuotaDraft {
            holder,
            month,
            amount: Some(amount),
            reason: None,
        }));
    }
    Ok(drafts)
}

/// A group of exactly that name, else a person in their primary group.
pub(super) fn named(firm: &Firm, name: &str) -> Result<Holder, Refusal> {
    let wanted = fold(name);
    let group = firm
        .groups
        .values()
        .find(|group| fold(&group.name) == wanted);
    if let Some(group) = group {
        return Ok(Holder::Group(group.id));
    }
    let id = person(firm, name, Field::Name)?;
    let group = firm
        .people
        .get(&id)
        .and_then(|person| person.groups.first());
    let group = *group.ok_or(Refusal::Unknown(Field::Group))?;
    Ok(Holder::Person { person: id, group })
}

pub(super) fn only_checked() -> Refusal {
    QuotaRefusal::OnlyChecked.into()
}
