//! What the house does with an uploaded file; the server implements it for each request.
//! Invariant: a file is its owner's alone; for anybody else it is not there.
use crate::door::Waiting;
use crate::failure::Failure;
use domain::by::By;
use domain::exchange::{
    Counts, DateOrder, DecimalSign, Delimiter, Encoding, Kind, Mapping, NotReady, Preview,
    Problems, Unreadable,
};
use domain::id::ImportId;
use domain::time::Moment;
use leptos::prelude::use_context;
use std::sync::Arc;

/// Bytes of an uploaded file.
pub const FILE_BYTES: u64 = 100 << 20;

/// How its owner wants a file read; what is absent is recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct How {
    pub kind: Option<Kind>,
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub header: Option<bool>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalSign>,
    /// Whether a remembered mapping is left aside.
    pub anew: bool,
}

/// What a file turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sight {
    pub preview: Preview,
    pub mapping: Mapping,
    /// The remembered mapping that was taken: its name and when it was last used.
    pub kept: Option<(String, Moment)>,
    /// Values of the column of stages, the first ones.
    pub stages: Vec<String>,
}

/// What carrying the file out would do, found by doing it and dropping it.
#[derive(Clone, PartialEq, Debug)]
pub struct Checked {
    pub counts: Counts,
    /// People and groups that were there and would change.
    pub changed: u64,
    pub problems: Problems,
    /// Why it may not be carried out, with and without rows that are rejected.
    pub whole: Result<(), NotReady>,
    pub without_rejected: Result<(), NotReady>,
    /// What one of the commands refuses.
    pub refused: Option<Failure>,
}

/// What is being done with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    Reading,
    Checking,
    Running { made: u64, of: u64 },
}

/// A file and how far it has come.
#[derive(Clone, Debug)]
pub struct Paper {
    pub name: String,
    pub bytes: u64,
    pub how: How,
    pub at_work: Option<Task>,
    pub sight: Option<Result<Arc<Sight>, Unreadable>>,
    pub checked: Option<Result<Arc<Checked>, Failure>>,
    /// Whether the data changed between the check and the run, so that nothing was run.
    pub outdated: bool,
    pub run: Option<Result<ImportId, Failure>>,
}

/// The desk of the house for one request.
pub trait Desk: Send + Sync {
    /// The file, once nothing is at work on it or a moment has passed.
    ///
    /// # Errors
    /// `Missing` for a file that is not there or not theirs; so do the others.
    fn paper<'a>(&'a self, by: By, id: &'a str) -> Waiting<'a, Paper>;

    /// Reads the file in another way.
    ///
    /// # Errors
    /// `Busy` while something else is done with it.
    fn read_anew(&self, by: By, id: &str, how: How) -> Result<(), Failure>;

    /// Keeps a mapping that is not yet whole.
    ///
    /// # Errors
    /// `Busy` while something else is done with it.
    fn note(&self, by: By, id: &str, mapping: Mapping) -> Result<(), Failure>;

    /// Takes a mapping and finds out what it would do.
    ///
    /// # Errors
    /// `Busy` while something else is done with it.
    fn check(&self, by: By, id: &str, mapping: Mapping) -> Result<(), Failure>;

    /// Does what was checked; doing it twice does it once.
    ///
    /// # Errors
    /// `Malformed` for a file that was not checked.
    fn carry_out(&self, by: By, id: &str, without_rejected: bool) -> Result<(), Failure>;
}

/// The desk of this request.
///
/// # Errors
/// `Failure::SignedOut` outside a request.
pub fn use_desk() -> Result<Arc<dyn Desk>, Failure> {
    use_context::<Arc<dyn Desk>>().ok_or(Failure::SignedOut)
}
