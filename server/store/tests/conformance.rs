//! What every engine promises, run over each of them. Invariant: no rule here knows which engine
//! it tests.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use proptest::prelude::*;
use redb::backends::InMemoryBackend;
use std::ops::{Bound, ControlFlow};
use store::engine::memory::MemoryEngine;
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{
    Batch, Direction, Engine, EngineError, MAX_KEY, MAX_VALUE, Row, Snapshot, Space, prefix_end,
};

use Bound::{Excluded, Included, Unbounded};
use Direction::{Backward, Forward};

macro_rules! every_engine {
    ($($rule:ident),* $(,)?) => {
        mod memory {
            $(#[test] fn $rule() { super::$rule(&super::MemoryEngine::new()); })*
        }
        mod redb_file {
            $(#[test] fn $rule() {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("data.redb");
                super::$rule(&super::RedbEngine::open(&path, Default::default()).unwrap());
            })*
        }
    };
}

every_engine!(
    what_was_put_is_found_in_its_own_space_only,
    an_absent_key_is_none,
    an_empty_value_is_not_an_absent_one,
    a_snapshot_never_sees_a_later_commit,
    a_cursor_walks_on_unmoved_by_later_commits,
    bounds_hold_in_both_directions,
    a_limit_cuts_at_the_near_end,
    an_empty_or_inverted_range_is_empty,
    a_scan_stops_when_told,
    the_last_word_on_a_key_wins,
    a_deleted_key_is_gone_and_may_come_back,
    deleting_an_absent_key_is_no_error,
    many_keys_are_answered_in_the_order_asked,
    a_prefix_range_holds_its_children_only,
    the_longest_key_and_value_are_kept_whole,
    reopening_a_healthy_engine_changes_nothing,
    a_snapshot_reads_from_another_thread,
    a_copy_holds_what_the_snapshot_saw,
);

fn put(engine: &dyn Engine, rows: &[(&str, &str)]) {
    let mut batch = Batch::new();
    for (key, value) in rows {
        batch.put(Space::Rec, *key, *value).unwrap();
    }
    engine.apply(&batch).unwrap();
}

fn keys(rows: Vec<Row>) -> String {
    rows.into_iter()
        .map(|(key, _)| String::from_utf8(key).unwrap())
        .collect::<Vec<_>>()
        .join(" ")
}

fn found(
    engine: &dyn Engine,
    lo: Bound<&str>,
    hi: Bound<&str>,
    to: Direction,
    limit: usize,
) -> String {
    let snapshot = engine.snapshot().unwrap();
    let (lo, hi) = (lo.map(str::as_bytes), hi.map(str::as_bytes));
    keys(snapshot.range(Space::Rec, lo, hi, to, limit).unwrap())
}

fn what_was_put_is_found_in_its_own_space_only(engine: &dyn Engine) {
    let mut batch = Batch::new();
    for space in Space::ALL {
        batch.put(space, "key", space.table()).unwrap();
    }
    engine.apply(&batch).unwrap();
    let snapshot = engine.snapshot().unwrap();
    for space in Space::ALL {
        let all = snapshot
            .range(space, Unbounded, Unbounded, Forward, usize::MAX)
            .unwrap();
        assert_eq!(all, [(b"key".to_vec(), space.table().as_bytes().to_vec())]);
    }
}

fn an_absent_key_is_none(engine: &dyn Engine) {
    let snapshot = engine.snapshot().unwrap();
    assert_eq!(snapshot.get(Space::Rec, b"nothing").unwrap(), None);
    assert_eq!(snapshot.get(Space::Rec, &[7; 2 * MAX_KEY]).unwrap(), None);
}

fn an_empty_value_is_not_an_absent_one(engine: &dyn Engine) {
    put(engine, &[("a", ""), ("", "the empty key")]);
    let snapshot = engine.snapshot().unwrap();
    assert_eq!(snapshot.get(Space::Rec, b"a").unwrap(), Some(vec![]));
    assert_eq!(
        snapshot.get(Space::Rec, b"").unwrap(),
        Some(b"the empty key".to_vec())
    );
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 9), " a");
}

