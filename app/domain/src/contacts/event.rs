//! What happened to contacts.
use crate::access::{FieldClass, FieldMask, Lane};
use crate::change::Change;
use crate::custody::Custody;
use crate::id::{CompanyId, GroupId, PersonId};
use crate::people::Email;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created {
        name: String,
        #[serde(default)]
        company: Option<CompanyId>,
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
    Company(Change<Option<CompanyId>>),
    Position(Change<Option<String>>),
    Phones(Change<Vec<String>>),
    Emails(Change<Vec<Email>>),
    Note(Change<Option<String>>),
}

impl Edit {
    #[must_use]
    pub fn class(&self) -> FieldClass {
        match self {
            Self::Phones(_) | Self::Emails(_) => FieldClass::Personal,
            Self::Note(_) => FieldClass::Internal,
            Self::Name(_) | Self::Company(_) | Self::Position(_) => FieldClass::Basic,
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
