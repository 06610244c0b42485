//! Gathers a waterfall from the store, in words; only on the server.
use crate::planning::changes::model::{Changes, Moved, Step};
use crate::planning::instalments::api::read::periods;
use crate::planning::matrix::api::read::groups;
use domain::groups::Names;
use domain::id::{GroupId, SnapshotId};
use domain::lang::{Lang, Say};
use domain::money::{Currency, Money};
use domain::period::Period;
use domain::planning::{Bar, Entry, Scope, Taken, Waterfall};
use domain::time::{Day, Moment};
use std::cmp::Reverse;
use store::{Firm, Reading, SnapshotHead, StoreError};

/// Snapshots to choose from, and lines told of behind a bar.
const SNAPSHOTS: usize = 60;
const MOVES: usize = 12;

pub(super) fn changes(
    reading: &Reading,
    (group, since, period): (&str, &str, &str),
    (lang, today): (Lang, Day),
) -> Result<Changes, StoreError> {
    let firm = reading.firm();
    let group = chosen(firm, reading, group);
    let heads = match group {
        Some(group) => reading.snapshots(group)?,
        None => Vec::new(),
    };
    let from = compared(firm, &heads, since, today);
    let period = Period::parse(period, firm.fiscal_start()).ok();
    let waterfall = match (group, from) {
        (Some(group), Some(from)) => {
            let scope = Scope {
                group,
                person: None,
                period,
                currency: firm.plan_currency(),
            };
            reading.waterfall(from.id, None, scope)?
        }
        _ => None,
    };
    let steps = match (&waterfall, from) {
        (Some(waterfall), Some(from)) => steps(reading, waterfall, said(firm, from, lang), lang)?,
        _ => Vec::new(),
    };
    Ok(Changes {
        group: group.map(|id| id.to_string()).unwrap_or_default(),
        groups: groups(firm)
            .into_iter()
            .map(|(id, name)| (id.to_string(), name))
            .collect(),
        since: from.map(|head| head.id.to_string()).unwrap_or_default(),
        snapshots: heads
            .iter()
            .take(SNAPSHOTS)
            .map(|head| (head.id.to_string(), said(firm, head, lang)))
            .collect(),
        period: period
            .map(|period| period.url(firm.fiscal_start()))
            .unwrap_or_default(),
        periods: periods(reading, today, lang),
        steps,
        balance: waterfall.map(|one| (one.balances(), one.say(lang))),
    })
}

/// The group of the address, else the highest that one heads, else the highest there is.
fn chosen(firm: &Firm, reading: &Reading, raw: &str) -> Option<GroupId> {
    let all = groups(firm).into_iter().map(|(id, _)| id);
    let all: Vec<GroupId> = all.collect();
    let asked = raw.parse().ok().filter(|id| all.contains(id));
    let who = reading.who();
    let first = |of: &[GroupId]| all.iter().copied().find(|group| of.contains(group));
    asked
        .or_else(|| first(&who.heads))
        .or_else(|| first(&who.groups))
        .or(all.first().copied())
}

/// The snapshot of the address, else the last one of a week ago, else the first of all.
fn compared<'h>(
    firm: &Firm,
    heads: &'h [SnapshotHead],
    raw: &str,
    today: Day,
) -> Option<&'h SnapshotHead> {
    let asked = raw.parse().ok().map(SnapshotId);
    let asked = heads.iter().find(|head| Some(head.id) == asked);
    let week = today.checked_sub_days(chrono::Days::new(7));
    let day = |at: Moment| firm.zone().day(at);
    let before = heads.iter().find(|head| day(head.at) <= week);
    asked.or(before).or(heads.last())
}

/// "23.11.2026 06:00, codzienny".
fn said(firm: &Firm, head: &SnapshotHead, lang: Lang) -> String {
    let why = match head.taken {
        Taken::Daily => lang.pick("stan dnia", "daily"),
        Taken::Submitted(_) => lang.pick("złożenie arkusza", "sheet submitted"),
        Taken::Agreed(_) => lang.pick("uzgodnienie arkusza", "sheet agreed"),
        Taken::Closed => lang.pick("zamknięcie okresu", "period closed"),
    };
    let when = firm.zone().written(head.at, lang);
    format!("{when} · {why}, {}", firm.group(head.group))
}

fn steps(
    reading: &Reading,
    waterfall: &Waterfall,
    then: String,
    lang: Lang,
) -> Result<Vec<Step>, StoreError> {
    let total = |name: String, sum: Money| Step {
        name,
        shown: sum.column(lang),
        from: 0,
        to: sum.minor,
        total: true,
        moves: Vec::new(),
        count: 0,
    };
    let mut steps = vec![total(then, waterfall.from)];
    let mut height = waterfall.from.minor;
    for bar in Bar::ALL {
        let entries = waterfall.entries.iter().filter(|entry| entry.bar == bar);
        let mut entries: Vec<&Entry> = entries.collect();
        if entries.is_empty() {
            continue;
        }
        entries.sort_by_key(|entry| Reverse(entry.minor.unsigned_abs()));
        let sum = waterfall.bar(bar);
        steps.push(Step {
            name: bar.name(lang).to_owned(),
            shown: signed(sum, lang),
            from: height,
            to: height + sum.minor,
            total: false,
            moves: moves(reading, &entries, sum.currency, lang)?,
            count: entries.len(),
        });
        height += sum.minor;
    }
    let now = lang.pick("teraz", "now").to_owned();
    steps.push(total(now, waterfall.to));
    Ok(steps)
}

fn moves(
    reading: &Reading,
    entries: &[&Entry],
    currency: Currency,
    lang: Lang,
) -> Result<Vec<Moved>, StoreError> {
    let mut moves = Vec::new();
    for entry in entries.iter().take(MOVES) {
        // Deals in the trash have no page.
        let deal = reading.deal(entry.line.deal)?;
        let (href, title) = match deal {
            Some(deal) => (format!("/deals/{}", deal.id), deal.title.clone()),
            None => (
                String::new(),
                lang.pick("usunięta szansa", "a deleted deal").to_owned(),
            ),
        };
        moves.push(Moved {
            href,
            title,
            shown: signed(Money::new(entry.minor, currency), lang),
        });
    }
    Ok(moves)
}

/// With a plus where it is one.
fn signed(money: Money, lang: Lang) -> String {
    let plus = if money.minor > 0 { "+" } else { "" };
    format!("{plus}{}", money.column(lang))
}
