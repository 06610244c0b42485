//! Steps of sheets and verdicts, as typed; only on the server.
use crate::people::pick::api::inside::person;
use crate::planning::sheets::model::Standing;
use domain::dates::parse_day;
use domain::field::Field;
use domain::id::{GroupId, InstalmentId, SheetId};
use domain::money::{Currency, Money};
use domain::period::{FiscalStart, Length, Period};
use domain::planning::{Level, Outcome, Ruling};
use domain::refusal::Refusal;
use domain::time::Day;
use store::{Firm, JudgeFilter, Stands, Stopped, Work};

/// The period of the address, else the month of today.
pub(super) fn period(raw: &str, today: Day, fiscal: FiscalStart) -> Period {
    Period::parse(raw, fiscal).unwrap_or_else(|_| Period::of(today, Length::Month, fiscal))
}

pub(super) fn open(work: &mut Work<'_, '_>, group: GroupId, period: &str) -> Result<(), Stopped> {
    let period = Period::parse(period, work.firm().fiscal_start())?;
    work.open_sheet(group, period, None).map(drop)
}

pub(super) fn step(
    work: &mut Work<'_, '_>,
    step: &str,
    (id, seen): (&str, u64),
    reason: &str,
) -> Result<(), Stopped> {
    let id: SheetId = id.parse().map_err(|_| Refusal::Invisible)?;
    match step {
        "submit" => work.submit_sheet(id, seen),
        "agree" => work.agree_sheet(id, seen),
        "return" => work.return_sheet(id, seen, reason),
        "ask" => work.ask_reopening(id, seen, reason),
        "reopen" => work.reopen_sheet(id, seen).map(drop),
        _ => Err(Refusal::Unknown(Field::Verdict).into()),
    }
}

pub(super) fn ruling(
    outcome: &str,
    (amount, currency): (&str, &str),
    due: &str,
    reason: &str,
) -> Result<Ruling, Refusal> {
    let outcome = Outcome::ALL.into_iter().find(|one| one.key() == outcome);
    let currency = Currency::of(Field::Currency, currency)?;
    let amount = match amount.trim() {
        "" => None,
        raw => Some(Money::parse(Field::Amount, raw, currency)?),
    };
    let due = match due.trim() {
        "" => None,
        raw => Some(parse_day(Field::Due, raw)?),
    };
    Ok(Ruling {
        outcome: outcome.ok_or(Refusal::Unknown(Field::Verdict))?,
        amount,
        due,
        reason: Some(reason.to_owned()).filter(|reason| !reason.trim().is_empty()),
    })
}

fn instalment(raw: &str) -> Result<InstalmentId, Refusal> {
    raw.parse().map_err(|_| Refusal::Invisible)
}

pub(super) fn judge(
    work: &mut Work<'_, '_>,
    (line, group): (&str, GroupId),
    seen: u64,
    ruling: Ruling,
) -> Result<(), Stopped> {
    work.give_verdict(instalment(line)?, Level::Group(group), seen, ruling)
}

/// Which lines the address asks for.
pub(super) fn filter(firm: &Firm, (standing, owner): (&str, &str)) -> JudgeFilter {
    let standing = Standing::ALL.into_iter().find(|one| one.key() == standing);
    let owner = person(firm, owner, Field::Owner).ok();
    JudgeFilter {
        owners: owner.into_iter().collect(),
        standing: standing.map(|one| match one {
            Standing::Below => Stands::Below,
            Standing::Unreviewed => Stands::Unreviewed,
            Standing::Agreed => Stands::Agreed,
            Standing::Disputed => Stands::Disputed,
            Standing::Excluded => Stands::Excluded,
            Standing::Amber => Stands::Amber,
        }),
        ..JudgeFilter::default()
    }
}

pub(super) fn agree_all(
    work: &mut Work<'_, '_>,
    (group, period): (GroupId, &str),
    which: (&str, &str),
) -> Result<(), Stopped> {
    if !work.firm().groups.contains_key(&group) {
        return Err(Refusal::Unknown(Field::Group).into());
    }
    let period = Period::parse(period, work.firm().fiscal_start())?;
    let filter = filter(work.firm(), which);
    let done = work.agree_lines(Level::Group(group), period, &filter)?;
    match done.refused.into_iter().next() {
        Some((_, why)) if done.given == 0 => Err(why.into()),
        _ => Ok(()),
    }
}

pub(super) fn comment(
    work: &mut Work<'_, '_>,
    line: &str,
    level: &str,
    text: &str,
) -> Result<(), Stopped> {
    let level = match level.parse() {
        Ok(group) => Level::Group(group),
        Err(_) => Level::Firm,
    };
    work.comment_verdict(instalment(line)?, level, text)
}