fn a_snapshot_never_sees_a_later_commit(engine: &dyn Engine) {
    put(engine, &[("a", "old"), ("b", "old")]);
    let before = engine.snapshot().unwrap();
    let mut batch = Batch::new();
    batch.put(Space::Rec, "a", "new").unwrap();
    batch.delete(Space::Rec, "b").unwrap();
    batch.put(Space::Rec, "c", "new").unwrap();
    engine.apply(&batch).unwrap();
    assert_eq!(before.get(Space::Rec, b"a").unwrap(), Some(b"old".to_vec()));
    let rows = before
        .range(Space::Rec, Unbounded, Unbounded, Forward, 9)
        .unwrap();
    assert_eq!(keys(rows), "a b");
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 9), "a c");
}

fn a_cursor_walks_on_unmoved_by_later_commits(engine: &dyn Engine) {
    for n in 0..500 {
        put(engine, &[(&format!("{n:03}"), "old")]);
    }
    let snapshot = engine.snapshot().unwrap();
    let mut cursor = snapshot
        .cursor(Space::Rec, Unbounded, Unbounded, Backward)
        .unwrap();
    let mut seen = 0;
    while let Some((key, value)) = cursor.entry() {
        assert_eq!(
            (key, value),
            (format!("{:03}", 499 - seen).as_bytes(), &b"old"[..])
        );
        if seen % 50 == 0 {
            put(
                engine,
                &[
                    (&format!("{:03}", 499 - seen), "new"),
                    (&format!("{seen:03}+"), "new"),
                ],
            );
        }
        seen += 1;
        cursor.advance().unwrap();
    }
    assert_eq!(seen, 500);
    cursor.advance().unwrap();
    assert!(
        cursor.entry().is_none(),
        "a cursor past the end stays there"
    );
}

fn bounds_hold_in_both_directions(engine: &dyn Engine) {
    put(engine, &[("a", ""), ("b", ""), ("c", ""), ("d", "")]);
    for (lo, hi, expected) in [
        (Included("b"), Included("c"), "b c"),
        (Included("b"), Excluded("c"), "b"),
        (Excluded("b"), Included("c"), "c"),
        (Excluded("b"), Excluded("d"), "c"),
        (Included("aa"), Excluded("cc"), "b c"),
        (Unbounded, Excluded("c"), "a b"),
        (Included("c"), Unbounded, "c d"),
        (Unbounded, Unbounded, "a b c d"),
    ] {
        assert_eq!(found(engine, lo, hi, Forward, 9), expected);
        let mut backward: Vec<&str> = expected.split(' ').collect();
        backward.reverse();
        assert_eq!(found(engine, lo, hi, Backward, 9), backward.join(" "));
    }
}

fn a_limit_cuts_at_the_near_end(engine: &dyn Engine) {
    put(engine, &[("a", ""), ("b", ""), ("c", "")]);
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 2), "a b");
    assert_eq!(found(engine, Unbounded, Unbounded, Backward, 2), "c b");
    assert_eq!(found(engine, Unbounded, Unbounded, Backward, 0), "");
}

fn an_empty_or_inverted_range_is_empty(engine: &dyn Engine) {
    put(engine, &[("a", ""), ("b", ""), ("c", "")]);
    for (lo, hi) in [
        (Included("c"), Included("a")),
        (Excluded("b"), Excluded("b")),
        (Included("b"), Excluded("b")),
        (Excluded("b"), Included("b")),
        (Excluded("a"), Excluded("b")),
        (Included("d"), Unbounded),
    ] {
        assert_eq!(found(engine, lo, hi, Forward, 9), "", "{lo:?}..{hi:?}");
        assert_eq!(found(engine, lo, hi, Backward, 9), "", "{lo:?}..{hi:?}");
    }
}

