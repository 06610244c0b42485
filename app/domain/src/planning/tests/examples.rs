//! Lines and hands for tests of the plan.
use crate::access::Lane;
use crate::by::{Actor, By};
use crate::deals::Status;
use crate::id::{DealId, GroupId, InstalmentId, PersonId, PipelineId, StageId};
use crate::money::{Currency, Money};
use crate::planning::category::Category;
use crate::planning::hand::Hand;
use crate::planning::line::PlanLine;
use crate::time::{Day, Moment};

pub(in crate::planning) fn pln(minor: i64) -> Money {
    Money::new(minor, Currency::PLN)
}

pub(in crate::planning) fn on(month: u32, day: u32) -> Day {
    Day::from_ymd_opt(2026, month, day).unwrap()
}

pub(in crate::planning) fn hand(person: u64) -> Hand {
    let noon = on(11, 23).and_hms_opt(12, 0, 0).unwrap().and_utc();
    Hand::own(By {
        actor: Actor::Person(PersonId(person)),
        now: Moment(noon.timestamp_micros()),
    })
}

/// A committed line of person 5 in group 3, due on 20 November 2026.
pub(in crate::planning) fn line(deal: u64, minor: i64) -> PlanLine {
    PlanLine {
        id: InstalmentId {
            deal: DealId(deal),
            number: 1,
        },
        owner: PersonId(5),
        group: GroupId(3),
        lane: Lane::Normal,
        pipeline: PipelineId(1),
        stage: StageId(1),
        status: Status::Open,
        chance: 60,
        amount: Some(pln(minor)),
        gross: Some(pln(minor)),
        paid: None,
        received: None,
        due: Some(on(11, 20)),
        category: Category::Commit,
        payer: None,
        responsible: Some(PersonId(5)),
        invoice: None,
        implied: false,
    }
}
