//! A copy of the whole store in a new file, while writing goes on, and of the files its records name
//! in a folder beside it. Invariant: the file stands under its name only after it was reopened, its
//! checksums verified, its rows counted and every file copied: where the file is, all of it is.
use crate::engine::redb::{RedbEngine, RedbOptions};
use crate::engine::{Direction, Engine, EngineError, Space, copy};
use crate::error::StoreError;
use crate::files::{FileStore, files_beside};
use crate::store::Store;
use std::fs;
use std::io;
use std::ops::{Bound, ControlFlow};
use std::path::{Path, PathBuf};

/// What a copy holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Backed {
    pub rows: u64,
    pub files: u64,
    /// Files that are missing or damaged, so that the copy lacks them, too.
    pub lost: u64,
}

impl Store {
    /// Copies one snapshot into a new file at `to`, and the files that it names into
    /// [`files_beside`] it.
    ///
    /// # Errors
    /// Something stands there already, or the copy could not be written or verified; nothing is then
    /// left under that name.
    pub fn backup(&self, to: &Path, files: &FileStore) -> Result<Backed, StoreError> {
        let beside = files_beside(to);
        if let Some(taken) = [to, &beside].into_iter().find(|path| path.exists()) {
            return Err(StoreError::Io(format!(
                "{} exists already; choose another name",
                taken.display()
            )));
        }
        let part = with_ending(to, ".part");
        remove_if_there(&part)?;
        let copied = self.write_copy(&part, files).and_then(|backed| {
            let parts = files_beside(&part);
            if parts.exists() {
                fs::rename(parts, &beside)?;
            }
            fs::rename(&part, to)?;
            Ok(backed)
        });
        if copied.is_err() {
            // The first error is the one to tell.
            let _ = remove_if_there(&part);
            let _ = fs::remove_dir_all(&beside);
        }
        copied
    }

    fn write_copy(&self, part: &Path, files: &FileStore) -> Result<Backed, StoreError> {
        let _staying = files.staying();
        let target = RedbEngine::open(part, RedbOptions::default())?;
        let snapshot = self.engine.snapshot()?;
        let rows = copy(&*snapshot, &target)?;
        target.close()?;
        let named = crate::files::named(&*snapshot)?;
        // A slow copy of many files must not hold old pages.
        drop(snapshot);
        let lost = files.copy(&named, &files_beside(part))?.len() as u64;
        Ok(Backed {
            rows: verified(part, rows)?,
            files: named.len() as u64 - lost,
            lost,
        })
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

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What an earlier copy left that was broken off.
fn remove_if_there(part: &Path) -> Result<(), StoreError> {
    for removed in [
        fs::remove_file(part),
        fs::remove_dir_all(files_beside(part)),
    ] {
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
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
        let files = FileStore::at(&folder.path().join("files"), 99, 99);
        let backed = store.backup(&copy, &files).unwrap();
        assert_eq!(verify(&copy), Ok(backed.rows));
        assert_eq!((backed.files, files_beside(&copy).exists()), (0, false));
        let later = store.work(BY, None, |work| work.create_group("Arkada", None));
        later.wait().unwrap();
        let other = Store::open(&copy, 1 << 20).unwrap();
        let reading = other.view(BY.actor, BY.now).unwrap();
        assert_eq!(reading.firm().settings.as_ref().unwrap().name, "Arkada");
        assert!(reading.firm().groups.is_empty());
        assert!(
            store.backup(&copy, &files).is_err(),
            "a file was overwritten"
        );
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