fn a_scan_stops_when_told(engine: &dyn Engine) {
    put(engine, &[("a", "1"), ("b", "2"), ("c", "3")]);
    let mut seen = Vec::new();
    let visit = &mut |key: &[u8], value: &[u8]| {
        seen.push((key.to_vec(), value.to_vec()));
        if key == b"b" {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let snapshot = engine.snapshot().unwrap();
    snapshot
        .scan(Space::Rec, Unbounded, Unbounded, Forward, visit)
        .unwrap();
    assert_eq!(
        seen,
        [
            (b"a".to_vec(), b"1".to_vec()),
            (b"b".to_vec(), b"2".to_vec())
        ]
    );
}

fn the_last_word_on_a_key_wins(engine: &dyn Engine) {
    let mut batch = Batch::new();
    batch.put(Space::Rec, "a", "first").unwrap();
    batch.delete(Space::Rec, "a").unwrap();
    batch.put(Space::Rec, "a", "last").unwrap();
    batch.put(Space::Rec, "b", "first").unwrap();
    batch.delete(Space::Rec, "b").unwrap();
    assert_eq!(batch.len(), 2);
    engine.apply(&batch).unwrap();
    let snapshot = engine.snapshot().unwrap();
    assert_eq!(
        snapshot.get(Space::Rec, b"a").unwrap(),
        Some(b"last".to_vec())
    );
    assert_eq!(snapshot.get(Space::Rec, b"b").unwrap(), None);
}

fn a_deleted_key_is_gone_and_may_come_back(engine: &dyn Engine) {
    put(engine, &[("a", "1"), ("b", "1")]);
    let mut batch = Batch::new();
    batch.delete(Space::Rec, "a").unwrap();
    engine.apply(&batch).unwrap();
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 9), "b");
    put(engine, &[("a", "2")]);
    assert_eq!(
        engine.snapshot().unwrap().get(Space::Rec, b"a").unwrap(),
        Some(b"2".to_vec())
    );
}

fn deleting_an_absent_key_is_no_error(engine: &dyn Engine) {
    let mut batch = Batch::new();
    batch.delete(Space::Rec, "never there").unwrap();
    engine.apply(&batch).unwrap();
    engine.apply(&Batch::new()).unwrap();
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 9), "");
}

fn many_keys_are_answered_in_the_order_asked(engine: &dyn Engine) {
    put(engine, &[("a", "1"), ("b", "2")]);
    let snapshot = engine.snapshot().unwrap();
    let answers = snapshot
        .get_many(Space::Rec, &[b"b", b"x", b"a", b"b"])
        .unwrap();
    assert_eq!(
        answers,
        [
            Some(b"2".to_vec()),
            None,
            Some(b"1".to_vec()),
            Some(b"2".to_vec())
        ]
    );
}

fn a_prefix_range_holds_its_children_only(engine: &dyn Engine) {
    let mut batch = Batch::new();
    for key in [
        &b"a"[..],
        b"a\xff",
        b"a\xff\xffz",
        b"b",
        b"`",
        b"\xff\xff",
        b"\xff\xffa",
    ] {
        batch.put(Space::Idx, key, "").unwrap();
    }
    engine.apply(&batch).unwrap();
    let snapshot = engine.snapshot().unwrap();
    for (prefix, expected) in [(&b"a"[..], 3), (b"a\xff", 2), (b"\xff\xff", 2), (b"", 7)] {
        let end = prefix_end(prefix);
        let hi = end.as_deref().map_or(Unbounded, Excluded);
        let rows = snapshot
            .range(Space::Idx, Included(prefix), hi, Forward, 99)
            .unwrap();
        assert_eq!(rows.len(), expected, "{prefix:?}");
        assert!(rows.iter().all(|(key, _)| key.starts_with(prefix)));
    }
}

fn the_longest_key_and_value_are_kept_whole(engine: &dyn Engine) {
    let (key, value) = (vec![0xAB; MAX_KEY], vec![0xCD; MAX_VALUE]);
    let mut batch = Batch::new();
    batch.put(Space::Rec, key.clone(), value.clone()).unwrap();
    engine.apply(&batch).unwrap();
    assert_eq!(
        engine.snapshot().unwrap().get(Space::Rec, &key).unwrap(),
        Some(value)
    );
}

fn reopening_a_healthy_engine_changes_nothing(engine: &dyn Engine) {
    put(engine, &[("a", "1")]);
    let before = engine.snapshot().unwrap();
    engine.reopen().unwrap();
    assert_eq!(before.get(Space::Rec, b"a").unwrap(), Some(b"1".to_vec()));
    assert_eq!(found(engine, Unbounded, Unbounded, Forward, 9), "a");
}

