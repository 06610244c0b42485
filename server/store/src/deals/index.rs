//! Where a deal stands in the lists, and what it adds to a cell.
use super::{families, row};
use crate::cells::Cell;
use crate::keys::Key;
use crate::listed::Listed;
use crate::records::Record;
use crate::tables::{Kind, Order};
use domain::access::FieldClass;
use domain::deals::{Deal, Status};
use domain::id::{CompanyId, StageId};
use domain::money::Money;
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

    fn cells(&self) -> Vec<(Vec<u8>, Cell)> {
        families::of(self)
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
