//! The made-up firm of `contentum seed`: the same numbers leave the same store, and a sound one.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use domain::by::{Actor, SystemActor};
use domain::cast::Size;
use domain::deals::DealFilter;
use domain::id::PersonId;
use domain::time::Moment;
use server::seed::fill;
use std::sync::Arc;
use store::Store;
use store::engine::memory::MemoryEngine;
use store::testing::dump;

/// Noon of 23 November 2026.
const NOW: Moment = Moment(1_795_435_200_000_000);
const SIZE: Size = Size {
    deals: 1_500,
    people: 40,
    groups: 12,
    seed: 7,
};

fn seeded(size: Size) -> Store {
    let store = Store::on(Arc::new(MemoryEngine::new())).unwrap();
    fill(&store, size, NOW, "$argon2id$", |_| ()).unwrap();
    store
}

#[test]
fn the_same_numbers_leave_the_same_store_and_another_seed_another() {
    let (one, two) = (dump(&seeded(SIZE)).unwrap(), dump(&seeded(SIZE)).unwrap());
    assert!(one == two);
    let other = seeded(Size { seed: 8, ..SIZE });
    assert!(one != dump(&other).unwrap());
}

#[test]
fn a_seeded_store_passes_the_check_and_holds_what_was_asked_for() {
    let store = seeded(SIZE);
    let report = store.check().unwrap();
    assert!(report.is_clean(), "{:#?}", report.faults);
    let today = NOW.day().unwrap();
    let reading = store
        .view(Actor::System(SystemActor::Operator), NOW)
        .unwrap();
    assert_eq!(reading.firm().people.len(), 40);
    assert_eq!(reading.firm().groups.len(), 12);
    let seen = |person| {
        let reading = store.view(Actor::Person(PersonId(person)), NOW).unwrap();
        reading
            .deal_totals(&DealFilter::default(), today)
            .unwrap()
            .count
    };
    // The director, a head below, a rep; the confidential lane is the director's too or nobody's.
    let [director, head, rep] = [1, 4, 40].map(seen);
    assert!(director > 1_480, "{director}");
    assert!(head < director && rep < head && rep > 0, "{head} {rep}");
}

#[test]
fn a_firm_that_is_there_already_is_not_touched() {
    let store = seeded(Size { deals: 10, ..SIZE });
    let before = dump(&store).unwrap();
    assert!(fill(&store, SIZE, NOW, "$argon2id$", |_| ()).is_err());
    assert!(before == dump(&store).unwrap());
}
