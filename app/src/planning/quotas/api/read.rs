//! Gathers the quotas of a group and year; only on the server.
use super::write::{named, of};
use crate::planning::matrix::api::read::{groups, holder, key, name};
use crate::planning::matrix::model::whole;
use crate::planning::quotas::model::{Book, Opened, Preview, Row, Version};
use crate::planning::receipts::api::read::nothing;
use domain::by::Actor;
use domain::dates;
use domain::groups::Names;
use domain::id::{GroupId, PersonId};
use domain::lang::{Lang, Say};
use domain::money::Sums;
use domain::period::{Length, Period};
use domain::planning::{Holder, Pasted, QuotaBook};
use domain::time::Day;
use std::collections::BTreeSet;
use store::{Firm, Reading, Stopped, StoreError};

pub(super) fn book(
    reading: &Reading,
    (year, group, cell): (&str, &str, &str),
    (lang, today): (Lang, Day),
) -> Result<Book, Stopped> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let year = of(fiscal, year, today);
    let group = chosen(reading, group);
    let quotas = reading.quotas(year)?;
    let months: Vec<Period> = year
        .months()
        .map(|month| Period::around(month, Length::Month, fiscal))
        .collect();
    let holders = holders(reading, &quotas, group, year);
    let rows = holders.iter().map(|holder| {
        let sets = reading.may_set_quota(*holder);
        let cells = months.iter().map(|month| {
            let amount = quotas.month(*holder, month.first_month());
            let said = amount.map(|amount| match sets {
                true => amount.input(lang),
                false => whole(Some(amount.minor), quotas.currency, lang),
            });
            said.unwrap_or_default()
        });
        let total = quotas.sum(*holder, year).map(|sum| sum.minor);
        Row {
            key: key(*holder),
            name: name(firm, *holder),
            group: holder.person().is_none(),
            sets,
            cells: cells.collect(),
            total: whole(total, quotas.currency, lang),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let before = reading.quotas(year.previous())?;
    let had = |holder: &Holder| before.sum(*holder, year.previous()).is_some();
    Ok(Book {
        year: year.url(fiscal),
        label: year.label(lang, fiscal),
        previous: year.previous().url(fiscal),
        next: year.next().url(fiscal),
        group,
        groups: groups(firm),
        currency: quotas.currency,
        months: months
            .iter()
            .map(|month| {
                (
                    month.url(fiscal),
                    dates::month_name(month.first_month().month, lang).to_owned(),
                )
            })
            .collect(),
        sets: rows.iter().any(|row| row.sets),
        copies: holders.iter().any(had),
        mismatches: mismatches(reading, &quotas, group, &months, lang),
        opened: opened(reading, cell, lang)?,
        rows,
    })
}

/// The group of the address, else the one that the viewer heads, else their own, else the top.
fn chosen(reading: &Reading, typed: &str) -> GroupId {
    let (firm, me) = (reading.firm(), reading.who().id);
    let tree = &firm.world.tree;
    let typed = typed.parse().ok().filter(|group| tree.knows(*group));
    let headed = || {
        let order = tree.depth_first().iter();
        let mut headed = order.filter(|group| {
            let group = firm.groups.get(group);
            group.is_some_and(|group| group.heads.contains(&me))
        });
        headed.next().copied()
    };
    let own = || firm.people.get(&me)?.groups.first().copied();
    typed
        .or_else(headed)
        .or_else(own)
        .or_else(|| tree.depth_first().first().copied())
        .unwrap_or(GroupId(0))
}

/// The group, those directly below it, and its people: members, and whoever has a quota there.
fn holders(reading: &Reading, quotas: &QuotaBook, group: GroupId, year: Period) -> Vec<Holder> {
    let firm = reading.firm();
    let tree = &firm.world.tree;
    let below = tree.depth_first().iter().copied();
    let below = below.filter(|one| tree.parent(*one) == Some(group));
    let with_quota = quotas.below(tree, group, year).into_iter();
    let mut people: BTreeSet<PersonId> = with_quota.filter_map(Holder::person).collect();
    let members = firm.people.values();
    people.extend(
        members
            .filter(|person| person.active && person.groups.contains(&group))
            .map(|person| person.id),
    );
    let order = firm.by_name().iter().copied();
    let people = order.filter(|person| people.contains(person));
    std::iter::once(Holder::Group(group))
        .chain(below.map(Holder::Group))
        .chain(people.map(|person| Holder::Person { person, group }))
        .collect()
}

/// By month, with its name before it.
fn mismatches(
    reading: &Reading,
    quotas: &QuotaBook,
    group: GroupId,
    months: &[Period],
    lang: Lang,
) -> Vec<String> {
    let firm = reading.firm();
    let said = months.iter().filter_map(|month| {
        let mismatch = quotas.mismatch(&firm.world.tree, group, *month)?;
        let month = month.label(lang, firm.fiscal_start());
        Some(format!("{month}: {}", mismatch.say(lang)))
    });
    said.take(3).collect()
}

fn opened(reading: &Reading, cell: &str, lang: Lang) -> Result<Option<Opened>, StoreError> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let parts = cell.rsplit_once('.');
    let parts =
        parts.and_then(|(who, when)| Some((holder(who)?, Period::parse(when, fiscal).ok()?)));
    let Some((who, when)) = parts else {
        return Ok(None);
    };
    let Some(quota) = reading.quota(who, when.first_month())? else {
        return Ok(None);
    };
    let versions = quota.versions.iter().rev().map(|version| Version {
        amount: version
            .amount
            .map(|amount| amount.column(lang))
            .unwrap_or_default(),
        who: match version.signed.by {
            Actor::Person(id) => firm.person(id).to_owned(),
            Actor::System(_) => "Contentum".to_owned(),
        },
        when: firm.zone().written(version.signed.at, lang),
        reason: version.reason.clone(),
    });
    Ok(Some(Opened {
        name: format!("{}, {}", name(firm, who), when.label(lang, fiscal)),
        versions: versions.collect(),
    }))
}

/// What a block says; nothing for nothing.
pub(super) fn preview(
    reading: &Reading,
    (year, pasted): (&str, &str),
    (lang, today): (Lang, Day),
) -> Preview {
    let firm = reading.firm();
    if pasted.trim().is_empty() {
        return Preview::default();
    }
    let period = of(firm.fiscal_start(), year, today);
    let read = match Pasted::read(pasted, period, firm.plan_currency()) {
        Ok(read) => read,
        Err(refusal) => {
            return Preview {
                problems: vec![refusal.say(lang)],
                ..Preview::default()
            };
        }
    };
    let at = |row: usize, why: String| {
        lang.pick(format!("Wiersz {row}: {why}"), format!("Row {row}: {why}"))
    };
    let problems = read.problems.iter();
    let mut problems: Vec<String> = problems
        .map(|problem| at(problem.row, problem.why.say(lang)))
        .collect();
    let mut rows = Vec::new();
    for row in &read.rows {
        match known(firm, reading, &row.name) {
            Ok(name) => rows.push((name, said(&row.cells, lang))),
            Err(why) => problems.push(at(row.row, why.say(lang))),
        }
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(nothing(lang));
    }
    Preview { rows, problems }
}

fn known(firm: &Firm, reading: &Reading, typed: &str) -> Result<String, domain::refusal::Refusal> {
    let holder = named(firm, typed)?;
    if reading.may_set_quota(holder) {
        Ok(name(firm, holder))
    } else {
        Err(domain::refusal::Refusal::Forbidden(
            domain::access::Action::Edit,
        ))
    }
}

/// "12 × · 120 000,00 zł".
fn said(cells: &[(domain::time::Month, domain::money::Money)], lang: Lang) -> String {
    let mut sum = Sums::default();
    cells.iter().for_each(|(_, amount)| sum.add(*amount));
    let words = crate::planning::instalments::api::read::words(&sum, lang);
    format!("{}\u{a0}× · {words}", cells.len())
}
