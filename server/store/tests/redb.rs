//! What only an engine on a file promises: it is there after reopening, it is ours alone, and its
//! refusals say which is the matter.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::ops::Bound::Unbounded;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{Batch, Direction, Engine, EngineError, Space};

fn open(path: &Path) -> Result<RedbEngine, EngineError> {
    RedbEngine::open(path, RedbOptions::default())
}

fn put(engine: &dyn Engine, key: &str, value: &[u8]) {
    let mut batch = Batch::new();
    batch.put(Space::Rec, key, value).unwrap();
    engine.apply(&batch).unwrap();
}

#[test]
fn what_was_applied_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    for round in 0..3u8 {
        let engine = open(&path).unwrap();
        put(&engine, &round.to_string(), &[round]);
        let snapshot = engine.snapshot().unwrap();
        let rows = snapshot
            .range(Space::Rec, Unbounded, Unbounded, Direction::Forward, 9)
            .unwrap();
        assert_eq!(rows.len(), usize::from(round) + 1);
    }
}

#[test]
fn a_second_opening_is_told_that_the_file_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let first = open(&path).unwrap();
    assert_eq!(open(&path).err(), Some(EngineError::InUse));
    first.close().unwrap();
    assert!(open(&path).is_ok());
}

#[test]
fn a_file_that_is_no_store_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let words = b"id,name\n1,Kowalski\n".repeat(10_000);
    std::fs::write(&path, &words).unwrap();
    assert!(open(&path).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), words);
}

#[test]
fn only_the_owner_may_read_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    open(&path).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn creating_leaves_the_file_and_nothing_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let _engine = open(&dir.path().join("data.redb")).unwrap();
    let names: Vec<_> = dir
        .path()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["data.redb"]);
}

#[test]
fn a_closed_engine_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let engine = open(&dir.path().join("data.redb")).unwrap();
    put(&engine, "a", b"1");
    engine.close().unwrap();
    assert_eq!(engine.apply(&Batch::new()), Err(EngineError::Closed));
    assert_eq!(engine.snapshot().err(), Some(EngineError::Closed));
    assert_eq!(engine.reopen(), Err(EngineError::Closed));
    assert_eq!(engine.close(), Ok(()));
}

#[test]
fn closing_trims_what_was_deleted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let engine = open(&path).unwrap();
    for n in 0..64 {
        put(&engine, &n.to_string(), &[7; 60_000]);
    }
    let full = path.metadata().unwrap().len();
    let mut batch = Batch::new();
    for n in 0..64 {
        batch.delete(Space::Rec, n.to_string()).unwrap();
    }
    engine.apply(&batch).unwrap();
    engine.close().unwrap();
    let trimmed = path.metadata().unwrap().len();
    assert!(trimmed < full / 2, "{full} bytes before, {trimmed} after");
}

#[test]
fn compacting_gives_space_back_and_keeps_everything() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let engine = open(&path).unwrap();
    for n in 0..64 {
        put(&engine, &n.to_string(), &[7; 60_000]);
    }
    let mut batch = Batch::new();
    for n in 0..63 {
        batch.delete(Space::Rec, n.to_string()).unwrap();
    }
    engine.apply(&batch).unwrap();
    let full = path.metadata().unwrap().len();
    let reading = engine.snapshot().unwrap();
    assert!(
        matches!(engine.compact(), Err(EngineError::Io(_))),
        "somebody is reading"
    );
    drop(reading);
    assert_eq!(engine.compact(), Ok(true));
    let compact = path.metadata().unwrap().len();
    assert!(compact < full / 2, "{full} bytes before, {compact} after");
    let kept = engine.snapshot().unwrap().get(Space::Rec, b"63").unwrap();
    assert_eq!(kept, Some(vec![7; 60_000]));
}

#[test]
fn a_sound_file_passes_its_check() {
    let dir = tempfile::tempdir().unwrap();
    let engine = open(&dir.path().join("data.redb")).unwrap();
    put(&engine, "a", b"1");
    assert_eq!(engine.check_integrity(), Ok(true));
    put(&engine, "b", b"2");
    assert_eq!(
        engine.snapshot().unwrap().get(Space::Rec, b"a").unwrap(),
        Some(b"1".to_vec())
    );
}
