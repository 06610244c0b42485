//! The version of a record and who made it. Invariant: every successful command raises the
//! version by one, so a writer who saw an older one is told instead of overwriting.
use crate::by::{Actor, By};
use crate::field::Field;
use crate::refusal::Refusal;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// When a record came to be and when it last changed. The version starts at 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stamp {
    pub version: u64,
    pub created: Moment,
    pub created_by: Actor,
    pub updated: Moment,
    pub updated_by: Actor,
}

impl Stamp {
    #[must_use]
    pub fn new(by: By) -> Self {
        Self {
            version: 1,
            created: by.now,
            created_by: by.actor,
            updated: by.now,
            updated_by: by.actor,
        }
    }

    /// Marks one more change.
    pub fn touch(&mut self, by: By) {
        self.version = self.version.saturating_add(1);
        self.updated = by.now;
        self.updated_by = by.actor;
    }

    /// Refuses a writer who saw another version than this one.
    ///
    /// # Errors
    /// `Refusal::Stale`, naming who changed the record since and when.
    pub fn seen(&self, version: u64) -> Result<(), Refusal> {
        if version == self.version {
            Ok(())
        } else {
            Err(self.stale(Vec::new()))
        }
    }

    /// The refusal of a change that clashes with this version in the given fields.
    #[must_use]
    pub fn stale(&self, fields: Vec<Field>) -> Refusal {
        Refusal::Stale {
            by: self.updated_by,
            at: self.updated,
            now: self.version,
            fields,
        }
    }
}
