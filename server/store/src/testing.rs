//! Fault injection for tests, behind the feature `testing`. Invariant: everything follows from a
//! seed, so a failure can be played again.
pub mod drill;
pub mod power;
mod rng;

pub use rng::Rng;
