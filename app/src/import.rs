//! Import of files by hand: choosing one, how it is read, what would happen, doing it, undoing it.
//! Invariants: a file is read on the server alone, and pages get its words ready to show; nothing
//! is imported that was not checked first.
pub mod api;
pub mod check;
#[cfg(feature = "ssr")]
pub mod desk;
pub mod file;
pub mod list;
mod parts;
pub mod run;
mod texts;
#[cfg(feature = "ssr")]
mod words;

use crate::moments::When;
use serde::{Deserialize, Serialize};

/// A select: its options by value, and the chosen one.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Pick {
    pub name: String,
    pub label: String,
    pub options: Vec<(String, String)>,
    pub value: String,
    pub hint: Option<String>,
}

/// A run as the list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RunLine {
    pub id: u64,
    pub at: When,
    pub by: String,
    pub source: String,
    /// "3 kontrahenci, 12 szans".
    pub made: String,
    pub undone: Option<When>,
}

/// One run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RunCard {
    pub line: RunLine,
    pub figures: Vec<(String, u64)>,
}

/// A file before it is checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileCard {
    pub id: String,
    pub name: String,
    /// Rows, columns and size.
    pub about: String,
    pub busy: bool,
    /// Why it cannot be read, or not imported by this person.
    pub fault: Option<String>,
    /// Which mapping was taken.
    pub kept: Option<String>,
    pub reading: Vec<Pick>,
    pub columns: Vec<ColumnCard>,
    pub sample: Vec<Vec<String>>,
    /// What is wrong with the mapping.
    pub flaw: Option<String>,
    pub settings: Vec<Pick>,
    /// Values of the column of stages, each with its stage.
    pub stages: Vec<(String, Pick)>,
}

/// A column and what it is imported as.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ColumnCard {
    pub name: String,
    pub values: String,
    pub reading: Option<String>,
    pub ambiguous: bool,
    pub field: Pick,
}

/// What an import would do, is doing, or did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CheckCard {
    pub id: String,
    pub name: String,
    pub busy: Option<Busy>,
    /// Why there is no result.
    pub fault: Option<String>,
    pub outdated: bool,
    pub figures: Vec<(String, u64)>,
    pub tallies: Vec<String>,
    pub first: Vec<FaultLine>,
    pub ready: Ready,
    /// The run, once it is done.
    pub done: Option<u64>,
}

/// Work in progress.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Busy {
    pub said: String,
    pub made: u64,
    pub of: u64,
}

/// Whether it may be carried out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Ready {
    #[default]
    No,
    Whole,
    /// If the rejected rows may be left out: says how many.
    WithoutRejected(String),
    /// Why not.
    Refused(String),
}

/// One fault of one row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FaultLine {
    pub line: u32,
    pub column: String,
    pub value: String,
    pub row: String,
    pub what: String,
}
