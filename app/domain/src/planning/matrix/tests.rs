//! Rules of the matrix.
use super::*;
use crate::period::{FiscalStart, Length};
use crate::planning::tests::examples::{on, pln};
use proptest::prelude::*;

/// 1 over 2 and 3.
fn tree() -> OrgTree {
    let parents = [(1, None), (2, Some(1)), (3, Some(1))];
    OrgTree::from_parents(parents.map(|(id, parent)| (GroupId(id), parent.map(GroupId)))).unwrap()
}

/// The months of the last quarter, the quarter and the year.
fn periods() -> Vec<Period> {
    let of = |length| Period::of(on(11, 1), length, FiscalStart::default());
    let quarter = of(Length::Quarter);
    let month = |month| Period::around(month, Length::Month, FiscalStart::default());
    let mut periods: Vec<Period> = quarter.months().map(month).collect();
    periods.extend([quarter, of(Length::Year)]);
    periods
}

fn fact(person: u64, group: u64, month: u8, what: What, minor: i64) -> Fact {
    Fact {
        person: PersonId(person),
        group: GroupId(group),
        month: Month { year: 2026, month },
        currency: Currency::PLN,
        what,
        minor,
    }
}

fn cells(rows: &[Row], holder: Holder) -> Vec<Cell> {
    rows.iter()
        .find(|row| row.holder == holder)
        .unwrap()
        .cells
        .clone()
}

#[test]
fn rows_stand_depth_first_with_people_under_their_group() {
    let facts = [
        fact(8, 3, 11, What::Declared, 5),
        fact(7, 2, 11, What::Declared, 1),
    ];
    let mut book = QuotaBook::new(Currency::PLN);
    let with_quota = Holder::Person {
        person: PersonId(6),
        group: GroupId(2),
    };
    book.put(
        with_quota,
        Month {
            year: 2026,
            month: 10,
        },
        pln(100),
    );
    let rows = matrix(&tree(), &periods(), &book, facts, |_| true);
    let shown: Vec<_> = rows.iter().map(|row| (row.holder, row.depth)).collect();
    let person = |person, group| Holder::Person {
        person: PersonId(person),
        group: GroupId(group),
    };
    let group = |id| Holder::Group(GroupId(id));
    assert_eq!(
        shown,
        [
            (group(1), 0),
            (group(2), 1),
            (person(6, 2), 2),
            (person(7, 2), 2),
            (group(3), 1),
            (person(8, 3), 2)
        ]
    );
    assert_eq!(cells(&rows, with_quota)[4].quota, Some(100));
    let only = matrix(&tree(), &periods(), &book, facts, |group| {
        group == GroupId(3)
    });
    assert_eq!(only.len(), 2);
}

#[test]
fn the_gap_is_quota_less_received_less_agreed_and_open() {
    let facts = [
        fact(7, 2, 11, What::Received, 30),
        fact(7, 2, 11, What::AgreedOpen, 20),
    ];
    let mut book = QuotaBook::new(Currency::PLN);
    book.put(
        Holder::Group(GroupId(2)),
        Month {
            year: 2026,
            month: 11,
        },
        pln(100),
    );
    let rows = matrix(&tree(), &periods(), &book, facts, |_| true);
    assert_eq!(cells(&rows, Holder::Group(GroupId(2)))[1].gap(), Some(50));
    // The quota is the group's own: the one over it has none.
    assert_eq!(cells(&rows, Holder::Group(GroupId(1)))[1].gap(), None);
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let what = prop::sample::select(vec![
        What::Declared,
        What::Agreed,
        What::AgreedOpen,
        What::Received,
    ]);
    (
        5..9_u64,
        1..4_u64,
        1..13_u8,
        what,
        -500..500_i64,
        any::<bool>(),
    )
        .prop_map(|(person, group, month, what, minor, euro)| Fact {
            currency: if euro { Currency::EUR } else { Currency::PLN },
            ..fact(person, group, month, what, minor)
        })
}

proptest! {
    #[test]
    fn groups_are_the_sum_of_what_is_below_and_quarters_of_their_months(
        facts in prop::collection::vec(any_fact(), 0..40),
    ) {
        let book = QuotaBook::new(Currency::PLN);
        let rows = matrix(&tree(), &periods(), &book, facts.clone(), |_| true);
        for row in &rows {
            for pick in [|cell: &Cell| cell.declared, |cell: &Cell| cell.agreed, |cell: &Cell| cell.received] {
                let months: i64 = row.cells[..3].iter().map(pick).sum();
                prop_assert_eq!(pick(&row.cells[3]), months);
            }
        }
        let year = |holder| cells(&rows, holder)[4].declared;
        let people = rows.iter().filter(|row| row.holder.person().is_some());
        let people: i64 = people.map(|row| row.cells[4].declared).sum();
        let plain: i64 = facts.iter()
            .filter(|fact| fact.what == What::Declared && fact.currency == Currency::PLN)
            .map(|fact| fact.minor).sum();
        prop_assert_eq!((year(Holder::Group(GroupId(1))), people), (plain, plain));
    }
}
