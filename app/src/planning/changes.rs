//! `/plan/changes`: what changed the plan since a snapshot, bar by bar to the last minor unit.
pub mod api;
pub mod model;
pub mod page;

pub use page::ChangesPage;
