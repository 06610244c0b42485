//! What the writer promises: order, wholeness, one run per key, honest refusals.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use domain::time::Moment;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use store::engine::memory::MemoryEngine;
use store::engine::{Batch, Direction, Engine, EngineError, MAX_VALUE, Reader, Snapshot, Space};
use store::writer::{
    Committed, MAX_BULK_BYTES, MAX_JOB_BYTES, Once, Overlay, Pending, WriteError, Writer,
    WriterOptions,
};

const DAY: i64 = 24 * 60 * 60;
const NOW: Moment = Moment(1_795_000_000_000_000);

fn start() -> (Arc<MemoryEngine>, Writer) {
    start_with(WriterOptions::default())
}

fn start_with(options: WriterOptions) -> (Arc<MemoryEngine>, Writer) {
    let engine = Arc::new(MemoryEngine::new());
    let writer = Writer::start(engine.clone(), options).unwrap();
    (engine, writer)
}

/// Holds the writer inside a group, so that everything submitted meanwhile joins that group.
struct Gate {
    open: mpsc::Sender<()>,
    passed: Pending<()>,
}

impl Gate {
    fn shut(writer: &Writer) -> Self {
        let (open, opened) = mpsc::channel();
        let (enter, entered) = mpsc::channel();
        let passed = writer.submit(None, move |_: &mut Overlay<'_>| {
            enter.send(()).unwrap();
            opened.recv().unwrap();
            Ok(vec![])
        });
        entered.recv().unwrap();
        Self { open, passed }
    }

    fn open(self) {
        self.open.send(()).unwrap();
        self.passed.wait().unwrap();
    }
}

fn put(writer: &Writer, key: &'static str, value: &'static str) -> Pending<EngineError> {
    writer.submit(None, move |overlay: &mut Overlay<'_>| {
        overlay.put(Space::Rec, key, value)?;
        Ok(vec![])
    })
}

/// Counts how often it really ran, and answers with the count.
fn count(writer: &Writer, once: Option<Once>) -> Pending<EngineError> {
    writer.submit(once, |overlay: &mut Overlay<'_>| {
        let count = overlay
            .get(Space::Cell, b"count")?
            .map_or(0, |count| count[0])
            + 1;
        overlay.put(Space::Cell, "count", [count])?;
        Ok(vec![count])
    })
}

fn stored(engine: &dyn Engine, space: Space, key: &str) -> Option<Vec<u8>> {
    engine
        .snapshot()
        .unwrap()
        .get(space, key.as_bytes())
        .unwrap()
}

fn once(actor: &str, token: u8, now: Moment) -> Option<Once> {
    Some(Once::new(actor.as_bytes(), [token; 16], now))
}

#[test]
fn an_answer_means_that_the_write_is_there() {
    let (engine, writer) = start();
    let answer = put(&writer, "a", "1").wait().unwrap();
    assert_eq!(
        answer,
        Committed {
            seq: 1,
            reply: vec![],
            replayed: false
        }
    );
    assert_eq!(stored(&*engine, Space::Rec, "a"), Some(b"1".to_vec()));
}

#[test]
fn an_answer_can_be_awaited() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let (_engine, writer) = start();
    assert_eq!(runtime.block_on(put(&writer, "a", "1")).unwrap().seq, 1);
}

#[test]
fn a_job_sees_what_the_jobs_before_it_in_the_group_did() {
    let (_engine, writer) = start();
    let gate = Gate::shut(&writer);
    let answers: Vec<_> = (0..5).map(|_| count(&writer, None)).collect();
    gate.open();
    for (n, answer) in answers.into_iter().enumerate() {
        let answer = answer.wait().unwrap();
        assert_eq!(
            (answer.seq, answer.reply),
            (n as u64 + 1, vec![n as u8 + 1])
        );
    }
    assert_eq!(writer.metrics().commits, 1);
    assert_eq!(writer.metrics().largest_group, 5);
}

