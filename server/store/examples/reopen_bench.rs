//! Opening a large file after its writer was killed: `cargo run --example reopen_bench [DIR] [MB]`.
//! Invariant: the file is left by SIGKILL in the middle of writing, never by a clean end.
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;
use store::engine::redb::{RedbEngine, RedbOptions};
use store::engine::{Engine, EngineError, Space};
use store::writer::{Overlay, Writer, WriterOptions};

type Fallible<T> = Result<T, Box<dyn Error>>;

const CHILD: &str = "CONTENTUM_REOPEN_BENCH_FILE";

fn main() -> Fallible<()> {
    if let Some(path) = std::env::var_os(CHILD) {
        return write_for_ever(Path::new(&path));
    }
    let mut args = std::env::args_os().skip(1);
    let parent = args.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let size = args
        .next()
        .and_then(|mb| mb.to_str()?.parse::<u64>().ok())
        .unwrap_or(1024);
    let dir = tempfile::tempdir_in(parent)?;
    let path = dir.path().join("data.redb");
    write_and_kill(&path, size << 20)?;
    println!("{} MB, its writer killed", path.metadata()?.len() >> 20);
    let started = Instant::now();
    let engine = RedbEngine::open(&path, RedbOptions::default())?;
    engine.snapshot()?.get(Space::Rec, b"anything")?;
    println!(
        "reopened and read in {:.1?} (bar, row 13: 100 ms)",
        started.elapsed()
    );
    Ok(())
}

/// Lets a child write until the file has the size, and kills it while it goes on.
fn write_and_kill(path: &Path, size: u64) -> Fallible<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().ok_or("the child has no output")?;
    for line in BufReader::new(output).lines() {
        line?;
        if path.metadata()?.len() >= size {
            break;
        }
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn write_for_ever(path: &Path) -> Fallible<()> {
    let engine = Arc::new(RedbEngine::open(path, RedbOptions::default())?);
    let writer = Writer::start(engine, WriterOptions::default())?;
    loop {
        let chunk = |overlay: &mut Overlay<'_>| {
            for row in 0..2_000u64 {
                let id = overlay.seq() * 2_000 + row;
                let place = id.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                overlay.put(Space::Rec, id.to_be_bytes(), vec![row as u8; 400])?;
                overlay.put(Space::Idx, place.to_be_bytes(), vec![row as u8; 60])?;
            }
            Ok::<_, EngineError>(vec![])
        };
        println!("{}", writer.submit_bulk(None, chunk).wait()?.seq);
    }
}
