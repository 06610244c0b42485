//! `/plan/sheets`: the plan agreed line by line on its way up: the sheets of a period, and one of
//! them with its lines.
pub mod api;
mod keys;
mod line;
pub mod list;
pub mod model;
pub mod page;
mod texts;
mod tools;

pub use list::SheetsPage;
pub use page::SheetPage;
