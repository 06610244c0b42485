//! What happened to products.
use crate::access::{FieldClass, FieldMask};
use crate::change::Change;
use crate::money::Money;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created {
        name: String,
        #[serde(default)]
        price: Option<Money>,
    },
    Edited {
        edits: Vec<Edit>,
        /// Fields the reader may not see changed too.
        #[serde(default)]
        hidden: bool,
    },
    Archived,
    Unarchived,
}

/// One changed field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    Name(Change<String>),
    Code(Change<Option<String>>),
    Category(Change<Option<String>>),
    Price(Change<Option<Money>>),
    Unit(Change<Option<String>>),
}

impl Edit {
    #[must_use]
    pub fn class(&self) -> FieldClass {
        match self {
            Self::Price(_) => FieldClass::Commercial,
            Self::Name(_) | Self::Code(_) | Self::Category(_) | Self::Unit(_) => FieldClass::Basic,
        }
    }
}

impl Event {
    /// Without what the reader may not see.
    #[must_use]
    pub fn masked(mut self, fields: FieldMask) -> Self {
        match &mut self {
            Self::Created { price, .. } if !fields.shows(FieldClass::Commercial) => *price = None,
            Self::Edited { edits, hidden } => {
                let before = edits.len();
                edits.retain(|edit| fields.shows(edit.class()));
                *hidden |= edits.len() < before;
            }
            _ => {}
        }
        self
    }
}
