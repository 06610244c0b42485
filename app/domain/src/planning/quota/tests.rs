//! Rules of quotas.
use super::*;
use crate::groups::OrgTree;
use crate::lang::{Lang, Say};
use crate::money::Currency;
use crate::period::{FiscalStart, Length, Period};
use crate::planning::tests::examples::{hand, on, pln};
use proptest::prelude::*;

const GROUP: GroupId = GroupId(2);

fn person(id: u64) -> Holder {
    Holder::Person {
        person: PersonId(id),
        group: GROUP,
    }
}

fn month(month: u8) -> Month {
    Month { year: 2026, month }
}

fn quota(holder: Holder, minor: i64) -> Quota {
    let draft = QuotaDraft {
        holder,
        month: month(11),
        amount: Some(pln(minor)),
        reason: None,
    };
    Quota::set(hand(1), draft, &ClosedMonths::default())
        .unwrap()
        .0
}

fn period(length: Length, start: u8) -> Period {
    Period::of(on(11, 1), length, FiscalStart::of(start).unwrap())
}

/// 1 over 2 over 3.
fn tree() -> OrgTree {
    let parents = [(1, None), (2, Some(1)), (3, Some(2))];
    OrgTree::from_parents(parents.map(|(id, parent)| (GroupId(id), parent.map(GroupId)))).unwrap()
}

#[test]
fn every_version_stays_and_the_last_is_in_force() {
    let mut quota = quota(person(5), 100);
    let open = ClosedMonths::default();
    let reason = "Nowy region".to_owned();
    quota
        .change(hand(2), 1, Some(pln(120)), Some(&reason), &open)
        .unwrap();
    quota.change(hand(2), 2, None, None, &open).unwrap();
    let amounts: Vec<_> = quota
        .versions
        .iter()
        .map(|version| version.amount)
        .collect();
    assert_eq!(amounts, [Some(pln(100)), Some(pln(120)), None]);
    assert_eq!((quota.amount(), quota.stamp.version), (None, 3));
    assert_eq!(
        quota.change(hand(2), 3, None, None, &open),
        Err(Refused::Unchanged)
    );
    assert!(quota.change(hand(2), 2, Some(pln(1)), None, &open).is_err());
}

#[test]
fn nobody_sets_their_own_quota() {
    let open = ClosedMonths::default();
    let mut quota = quota(person(5), 100);
    let own = Err(QuotaRefusal::OwnQuota.into());
    assert_eq!(quota.change(hand(5), 1, Some(pln(1)), None, &open), own);
    let deputy = Hand {
        instead_of: Some(PersonId(1)),
        ..hand(5)
    };
    assert_eq!(quota.change(deputy, 1, Some(pln(1)), None, &open), own);
    assert_eq!(quota.stamp.version, 1);
}

#[test]
fn a_quota_of_a_closed_month_changes_no_more_and_none_is_negative() {
    let closed: ClosedMonths = [month(11)].into_iter().collect();
    let mut quota = quota(person(5), 100);
    assert!(
        quota
            .change(hand(1), 1, Some(pln(1)), None, &closed)
            .is_err()
    );
    let negative = quota.change(hand(1), 1, Some(pln(-1)), None, &ClosedMonths::default());
    assert_eq!(negative, Err(QuotaRefusal::Negative.into()));
}

#[test]
fn months_make_quarters_and_years_that_start_in_any_month() {
    let mut book = QuotaBook::new(Currency::PLN);
    for (at, minor) in [(3, 1), (4, 10), (10, 100), (11, 1000), (12, 10_000)] {
        book.put(person(5), month(at), pln(minor));
    }
    let sum = |length, start| {
        book.sum(person(5), period(length, start))
            .map(|sum| sum.minor)
    };
    assert_eq!(sum(Length::Month, 1), Some(1000));
    assert_eq!(sum(Length::Quarter, 1), Some(11_100));
    assert_eq!(
        (sum(Length::Year, 1), sum(Length::Year, 4)),
        (Some(11_111), Some(11_110))
    );
    assert_eq!(book.sum(person(6), period(Length::Year, 1)), None);
}

#[test]
fn a_mismatch_between_a_group_and_those_below_is_told_to_the_grosz() {
    let november = period(Length::Month, 1);
    let quotas = [
        quota(Holder::Group(GROUP), 100),
        quota(person(5), 60),
        quota(Holder::Group(GroupId(3)), 39),
    ];
    let mut book = QuotaBook::of(Currency::PLN, &quotas);
    let mismatch = book.mismatch(&tree(), GROUP, november).unwrap();
    assert_eq!(mismatch.difference(), pln(1));
    assert!(
        mismatch.say(Lang::Pl).contains("zostało 0,01"),
        "{}",
        mismatch.say(Lang::Pl)
    );
    book.put(person(6), month(11), pln(1));
    assert_eq!(book.mismatch(&tree(), GROUP, november), None);
    // The team below has nobody under it yet.
    assert_eq!(book.mismatch(&tree(), GroupId(3), november), None);
}

#[test]
fn last_year_is_copied_month_by_month_and_raised() {
    let mut book = QuotaBook::new(Currency::PLN);
    book.put(person(5), month(11), pln(100));
    book.put(person(5), month(1), pln(7));
    let year = period(Length::Year, 1);
    let copied = book.copied(year, year.next(), 10).unwrap();
    let cells: Vec<_> = copied
        .iter()
        .map(|draft| (draft.month, draft.amount))
        .collect();
    let next = |month| Month { year: 2027, month };
    assert_eq!(cells, [(next(1), Some(pln(8))), (next(11), Some(pln(110)))]);
    assert_eq!(
        book.copied(year, year.next(), -101),
        Err(QuotaRefusal::PercentRange.into())
    );
    assert_eq!(
        book.copied(year.next(), year, 0),
        Err(QuotaRefusal::Nothing.into())
    );
}

proptest! {
    #[test]
    fn a_quota_split_down_or_over_months_sums_to_what_was_split(
        minors in prop::collection::vec(0..=Money::MAX_MINOR, 3),
        weights in prop::collection::vec(0..=1000_u64, 1..8),
    ) {
        let quarter = period(Length::Quarter, 1);
        let mut book = QuotaBook::new(Currency::PLN);
        for (month, minor) in quarter.months().zip(&minors) {
            book.put(Holder::Group(GROUP), month, pln(*minor));
        }
        let among: Vec<_> = (5..).map(person).zip(weights.iter().copied()).collect();
        let drafts = book.split_down(GROUP, quarter, &among).unwrap();
        for (month, minor) in quarter.months().zip(&minors) {
            let parts = drafts.iter().filter(|draft| draft.month == month);
            let sum: i64 = parts.filter_map(|draft| draft.amount).map(|part| part.minor).sum();
            prop_assert_eq!(sum, *minor);
        }
        let over = book.over_months(person(5), quarter, pln(minors[0]), &weights).unwrap();
        let sum: i64 = over.iter().filter_map(|draft| draft.amount).map(|part| part.minor).sum();
        prop_assert_eq!((over.len(), sum), (3, minors[0]));
    }
}
