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
}
