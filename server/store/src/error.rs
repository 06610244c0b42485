//! What can go wrong below the rules. Invariant: a rule's "no" is a `Refusal`, everything else is
//! a `StoreError`; both reach the caller apart.
use crate::engine::EngineError;
use crate::writer::WriteError;
use domain::refusal::Refusal;

/// Broken or unavailable storage.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("a stored value cannot be read: {0}")]
    Codec(String),
    #[error(
        "the data file has schema {found}, this program knows up to {known}; use a newer contentum"
    )]
    Newer { found: u64, known: u64 },
    #[error("a unit of work of {0} bytes is too large")]
    TooLarge(usize),
    #[error("{0}")]
    Io(String),
}

/// Why a job stopped: the rules said no, or the storage broke.
#[derive(Clone, PartialEq, Debug)]
pub enum Stopped {
    Refused(Refusal),
    Trouble(StoreError),
}

/// Why a unit of work has no result.
#[derive(Clone, PartialEq, Debug)]
pub enum WorkError {
    /// A rule said no; nothing was written.
    Refused(Refusal),
    /// Too much is waiting: try again in a moment. Nothing was written.
    Busy,
    /// The disk takes no writes; reading goes on. Nothing was written.
    ReadOnly(String),
    /// Repeat under the same key: it decides whether the work was kept.
    Unknown(String),
    Trouble(StoreError),
}

impl<R: Into<Refusal>> From<R> for Stopped {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Trouble(error)
    }
}

impl From<EngineError> for Stopped {
    fn from(error: EngineError) -> Self {
        Self::Trouble(error.into())
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

impl From<StoreError> for WorkError {
    fn from(error: StoreError) -> Self {
        Self::Trouble(error)
    }
}

impl From<WriteError<Stopped>> for WorkError {
    fn from(error: WriteError<Stopped>) -> Self {
        match error {
            WriteError::Refused(Stopped::Refused(refusal)) => Self::Refused(refusal),
            WriteError::Refused(Stopped::Trouble(error)) => Self::Trouble(error),
            WriteError::Busy => Self::Busy,
            WriteError::ReadOnly(why) => Self::ReadOnly(why),
            WriteError::Unknown(why) => Self::Unknown(why),
            WriteError::Failed(error) => Self::Trouble(error.into()),
            WriteError::Panicked => Self::Trouble(StoreError::Io(
                "a unit of work broke off; nothing of it is kept".to_owned(),
            )),
            WriteError::TooLarge(bytes) => Self::Trouble(StoreError::TooLarge(bytes)),
            WriteError::Closed => Self::Trouble(EngineError::Closed.into()),
        }
    }
}
