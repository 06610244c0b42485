//! From a file and its mapping to the plan. Invariant: equal fingerprints are equal plans, so what
//! was checked and what runs can be told to be the same.
use crate::import;
use app::failure::Failure;
use app::import::desk::FILE_BYTES;
use domain::by::By;
use domain::exchange::{Dialect, ImportPlan, Limits, Mapping, Ref, Table, Unreadable, plan};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use store::{Store, WorkError};

/// A plan and what it can be known by again.
pub(super) struct Planned {
    pub(super) plan: ImportPlan,
    pub(super) fingerprint: [u8; 32],
}

/// The bounds of uploaded files.
pub(super) fn limits() -> Limits {
    Limits {
        file_bytes: FILE_BYTES,
        ..Limits::default()
    }
}

/// Reads the file anew and plans against the base as it is now.
pub(super) fn planned(
    store: &Store,
    path: &Path,
    by: By,
    mapping: &Mapping,
    dialect: Dialect,
) -> Result<Planned, Failure> {
    let table = table(path, dialect).map_err(|_| Failure::Missing)?;
    let trouble = |error| super::jobs::failed(WorkError::Trouble(error));
    let reading = store.view(by.actor, by.now).map_err(trouble)?;
    let today = reading.firm().zone().day(by.now).unwrap_or_default();
    let book = reading.known_book(today).map_err(trouble)?;
    drop(reading);
    let plan = plan(&table, mapping, &book);
    drop((table, book));
    let plan = import::news(store, by, plan).map_err(trouble)?;
    let fingerprint = fingerprint(&plan).map_err(|_| Failure::Malformed)?;
    Ok(Planned { plan, fingerprint })
}

fn table(path: &Path, dialect: Dialect) -> Result<Table, Unreadable> {
    let file = File::open(path).map_err(|error| Unreadable::Interrupted {
        reason: error.to_string(),
    })?;
    import::read(file, dialect, &limits())
}

impl Planned {
    /// Records that it makes.
    pub(super) fn records(&self) -> u64 {
        let plan = &self.plan;
        let lists = [
            plan.people.len(),
            plan.companies.len(),
            plan.contacts.len(),
            plan.products.len(),
            plan.deals.len(),
        ];
        lists.iter().sum::<usize>() as u64
    }

    /// People and groups that are there and change: who joins a group, which group gets a head.
    pub(super) fn changed(&self) -> u64 {
        let joins = self.plan.memberships.iter();
        let joins = joins.filter(|join| matches!(join.person, Ref::Known(_)));
        let heads = self.plan.headships.iter();
        let heads = heads.filter(|head| matches!(head.group, Ref::Known(_)));
        (joins.count() + heads.count()) as u64
    }
}

fn fingerprint(plan: &ImportPlan) -> serde_json::Result<[u8; 32]> {
    let mut hasher = Hasher(Sha256::new());
    serde_json::to_writer(&mut hasher, plan)?;
    Ok(hasher.0.finalize().into())
}

struct Hasher(Sha256);

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
