//! Power cuts under the typed store at real work. Invariant: what is there afterwards is, byte for
//! byte, the state after some work between the last acknowledged and the last attempted, and the
//! store agrees with itself; a work repeated under its token is done once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "whole_store_crash/firm.rs"]
mod firm;
#[path = "whole_store_crash/plan.rs"]
mod plan;

use firm::Firm;
use std::sync::atomic::{AtomicU64, Ordering};
use store::testing::drill::drill;

const ROUNDS: u64 = 6;

fn long() -> bool {
    std::env::var_os("CONTENTUM_LONG").is_some_and(|value| value == "1")
}

#[test]
fn the_whole_store_survives_power_cuts() {
    let named = std::env::var("CONTENTUM_SEED").ok();
    if let Some(seed) = named.and_then(|seed| seed.parse().ok()) {
        drill(seed, ROUNDS, false, &mut Firm::default())
            .unwrap_or_else(|what| panic!("CONTENTUM_SEED={seed}: {what}"));
        return;
    }
    let states = if long() { 100_000 } else { 2_000 };
    let (next, seen) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while seen.load(Ordering::Relaxed) < states {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let cuts = drill(seed, ROUNDS, false, &mut Firm::default())
                        .unwrap_or_else(|what| panic!("CONTENTUM_SEED={seed}: {what}"));
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
fn a_disk_that_lies_about_syncing_is_found_out() {
    let lies = |seed: &u64| drill(*seed, ROUNDS, true, &mut Firm::default()).is_err();
    let caught = (0..20).filter(lies).count();
    assert!(caught >= 18, "the check has lost its teeth: {caught} of 20");
}
