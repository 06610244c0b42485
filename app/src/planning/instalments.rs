//! `/plan/instalments`: what is awaited, overdue, paid and not planned, by the day it is due.
pub mod api;
pub mod model;
pub mod page;
mod texts;

pub use page::InstalmentsPage;
