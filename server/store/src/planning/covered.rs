//! A line as its rows hold it: everything that lists, sums and rules ask of it, without a record.
//!
//! Invariant: decoding what was encoded gives the line again; what is derived from it (rows, cells)
//! is a function of it and the shares of its deal alone.
use crate::stamp::{put_share, take_share};
use crate::values::compact::{put, put_signed, put_text, take, take_signed, take_text};
use chrono::Datelike;
use domain::access::{Lane, RecordAcl, RecordType, Share};
use domain::deals::Status;
use domain::id::{CompanyId, DealId, GroupId, InstalmentId, PersonId, PipelineId, StageId};
use domain::money::Money;
use domain::planning::{Category, Level, LineState, PlanLine};
use domain::time::{Day, Month};

/// A line with what came in and what is agreed of it, by months.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Covered {
    pub(crate) line: PlanLine,
    /// What the plan counts of what came in, by the month it came in.
    pub(crate) received: Vec<(Month, Money)>,
    /// The levels that agreed it on what it is now.
    pub(crate) agreed: Vec<Agreed>,
    /// Whether any level gave a verdict.
    pub(crate) judged: bool,
}

/// What one level agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Agreed {
    pub(crate) level: Level,
    pub(crate) amount: Money,
    pub(crate) due: Day,
}

/// All lines of a deal and the shares of the deal.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct DealLines {
    pub(crate) shares: Vec<Share>,
    pub(crate) lines: Vec<Covered>,
}

impl Agreed {
    /// What of it has not come in.
    pub(crate) fn open(&self, line: &PlanLine) -> i64 {
        let received = line.received.map_or(0, |money| money.minor);
        (self.amount.minor - received).max(0)
    }
}

impl Covered {
    /// The number of its rows: the deal's with its own.
    pub(crate) fn number(&self) -> u64 {
        packed(self.line.id)
    }

    pub(crate) fn acl(&self, shares: &[Share]) -> RecordAcl {
        let line = &self.line;
        let mut acl = RecordAcl::new(RecordType::Deal, line.owner, line.group);
        acl.lane = line.lane;
        acl.shares.extend(shares.iter().copied());
        acl
    }

    pub(crate) fn part(&self) -> u8 {
        part(self.line.state())
    }

    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        let line = &self.line;
        put(out, line.id.deal.0);
        put(out, u64::from(line.id.number));
        put(out, line.owner.0);
        put(out, line.group.0);
        out.push(crate::tables::lane_tag(line.lane));
        put(out, line.pipeline.0);
        put(out, line.stage.0);
        out.push(crate::deals::index::part(line.status));
        out.push(line.chance);
        for money in [line.amount, line.gross, line.paid, line.received] {
            put_money(out, money);
        }
        put_day(out, line.due);
        out.push(category_tag(line.category));
        put(out, line.payer.map_or(0, |id| id.0));
        put(out, line.responsible.map_or(0, |id| id.0));
        put_text(out, line.invoice.as_deref().unwrap_or_default());
        out.push(u8::from(line.implied) | u8::from(self.judged) << 1);
        put(out, self.received.len() as u64);
        for (month, money) in &self.received {
            put_signed(out, month_number(*month));
            put_money(out, Some(*money));
        }
        put(out, self.agreed.len() as u64);
        for one in &self.agreed {
            put_level(out, one.level);
            put_money(out, Some(one.amount));
            put_day(out, Some(one.due));
        }
    }

    pub(crate) fn take(bytes: &mut &[u8]) -> Option<Self> {
        let deal = DealId(take(bytes)?);
        let number = u16::try_from(take(bytes)?).ok()?;
        let owner = PersonId(take(bytes)?);
        let group = GroupId(take(bytes)?);
        let lane = match take_byte(bytes)? {
            2 => Lane::Confidential,
            _ => Lane::Normal,
        };
        let pipeline = PipelineId(take(bytes)?);
        let stage = StageId(take(bytes)?);
        let status: Status = crate::deals::index::status_of(take_byte(bytes)?);
        let chance = take_byte(bytes)?;
        let [amount, gross, paid, came] = take_four(bytes)?;
        let due = take_day(bytes)?;
        let category = category_of(take_byte(bytes)?);
        let payer = some(take(bytes)?).map(CompanyId);
        let responsible = some(take(bytes)?).map(PersonId);
        let invoice = take_text(bytes)?;
        let invoice = (!invoice.is_empty()).then(|| invoice.to_owned());
        let flags = take_byte(bytes)?;
        let received = take_received(bytes)?;
        let agreed = take_agreed(bytes)?;
        let line = PlanLine {
            id: InstalmentId { deal, number },
            owner,
            group,
            lane,
            pipeline,
            stage,
            status,
            chance,
            amount,
            gross,
            paid,
            received: came,
            due,
            category,
            payer,
            responsible,
            invoice,
            implied: flags & 1 != 0,
        };
        let judged = flags & 2 != 0;
        Some(Self {
            line,
            received,
            agreed,
            judged,
        })
    }
}

