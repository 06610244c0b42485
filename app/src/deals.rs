//! Screens of deals: the list, one deal, its forms.
pub mod api;
pub mod detail;
pub mod edit_row;
pub mod filters;
pub mod form;
pub mod list;
pub mod model;
pub mod movement;
pub(crate) mod refused;
mod stuck;
mod texts;
pub mod words;

pub use detail::DealPage;
pub use form::{EditDealPage, NewDealPage};
pub use list::DealsPage;
