//! A process that writes is killed without warning. Invariant: every write it had been told is
//! kept is there, whole and in order, and the file opens at once.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use domain::time::Moment;
use std::io::{BufRead, BufReader, Write};
use std::ops::Bound;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{Direction, Engine, EngineError, Reader, Space};
use store::writer::{Once, Overlay, Writer, WriterOptions};

const FILE: &str = "CONTENTUM_KILL_TEST_FILE";
const CYCLES: u64 = 6;
const SUBMITTERS: u8 = 4;

#[test]
fn everything_acknowledged_survives_a_kill() {
    if let Some(path) = std::env::var_os(FILE) {
        write_for_ever(Path::new(&path));
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let mut told = Vec::new();
    for cycle in 0..CYCLES {
        told.extend(run_and_kill(&path, 20 + 37 * cycle));
        verify(&path, &told);
    }
}

/// Lets a child write until it has acknowledged `lines` writes, kills it, and returns everything
/// it said until it died.
fn run_and_kill(path: &Path, lines: u64) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "everything_acknowledged_survives_a_kill",
            "--nocapture",
        ])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let (mut told, mut line) = (Vec::new(), String::new());
    while output.read_line(&mut line).unwrap() > 0 {
        // A line cut short by the kill acknowledges nothing.
        if let Some(seq) = line
            .strip_prefix("kept ")
            .and_then(|seq| seq.strip_suffix('\n'))
        {
            told.push(seq.parse().unwrap());
        }
        if told.len() as u64 == lines {
            child.kill().unwrap();
        }
        line.clear();
    }
    let status = child.wait().unwrap();
    assert!(
        told.len() as u64 >= lines,
        "the child ended by itself: {status}"
    );
    told
}

fn write_for_ever(path: &Path) -> ! {
    let engine = Arc::new(RedbEngine::open(path, RedbOptions::default()).unwrap());
    let writer = Writer::start(engine, WriterOptions::default()).unwrap();
    std::thread::scope(|scope| {
        for submitter in 0..SUBMITTERS {
            let writer = &writer;
            scope.spawn(move || {
                let actor = [std::process::id().to_be_bytes(), [submitter; 4]].concat();
                for count in 0u64.. {
                    let once = Once::new(&actor, u128::from(count).to_be_bytes(), Moment(0));
                    let kept = writer.submit(Some(once), note).wait();
                    let line = format!("kept {}\n", kept.unwrap().seq);
                    std::io::stdout().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
    std::process::exit(1)
}

/// Two rows that must stay together, and a count that must equal the number of the commit.
fn note(overlay: &mut Overlay<'_>) -> Result<Vec<u8>, EngineError> {
    let seq = overlay.seq().to_be_bytes();
    let count = overlay.get(Space::Cell, b"count")?;
    let count = count.map_or(0, |count| u64::from_be_bytes(count.try_into().unwrap())) + 1;
    overlay.put(Space::Rec, seq, vec![seq[7]; 700])?;
    overlay.put(Space::Log, seq, seq)?;
    overlay.put(Space::Cell, "count", count.to_be_bytes())?;
    Ok(vec![])
}

fn verify(path: &Path, told: &[u64]) {
    let engine = RedbEngine::open(path, RedbOptions::default()).unwrap();
    let snapshot = engine.snapshot().unwrap();
    let all = |space| {
        let (any, to) = (Bound::Unbounded, Direction::Forward);
        snapshot.range(space, any, any, to, usize::MAX).unwrap()
    };
    let (records, log) = (all(Space::Rec), all(Space::Log));
    let last = log.len() as u64;
    let expected: Vec<_> = (1..=last).map(|seq| seq.to_be_bytes().to_vec()).collect();
    assert_eq!(
        log.into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(
        records.into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
        expected
    );
    let count = snapshot.get(Space::Cell, b"count").unwrap();
    assert_eq!(count, Some(last.to_be_bytes().to_vec()));
    assert!(
        told.iter().all(|&seq| (1..=last).contains(&seq)),
        "a write was lost"
    );
}
