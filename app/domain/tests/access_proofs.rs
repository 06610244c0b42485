//! Proofs of access: `decide` against the naive oracle, in random and in exhaustive small worlds,
//! and properties that hold between decisions. `CONTENTUM_LONG=1` runs them whole.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may fail them"
)]

#[path = "access_proofs/audience.rs"]
mod audience;
#[path = "access_proofs/differential.rs"]
mod differential;
#[path = "access_proofs/metamorphic.rs"]
mod metamorphic;
#[path = "access_proofs/organisation.rs"]
mod organisation;
#[path = "access_proofs/seals.rs"]
mod seals;
#[path = "access_proofs/small_world.rs"]
mod small_world;
#[path = "access_proofs/trees.rs"]
mod trees;

/// Whether the long proofs were asked for.
fn long() -> bool {
    std::env::var_os("CONTENTUM_LONG").is_some_and(|value| value == "1")
}

/// Random cases: a handful on every run, thousands in the long one.
fn cases(normal: u32) -> proptest::test_runner::Config {
    let cases = if long() { normal * 100 } else { normal };
    let failure_persistence = None;
    proptest::test_runner::Config {
        cases,
        failure_persistence,
        ..Default::default()
    }
}
