//! `contentum restore`: puts a backup in the place of the data. Invariant: the data of before are
//! set aside, never deleted, and nothing changes unless the backup was verified, its files too.
use super::data::Data;
use super::start::FILE;
use super::stopped;
use crate::files::FOLDER;
use crate::session::now;
use domain::files::Digest;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::{FileStore, Store, files_beside};

/// Put a backup in the place of the data, keeping the file of before.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  contentum restore /backups/contentum-2026-11-23.redb --data /var/lib/contentum"
)]
pub(super) struct Restore {
    /// A file that `contentum backup` made; its folder of files lies beside it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Restore although attached files of the backup are missing; those that are here stay.
    #[arg(long, env = "CONTENTUM_WITHOUT_FILES")]
    without_files: bool,
    #[command(flatten)]
    data: Data,
}

impl Restore {
    pub(super) fn run(self) -> Result<(), String> {
        let folder = self.data.ready()?;
        let current = folder.join(FILE);
        if current.exists() {
            // Opening it proves that no server has it.
            stopped::with(&self.data, |_| Ok(()))?;
        }
        let fresh = folder.join(format!("{FILE}.restoring"));
        let fresh_files = folder.join(format!("{FOLDER}.restoring"));
        let taken = take(&self.file, &fresh)
            .and_then(|(rows, named)| Ok((rows, self.take_files(&named, &fresh_files)?)));
        if taken.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&fresh);
            let _ = fs::remove_dir_all(&fresh_files);
        }
        let (rows, files) = taken?;
        let aside = format!("before-{}", now().0);
        if let Some(files) = files {
            replace(&folder.join(FOLDER), &fresh_files, &aside)?;
            println!("Restored {files} attached files.");
        }
        replace(&current, &fresh, &aside)?;
        println!("Restored {rows} rows from {}.", self.file.display());
        Ok(())
    }

    /// Copies the files of the backup and verifies the copies; `None` where those here stay.
    fn take_files(
        &self,
        named: &BTreeMap<Digest, u64>,
        fresh: &Path,
    ) -> Result<Option<usize>, String> {
        if self.without_files {
            return Ok(None);
        }
        let beside = files_beside(&self.file);
        let (count, folder) = (named.len(), beside.display());
        if !named.is_empty() && !beside.exists() {
            return Err(format!(
                "the backup has {count} attached files in {folder}, which is not there; put it beside the backup, or restore without them: --without-files"
            ));
        }
        // What an earlier restore left that was broken off.
        let _ = fs::remove_dir_all(fresh);
        let broken = |error| format!("cannot copy {folder}: {error}");
        fs::create_dir_all(fresh).map_err(|error| broken(error.into()))?;
        let copy = FileStore::at(&beside, 0, 0).copy(named, fresh);
        match copy.map_err(broken)?.len() {
            0 => Ok(Some(count)),
            lost => Err(format!(
                "{lost} of {count} attached files are missing or damaged in {folder}; restore without them: --without-files"
            )),
        }
    }
}

/// Copies the backup and verifies the copy: every page, and that it is a store of this version. Gives
/// the rows and the files that it names.
fn take(from: &Path, fresh: &Path) -> Result<(u64, BTreeMap<Digest, u64>), String> {
    fs::copy(from, fresh).map_err(|error| format!("cannot copy {}: {error}", from.display()))?;
    let broken = |error| format!("{} cannot be restored: {error}", from.display());
    let rows = store::verify(fresh).map_err(broken)?;
    let store = Store::open(fresh, 1 << 20).map_err(broken)?;
    let named = store.attached().map_err(broken);
    store.close().map_err(broken)?;
    Ok((rows, named?))
}

/// Puts what is fresh in the place of what was there, which is set aside.
fn replace(current: &Path, fresh: &Path, aside: &str) -> Result<(), String> {
    if current.exists() {
        let name = current.file_name().unwrap_or_default().to_string_lossy();
        let aside = current.with_file_name(format!("{name}.{aside}"));
        rename(current, &aside)?;
        println!("What was before lies in {}.", aside.display());
    }
    rename(fresh, current)
}

fn rename(from: &Path, to: &Path) -> Result<(), String> {
    fs::rename(from, to).map_err(|error| {
        format!(
            "cannot move {} to {}: {error}",
            from.display(),
            to.display()
        )
    })
}