impl DealLines {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(96);
        put(&mut out, self.shares.len() as u64);
        for share in &self.shares {
            put_share(&mut out, share);
        }
        put(&mut out, self.lines.len() as u64);
        for line in &self.lines {
            line.put(&mut out);
        }
        out
    }

    pub(crate) fn decode(mut bytes: &[u8]) -> Option<Self> {
        let rest = &mut bytes;
        let mut all = Self::default();
        for _ in 0..take(rest)? {
            all.shares.push(take_share(rest)??);
        }
        for _ in 0..take(rest)? {
            all.lines.push(Covered::take(rest)?);
        }
        Some(all)
    }
}

fn take_four(bytes: &mut &[u8]) -> Option<[Option<Money>; 4]> {
    let mut four = [None; 4];
    for money in &mut four {
        *money = take_money(bytes)?;
    }
    Some(four)
}

fn take_received(bytes: &mut &[u8]) -> Option<Vec<(Month, Money)>> {
    let count = take(bytes)?;
    (0..count)
        .map(|_| Some((month_of(take_signed(bytes)?)?, take_money(bytes)??)))
        .collect()
}

fn take_agreed(bytes: &mut &[u8]) -> Option<Vec<Agreed>> {
    let count = take(bytes)?;
    let one = |_| {
        Some(Agreed {
            level: take_level(bytes)?,
            amount: take_money(bytes)??,
            due: take_day(bytes)??,
        })
    };
    (0..count).map(one).collect()
}

/// The number that stands for an instalment in keys: a deal has at most 65,536.
pub(crate) fn packed(id: InstalmentId) -> u64 {
    id.deal.0 << 16 | u64::from(id.number)
}

/// The tag of a state in lists; never changes.
pub(crate) fn part(state: LineState) -> u8 {
    match state {
        LineState::Awaited => 1,
        LineState::Paid => 2,
        LineState::NotPlanned => 3,
        LineState::Omitted => 4,
    }
}

pub(crate) fn category_tag(category: Category) -> u8 {
    match category {
        Category::Commit => 1,
        Category::BestCase => 2,
        Category::Pipeline => 3,
        Category::Omitted => 4,
    }
}

pub(crate) fn category_of(tag: u8) -> Category {
    match tag {
        1 => Category::Commit,
        2 => Category::BestCase,
        4 => Category::Omitted,
        _ => Category::Pipeline,
    }
}

pub(crate) fn month_number(month: Month) -> i64 {
    i64::from(month.year) * 12 + i64::from(month.month) - 1
}

pub(crate) fn month_of(number: i64) -> Option<Month> {
    Some(Month {
        year: i32::try_from(number.div_euclid(12)).ok()?,
        month: u8::try_from(number.rem_euclid(12)).ok()? + 1,
    })
}

pub(crate) fn put_level(out: &mut Vec<u8>, level: Level) {
    put(
        out,
        match level {
            Level::Firm => 0,
            Level::Group(group) => group.0,
        },
    );
}

fn take_level(bytes: &mut &[u8]) -> Option<Level> {
    Some(level_of(take(bytes)?))
}

pub(crate) fn level_of(number: u64) -> Level {
    match number {
        0 => Level::Firm,
        group => Level::Group(GroupId(group)),
    }
}

pub(crate) fn put_money(out: &mut Vec<u8>, money: Option<Money>) {
    match money {
        None => out.push(0),
        Some(money) => {
            put_text(out, money.currency.code());
            put_signed(out, money.minor);
        }
    }
}

pub(crate) fn take_money(bytes: &mut &[u8]) -> Option<Option<Money>> {
    Some(match take_text(bytes)? {
        "" => None,
        code => Some(Money::new(take_signed(bytes)?, code.parse().ok()?)),
    })
}

pub(crate) fn put_day(out: &mut Vec<u8>, day: Option<Day>) {
    put_signed(out, day.map_or(0, |day| i64::from(day.num_days_from_ce())));
}

pub(crate) fn take_day(bytes: &mut &[u8]) -> Option<Option<Day>> {
    let number = i32::try_from(take_signed(bytes)?).ok()?;
    if number == 0 {
        return Some(None);
    }
    Day::from_num_days_from_ce_opt(number).map(Some)
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(byte)
}

fn some(id: u64) -> Option<u64> {
    (id != 0).then_some(id)
}
