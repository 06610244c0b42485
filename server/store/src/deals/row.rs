//! The covering row of a deal: what a list shows, without reading the record.
//!
//! Invariant: decoding what was encoded gives the row made from the deal itself.
use crate::stamp::Stamp;
use crate::values::compact::{put, put_signed, put_text, take, take_signed, take_text};
use chrono::Datelike;
use domain::deals::{Deal, DealRow, Status};
use domain::id::{CompanyId, DealId, PipelineId};
use domain::money::Money;
use domain::time::{Day, Moment};

/// A decoded row.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Cover {
    pub(crate) row: DealRow,
    /// The deal's own probability; not shown in lists, but weighted by sums.
    pub(crate) probability: Option<u8>,
}

/// `company` is empty for a confidential company, whose name is a secret.
pub(crate) fn encode(deal: &Deal, company: Option<&str>) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    put_text(&mut out, &deal.title);
    put(&mut out, deal.pipeline.0);
    put(&mut out, deal.company.map_or(0, |company| company.0));
    put_text(&mut out, company.unwrap_or_default());
    match deal.amount {
        None => out.push(0),
        Some(amount) => {
            put_text(&mut out, amount.currency.code());
            put_signed(&mut out, amount.minor);
        }
    }
    put(
        &mut out,
        deal.probability.map_or(0, |percent| u64::from(percent) + 1),
    );
    for day in [deal.expected_close, deal.opened, deal.closed] {
        put_day(&mut out, day);
    }
    match &deal.next_step {
        None => out.push(0),
        Some(step) => {
            out.push(1);
            put_text(&mut out, &step.what);
            put_day(&mut out, step.on);
        }
    }
    put_signed(&mut out, deal.stage_since.0);
    put_day(&mut out, deal.slow_on);
    put_day(&mut out, deal.snooze.as_ref().map(|snooze| snooze.until));
    put_signed(&mut out, deal.stamp.created.0);
    put_signed(&mut out, deal.stamp.updated.0);
    put(&mut out, deal.stamp.version);
    out
}

pub(crate) fn decode(mut bytes: &[u8], id: u64, status: Status, stamp: &Stamp) -> Option<Cover> {
    let rest = &mut bytes;
    let title = take_text(rest)?.to_owned();
    let pipeline = PipelineId(take(rest)?);
    let company = Some(take(rest)?).filter(|id| *id != 0).map(CompanyId);
    let company_name = Some(take_text(rest)?)
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    let amount = match take_text(rest)? {
        "" => None,
        code => Some(Money::new(take_signed(rest)?, code.parse().ok()?)),
    };
    let probability = take(rest)?
        .checked_sub(1)
        .and_then(|percent| u8::try_from(percent).ok());
    let (expected_close, opened, closed) = (take_day(rest)?, take_day(rest)?, take_day(rest)?);
    let (next_step, next_step_on) = match take(rest)? {
        0 => (None, None),
        _ => (Some(take_text(rest)?.to_owned()), take_day(rest)?),
    };
    let row = DealRow {
        id: DealId(id),
        title,
        company,
        company_name,
        pipeline,
        stage: stamp.stage,
        status,
        owner: stamp.owner,
        group: stamp.group,
        amount,
        expected_close,
        opened,
        closed,
        next_step,
        next_step_on,
        stage_since: Moment(take_signed(rest)?),
        slow_on: take_day(rest)?,
        snoozed_until: take_day(rest)?,
        created: Moment(take_signed(rest)?),
        updated: Moment(take_signed(rest)?),
        version: take(rest)?,
    };
    Some(Cover { row, probability })
}

/// Days since the first day of the common era, as chrono counts them.
pub(crate) fn day_number(day: Day) -> i32 {
    day.num_days_from_ce()
}

/// The day in a sort key of `Order::Close`.
pub(crate) fn day_of_key(suffix: &[u8]) -> Option<Day> {
    let (&present, rest) = suffix.split_first()?;
    let number = u64::from_be_bytes(*rest.first_chunk::<8>()?) ^ (1 << 63);
    let number = i32::try_from(number.cast_signed()).ok()?;
    Day::from_num_days_from_ce_opt(number).filter(|_| present == 1)
}

fn put_day(out: &mut Vec<u8>, day: Option<Day>) {
    // Day 0 is 31 December of the year −1, which no form takes.
    put_signed(out, day.map_or(0, |day| i64::from(day_number(day))));
}

fn take_day(bytes: &mut &[u8]) -> Option<Option<Day>> {
    let number = i32::try_from(take_signed(bytes)?).ok()?;
    if number == 0 {
        return Some(None);
    }
    Day::from_num_days_from_ce_opt(number).map(Some)
}
