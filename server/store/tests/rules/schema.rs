//! Files of older schemas. Invariant: each released schema has a file kept here, and it opens whole.
use domain::access::Role;
use domain::by::Actor;
use domain::deals::DealFilter;
use domain::time::Moment;
use std::path::{Path, PathBuf};
use store::{Store, StoreError};

/// 24 deals of a made-up firm on 20 November 2026, written by the program of schema 1.
fn first() -> PathBuf {
    // Asked while running: a compiled-in path would be of the checkout that filled the build cache.
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    package.join("tests/fixtures/schema-1.redb")
}

/// Noon of 23 November 2026.
const NOW: Moment = Moment(1_795_435_200_000_000);

fn opened(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, 1 << 20)
}

#[test]
fn a_file_of_schema_1_opens_with_its_deals_timed_and_their_trails_from_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    std::fs::copy(first(), &path).unwrap();
    for _ in 0..2 {
        let store = opened(&path).unwrap();
        let report = store.check().unwrap();
        assert!(report.is_clean(), "{:#?}", report.faults);
        let deals = store::testing::everything(&store).unwrap().deals;
        assert_eq!(deals.len(), 24);
        let moved = deals.iter().filter(|deal| deal.trail.len() > 1);
        assert!(moved.count() > 10);
        assert!(deals.iter().any(|deal| deal.slow_on.is_some()));
        for deal in &deals {
            assert_eq!(
                deal.stays().last().map(|stay| stay.since),
                Some(deal.stage_since)
            );
        }
        let director = |store: &Store| {
            let system = Actor::System(domain::by::SystemActor::Operator);
            let reading = store.view(system, NOW).unwrap();
            let mut people = reading.firm().people.values();
            people
                .find(|person| person.roles.contains(&Role::Director))
                .unwrap()
                .id
        };
        let reading = store.view(Actor::Person(director(&store)), NOW).unwrap();
        let today = NOW.day().unwrap();
        let everything = DealFilter::default();
        assert_eq!(reading.deal_totals(&everything, today).unwrap().count, 24);
        assert!(reading.stuck_totals(&everything, today).unwrap().count > 0);
        drop(reading);
        store.close().unwrap();
    }
}

#[test]
fn a_rebuild_cut_short_begins_again() {
    use store::engine::redb::{RedbEngine, RedbOptions};
    use store::engine::{Batch, Direction, Engine, Space};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    std::fs::copy(first(), &path).unwrap();
    let engine = RedbEngine::open(&path, RedbOptions::default()).unwrap();
    let all = (std::ops::Bound::Unbounded, std::ops::Bound::Unbounded);
    let rows = engine
        .snapshot()
        .unwrap()
        .range(Space::Cell, all.0, all.1, Direction::Forward, 5)
        .unwrap();
    let mut batch = Batch::new();
    rows.iter()
        .for_each(|(key, _)| batch.delete(Space::Cell, key.as_slice()).unwrap());
    engine.apply(&batch).unwrap();
    engine.close().unwrap();
    drop(engine);
    let store = opened(&path).unwrap();
    assert!(store.check().unwrap().is_clean());
}
