//! Identities. Invariant: an id names one record of one type for ever; ids are never reused.
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// A colleague, whether or not they can sign in.
    PersonId,
    /// A node of the tree of sales groups.
    GroupId,
    CompanyId,
    ContactId,
    ProductId,
    PipelineId,
    StageId,
    DealId,
    NoteId,
    FileId,
    /// One run of an import, undone as a whole.
    ImportId,
    ReceiptId,
    /// A payment schedule to lay on deals.
    TemplateId,
    /// One version of a group's plan for a period.
    SheetId,
    AdjustmentId,
    SnapshotId,
    AssignmentId,
}

/// A planned receipt: its number within the deal, counted from 1 and never given twice. A deal
/// without a schedule has number 1 implied, so that laying a schedule goes on with its history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct InstalmentId {
    pub deal: DealId,
    pub number: u16,
}

/// "12-3", as addresses and forms name it.
impl fmt::Display for InstalmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.deal, self.number)
    }
}

/// Not a deal's number and an instalment's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an instalment: a deal's number, a hyphen and a number are needed")]
pub struct NotAnInstalment;

impl FromStr for InstalmentId {
    type Err = NotAnInstalment;

    fn from_str(text: &str) -> Result<Self, NotAnInstalment> {
        let (deal, number) = text.split_once('-').ok_or(NotAnInstalment)?;
        let deal = deal.parse().map_err(|_| NotAnInstalment)?;
        let number = number.parse().map_err(|_| NotAnInstalment)?;
        Ok(Self { deal, number })
    }
}
