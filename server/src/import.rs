//! Import, the native half: bytes of a file become a [`domain::exchange::Table`]. Invariant: memory
//! is bounded by [`Limits`] whatever the file holds; a file beyond them is refused with its line.
//!
//! Two passes over the source: [`detect`] reads all of it to judge the encoding and a head of it to
//! judge the rest, [`read`] decodes and cuts it into cells.
mod detect;
mod encoding;
mod files;
mod into_store;
mod lines;
mod read;

pub use detect::detect;
pub use files::{Imported, Settings, Stop, csv_file, open, sales_opportunities};
pub use into_store::{Beginning, Halt, Key, Means, carried_out, news, planned};
pub use read::read;

#[cfg(test)]
mod tests;
