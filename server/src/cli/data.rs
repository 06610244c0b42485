//! The data directory. Invariant: only its owner may enter it.
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// Where everything is kept.
#[derive(clap::Args, Debug)]
pub(super) struct Data {
    /// Directory that holds everything; made if it does not exist.
    #[arg(
        long = "data",
        env = "CONTENTUM_DATA",
        value_name = "DIR",
        default_value = "contentum-data"
    )]
    path: PathBuf,
}

impl Data {
    /// The directory as it was named.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The directory, which must hold data already.
    pub(super) fn existing(&self) -> Result<&Path, String> {
        if self.path.join(super::start::FILE).exists() {
            Ok(&self.path)
        } else {
            Err(format!("{} holds no data", self.path.display()))
        }
    }

    /// The directory, made if need be.
    pub(super) fn ready(&self) -> Result<&Path, String> {
        make(&self.path)?;
        Ok(&self.path)
    }
}

/// Makes a directory and those above it, open to its owner alone.
pub(super) fn make(path: &Path) -> Result<(), String> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| format!("cannot make {}: {error}", path.display()))
}
