//! Rules of payment schedules.
use super::*;
use crate::by::Actor;
use crate::id::PersonId;
use crate::money::Currency;
use crate::planning::vat::{VatBasis, VatRate};
use crate::time::Moment;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(0),
};
const DEAL: DealId = DealId(4);

fn pln(minor: i64) -> Money {
    Money::new(minor, Currency::PLN)
}

fn terms(minor: i64) -> Terms {
    Terms {
        amount: Some(pln(minor)),
        ..Terms::default()
    }
}

fn laid(minors: &[i64]) -> Schedule {
    let terms = minors.iter().map(|minor| terms(*minor)).collect();
    Schedule::lay(BY, DEAL, terms).unwrap().0
}

#[test]
fn a_number_is_never_given_twice() {
    let mut schedule = laid(&[100, 200]);
    schedule.remove(BY, 1, 2, false).unwrap();
    schedule.add(BY, 2, terms(5)).unwrap();
    schedule
        .lay_anew(BY, 3, vec![terms(7)], |id| id.number == 1)
        .unwrap();
    let numbers: Vec<u16> = schedule.instalments.iter().map(|one| one.number).collect();
    assert_eq!((numbers, schedule.last), (vec![1, 4], 4));
}

#[test]
fn instalments_sum_to_the_amount_or_say_by_how_much_not() {
    let balance = |minors: &[i64], amount| laid(minors).balance(amount, VatBasis::Net).unwrap();
    assert_eq!(balance(&[30, 70], Some(pln(100))), Balance::Even);
    assert_eq!(balance(&[30, 69], Some(pln(100))), Balance::Short(pln(1)));
    assert_eq!(balance(&[30, 71], Some(pln(100))), Balance::Over(pln(1)));
    assert_eq!(balance(&[30], None), Balance::NoAmount(Some(pln(30))));
    let mut schedule = laid(&[30]);
    schedule.add(BY, 1, Terms::default()).unwrap();
    let unfinished = Balance::Unfinished {
        without: 1,
        left: pln(70),
    };
    assert_eq!(
        schedule.balance(Some(pln(100)), VatBasis::Net),
        Ok(unfinished)
    );
    let euro = Some(Money::new(30, Currency::EUR));
    assert!(schedule.balance(euro, VatBasis::Net).is_err());
}

#[test]
fn instalments_are_compared_in_the_basis_of_the_firm() {
    let gross = Terms {
        basis: VatBasis::Gross,
        vat: VatRate::default(),
        ..terms(12_300)
    };
    let schedule = Schedule::lay(BY, DEAL, vec![gross]).unwrap().0;
    assert_eq!(
        schedule.balance(Some(pln(10_000)), VatBasis::Net),
        Ok(Balance::Even)
    );
    assert_eq!(
        schedule.balance(Some(pln(12_300)), VatBasis::Gross),
        Ok(Balance::Even)
    );
}

#[test]
fn all_amounts_share_one_currency() {
    let mut schedule = laid(&[100]);
    let euro = Terms {
        amount: Some(Money::new(1, Currency::EUR)),
        ..Terms::default()
    };
    assert!(schedule.add(BY, 1, euro.clone()).is_err());
    assert_eq!((schedule.stamp.version, schedule.last), (1, 1));
    // The only one may change it.
    assert!(schedule.change(BY, 1, 1, euro).is_ok());
}

#[test]
fn a_settled_instalment_is_not_removed_and_the_last_one_stays() {
    let mut schedule = laid(&[100, 200]);
    assert_eq!(
        schedule.remove(BY, 1, 2, true),
        Err(ScheduleRefusal::Settled.into())
    );
    schedule.remove(BY, 1, 2, false).unwrap();
    assert_eq!(
        schedule.remove(BY, 2, 1, false),
        Err(ScheduleRefusal::Empty.into())
    );
    assert_eq!(
        schedule.remove(BY, 2, 9, false),
        Err(ScheduleRefusal::NoSuchInstalment.into())
    );
}

#[test]
fn whoever_saw_another_version_is_told() {
    let mut schedule = laid(&[100]);
    let day = Day::from_ymd_opt(2026, 11, 23);
    schedule.anchor(BY, 1, Anchor::Delivery, day).unwrap();
    assert!(matches!(
        schedule.add(BY, 1, terms(1)),
        Err(Refused::Stale { .. })
    ));
    assert_eq!(
        schedule.anchor(BY, 2, Anchor::Delivery, day),
        Err(Refused::Unchanged)
    );
    assert_eq!(
        schedule.change(BY, 2, 1, terms(100)),
        Err(Refused::Unchanged)
    );
}