fn a_snapshot_reads_from_another_thread(engine: &dyn Engine) {
    put(engine, &[("a", "1")]);
    let snapshot = engine.snapshot().unwrap();
    let read = std::thread::spawn(move || snapshot.get(Space::Rec, b"a").unwrap());
    assert_eq!(read.join().unwrap(), Some(b"1".to_vec()));
}

fn a_copy_holds_what_the_snapshot_saw(engine: &dyn Engine) {
    let mut batch = Batch::new();
    for n in 0..300u16 {
        // More than one step of the copy in bytes.
        batch
            .put(Space::Rec, n.to_be_bytes(), vec![n as u8; 40_000])
            .unwrap();
        batch.put(Space::Idx, n.to_be_bytes(), "row").unwrap();
    }
    engine.apply(&batch).unwrap();
    let snapshot = engine.snapshot().unwrap();
    put(engine, &[("later", "1")]);
    let copy = MemoryEngine::new();
    assert_eq!(store::engine::copy(&*snapshot, &copy), Ok(600));
    let copy = copy.snapshot().unwrap();
    for space in Space::ALL {
        let all = |of: &dyn Snapshot| of.range(space, Unbounded, Unbounded, Forward, 999).unwrap();
        assert!(all(&*copy) == all(&*snapshot), "{space:?} differs");
    }
}

#[test]
fn oversized_keys_and_values_never_enter_a_batch() {
    let mut batch = Batch::new();
    let (key, value) = (vec![0; MAX_KEY + 1], vec![0; MAX_VALUE + 1]);
    assert_eq!(
        batch.put(Space::Rec, key.clone(), ""),
        Err(EngineError::KeyTooLong(MAX_KEY + 1))
    );
    assert_eq!(
        batch.delete(Space::Rec, key),
        Err(EngineError::KeyTooLong(MAX_KEY + 1))
    );
    assert_eq!(
        batch.put(Space::Rec, "k", value),
        Err(EngineError::ValueTooLong(MAX_VALUE + 1))
    );
    assert!(batch.is_empty());
    assert_eq!(batch.bytes(), 0);
}

type Edit = (u8, Vec<u8>, Option<Vec<u8>>);

/// Few, short keys, so that edits collide and prefixes nest.
fn key() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(vec![0u8, 1, 0x7f, 0xff]), 0..4)
}

fn edit() -> impl Strategy<Value = Edit> {
    let value = prop::option::weighted(0.7, prop::collection::vec(any::<u8>(), 0..40));
    (0..Space::COUNT as u8, key(), value)
}

fn bound() -> impl Strategy<Value = Bound<Vec<u8>>> {
    prop_oneof![
        key().prop_map(Included),
        key().prop_map(Excluded),
        Just(Unbounded)
    ]
}

fn query() -> impl Strategy<Value = (u8, Bound<Vec<u8>>, Bound<Vec<u8>>, bool, usize)> {
    (
        0..Space::COUNT as u8,
        bound(),
        bound(),
        any::<bool>(),
        0..20usize,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn random_batches_and_ranges_read_alike_on_both_engines(
        batches in prop::collection::vec(prop::collection::vec(edit(), 0..30), 1..8),
        queries in prop::collection::vec(query(), 40),
    ) {
        let memory = MemoryEngine::new();
        let redb = RedbEngine::with_backend(|| Ok(InMemoryBackend::new()), RedbOptions::default()).unwrap();
        for edits in batches {
            let mut batch = Batch::new();
            for (space, key, value) in edits {
                let space = Space::ALL[usize::from(space)];
                match value {
                    Some(value) => batch.put(space, key, value).unwrap(),
                    None => batch.delete(space, key).unwrap(),
                }
            }
            memory.apply(&batch).unwrap();
            redb.apply(&batch).unwrap();
            let (memory, redb) = (memory.snapshot().unwrap(), redb.snapshot().unwrap());
            for (space, lo, hi, forward, limit) in &queries {
                let space = Space::ALL[usize::from(*space)];
                let (lo, hi) = (lo.as_ref().map(Vec::as_slice), hi.as_ref().map(Vec::as_slice));
                let to = if *forward { Forward } else { Backward };
                prop_assert_eq!(
                    memory.range(space, lo, hi, to, *limit).unwrap(),
                    redb.range(space, lo, hi, to, *limit).unwrap()
                );
            }
        }
    }
}