#[test]
fn a_refusal_drops_only_its_own_changes() {
    let (engine, writer) = start();
    let gate = Gate::shut(&writer);
    let first = put(&writer, "a", "1");
    let refused = writer.submit(None, |overlay: &mut Overlay<'_>| {
        overlay.put(Space::Rec, "a", "spoilt").unwrap();
        overlay.put(Space::Rec, "b", "spoilt").unwrap();
        Err("the deal is closed")
    });
    let last = writer.submit(None, |overlay: &mut Overlay<'_>| {
        assert_eq!(overlay.get(Space::Rec, b"b")?, None);
        overlay.put(Space::Rec, "c", overlay.seq().to_be_bytes())?;
        Ok::<_, EngineError>(vec![])
    });
    gate.open();
    assert_eq!(first.wait().unwrap().seq, 1);
    assert_eq!(
        refused.wait(),
        Err(WriteError::Refused("the deal is closed"))
    );
    assert_eq!(
        last.wait().unwrap().seq,
        2,
        "a refusal leaves no gap in the numbers"
    );
    assert_eq!(stored(&*engine, Space::Rec, "a"), Some(b"1".to_vec()));
    assert_eq!(stored(&*engine, Space::Rec, "b"), None);
    assert_eq!(
        stored(&*engine, Space::Rec, "c"),
        Some(2u64.to_be_bytes().to_vec())
    );
}

#[test]
fn a_panic_drops_only_its_own_changes() {
    let (engine, writer) = start();
    let gate = Gate::shut(&writer);
    let panicked = writer.submit(None, |overlay: &mut Overlay<'_>| -> Result<Vec<u8>, ()> {
        overlay.put(Space::Rec, "a", "spoilt").unwrap();
        // Unwinds without the noise of a panic message.
        std::panic::resume_unwind(Box::new("a bug"))
    });
    let after = put(&writer, "b", "1");
    gate.open();
    assert_eq!(panicked.wait(), Err(WriteError::Panicked));
    assert_eq!(after.wait().unwrap().seq, 1);
    assert_eq!(stored(&*engine, Space::Rec, "a"), None);
    assert_eq!(stored(&*engine, Space::Rec, "b"), Some(b"1".to_vec()));
}

#[test]
fn a_job_that_changes_nothing_takes_no_number() {
    let (_engine, writer) = start();
    put(&writer, "a", "1").wait().unwrap();
    let looked = writer.submit(None, |overlay: &mut Overlay<'_>| {
        Ok::<_, EngineError>(overlay.get(Space::Rec, b"a")?.unwrap())
    });
    let looked = looked.wait().unwrap();
    assert_eq!((looked.seq, looked.reply), (1, b"1".to_vec()));
    assert_eq!(put(&writer, "b", "1").wait().unwrap().seq, 2);
    assert_eq!(writer.metrics().commits, 2);
}

#[test]
fn numbers_go_on_where_the_last_writer_stopped() {
    let (engine, writer) = start();
    put(&writer, "a", "1").wait().unwrap();
    put(&writer, "b", "1").wait().unwrap();
    drop(writer);
    let writer = Writer::start(engine, WriterOptions::default()).unwrap();
    assert_eq!(*writer.committed().borrow(), 2);
    assert_eq!(put(&writer, "c", "1").wait().unwrap().seq, 3);
}

#[test]
fn a_repeated_submission_gets_the_first_answer_and_does_not_run() {
    let (engine, writer) = start();
    let first = count(&writer, once("anna", 1, NOW)).wait().unwrap();
    count(&writer, None).wait().unwrap();
    let again = count(&writer, once("anna", 1, NOW)).wait().unwrap();
    assert_eq!(
        first,
        Committed {
            seq: 1,
            reply: vec![1],
            replayed: false
        }
    );
    assert_eq!(
        again,
        Committed {
            seq: 1,
            reply: vec![1],
            replayed: true
        }
    );
    assert_eq!(stored(&*engine, Space::Cell, "count"), Some(vec![2]));
    assert_eq!(writer.metrics().replayed, 1);
}

