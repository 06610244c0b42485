//! Screens of deals: the list, one deal, its forms.
pub mod api;
pub mod edit_row;
pub mod filters;
pub mod list;
pub mod model;
mod texts;
pub mod words;

pub use list::DealsPage;
