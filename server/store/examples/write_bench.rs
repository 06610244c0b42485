//! Durable writes against the disk's own pace: `cargo run --example write_bench [DIR]`. Invariant:
//! both sides are measured in one run on one file system, because only their ratio means anything.
use std::error::Error;
use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;
use std::time::{Duration, Instant};
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{EngineError, Space};
use store::testing::Rng;
use store::writer::{Overlay, Writer, WriterOptions};

/// Records there before anything is measured.
const BASE: u64 = 100_000;
const RECORD: usize = 300;
const INDEX_ROWS: u8 = 4;
/// A shared disk changes its pace from second to second: both sides are measured in turns.
const ROUNDS: usize = 7;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Fallible<()> {
    let parent = std::env::args_os()
        .nth(1)
        .map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = tempfile::tempdir_in(parent)?;
    let writer = filled(&dir.path().join("data.redb"))?;
    let bare_file = dir.path().join("bare");

    let (mut slower, mut faster) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let bare = bare(&bare_file, 150)?;
        let one = submit(&writer, 1, 150)?;
        let before = writer.metrics();
        let many = submit(&writer, 64, 1_920)?;
        let after = writer.metrics();
        report("fdatasync of 4 KiB", &bare);
        report("durable write, 1 submitter", &one);
        report("durable write, 64 submitters", &many);
        let grouped = (after.jobs - before.jobs) as f64 / (after.commits - before.commits) as f64;
        println!("{grouped:.0} jobs per commit\n");
        slower.push(one.p50.as_secs_f64() / bare.p50.as_secs_f64());
        faster.push(many.rate / bare.rate);
    }
    println!("row 9, medians of {ROUNDS} rounds:");
    println!(
        "p50 with 1 submitter = {:.2} x one fdatasync (bar: at most 4)",
        median(slower)
    );
    println!(
        "rate with 64 submitters = {:.2} x the fdatasync rate (bar: at least 2)",
        median(faster)
    );
    Ok(())
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

struct Figures {
    p50: Duration,
    p99: Duration,
    /// Per second.
    rate: f64,
}

impl Figures {
    fn of(mut times: Vec<Duration>, took: Duration) -> Self {
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        Self {
            p50: at(50),
            p99: at(99),
            rate: times.len() as f64 / took.as_secs_f64(),
        }
    }
}

fn report(what: &str, figures: &Figures) {
    let Figures { p50, p99, rate } = figures;
    println!("{what:30} p50 {p50:>10.1?}  p99 {p99:>10.1?}  {rate:>8.0}/s");
}

/// Overwrites pages of a file whose length does not change.
fn bare(path: &Path, times: u64) -> Fallible<Figures> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)?;
    file.write_all_at(&vec![1; 16 << 20], 0)?;
    file.sync_all()?;
    let (mut rng, started) = (Rng::new(1), Instant::now());
    let times = (0..times).map(|_| {
        let one = Instant::now();
        file.write_all_at(&[2; 4096], rng.below(4096) * 4096)?;
        file.sync_data()?;
        Ok(one.elapsed())
    });
    Ok(Figures::of(
        times.collect::<Fallible<_>>()?,
        started.elapsed(),
    ))
}

fn filled(path: &Path) -> Fallible<Writer> {
    let engine = Arc::new(RedbEngine::open(path, RedbOptions::default())?);
    let writer = Writer::start(engine, WriterOptions::default())?;
    for chunk in 0..BASE / 500 {
        let fill = move |overlay: &mut Overlay<'_>| {
            (chunk * 500..(chunk + 1) * 500).try_for_each(|id| record(overlay, id))?;
            Ok::<_, EngineError>(vec![])
        };
        writer.submit_bulk(None, fill).wait()?;
    }
    Ok(writer)
}

/// As many submitters as told, each waiting for its answer before the next write.
fn submit(writer: &Writer, submitters: u64, writes: u64) -> Fallible<Figures> {
    let started = Instant::now();
    let times = std::thread::scope(|scope| {
        let write = |submitter| {
            let mut rng = Rng::new(submitter);
            let times = (0..writes / submitters).map(|_| one_write(writer, &mut rng));
            times.collect::<Fallible<Vec<_>>>()
        };
        let threads: Vec<_> = (0..submitters)
            .map(|submitter| scope.spawn(move || write(submitter)))
            .collect();
        let join = |thread: ScopedJoinHandle<'_, Fallible<Vec<Duration>>>| {
            thread.join().map_err(|_| "a submitter panicked")?
        };
        threads.into_iter().map(join).collect::<Fallible<Vec<_>>>()
    })?;
    Ok(Figures::of(times.concat(), started.elapsed()))
}

/// Changes a random record and its index rows.
fn one_write(writer: &Writer, rng: &mut Rng) -> Fallible<Duration> {
    let (id, started) = (rng.below(BASE), Instant::now());
    let change = move |overlay: &mut Overlay<'_>| {
        record(overlay, id)?;
        overlay.put(Space::Log, overlay.seq().to_be_bytes(), [0; 120])?;
        Ok::<_, EngineError>(vec![])
    };
    writer.submit(None, change).wait()?;
    Ok(started.elapsed())
}

fn record(overlay: &mut Overlay<'_>, id: u64) -> Result<(), EngineError> {
    let seq = overlay.seq();
    overlay.put(Space::Rec, id.to_be_bytes(), vec![seq as u8; RECORD])?;
    for index in 0..INDEX_ROWS {
        // Spread over the index as owners, amounts and dates would be.
        let place = id
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(u32::from(index) * 16);
        let key = [&[index], &place.to_be_bytes()[..], &id.to_be_bytes()[..]].concat();
        overlay.put(Space::Idx, key, vec![seq as u8; 40])?;
    }
    Ok(())
}
