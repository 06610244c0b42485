//! `contentum restore`: puts a backup in the place of the data. Invariant: the data of before are
//! set aside, never deleted, and nothing changes unless the backup was verified.
use super::data::Data;
use super::start::FILE;
use super::stopped;
use crate::session::now;
use std::fs;
use std::path::{Path, PathBuf};
use store::Store;

/// Put a backup in the place of the data, keeping the file of before.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  contentum restore /backups/contentum-2026-11-23.redb --data /var/lib/contentum"
)]
pub(super) struct Restore {
    /// A file that `contentum backup` made.
    #[arg(value_name = "FILE")]
    file: PathBuf,
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
        let taken = take(&self.file, &fresh);
        if taken.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&fresh);
        }
        let rows = taken?;
        if current.exists() {
            let aside = folder.join(format!("{FILE}.before-{}", now().0));
            rename(&current, &aside)?;
            println!("The data of before lie in {}.", aside.display());
        }
        rename(&fresh, &current)?;
        println!("Restored {rows} rows from {}.", self.file.display());
        Ok(())
    }
}

/// Copies the backup and verifies the copy: every page, and that it is a store of this version.
fn take(from: &Path, fresh: &Path) -> Result<u64, String> {
    fs::copy(from, fresh).map_err(|error| format!("cannot copy {}: {error}", from.display()))?;
    let broken = |error| format!("{} cannot be restored: {error}", from.display());
    let rows = store::verify(fresh).map_err(broken)?;
    let store = Store::open(fresh, 1 << 20).map_err(broken)?;
    store.close().map_err(broken)?;
    Ok(rows)
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
