//! Lists, counts, sums and records against a second implementation, after every step of random
//! histories on the real store. Invariant: what a reader gets is exactly what the oracle allows of
//! all records, in the right order, page by page, forwards and backwards; a refused command
//! changes no byte; the store agrees with itself and reads the same after reopening.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "visibility/brute.rs"]
mod brute;
#[path = "visibility/commands.rs"]
mod commands;
#[path = "visibility/compare.rs"]
mod compare;
#[path = "visibility/depth.rs"]
mod depth;
#[path = "visibility/judging.rs"]
mod judging;
#[path = "visibility/plan.rs"]
mod plan;
#[path = "visibility/queries.rs"]
mod queries;
#[path = "visibility/scene.rs"]
mod scene;
#[path = "visibility/tasks.rs"]
mod tasks;

use scene::Scene;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use store::engine::Engine;
use store::engine::memory::MemoryEngine;
use store::engine::redb::{RedbEngine, RedbOptions};
use store::testing::Rng;

const STEPS: u64 = 30;

fn cases(usual: u64) -> u64 {
    let long = std::env::var_os("CONTENTUM_LONG").is_some_and(|value| value == "1");
    if long { usual * 50 } else { usual }
}

/// Plays seeds, or the one that CONTENTUM_SEED names.
fn play(seeds: u64, case: impl Fn(u64)) {
    let named = std::env::var("CONTENTUM_SEED").ok();
    match named.and_then(|seed| seed.parse().ok()) {
        Some(seed) => case(seed),
        None => (0..seeds).for_each(|seed| {
            let played = catch_unwind(AssertUnwindSafe(|| case(seed)));
            assert!(played.is_ok(), "CONTENTUM_SEED={seed}");
        }),
    }
}

fn history(seed: u64, engine: Arc<dyn Engine>) -> Scene {
    let mut scene = Scene::set(engine, Rng::new(seed));
    for _ in 0..STEPS {
        commands::step(&mut scene);
        compare::some(&mut scene);
    }
    compare::all(&mut scene);
    scene
}

#[test]
fn what_a_reader_gets_is_what_the_oracle_allows_after_every_step() {
    play(cases(14), |seed| {
        let engine = Arc::new(MemoryEngine::new());
        let mut scene = history(seed, engine.clone());
        scene.reopen(engine);
        compare::all(&mut scene);
    });
}

#[test]
fn a_file_reads_the_same_after_reopening() {
    play(cases(2), |seed| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("data.redb");
        let open = || Arc::new(RedbEngine::open(&path, RedbOptions::default()).unwrap());
        let mut scene = history(1_000 + seed, open());
        scene.close();
        scene.reopen(open());
        compare::all(&mut scene);
    });
}
