//! A copy of the whole store in a new file, while writing goes on. Invariant: the file stands under
//! its name only after it was reopened, its checksums verified and its rows counted.
use crate::engine::redb::{RedbEngine, RedbOptions};
use crate::engine::{Direction, Engine, EngineError, Space, copy};
use crate::error::StoreError;
use crate::store::Store;
use std::fs;
use std::io;
use std::ops::{Bound, ControlFlow};
use std::path::{Path, PathBuf};

impl Store {
    /// Copies one snapshot into a new file at `to`; gives the number of rows.
    ///
    /// # Errors
    /// A file stands there already, or the copy could not be written or verified; nothing is then
    /// left under that name.
    pub fn backup(&self, to: &Path) -> Result<u64, StoreError> {
        if to.exists() {
            return Err(StoreError::Io(format!(
                "{} exists already; choose another name",
                to.display()
            )));
        }
        let part = beside(to, ".part");
        remove_if_there(&part)?;
        let copied = self
            .write_copy(&part)
            .and_then(|rows| verified(&part, rows))
            .and_then(|rows| fs::rename(&part, to).map(|()| rows).map_err(disk));
        if copied.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&part);
        }
        copied
    }

    fn write_copy(&self, part: &Path) -> Result<u64, StoreError> {
        let target = RedbEngine::open(part, RedbOptions::default())?;
        let rows = copy(&*self.engine.snapshot()?, &target)?;
        target.close()?;
        Ok(rows)
    }
}

/// Reopens a data file, verifies the checksum of every page and counts its rows.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub fn verify(file: &Path) -> Result<u64, StoreError> {
    if !file.exists() {
        return Err(StoreError::Io(format!("{} is not there", file.display())));
    }
    let engine = RedbEngine::open(file, RedbOptions::default())?;
    if !engine.check_integrity()? {
        return Err(EngineError::Damaged(format!("{} had to be repaired", file.display())).into());
    }
    let mut rows = 0;
    let snapshot = engine.snapshot()?;
    for space in Space::ALL {
        let (all, forward) = (Bound::Unbounded, Direction::Forward);
        snapshot.scan(space, all, all, forward, &mut |_, _| {
            rows += 1;
            ControlFlow::Continue(())
        })?;
    }
    drop(snapshot);
    engine.close()?;
    Ok(rows)
}

fn verified(part: &Path, rows: u64) -> Result<u64, StoreError> {
    let found = verify(part)?;
    if found == rows {
        Ok(rows)
    } else {
        let what = format!("the copy holds {found} rows of {rows}");
        Err(EngineError::Damaged(what).into())
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove_if_there(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk(error)),
        _ => Ok(()),
    }
}

fn disk(error: io::Error) -> StoreError {
    StoreError::Io(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::by::{Actor, By, SystemActor};
    use domain::lang::Lang;
    use domain::time::Moment;

    const BY: By = By {
        actor: Actor::System(SystemActor::Setup),
        now: Moment(1),
    };

    #[test]
    fn a_backup_holds_what_the_store_held_and_opens_as_a_store() {
        let folder = tempfile::tempdir().unwrap();
        let (file, copy) = (folder.path().join("a.redb"), folder.path().join("b.redb"));
        let store = Store::open(&file, 1 << 20).unwrap();
        let found = store.work(BY, None, |work| work.found_firm("Arkada", Lang::Pl));
        found.wait().unwrap();
        let rows = store.backup(&copy).unwrap();
        assert_eq!(verify(&copy), Ok(rows));
        let later = store.work(BY, None, |work| work.create_group("Arkada", None));
        later.wait().unwrap();
        let other = Store::open(&copy, 1 << 20).unwrap();
        let reading = other.view(BY.actor, BY.now).unwrap();
        assert_eq!(reading.firm().settings.as_ref().unwrap().name, "Arkada");
        assert!(reading.firm().groups.is_empty());
        assert!(store.backup(&copy).is_err(), "a file was overwritten");
    }

    #[test]
    fn a_file_that_is_no_store_is_not_verified() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.redb");
        assert!(verify(&file).is_err());
        assert!(!file.exists(), "verifying made a file");
        fs::write(&file, "not a store at all").unwrap();
        assert!(verify(&file).is_err());
    }
}
