//! Fault injection for tests, behind the feature `testing`. Invariant: everything follows from a
//! seed, so a failure can be played again.
pub mod drill;
mod dump;
pub mod power;
mod records;
mod rng;
mod rows;

pub use dump::dump;
pub use records::{Everything, everything};
pub use rng::Rng;
pub use rows::rows;
