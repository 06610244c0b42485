//! Runs of an import: a whole plan in one unit of work, remembered, and undone as a whole.
//!
//! Invariant: one unit of work made everything a run made, so the ids of each type follow each
//! other and a run names them by spans.
mod book;
mod carry;
mod undo;

pub use undo::Undo;

use crate::error::StoreError;
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use domain::by::Actor;
use domain::exchange::Counts;
use domain::id::{GroupId, ImportId, PersonId};
use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// One run, for ever: an undone one stays as a record of what was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ImportRun {
    pub id: ImportId,
    pub at: Moment,
    pub by: Actor,
    /// The folder or the file, as the importer named it.
    pub source: String,
    /// What the plan said.
    pub counts: Counts,
    pub made: Made,
    #[serde(default)]
    pub undone: Option<Moment>,
    /// The transaction of the run: every later event of its records is somebody's change.
    seq: u64,
}

/// What a run made.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Made {
    pub groups: Span,
    pub people: Span,
    pub pipelines: Span,
    pub companies: Span,
    pub contacts: Span,
    pub products: Span,
    pub deals: Span,
    /// People who were there before and joined a group.
    #[serde(default)]
    pub joined: Vec<(PersonId, GroupId)>,
    /// Groups that were there before and got a head.
    #[serde(default)]
    pub headed: Vec<(GroupId, PersonId)>,
}

/// Ids that follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    pub first: u64,
    pub count: u64,
}

impl Span {
    fn of(ids: impl Iterator<Item = u64>) -> Self {
        ids.fold(Self::default(), |span, id| Self {
            first: if span.count == 0 { id } else { span.first },
            count: span.count + 1,
        })
    }

    #[must_use]
    pub fn holds(self, id: u64) -> bool {
        self.ids().contains(&id)
    }

    fn ids(self) -> std::ops::Range<u64> {
        self.first..self.first.saturating_add(self.count)
    }
}

impl Made {
    /// How many records.
    #[must_use]
    pub fn records(&self) -> u64 {
        let spans = [
            self.groups,
            self.people,
            self.pipelines,
            self.companies,
            self.contacts,
            self.products,
            self.deals,
        ];
        spans.iter().map(|span| span.count).sum()
    }
}

impl Record for ImportRun {
    const KIND: Kind = Kind::Import;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Reading {
    /// Every run, oldest first; nothing for whoever does not administer the firm.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn imports(&self) -> Result<Vec<ImportRun>, StoreError> {
        if self.who.administers() {
            records::load_all(&*self.snapshot)
        } else {
            Ok(Vec::new())
        }
    }
}
