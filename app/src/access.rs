//! The firm's access rules: one of four presets. Invariant: what the page says of a preset is read
//! from the very tables that decide.
pub mod api;
mod matrix;
pub mod page;
mod texts;

pub use page::AccessPage;
