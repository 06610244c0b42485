//! Kept data files of every schema there was, each made when it was the present one. Invariant: each
//! opens, is brought to the present schema, is sound, still says what was written into it, and takes
//! new work; a file of a schema to come is refused by its number and left as it is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use domain::access::Lane;
use domain::by::{Actor, By};
use domain::companies::{CompanyDraft, Profile};
use domain::deals::{DealFilter, DealSort, Status};
use domain::id::{CompanyId, DealId, GroupId, PersonId};
use domain::time::Moment;
use std::path::{Path, PathBuf};
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{Batch, Engine, Space};
use store::{Store, StoreError};

/// A minute after the files were made.
const NOW: Moment = Moment(1_795_435_260_000_000);
const DIRECTOR: Actor = Actor::Person(PersonId(1));
const SCHEMA: &[u8] = b"schema";
const CACHE: usize = 1 << 20;

fn fixtures() -> Vec<PathBuf> {
    // Asked while running: a compiled-in path would be of the checkout that filled the build cache.
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    let files = std::fs::read_dir(package.join("tests/fixtures/demo")).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "redb")
    });
    files.sort();
    files
}

/// A copy that may be written to.
fn copied(file: &Path, dir: &Path) -> PathBuf {
    let copy = dir.join("contentum.redb");
    std::fs::copy(file, &copy).unwrap();
    copy
}

fn schema(file: &Path) -> u64 {
    let engine = RedbEngine::open(file, RedbOptions::default()).unwrap();
    let number = engine.snapshot().unwrap().get(Space::Meta, SCHEMA).unwrap();
    u64::from_be_bytes(number.unwrap().try_into().unwrap())
}

/// The schema that this program writes.
fn present(dir: &Path) -> u64 {
    let fresh = dir.join("fresh.redb");
    Store::open(&fresh, CACHE).unwrap().close().unwrap();
    schema(&fresh)
}

#[test]
fn a_kept_file_of_every_schema_opens_is_migrated_sound_and_whole() {
    let (mut seen, dir) = (0, tempfile::tempdir().unwrap());
    let present = present(dir.path());
    for file in fixtures() {
        let copy = copied(&file, dir.path());
        let (before, store) = (schema(&copy), Store::open(&copy, CACHE).unwrap());
        let report = store.check().unwrap();
        assert!(report.is_clean(), "{}: {:?}", file.display(), report.faults);
        says_what_was_written(&store);
        takes_work(&store);
        assert!(store.check().unwrap().is_clean(), "{}", file.display());
        store.close().unwrap();
        drop(store);
        assert_eq!((before.min(present), schema(&copy)), (before, present));
        seen += 1;
    }
    assert!(seen > 0, "no kept file");
}

fn says_what_was_written(store: &Store) {
    let reading = store.view(DIRECTOR, NOW).unwrap();
    let firm = reading.firm();
    assert_eq!((firm.people.len(), firm.groups.len()), (23, 7));
    assert_eq!(
        firm.settings.as_ref().unwrap().name,
        "Arkada Biuro sp. z o.o."
    );
    let statuses = [Status::Open, Status::Won, Status::Lost].into();
    let filter = DealFilter {
        statuses,
        ..DealFilter::default()
    };
    let page = reading
        .deals(&filter, DealSort::default(), None, NOW.day().unwrap())
        .unwrap();
    // Twenty were kept, and one of them is in the trash.
    assert_eq!((page.totals.count, page.rows.len()), (19, 19));
    let deal = reading.deal(DealId(1)).unwrap().unwrap();
    assert!(!reading.deal_timeline(&deal, None, 10).unwrap().0.is_empty());
    assert!(reading.deal(DealId(2)).unwrap().unwrap().deleted.is_some());
    assert!(reading.company(CompanyId(1)).unwrap().is_some());
    let olga = store.view(Actor::Person(PersonId(22)), NOW).unwrap();
    assert_eq!(olga.sessions().unwrap().len(), 1);
    assert_eq!(olga.sessions().unwrap()[0].1.agent, "A browser");
}

fn takes_work(store: &Store) {
    let by = By {
        actor: DIRECTOR,
        now: NOW,
    };
    let made = store.work(by, None, |work| {
        let profile = Profile {
            name: "Nowa firma".to_owned(),
            ..Profile::default()
        };
        let (owner, group) = (PersonId(1), GroupId(1));
        work.note_deal(DealId(1), "Nowa notatka")?;
        work.create_company(CompanyDraft {
            profile,
            owner,
            group,
            lane: Lane::Normal,
            import: None,
        })
    });
    assert!(made.wait().unwrap().0 > 40);
}

#[test]
fn there_is_a_kept_file_of_the_present_schema() {
    let dir = tempfile::tempdir().unwrap();
    let numbers: Vec<u64> = fixtures()
        .iter()
        .map(|file| schema(&copied(file, dir.path())))
        .collect();
    let present = present(dir.path());
    let command = format!(
        "cargo run -p store --example fixture -- server/store/tests/fixtures/demo/schema-{present}.redb"
    );
    assert!(numbers.contains(&present), "make it: {command}");
}

#[test]
fn a_file_of_a_newer_schema_is_refused_by_its_number_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let file = copied(&fixtures()[0], dir.path());
    let engine = RedbEngine::open(&file, RedbOptions::default()).unwrap();
    let mut batch = Batch::new();
    batch
        .put(Space::Meta, SCHEMA, 4711u64.to_be_bytes())
        .unwrap();
    engine.apply(&batch).unwrap();
    engine.close().unwrap();
    drop(engine);
    let refused = Store::open(&file, CACHE).err().unwrap();
    assert!(
        matches!(refused, StoreError::Newer { found: 4711, .. }),
        "{refused}"
    );
    assert!(refused.to_string().contains("4711"), "{refused}");
    assert_eq!(schema(&file), 4711);
}
