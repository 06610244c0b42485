//! Screens of deals: the list, one deal, its forms.
pub mod api;
pub mod board;
pub mod detail;
pub mod edit_row;
pub mod fill;
pub mod filters;
pub mod form;
pub mod list;
pub mod model;
pub mod movement;
pub mod moving;
pub mod offered;
pub(crate) mod refused;
mod stuck;
mod texts;
pub mod words;

pub use board::BoardPage;
pub use detail::DealPage;
pub use form::{EditDealPage, NewDealPage};
pub use list::{DealsPage, shows_board, switched};
pub use moving::MoveDealPage;
