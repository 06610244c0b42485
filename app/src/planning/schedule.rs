//! The payment schedule of a deal: its section on the deal's page and its form.
pub mod api;
mod fields;
pub mod model;
pub mod page;
pub(crate) mod section;
mod texts;
mod typed;

pub use page::SchedulePage;
