//! The schema number of the data file. Invariant: a program never opens a file newer than itself.
use crate::engine::{Batch, Engine, Space};
use crate::error::StoreError;
use crate::rebuild::rebuild;
use crate::tables::SCHEMA;

/// The schema this program writes. Raised only together with a migration and a kept fixture file.
pub(crate) const CURRENT: u64 = 5;
/// The schema since which everything derived from the records is what it is now.
const DERIVED: u64 = 4;

/// Refuses a newer file, brings an older one up, marks a fresh one.
pub(crate) fn prepare(engine: &dyn Engine) -> Result<(), StoreError> {
    let found = engine.snapshot()?.get(Space::Meta, SCHEMA)?;
    match found
        .as_deref()
        .and_then(|bytes| bytes.try_into().ok())
        .map(u64::from_be_bytes)
    {
        Some(found) if found > CURRENT => Err(StoreError::Newer {
            found,
            known: CURRENT,
        }),
        Some(CURRENT) => Ok(()),
        // 2: deals keep their trail; lists and cells of stuck deals, moves and boards.
        // 3: cells by quarter and year, of owners and of what is due.
        // 4: lines of the plan, their lists and cells.
        Some(found) if found < DERIVED => {
            rebuild(engine)?;
            mark(engine)
        }
        // 5: the audit log, which begins empty; nothing derived changed.
        Some(_) => mark(engine),
        None => mark(engine),
    }
}

fn mark(engine: &dyn Engine) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    batch.put(Space::Meta, SCHEMA, CURRENT.to_be_bytes())?;
    Ok(engine.apply(&batch)?)
}