#[test]
fn the_same_key_twice_in_one_group_runs_once() {
    let (engine, writer) = start();
    let gate = Gate::shut(&writer);
    let first = count(&writer, once("anna", 1, NOW));
    let again = count(&writer, once("anna", 1, NOW));
    gate.open();
    assert_eq!(first.wait().unwrap().reply, [1]);
    assert_eq!(
        again.wait().unwrap(),
        Committed {
            seq: 1,
            reply: vec![1],
            replayed: true
        }
    );
    assert_eq!(stored(&*engine, Space::Cell, "count"), Some(vec![1]));
}

#[test]
fn the_same_token_of_somebody_else_is_another_key() {
    let (_engine, writer) = start();
    assert_eq!(
        count(&writer, once("anna", 1, NOW)).wait().unwrap().reply,
        [1]
    );
    assert_eq!(
        count(&writer, once("piotr", 1, NOW)).wait().unwrap().reply,
        [2]
    );
}

#[test]
fn a_refused_submission_may_succeed_when_repeated() {
    let (_engine, writer) = start();
    let refused = writer.submit(once("anna", 1, NOW), |_: &mut Overlay<'_>| Err("not yet"));
    assert_eq!(refused.wait(), Err(WriteError::Refused("not yet")));
    let repeated = count(&writer, once("anna", 1, NOW)).wait().unwrap();
    assert_eq!((repeated.reply, repeated.replayed), (vec![1], false));
}

#[test]
fn kept_answers_are_swept_after_a_day_a_few_at_a_time() {
    let (engine, writer) = start();
    let kept = || {
        let snapshot = engine.snapshot().unwrap();
        let (all, to) = (Bound::Unbounded, Direction::Forward);
        // Each answer has a row of its age beside it.
        snapshot
            .range(Space::Once, all, all, to, usize::MAX)
            .unwrap()
            .len()
            / 2
    };
    for token in 0..40 {
        count(&writer, once("anna", token, NOW)).wait().unwrap();
    }
    count(&writer, once("anna", 100, NOW.plus_seconds(DAY)))
        .wait()
        .unwrap();
    assert_eq!(kept(), 41, "a day old is not yet too old");
    count(&writer, once("anna", 101, NOW.plus_seconds(DAY + 1)))
        .wait()
        .unwrap();
    assert_eq!(kept(), 42 - 32, "one commit sweeps a bounded number");
    count(&writer, once("anna", 102, NOW.plus_seconds(DAY + 1)))
        .wait()
        .unwrap();
    assert_eq!(kept(), 3);
    let recent = count(&writer, once("anna", 100, NOW.plus_seconds(DAY + 2)))
        .wait()
        .unwrap();
    assert!(recent.replayed);
}

#[test]
fn a_full_queue_turns_away_at_once() {
    let (_engine, writer) = start_with(WriterOptions {
        queue: 3,
        ..Default::default()
    });
    let gate = Gate::shut(&writer);
    let waiting: Vec<_> = (0..3).map(|_| count(&writer, None)).collect();
    assert_eq!(writer.metrics().waiting, 3);
    assert_eq!(count(&writer, None).wait(), Err(WriteError::Busy));
    gate.open();
    assert!(waiting.into_iter().all(|answer| answer.wait().is_ok()));
    assert_eq!(writer.metrics().turned_away, 1);
    assert!(count(&writer, None).wait().is_ok());
}

#[test]
fn a_group_is_cut_by_jobs_and_by_bytes() {
    let options = WriterOptions {
        group_jobs: 4,
        ..Default::default()
    };
    let (_engine, writer) = start_with(options);
    let gate = Gate::shut(&writer);
    let answers: Vec<_> = (0..7).map(|_| count(&writer, None)).collect();
    gate.open();
    answers
        .into_iter()
        .for_each(|answer| drop(answer.wait().unwrap()));
    // The gate takes one place of the first group.
    assert_eq!(
        (writer.metrics().commits, writer.metrics().largest_group),
        (2, 4)
    );

    let options = WriterOptions {
        group_bytes: MAX_VALUE,
        ..Default::default()
    };
    let (_engine, writer) = start_with(options);
    let gate = Gate::shut(&writer);
    let answers: Vec<_> = (0..3)
        .map(|n: u8| {
            writer.submit(None, move |overlay: &mut Overlay<'_>| {
                overlay.put(Space::Rec, [n], vec![0; MAX_VALUE])?;
                Ok::<_, EngineError>(vec![])
            })
        })
        .collect();
    gate.open();
    answers
        .into_iter()
        .for_each(|answer| drop(answer.wait().unwrap()));
    assert_eq!(writer.metrics().commits, 3);
}

