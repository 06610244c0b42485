//! What an engine can answer instead of data. Invariant: `Unknown` is the only error after which
//! a write may be durable; after every other one it certainly is not.
use super::{MAX_KEY, MAX_VALUE};

/// Why an engine could not do it. Cloneable, because one failed batch answers many jobs.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EngineError {
    #[error("a key of {0} bytes is over the limit of {MAX_KEY} bytes")]
    KeyTooLong(usize),
    #[error("a value of {0} bytes is over the limit of {MAX_VALUE} bytes")]
    ValueTooLong(usize),
    #[error("another contentum process has this file open")]
    InUse,
    #[error("the file is not of a format this version reads: {0}")]
    Format(String),
    #[error("the data file is damaged: {0}")]
    Damaged(String),
    /// Reading, opening or preparing a write failed; nothing was written.
    #[error("the disk refused: {0}")]
    Io(String),
    /// A commit failed midway: it may or may not be durable.
    #[error("it is unknown whether the write is kept: {0}")]
    Unknown(String),
    /// An earlier write failed and reopening has not worked yet; reading goes on.
    #[error("the data can be read but not written for now: {0}")]
    ReadOnly(String),
    #[error("the store is closed")]
    Closed,
}

impl From<std::io::Error> for EngineError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.to_string())
    }
}
