//! The whole store checked against its records. Invariant: it changes nothing and trusts nothing
//! derived: index rows, cells and unique values are computed anew from the records.
mod audit;
mod derived;
mod facts;
mod plan;

use crate::engine::Snapshot;
use crate::error::StoreError;
use crate::store::Store;

/// What a check looked at and what it found wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckReport {
    pub records: u64,
    pub index_rows: u64,
    pub cells: u64,
    pub unique_values: u64,
    pub events: u64,
    pub sessions: u64,
    pub audit_entries: u64,
    /// The hash of the last of them: whoever kept an earlier one can prove that nothing was cut off.
    pub audit_head: crate::audit::AuditHash,
    /// What is wrong, in words; at most [`CheckReport::MOST`].
    pub faults: Vec<String>,
    /// Faults beyond those told.
    pub more: u64,
}

impl CheckReport {
    /// Most faults told in words.
    pub const MOST: usize = 100;

    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, what: impl FnOnce() -> String) {
        if self.faults.len() < Self::MOST {
            self.faults.push(what());
        } else {
            self.more += 1;
        }
    }
}

impl Store {
    /// Compares every index row with its record and back, recounts the cells, and looks through
    /// unique values, the change log and sessions. Writing goes on meanwhile: it reads one snapshot.
    ///
    /// # Errors
    /// When the file cannot be read; a record that cannot be understood is a fault, not an error.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        check(&*self.engine.snapshot()?)
    }
}

pub(crate) fn check(snapshot: &dyn Snapshot) -> Result<CheckReport, StoreError> {
    let mut report = CheckReport::default();
    derived::check(snapshot, &mut report)?;
    facts::check(snapshot, &mut report)?;
    audit::check(snapshot, &mut report)?;
    Ok(report)
}