#[test]
fn a_job_beyond_the_byte_limit_is_refused_and_leaves_nothing() {
    let (engine, writer) = start();
    let huge = writer.submit(None, |overlay: &mut Overlay<'_>| {
        for n in 0..=(MAX_JOB_BYTES / MAX_VALUE) as u16 {
            overlay.put(Space::Rec, n.to_be_bytes(), vec![0; MAX_VALUE])?;
        }
        Ok::<_, EngineError>(vec![])
    });
    assert!(matches!(huge.wait(), Err(WriteError::TooLarge(bytes)) if bytes > MAX_JOB_BYTES));
    let (all, to) = (Bound::Unbounded, Direction::Forward);
    assert_eq!(
        engine
            .snapshot()
            .unwrap()
            .range(Space::Rec, all, all, to, 9)
            .unwrap(),
        []
    );
}

#[test]
fn a_mass_change_may_be_larger_than_a_job_and_is_still_one_commit() {
    let (_, writer) = start();
    let mass = writer.submit_bulk(None, |overlay: &mut Overlay<'_>| {
        for n in 0..=(MAX_JOB_BYTES / MAX_VALUE) as u16 {
            overlay.put(Space::Rec, n.to_be_bytes(), vec![0; MAX_VALUE])?;
        }
        Ok::<_, EngineError>(vec![])
    });
    assert_eq!(mass.wait().unwrap().seq, 1);
    assert_eq!(writer.metrics().commits, 1);
    let beyond = writer.submit_bulk(None, |overlay: &mut Overlay<'_>| {
        // One key again and again: every byte counts, yet little memory is held.
        for _ in 0..=MAX_BULK_BYTES / MAX_VALUE {
            overlay.put(Space::Rec, "a", vec![0; MAX_VALUE])?;
        }
        Ok::<_, EngineError>(vec![])
    });
    assert!(matches!(beyond.wait(), Err(WriteError::TooLarge(_))));
    assert_eq!(*writer.committed().borrow(), 1);
}

#[test]
fn a_reply_too_long_to_keep_undoes_its_job() {
    let (engine, writer) = start();
    let answer = writer.submit(once("anna", 1, NOW), |overlay: &mut Overlay<'_>| {
        overlay.put(Space::Rec, "a", "1")?;
        Ok::<_, EngineError>(vec![0; MAX_VALUE])
    });
    assert!(matches!(
        answer.wait(),
        Err(WriteError::Failed(EngineError::ValueTooLong(_)))
    ));
    assert_eq!(stored(&*engine, Space::Rec, "a"), None);
}

