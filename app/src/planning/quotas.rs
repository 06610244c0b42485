//! `/plan/quotas`: what is expected of people and groups, month by month: typed, pasted, copied from
//! last year, divided from the top.
pub mod api;
mod block;
mod grid;
pub mod model;
pub mod page;
mod texts;
mod tools;
mod versions;

pub use page::QuotasPage;
