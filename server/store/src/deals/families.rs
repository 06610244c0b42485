//! Which cells count a deal: the key layouts of the families.
//!
//! Invariant: a deal counts once in each family that takes it; a family's keys begin with its prefix
//! and end with what the family tells apart.
use super::index::{cell_month, cell_of, part};
use super::row::day_number;
use crate::cells::Cell;
use crate::keys::Key;
use crate::tables::lane_tag;
use domain::access::{Guarded, Lane};
use domain::deals::{AttentionKind, Deal, Status};
use domain::id::{GroupId, PersonId, StageId};
use domain::money::Currency;
use domain::time::{Day, Month};

/// A family of cells and the fixed part of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    All(Lane),
    Group(Lane, GroupId),
    /// By owner and, within, by group.
    Owner(Lane, PersonId),
    AllMonth(Lane, Option<Month>),
    GroupMonth(Lane, GroupId, Option<Month>),
    /// By owner and month and, within, by group.
    OwnerMonth(Lane, PersonId, Option<Month>),
    /// What was closed in a month, a quarter or a year; within, by owner and currency.
    Closed(Lane, GroupId, Span, Status),
    /// How many deals each owner has in a group, whatever their stage.
    Owners(Lane, GroupId),
    /// Open deals by what they may need: the days of their next step and of their closing.
    AllDue(Lane),
    GroupDue(Lane, GroupId),
    /// Stuck deals by the day on which they get stuck, as the two below.
    Stuck(Lane),
    StuckGroup(Lane, GroupId),
    /// Within each day by group.
    StuckOwner(Lane, PersonId),
}

/// Whole months: the first one and how many, which is 1, 3 or 12 within a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    first: i64,
    months: u8,
}

impl Family {
    pub(crate) fn prefix(self) -> Key {
        let start = |tag, lane| Key::new().tag(tag).tag(lane_tag(lane));
        match self {
            Self::All(lane) => start(1, lane),
            Self::Group(lane, group) => start(2, lane).id(group.0),
            Self::Owner(lane, owner) => start(3, lane).id(owner.0),
            Self::AllMonth(lane, month) => start(4, lane).optional_int(month.map(month_number)),
            Self::GroupMonth(lane, group, month) => start(5, lane)
                .id(group.0)
                .optional_int(month.map(month_number)),
            Self::OwnerMonth(lane, owner, month) => start(7, lane)
                .id(owner.0)
                .optional_int(month.map(month_number)),
            Self::Closed(lane, group, span, status) => start(9, lane)
                .id(group.0)
                .tag(span.months)
                .int(span.first)
                .tag(part(status)),
            Self::Owners(lane, group) => start(10, lane).id(group.0),
            Self::AllDue(lane) => start(11, lane),
            Self::GroupDue(lane, group) => start(12, lane).id(group.0),
            Self::Stuck(lane) => start(16, lane),
            Self::StuckGroup(lane, group) => start(17, lane).id(group.0),
            Self::StuckOwner(lane, owner) => start(18, lane).id(owner.0),
        }
    }
}

/// Every cell that counts the deal, and what it adds.
pub(super) fn of(deal: &Deal) -> Vec<(Vec<u8>, Cell)> {
    let acl = deal.acl();
    let (lane, group, owner) = (acl.lane, acl.group, acl.owner);
    let month = cell_month(deal);
    let tail = Tail {
        stage: deal.stage,
        currency: deal.amount.map(|amount| amount.currency),
    };
    let cell = cell_of(deal.status, deal.amount, deal.probability);
    let mut cells = vec![
        (tail.end(Family::All(lane).prefix()), cell),
        (tail.end(Family::Group(lane, group).prefix()), cell),
        (
            tail.end(Family::Owner(lane, owner).prefix().id(group.0)),
            cell,
        ),
        (tail.end(Family::AllMonth(lane, month).prefix()), cell),
        (
            tail.end(Family::GroupMonth(lane, group, month).prefix()),
            cell,
        ),
        (
            tail.end(Family::OwnerMonth(lane, owner, month).prefix().id(group.0)),
            cell,
        ),
        (Family::Owners(lane, group).prefix().id(owner.0).done(), ONE),
    ];
    if let Some(day) = deal.stuck_on().map(|day| i64::from(day_number(day))) {
        let on = |family: Family| family.prefix().int(day);
        let owned = on(Family::StuckOwner(lane, owner)).id(group.0);
        let all = [
            on(Family::Stuck(lane)),
            on(Family::StuckGroup(lane, group)),
            owned,
        ];
        cells.extend(all.map(|key| (tail.end(key), cell)));
    }
    if deal.status == Status::Open {
        for due in dues(deal) {
            cells.push((due.end(Family::AllDue(lane).prefix()), ONE));
            cells.push((due.end(Family::GroupDue(lane, group).prefix()), ONE));
        }
    } else if let Some(month) = month {
        for span in Span::around(month) {
            let prefix = Family::Closed(lane, group, span, deal.status).prefix();
            let key = prefix.id(owner.0).bytes(&code(tail.currency));
            cells.push((key.done(), cell));
        }
    }
    cells
}

/// One deal, without its amount.
const ONE: Cell = Cell {
    count: 1,
    sum: 0,
    own_sum: 0,
    own_weighted: 0,
};

/// What every cell of sums by stage ends with.
#[derive(Clone, Copy)]
pub(crate) struct Tail {
    pub(crate) stage: StageId,
    /// `None` counts deals without an amount.
    pub(crate) currency: Option<Currency>,
}

impl Tail {
    const BYTES: usize = 11;

    fn end(self, key: Key) -> Vec<u8> {
        key.id(self.stage.0).bytes(&code(self.currency)).done()
    }