#[test]
fn chunks_of_imports_wait_for_everybody_and_go_one_per_commit() {
    let (_engine, writer) = start();
    let gate = Gate::shut(&writer);
    let chunk = |writer: &Writer| {
        writer.submit_bulk(None, |overlay: &mut Overlay<'_>| {
            overlay.put(Space::Idx, overlay.seq().to_be_bytes(), "")?;
            Ok::<_, EngineError>(vec![])
        })
    };
    let chunks: Vec<_> = (0..3).map(|_| chunk(&writer)).collect();
    let people: Vec<_> = (0..4).map(|_| count(&writer, None)).collect();
    assert_eq!(
        (writer.metrics().waiting, writer.metrics().waiting_bulk),
        (4, 3)
    );
    gate.open();
    for (n, answer) in people.into_iter().enumerate() {
        assert_eq!(answer.wait().unwrap().seq, n as u64 + 1);
    }
    for (n, answer) in chunks.into_iter().enumerate() {
        assert_eq!(answer.wait().unwrap().seq, n as u64 + 5);
    }
    assert_eq!(writer.metrics().commits, 3);
}

#[test]
fn news_of_a_commit_comes_before_its_answer() {
    let (_engine, writer) = start();
    let news = writer.committed();
    for seq in 1..=20 {
        assert_eq!(put(&writer, "a", "1").wait().unwrap().seq, seq);
        assert_eq!(*news.borrow(), seq);
    }
}

#[test]
fn closing_finishes_what_is_queued_and_then_refuses() {
    let (engine, writer) = start();
    let writer = Arc::new(writer);
    let gate = Gate::shut(&writer);
    let queued: Vec<_> = (0..50).map(|_| count(&writer, None)).collect();
    let closing = std::thread::spawn({
        let writer = Arc::clone(&writer);
        move || writer.close()
    });
    gate.open();
    closing.join().unwrap();
    assert!(queued.into_iter().all(|answer| answer.wait().is_ok()));
    assert_eq!(stored(&*engine, Space::Cell, "count"), Some(vec![50]));
    assert_eq!(put(&writer, "late", "1").wait(), Err(WriteError::Closed));
}

#[test]
fn the_last_owner_of_the_writer_may_be_a_job() {
    let (_engine, writer) = start();
    let writer = Arc::new(writer);
    let owner = Arc::clone(&writer);
    let (open, opened) = mpsc::channel();
    let answer = writer.submit(None, move |_: &mut Overlay<'_>| {
        opened.recv().unwrap();
        drop(owner);
        Ok::<_, ()>(vec![])
    });
    drop(writer);
    open.send(()).unwrap();
    assert!(answer.wait().is_ok());
}

/// An engine on a file so damaged that reading it panics, until it is mended.
struct Damaged {
    inner: MemoryEngine,
    damaged: AtomicBool,
}

impl Engine for Damaged {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, EngineError> {
        if self.damaged.load(Ordering::Relaxed) {
            std::panic::resume_unwind(Box::new("a checksum does not match"));
        }
        self.inner.snapshot()
    }

    fn apply(&self, batch: &Batch) -> Result<(), EngineError> {
        self.inner.apply(batch)
    }

    fn reopen(&self) -> Result<(), EngineError> {
        self.inner.reopen()
    }

    fn close(&self) -> Result<(), EngineError> {
        self.inner.close()
    }
}

#[test]
fn an_engine_that_panics_leaves_the_writer_alive() {
    let engine = Damaged {
        inner: MemoryEngine::new(),
        damaged: AtomicBool::new(false),
    };
    let engine = Arc::new(engine);
    let options = WriterOptions {
        reopen_after: Duration::ZERO,
        ..Default::default()
    };
    let writer = Writer::start(engine.clone(), options).unwrap();
    engine.damaged.store(true, Ordering::Relaxed);
    for _ in 0..3 {
        assert!(matches!(
            put(&writer, "a", "1").wait(),
            Err(WriteError::Unknown(_))
        ));
    }
    engine.damaged.store(false, Ordering::Relaxed);
    assert_eq!(put(&writer, "a", "1").wait().unwrap().seq, 1);
}

