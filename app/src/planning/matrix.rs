//! `/plan`: people and groups down, periods across. Invariant: everything on the page is in its
//! address, and every cell leads to exactly what it counts.
pub mod api;
mod cell;
mod grid;
mod keys;
pub mod model;
pub mod page;
mod texts;
mod top;

pub use page::PlanPage;
