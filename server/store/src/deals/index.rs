//! Where a deal stands in the lists and which cells count it.
use super::row;
use crate::cells::Cell;
use crate::keys::Key;
use crate::listed::Listed;
use crate::records::Record;
use crate::tables::{Kind, Order, lane_tag};
use domain::access::{FieldClass, Guarded, Lane};
use domain::deals::{Deal, Status};
use domain::id::{CompanyId, GroupId, PersonId, StageId};
use domain::money::{Currency, Money};
use domain::text::sort_key;
use domain::time::{Day, Month};

impl Record for Deal {
    const KIND: Kind = Kind::Deal;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Listed for Deal {
    fn is_listed(&self) -> bool {
        self.deleted.is_none()
    }

    fn part(&self) -> u8 {
        part(self.status)
    }

    fn stage(&self) -> Option<StageId> {
        Some(self.stage)
    }

    fn company(&self) -> Option<CompanyId> {
        self.company
    }

    fn touches(&self, newer: &Self) -> Vec<FieldClass> {
        let commercial = (self.amount, self.probability, &self.lines)
            != (newer.amount, newer.probability, &newer.lines);
        let internal = self.files != newer.files;
        let classes = [
            commercial.then_some(FieldClass::Commercial),
            internal.then_some(FieldClass::Internal),
        ];
        classes.into_iter().flatten().collect()
    }

    fn orders(&self, company: Option<&str>) -> Vec<(Order, Key)> {
        let stuck = self
            .stuck_on()
            .map(|day| (Order::Stuck, day_key(Some(day))));
        let stays = self.stays().into_iter();
        let moved = stays.map(|stay| (Order::Moved, Key::new().int(stay.since.0)));
        let mut orders = vec![
            (Order::Updated, Key::new().int(self.stamp.updated.0)),
            (Order::Title, Key::new().text(&sort_key(&self.title))),
            (
                Order::Company,
                Key::new().text(&company.map(sort_key).unwrap_or_default()),
            ),
            (Order::Amount, amount_key(self.amount)),
            (Order::Close, day_key(self.closed.or(self.expected_close))),
        ];
        orders.extend(stuck.into_iter().chain(moved));
        orders
    }

    fn orders_by_stage(&self) -> Vec<(Order, Key)> {
        let open = self.status == Status::Open;
        open.then(|| (Order::Step, step_key(self)))
            .into_iter()
            .collect()
    }

    fn row(&self, company: Option<&str>) -> Vec<u8> {
        row::encode(self, company)
    }

    fn cells(&self) -> (Vec<Vec<u8>>, Cell) {
        let acl = self.acl();
        let place = Place {
            lane: acl.lane,
            group: acl.group,
            owner: acl.owner,
            month: cell_month(self),
            stuck: self.stuck_on(),
        };
        let tail = Tail {
            stage: self.stage,
            currency: self.amount.map(|amount| amount.currency),
        };
        (
            place.keys(tail),
            cell_of(self.status, self.amount, self.probability),
        )
    }
}

/// The tag of a status in lists; never changes.
pub(crate) fn part(status: Status) -> u8 {
    match status {
        Status::Open => 1,
        Status::Won => 2,
        Status::Lost => 3,
    }
}

pub(crate) fn status_of(part: u8) -> Status {
    match part {
        2 => Status::Won,
        3 => Status::Lost,
        _ => Status::Open,
    }
}

/// Amounts sort by their number within a currency's code; none comes first.
pub(crate) fn amount_key(amount: Option<Money>) -> Key {
    match amount {
        None => Key::new().tag(0),
        Some(amount) => Key::new()
            .tag(1)
            .int(amount.minor)
            .bytes(amount.currency.code().as_bytes()),
    }
}

pub(crate) fn day_key(day: Option<Day>) -> Key {
    Key::new().optional_int(day.map(|day| i64::from(row::day_number(day))))
}

/// The place of an open deal in its column: no step with a day first, then the earliest.
fn step_key(deal: &Deal) -> Key {
    day_key(deal.next_step.as_ref().and_then(|step| step.on))
}

/// The month that a deal counts in: of its closing, or of the expected one while it is open.
pub(crate) fn cell_month(deal: &Deal) -> Option<Month> {
    deal.closed.or(deal.expected_close).map(Month::of)
}

/// What a deal adds to its cells. A closed deal's own probability no longer matters.
pub(crate) fn cell_of(status: Status, amount: Option<Money>, probability: Option<u8>) -> Cell {
    let sum = amount.map_or(0, |amount| amount.minor);
    let own = probability.filter(|_| status == Status::Open);
    Cell {
        count: 1,
        sum,
        own_sum: own.map_or(0, |_| sum),
        own_weighted: own.map_or(0, |percent| sum.saturating_mul(i64::from(percent))),
    }
}

/// The dimensions of a deal's cells.
#[derive(Clone, Copy)]
struct Place {
    lane: Lane,
    group: GroupId,
    owner: PersonId,
    month: Option<Month>,
    stuck: Option<Day>,
}

/// What every cell key ends with.
#[derive(Clone, Copy)]
pub(crate) struct Tail {
    pub(crate) stage: StageId,
    /// `None` counts deals without an amount.
    pub(crate) currency: Option<Currency>,
}

/// A family of cells and the fixed part of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    All(Lane),
    Group(Lane, GroupId),
    /// By owner and, within, by group.
    Owner(Lane, PersonId),
    AllMonth(Lane, Option<Month>),
    GroupMonth(Lane, GroupId, Option<Month>),
    /// By group, month and, within, by owner.
    GroupMonthOwner(Lane, GroupId, Option<Month>),
    OwnerMonth(Lane, PersonId, Option<Month>),
    /// By group and, within, by owner.
    GroupOwner(Lane, GroupId),
    /// Stuck deals by the day on which they get stuck, as the two below.
    Stuck(Lane),
    StuckGroup(Lane, GroupId),
    /// Within each day by group.
    StuckOwner(Lane, PersonId),
}

