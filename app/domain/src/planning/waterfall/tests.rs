//! The balance of waterfalls.
use super::*;
use crate::deals::Status;
use crate::id::{DealId, InstalmentId, SnapshotId};
use crate::money::Sums;
use crate::period::{FiscalStart, Length};
use crate::planning::category::Category;
use crate::planning::snapshot::Taken;
use crate::planning::tests::examples::{on, pln};
use crate::time::Moment;
use proptest::prelude::*;

const TOP: GroupId = GroupId(1);

/// 1 over 2 and 3.
fn tree() -> OrgTree {
    let parents = [(1, None), (2, Some(1)), (3, Some(1))];
    OrgTree::from_parents(parents.map(|(id, parent)| (GroupId(id), parent.map(GroupId)))).unwrap()
}

fn kept(deal: u64, minor: i64) -> Kept {
    Kept {
        id: InstalmentId {
            deal: DealId(deal),
            number: 1,
        },
        owner: PersonId(5),
        group: GroupId(2),
        amount: Some(pln(minor)),
        received: 0,
        due: Some(on(11, 20)),
        category: Category::Commit,
        status: Status::Open,
        counts: true,
        agreed: None,
    }
}

fn snapshot(lines: Vec<Kept>) -> Snapshot {
    let counted = lines.iter().filter(|line| line.counts);
    let total: Sums = counted.filter_map(Kept::outstanding).collect();
    Snapshot::take(SnapshotId(1), TOP, (Moment(0), Taken::Daily), lines, total)
}

fn scope(group: u64, period: bool) -> Scope {
    let november = Period::of(on(11, 1), Length::Month, FiscalStart::default());
    Scope {
        group: GroupId(group),
        person: None,
        period: period.then_some(november),
        currency: Currency::PLN,
    }
}

/// The bars of one line's change in November of group 2.
fn bars(change: impl FnOnce(&mut Kept)) -> Vec<(Bar, i64)> {
    let was = kept(1, 100);
    let mut is = was;
    change(&mut is);
    let falls = Waterfall::between(
        &snapshot(vec![was]),
        &snapshot(vec![is]),
        scope(2, true),
        &tree(),
    );
    assert!(falls.balances());
    falls
        .entries
        .iter()
        .map(|entry| (entry.bar, entry.minor))
        .collect()
}

#[test]
fn every_cause_has_its_bar() {
    assert_eq!(bars(|_| ()), []);
    assert_eq!(
        bars(|line| line.amount = Some(pln(130))),
        [(Bar::Raised, 30)]
    );
    assert_eq!(
        bars(|line| line.amount = Some(pln(90))),
        [(Bar::Lowered, -10)]
    );
    assert_eq!(
        bars(|line| line.due = Some(on(12, 1))),
        [(Bar::PushedOut, -100)]
    );
    assert_eq!(bars(|line| line.due = None), [(Bar::PushedOut, -100)]);
    assert_eq!(bars(|line| line.status = Status::Lost), []);
    assert_eq!(bars(|line| line.received = 40), [(Bar::Received, -40)]);
    assert_eq!(bars(|line| line.group = GroupId(3)), [(Bar::Moved, -100)]);
    assert_eq!(bars(|line| line.counts = false), [(Bar::Counted, -100)]);
    assert_eq!(
        bars(|line| line.amount = Some(Money::new(100, Currency::EUR))),
        [(Bar::Currency, -100)]
    );
    let lost = |line: &mut Kept| (line.status, line.counts) = (Status::Lost, false);
    assert_eq!(bars(lost), [(Bar::Lost, -100)]);
}

#[test]
fn what_came_in_before_a_line_was_put_off_is_received_all_the_same() {
    let put_off = |line: &mut Kept| (line.received, line.due) = (40, Some(on(12, 1)));
    assert_eq!(bars(put_off), [(Bar::Received, -40), (Bar::PushedOut, -60)]);
    let raised = |line: &mut Kept| (line.received, line.amount) = (40, Some(pln(150)));
    assert_eq!(bars(raised), [(Bar::Received, -40), (Bar::Raised, 50)]);
}

