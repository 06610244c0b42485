//! The rules of Contentum CRM+, pure and total: no clock, no randomness, no files, no async.
//!
//! Modules in reading order; imports go downwards only.
pub mod id;
pub mod lang;
pub mod time;
pub mod by;
pub mod groups;
pub mod access;
