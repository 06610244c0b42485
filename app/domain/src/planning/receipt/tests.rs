//! Rules of receipts.
use super::*;
use crate::by::Actor;
use crate::id::DealId;
use crate::money::Currency;
use crate::time::Month;
use proptest::prelude::*;

fn by() -> By {
    let noon = on(23).and_hms_opt(12, 0, 0).unwrap().and_utc();
    By {
        actor: Actor::Person(PersonId(1)),
        now: Moment(noon.timestamp_micros()),
    }
}

fn on(day: u32) -> Day {
    Day::from_ymd_opt(2026, 11, day).unwrap()
}

fn pln(minor: i64) -> Money {
    Money::new(minor, Currency::PLN)
}

fn to(number: u16) -> InstalmentId {
    let deal = DealId(4);
    InstalmentId { deal, number }
}

fn draft(minor: i64) -> ReceiptDraft {
    ReceiptDraft {
        on: on(20),
        amount: pln(minor),
        payer: None,
        document: Some(" FV 1/2026 ".to_owned()),
        owner: PersonId(1),
        group: GroupId(4),
        lane: Lane::Normal,
        import: None,
    }
}

fn received(minor: i64) -> Receipt {
    Receipt::record(by(), ReceiptId(1), draft(minor), &ClosedMonths::default())
        .unwrap()
        .0
}

fn back(minor: i64) -> GivenBack {
    GivenBack {
        on: on(22),
        amount: pln(minor),
        reason: "Rezygnacja".to_owned(),
    }
}

#[test]
fn one_receipt_settles_several_instalments_and_no_more_than_it_has() {
    let open = ClosedMonths::default();
    let mut receipt = received(100);
    receipt
        .allocate(by(), to(1), Some(pln(60)), pln(60), &open)
        .unwrap();
    receipt.allocate(by(), to(2), None, pln(30), &open).unwrap();
    receipt.allocate(by(), to(1), None, pln(5), &open).unwrap();
    assert_eq!(
        (receipt.allocated(to(1)), receipt.free()),
        (Some(pln(65)), pln(5))
    );
    let refused = receipt.allocate(by(), to(2), None, pln(6), &open);
    assert_eq!(refused, Err(ReceiptRefusal::OnlyFree(pln(5)).into()));
    let euro = Some(Money::new(60, Currency::EUR));
    assert!(receipt.allocate(by(), to(2), euro, pln(1), &open).is_err());
    assert_eq!(paid(to(1), [&receipt, &received(9)]), Ok(Some(pln(65))));
}

#[test]
fn an_allocation_is_reversible_in_part_and_whole() {
    let open = ClosedMonths::default();
    let mut receipt = received(100);
    let before = receipt.allocations.clone();
    receipt.allocate(by(), to(1), None, pln(60), &open).unwrap();
    receipt.release(by(), to(1), Some(pln(20)), &open).unwrap();
    assert_eq!(receipt.allocated(to(1)), Some(pln(40)));
    let over = receipt.release(by(), to(1), Some(pln(41)), &open);
    assert_eq!(over, Err(ReceiptRefusal::OnlyAllocated(pln(40)).into()));
    receipt.release(by(), to(1), None, &open).unwrap();
    assert_eq!(
        (receipt.allocations.clone(), receipt.free()),
        (before, pln(100))
    );
    let again = receipt.release(by(), to(1), None, &open);
    assert_eq!(again, Err(ReceiptRefusal::NotAllocated.into()));
}

#[test]
fn money_goes_back_out_of_what_is_free_or_out_of_an_allocation() {
    let open = ClosedMonths::default();
    let mut receipt = received(100);
    receipt.allocate(by(), to(1), None, pln(90), &open).unwrap();
    let refused = receipt.give_back(by(), back(11), None, &open);
    assert_eq!(refused, Err(ReceiptRefusal::OnlyLeft(pln(10)).into()));
    receipt.give_back(by(), back(10), None, &open).unwrap();
    receipt
        .give_back(by(), back(30), Some(to(1)), &open)
        .unwrap();
    assert_eq!(
        (receipt.allocated(to(1)), receipt.free()),
        (Some(pln(60)), pln(0))
    );
    let silent = GivenBack {
        reason: " ".to_owned(),
        ..back(1)
    };
    assert!(receipt.give_back(by(), silent, Some(to(1)), &open).is_err());
}

#[test]
fn a_receipt_of_a_closed_month_changes_no_more() {
    let closed: ClosedMonths = [Month::of(on(1))].into_iter().collect();
    assert!(Receipt::record(by(), ReceiptId(1), draft(5), &closed).is_err());
    let mut receipt = received(100);
    let version = receipt.stamp.version;
    assert!(
        receipt
            .allocate(by(), to(1), None, pln(1), &closed)
            .is_err()
    );
    assert!(receipt.delete(by(), &closed).is_err());
    assert_eq!(receipt.stamp.version, version);
}

#[test]
fn a_receipt_is_past_and_above_zero_and_only_free_ones_are_deleted() {
    let open = ClosedMonths::default();
    let record = |draft| Receipt::record(by(), ReceiptId(1), draft, &open);
    assert!(record(draft(0)).is_err() && record(draft(-5)).is_err());
    let future = ReceiptDraft {
        on: on(25),
        ..draft(1)
    };
    assert_eq!(
        record(future).unwrap_err(),
        Refused::NotYet(Field::ReceivedOn)
    );
    let mut receipt = received(100);
    receipt.allocate(by(), to(1), None, pln(1), &open).unwrap();
    assert_eq!(
        receipt.delete(by(), &open),
        Err(ReceiptRefusal::StillAllocated.into())
    );
    receipt.release(by(), to(1), None, &open).unwrap();
    receipt.delete(by(), &open).unwrap();
    assert_eq!(
        receipt.allocate(by(), to(1), None, pln(1), &open),
        Err(Refused::Deleted)
    );
    receipt.restore(by(), &open).unwrap();
}

proptest! {
    #[test]
    fn money_is_free_allocated_or_given_back_and_never_lost(
        steps in prop::collection::vec((0..3_u8, 1..4_u16, 1..60_i64), 0..40),
    ) {
        let open = ClosedMonths::default();
        let mut receipt = received(100);
        for (what, number, minor) in steps {
            let before = receipt.clone();
            let done = match what {
                0 => receipt.allocate(by(), to(number), None, pln(minor), &open),
                1 => receipt.release(by(), to(number), Some(pln(minor)), &open),
                _ => receipt.give_back(by(), back(minor), None, &open),
            };
            if done.is_err() {
                prop_assert_eq!(&receipt, &before);
            }
            let allocated: i64 = receipt.allocations.iter().map(|one| one.amount.minor).sum();
            let returned: i64 = receipt.given_back.iter().map(|one| one.amount.minor).sum();
            prop_assert!(receipt.free().minor >= 0);
            prop_assert!(receipt.allocations.iter().all(|one| one.amount.minor > 0));
            prop_assert_eq!(allocated + returned + receipt.free().minor, 100);
        }
    }
}