impl Family {
    pub(crate) fn prefix(self) -> Key {
        let start = |tag, lane| Key::new().tag(tag).tag(lane_tag(lane));
        match self {
            Self::All(lane) => start(1, lane),
            Self::Group(lane, group) => start(2, lane).id(group.0),
            Self::Owner(lane, owner) => start(3, lane).id(owner.0),
            Self::AllMonth(lane, month) => start(4, lane).optional_int(month_number(month)),
            Self::GroupMonth(lane, group, month) => {
                start(5, lane).id(group.0).optional_int(month_number(month))
            }
            Self::GroupMonthOwner(lane, group, month) => {
                start(6, lane).id(group.0).optional_int(month_number(month))
            }
            Self::OwnerMonth(lane, owner, month) => {
                start(7, lane).id(owner.0).optional_int(month_number(month))
            }
            Self::GroupOwner(lane, group) => start(8, lane).id(group.0),
            Self::Stuck(lane) => start(16, lane),
            Self::StuckGroup(lane, group) => start(17, lane).id(group.0),
            Self::StuckOwner(lane, owner) => start(18, lane).id(owner.0),
        }
    }
}

impl Place {
    fn keys(self, tail: Tail) -> Vec<Vec<u8>> {
        let Self {
            lane,
            group,
            owner,
            month,
            stuck,
        } = self;
        let mut keys = vec![
            tail.end(Family::All(lane).prefix()),
            tail.end(Family::Group(lane, group).prefix()),
            tail.end(Family::Owner(lane, owner).prefix().id(group.0)),
            tail.end(Family::AllMonth(lane, month).prefix()),
            tail.end(Family::GroupMonth(lane, group, month).prefix()),
            tail.end(
                Family::GroupMonthOwner(lane, group, month)
                    .prefix()
                    .id(owner.0),
            ),
            tail.end(Family::OwnerMonth(lane, owner, month).prefix().id(group.0)),
            tail.end(Family::GroupOwner(lane, group).prefix().id(owner.0)),
        ];
        if let Some(day) = stuck.map(|day| i64::from(row::day_number(day))) {
            keys.push(tail.end(Family::Stuck(lane).prefix().int(day)));
            keys.push(tail.end(Family::StuckGroup(lane, group).prefix().int(day)));
            let owned = Family::StuckOwner(lane, owner).prefix().int(day);
            keys.push(tail.end(owned.id(group.0)));
        }
        keys
    }
}

impl Tail {
    const BYTES: usize = 11;

    fn end(self, key: Key) -> Vec<u8> {
        let currency = self.currency.map_or([0; 3], |currency| {
            let mut code = [0; 3];
            code.iter_mut()
                .zip(currency.code().bytes())
                .for_each(|(to, from)| *to = from);
            code
        });
        key.id(self.stage.0).bytes(&currency).done()
    }

    /// The tail of a cell key, and what stands between it and the prefix.
    pub(crate) fn split(suffix: &[u8]) -> Option<(&[u8], Self)> {
        let (between, tail) = suffix.split_at_checked(suffix.len().checked_sub(Self::BYTES)?)?;
        let (stage, code) = tail.split_first_chunk::<8>()?;
        let stage = StageId(u64::from_be_bytes(*stage));
        // Most cells have one of these; reading any other code allocates.
        let mut common = Currency::COMMON.into_iter();
        let currency = common
            .find(|currency| currency.bytes() == code)
            .or_else(|| std::str::from_utf8(code).ok()?.parse().ok());
        Some((between, Self { stage, currency }))
    }
}

fn month_number(month: Option<Month>) -> Option<i64> {
    month.map(|month| i64::from(month.year) * 12 + i64::from(month.month) - 1)
}
