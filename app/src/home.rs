//! `/`: what a head sees first. Invariant: every number leads to the list behind it, and is the sum
//! of exactly what the viewer may see.
pub mod api;
pub mod model;
pub mod page;
mod plan;
mod texts;

pub use page::HomePage;