#[test]
fn a_refused_medium_is_left_in_peace_for_a_while() {
    let engine = Damaged {
        inner: MemoryEngine::new(),
        damaged: AtomicBool::new(false),
    };
    let engine = Arc::new(engine);
    let options = WriterOptions {
        reopen_after: Duration::MAX,
        ..Default::default()
    };
    let writer = Writer::start(engine.clone(), options).unwrap();
    engine.damaged.store(true, Ordering::Relaxed);
    assert!(matches!(
        put(&writer, "a", "1").wait(),
        Err(WriteError::Unknown(_))
    ));
    engine.damaged.store(false, Ordering::Relaxed);
    assert!(matches!(
        put(&writer, "a", "1").wait(),
        Err(WriteError::ReadOnly(_))
    ));
}

type Edit = (Vec<u8>, Option<Vec<u8>>);

fn key() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(vec![0u8, 1, 0xff]), 0..4)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let value = prop::option::weighted(0.6, prop::collection::vec(any::<u8>(), 0..3));
    prop::collection::vec((key(), value), 0..25)
}

fn bound() -> impl Strategy<Value = Bound<Vec<u8>>> {
    prop_oneof![
        key().prop_map(Bound::Included),
        key().prop_map(Bound::Excluded),
        Just(Bound::Unbounded)
    ]
}

fn write(overlay: &mut Overlay<'_>, edits: &[Edit]) {
    for (key, value) in edits {
        match value {
            Some(value) => overlay.put(Space::Rec, key.clone(), value.clone()).unwrap(),
            None => overlay.delete(Space::Rec, key.clone()).unwrap(),
        }
    }
}

fn submit(writer: &Writer, edits: Vec<Edit>) -> Pending<()> {
    writer.submit(None, move |overlay: &mut Overlay<'_>| {
        write(overlay, &edits);
        Ok(vec![])
    })
}

fn inside(key: &[u8], lo: &Bound<Vec<u8>>, hi: &Bound<Vec<u8>>) -> bool {
    let above = match lo {
        Bound::Included(lo) => key >= lo.as_slice(),
        Bound::Excluded(lo) => key > lo.as_slice(),
        Bound::Unbounded => true,
    };
    let below = match hi {
        Bound::Included(hi) => key <= hi.as_slice(),
        Bound::Excluded(hi) => key < hi.as_slice(),
        Bound::Unbounded => true,
    };
    above && below
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn an_overlay_reads_as_if_everything_were_applied(
        layers in [edits(), edits(), edits()],
        queries in prop::collection::vec((bound(), bound(), any::<bool>(), 0..12usize), 30),
    ) {
        let mut model: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
        for (key, value) in layers.iter().flatten() {
            match value {
                Some(value) => model.insert(key.clone(), value.clone()),
                None => model.remove(key),
            };
        }
        let [base, group, own] = layers;
        let (_engine, writer) = start();
        submit(&writer, base).wait().unwrap();
        let gate = Gate::shut(&writer);
        let before = submit(&writer, group);
        let expected = model.clone();
        let checked = writer.submit(None, move |overlay: &mut Overlay<'_>| {
            write(overlay, &own);
            for (lo, hi, forward, limit) in queries {
                let mut rows: Vec<_> =
                    expected.clone().into_iter().filter(|(key, _)| inside(key, &lo, &hi)).collect();
                if !forward {
                    rows.reverse();
                }
                rows.truncate(limit);
                let to = if forward { Direction::Forward } else { Direction::Backward };
                let (lo, hi) = (lo.as_ref().map(Vec::as_slice), hi.as_ref().map(Vec::as_slice));
                let read = overlay.range(Space::Rec, lo, hi, to, limit).unwrap();
                if read != rows {
                    return Err(format!("{lo:?}..{hi:?} {to:?}: {read:?}, not {rows:?}"));
                }
            }
            for key in [&b""[..], &[0], &[1], &[0, 1], &[255, 0]] {
                if overlay.get(Space::Rec, key).unwrap().as_ref() != expected.get(key) {
                    return Err(format!("{key:?} reads otherwise"));
                }
            }
            Ok(vec![])
        });
        gate.open();
        before.wait().unwrap();
        prop_assert_eq!(checked.wait().map(|_| ()), Ok(()));
    }
}
