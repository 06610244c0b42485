//! What happened to companies.
use super::Nip;
use crate::access::{FieldClass, FieldMask, Lane};
use crate::change::Change;
use crate::custody::Custody;
use crate::id::{CompanyId, GroupId, PersonId};
use crate::money::Money;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created {
        name: String,
        owner: PersonId,
        group: GroupId,
        #[serde(default)]
        lane: Lane,
    },
    Edited {
        edits: Vec<Edit>,
        /// Fields the reader may not see changed too.
        #[serde(default)]
        hidden: bool,
    },
    Custody(Custody),
    Deleted,
    Restored,
}

/// One changed field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    Name(Change<String>),
    Nip(Change<Option<Nip>>),
    Regon(Change<Option<String>>),
    Krs(Change<Option<String>>),
    Address(Change<Option<String>>),
    PostalCode(Change<Option<String>>),
    City(Change<Option<String>>),
    Country(Change<Option<String>>),
    Website(Change<Option<String>>),
    Phone(Change<Option<String>>),
    Industry(Change<Option<String>>),
    Employees(Change<Option<u32>>),
    Revenue(Change<Option<Money>>),
    Founded(Change<Option<i32>>),
    Parent(Change<Option<CompanyId>>),
    Note(Change<Option<String>>),
}

impl Edit {
    /// A company's numbers and address are public; its revenue is Commercial, the note Internal.
    #[must_use]
    pub fn class(&self) -> FieldClass {
        match self {
            Self::Revenue(_) => FieldClass::Commercial,
            Self::Note(_) => FieldClass::Internal,
            _ => FieldClass::Basic,
        }
    }
}

impl Event {
    /// Without what the reader may not see.
    #[must_use]
    pub fn masked(mut self, fields: FieldMask) -> Self {
        if let Self::Edited { edits, hidden } = &mut self {
            let before = edits.len();
            edits.retain(|edit| fields.shows(edit.class()));
            *hidden |= edits.len() < before;
        }
        self
    }
}
