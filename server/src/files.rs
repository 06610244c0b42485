//! Files of deals over HTTP: taken in and handed out. Invariant: rights are those of the deal at the
//! moment of asking, decided before the first byte in either direction.
mod receive;
mod send;

pub(crate) use receive::{ATTACH, attach, is_attach, room};
pub(crate) use send::{FILE, download};

use crate::tokens;
use app::failure::Failure;
use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};
use store::{FILE_LIMIT, FILE_QUOTA, FileStore, Stopped, Store, StoreError};
use tokio::task::spawn_blocking;

/// The folder of files in a data directory.
pub const FOLDER: &str = "files";

/// The files of a data directory that no server has open, for looking through and copying.
#[must_use]
pub fn of(data: &Path) -> FileStore {
    FileStore::at(&data.join(FOLDER), FILE_LIMIT, FILE_QUOTA)
}

/// Files in a folder of their own beside the system's temporary files, made when one comes: for tests.
pub(crate) fn fleeting() -> FileStore {
    let name = format!("contentum-files-{}", tokens::short());
    FileStore::at(&std::env::temp_dir().join(name), FILE_LIMIT, FILE_QUOTA)
}

/// Takes away every day what no record names any more, as long as somebody holds both.
pub(crate) fn keep_sweeping(store: &Arc<Store>, files: &Arc<FileStore>) {
    let (store, files) = (Arc::downgrade(store), Arc::downgrade(files));
    tokio::spawn(async move {
        let mut daily = tokio::time::interval(Duration::from_hours(24));
        // The first tick comes at once, when there is more to do.
        daily.tick().await;
        loop {
            daily.tick().await;
            let (store, files) = (Weak::upgrade(&store), Weak::upgrade(&files));
            let (Some(store), Some(files)) = (store, files) else {
                return;
            };
            match spawn_blocking(move || sweep(&store, &files)).await {
                Ok(Ok(0)) | Err(_) => {}
                Ok(Ok(bytes)) => tracing::info!(bytes, "files that no record names were removed"),
                Ok(Err(error)) => tracing::warn!(%error, "the files could not be swept"),
            }
        }
    });
}

fn sweep(store: &Store, files: &FileStore) -> Result<u64, StoreError> {
    // A firm without files need not look through its records.
    if files.is_empty()? {
        return Ok(0);
    }
    files.sweep(&store.attached()?, SystemTime::now())
}

/// Why a file was not taken or given, for the visitor whose request has this id.
fn failed(stopped: Stopped, id: &str) -> Failure {
    match stopped {
        Stopped::Refused(refusal) => refusal.into(),
        Stopped::Trouble(error) => {
            tracing::error!(id, %error, "a file was not kept or not read");
            Failure::Trouble(id.to_owned())
        }
    }
}
