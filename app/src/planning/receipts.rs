//! `/plan/receipts`: money that really came in, recorded, pasted, settled and taken back.
pub mod api;
pub mod card;
pub mod form;
pub mod list;
pub mod model;
pub mod paste;
mod settle;
mod texts;

pub use card::ReceiptPage;
pub use form::NewReceiptPage;
pub use list::ReceiptsPage;
pub use paste::PasteReceiptsPage;
