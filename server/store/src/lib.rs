//! The store: everything kept, and the only way to it.
pub mod engine;
#[cfg(feature = "testing")]
pub mod testing;
pub mod writer;