    /// The tail of a cell key, and what stands between it and the prefix.
    pub(crate) fn split(suffix: &[u8]) -> Option<(&[u8], Self)> {
        let (between, tail) = suffix.split_at_checked(suffix.len().checked_sub(Self::BYTES)?)?;
        let (stage, code) = tail.split_first_chunk::<8>()?;
        let stage = StageId(u64::from_be_bytes(*stage));
        let currency = currency_of(code);
        Some((between, Self { stage, currency }))
    }
}

/// Owner and currency, in which the keys of [`Family::Closed`] end.
pub(crate) fn closer(suffix: &[u8]) -> Option<(PersonId, Option<Currency>)> {
    let (owner, code) = suffix.split_first_chunk::<8>()?;
    Some((PersonId(u64::from_be_bytes(*owner)), currency_of(code)))
}

pub(crate) fn code(currency: Option<Currency>) -> [u8; 3] {
    let mut code = [0; 3];
    if let Some(currency) = currency {
        code.iter_mut()
            .zip(currency.code().bytes())
            .for_each(|(to, from)| *to = from);
    }
    code
}

pub(crate) fn currency_of(code: &[u8]) -> Option<Currency> {
    // Most cells have one of these; reading any other code allocates.
    let mut common = Currency::COMMON.into_iter();
    common
        .find(|currency| currency.bytes() == code)
        .or_else(|| std::str::from_utf8(code).ok()?.parse().ok())
}

/// What an open deal may need: nothing planned, or a day that may be over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Due {
    pub(crate) kind: AttentionKind,
    pub(crate) on: Option<Day>,
}

/// The dues of an open deal, of each kind at most one.
fn dues(deal: &Deal) -> Vec<Due> {
    dues_of(
        deal.next_step.is_some(),
        deal.next_step.as_ref().and_then(|step| step.on),
        deal.expected_close,
    )
}

pub(crate) fn dues_of(has_step: bool, step: Option<Day>, close: Option<Day>) -> Vec<Due> {
    let of = |kind| move |on| Due { kind, on: Some(on) };
    let none = (!has_step).then_some(Due {
        kind: AttentionKind::NoNextStep,
        on: None,
    });
    let late = step.map(of(AttentionKind::LateStep));
    let past = close.map(of(AttentionKind::PastClose));
    [none, late, past].into_iter().flatten().collect()
}

impl Due {
    /// Whether the day is over, or nothing is planned at all.
    pub(crate) fn is_over(self, today: Day) -> bool {
        self.on.is_none_or(|on| on < today)
    }

    fn end(self, key: Key) -> Vec<u8> {
        let kind = match self.kind {
            AttentionKind::NoNextStep => 1,
            AttentionKind::LateStep => 2,
            AttentionKind::PastClose => 3,
        };
        let day = self.on.map_or(0, |on| i64::from(day_number(on)));
        key.tag(kind)
            .tag(u8::from(self.on.is_some()))
            .int(day)
            .done()
    }

    /// What a key of dues ends in.
    pub(crate) fn of_suffix(suffix: &[u8]) -> Option<Self> {
        let (kind, day) = suffix.split_first()?;
        let kind = match kind {
            1 => AttentionKind::NoNextStep,
            2 => AttentionKind::LateStep,
            _ => AttentionKind::PastClose,
        };
        let on = super::row::day_of_key(day);
        Some(Self { kind, on })
    }
}

impl Span {
    /// The month, its quarter and its year.
    fn around(month: Month) -> [Self; 3] {
        let at = month_number(month);
        [1_u8, 3, 12].map(|months| Self {
            first: at - at.rem_euclid(i64::from(months)),
            months,
        })
    }

    /// As few spans as hold exactly these months.
    pub(crate) fn covering(months: &[Month]) -> Vec<Self> {
        let mut left: std::collections::BTreeSet<i64> =
            months.iter().copied().map(month_number).collect();
        let mut spans = Vec::new();
        for months in [12_u8, 3, 1] {
            let long = i64::from(months);
            let starts: Vec<i64> = left
                .iter()
                .copied()
                .filter(|at| at.rem_euclid(long) == 0)
                .collect();
            for first in starts {
                let whole = first..first + long;
                if whole.clone().all(|month| left.contains(&month)) {
                    whole.for_each(|month| {
                        left.remove(&month);
                    });
                    spans.push(Self { first, months });
                }
            }
        }
        spans
    }
}

fn month_number(month: Month) -> i64 {
    i64::from(month.year) * 12 + i64::from(month.month) - 1
}

#[cfg(test)]
mod tests {
    use super::{Month, Span, month_number};
    use proptest::prelude::*;

    fn month(at: i64) -> Month {
        Month {
            year: i32::try_from(at.div_euclid(12)).unwrap(),
            month: u8::try_from(at.rem_euclid(12)).unwrap() + 1,
        }
    }

    proptest! {
        #[test]
        fn spans_hold_exactly_their_months_once(at in prop::collection::btree_set(24_280_i64..24_330, 0..50)) {
            let months: Vec<Month> = at.iter().copied().map(month).collect();
            let mut held: Vec<i64> = Span::covering(&months)
                .iter()
                .flat_map(|span| span.first..span.first + i64::from(span.months))
                .collect();
            held.sort_unstable();
            prop_assert_eq!(held, at.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_calendar_year_is_one_span_and_a_fiscal_one_from_april_is_four() {
        let year = |first: i64| Span::covering(&(first..first + 12).map(month).collect::<Vec<_>>());
        let january = month_number(Month {
            year: 2026,
            month: 1,
        });
        assert_eq!((year(january).len(), year(january + 3).len()), (1, 4));
    }
}
