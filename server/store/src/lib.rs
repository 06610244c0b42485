//! The store: everything kept, and the only way to it.
pub mod engine;
pub mod writer;
