//! Screens of deals: the list, one deal, its forms.
pub mod api;
mod edit_row;
mod filters;
mod list;
pub mod model;
mod texts;
pub mod words;

pub use list::DealsPage;