#[test]
fn new_and_removed_lines_come_and_go_whole() {
    let falls = Waterfall::between(
        &snapshot(vec![kept(1, 100)]),
        &snapshot(vec![kept(2, 30)]),
        scope(1, false),
        &tree(),
    );
    assert_eq!(
        (falls.bar(Bar::New), falls.bar(Bar::Lost)),
        (pln(30), pln(-100))
    );
    assert_eq!(
        (falls.from, falls.to, falls.remainder),
        (pln(100), pln(30), Some(pln(0)))
    );
}

#[test]
fn what_the_totals_do_not_explain_is_an_error() {
    let (from, mut to) = (snapshot(vec![kept(1, 100)]), snapshot(vec![kept(1, 100)]));
    to.total.add(pln(1));
    let falls = Waterfall::between(&from, &to, scope(1, false), &tree());
    assert_eq!((falls.remainder, falls.balances()), (Some(pln(1)), false));
    assert!(falls.say(Lang::Pl).starts_with("Błąd") && falls.say(Lang::En).contains("0.01"));
}

fn any_kept() -> impl Strategy<Value = Kept> {
    let amount = prop::option::weighted(0.9, (1..500_i64, any::<bool>()));
    let facts = (
        1..12_u64,
        amount,
        0..300_i64,
        0..4_u32,
        1..4_u64,
        5..8_u64,
        any::<bool>(),
        0..3_u8,
    );
    facts.prop_map(
        |(deal, amount, received, due, group, owner, counts, status)| Kept {
            amount: amount.map(|(minor, euro)| {
                Money::new(minor, if euro { Currency::EUR } else { Currency::PLN })
            }),
            received,
            due: (due > 0).then(|| on(9 + due, 20)),
            group: GroupId(group),
            owner: PersonId(owner),
            counts,
            status: [Status::Open, Status::Won, Status::Lost][usize::from(status)],
            ..kept(deal, 1)
        },
    )
}

proptest! {
    #[test]
    fn a_waterfall_balances_to_the_last_grosz_in_every_scope(
        was in prop::collection::vec(any_kept(), 0..12),
        is in prop::collection::vec(any_kept(), 0..12),
        group in 1..4_u64,
        person in prop::option::of(5..8_u64),
        period in any::<bool>(),
    ) {
        let dedup = |mut lines: Vec<Kept>| {
            lines.sort_by_key(|line| line.id);
            lines.dedup_by_key(|line| line.id);
            snapshot(lines)
        };
        let (from, to) = (dedup(was), dedup(is));
        let scope = Scope { person: person.map(PersonId), ..scope(group, period) };
        let falls = Waterfall::between(&from, &to, scope, &tree());
        prop_assert!(falls.balances());
        // The ends, summed anew without the view that made the bars.
        let end = |snapshot: &Snapshot| -> i64 {
            let inside = |line: &&Kept| line.counts
                && (group == 1 || line.group == GroupId(group))
                && person.is_none_or(|person| line.owner == PersonId(person))
                && (!period || line.due.is_some_and(|due| due >= on(11, 1) && due <= on(11, 30)))
                && line.amount.is_some_and(|amount| amount.currency == Currency::PLN);
            snapshot.lines.iter().filter(inside).map(|line| line.amount.unwrap().minor - line.received).sum()
        };
        let bars: i64 = Bar::ALL.iter().map(|bar| falls.bar(*bar).minor).sum();
        prop_assert_eq!((falls.from.minor, falls.to.minor), (end(&from), end(&to)));
        prop_assert_eq!(end(&from) + bars, end(&to));
        prop_assert!(falls.entries.iter().all(|entry| entry.minor != 0));
    }
}
