//! Power cuts, I/O errors and full disks under the writer. Invariant: after any of them the store
//! holds exactly the model's state at some commit between the last acknowledged and the last
//! attempted one; every job is there whole or not at all, and repeating it runs it once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "crash/ledger.rs"]
mod ledger;

use ledger::Ledger;
use std::sync::atomic::{AtomicU64, Ordering};
use store::testing::Rng;
use store::testing::drill::{drill, open};
use store::testing::power::{Disk, Fault};

const ROUNDS: u64 = 6;

fn long() -> bool {
    std::env::var_os("CONTENTUM_LONG").is_some_and(|value| value == "1")
}

/// Runs `check` over seeds until `states` states were seen: one seed when CONTENTUM_SEED names it.
fn over_seeds(states: u64, check: impl Fn(u64) -> Result<u64, String> + Sync) {
    if let Some(seed) = std::env::var("CONTENTUM_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
    {
        check(seed).unwrap_or_else(|what| panic!("CONTENTUM_SEED={seed}: {what}"));
        return;
    }
    let threads = if long() {
        std::thread::available_parallelism().map_or(1, usize::from)
    } else {
        1
    };
    let (next, seen) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while seen.load(Ordering::Relaxed) < states {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let cuts =
                        check(seed).unwrap_or_else(|what| panic!("CONTENTUM_SEED={seed}: {what}"));
                    seen.fetch_add(cuts, Ordering::Relaxed);
                }
            });
        }
    });
    println!(
        "{} states over {} seeds",
        seen.into_inner(),
        next.into_inner()
    );
}

#[test]
fn nothing_acknowledged_is_lost_in_power_cuts() {
    let states = if long() { 100_000 } else { 2_000 };
    over_seeds(states, |seed| {
        drill(seed, ROUNDS, false, &mut Ledger::default())
    });
}

#[test]
fn a_disk_that_lies_about_syncing_is_found_out() {
    let caught = (0..40).filter(|&seed| drill(seed, ROUNDS, true, &mut Ledger::default()).is_err());
    assert!(caught.count() >= 38, "the check has lost its teeth");
}

#[test]
fn nothing_acknowledged_is_lost_on_a_failing_or_full_disk() {
    let faults = if long() { 10_000 } else { 300 };
    over_seeds(faults, |seed| {
        let (disk, mut rng) = (Disk::new(seed), Rng::new(!seed));
        let (mut ledger, mut machine) = (Ledger::default(), disk.restart());
        for _ in 0..4 {
            let engine = open(&machine).map_err(|error| format!("does not open: {error}"))?;
            ledger.persist_through_faults(engine, &disk, &mut rng)?;
            machine = disk.restart();
            let engine = open(&machine).map_err(|error| format!("does not open: {error}"))?;
            ledger.verify(&*engine)?;
        }
        Ok(4)
    });
}

#[test]
fn reading_goes_on_while_the_disk_takes_no_writes() {
    for fault in [Fault::Eio { times: u64::MAX }, Fault::Full] {
        ledger::reads_on(fault);
    }
}
