//! Assignments: their lists, one in full, and the forms. Invariants: what may be done is what the
//! domain allows, asked for the page and again by the server; every form is a plain one, so that all
//! works alike without scripts.
pub mod api;
pub mod card;
pub mod form;
mod line;
pub mod list;
pub mod model;
mod quick;
mod talk;
mod texts;
mod verbs;

pub(crate) use line::lines;
pub(crate) use quick::quick_line;
pub(crate) use texts::Texts;
