//! The store of a directory that no server has open. Invariant: one process opens the data at a
//! time; whoever comes second is told what to do.
use super::data::Data;
use super::start::FILE;
use crate::import::Halt;
use crate::session::now;
use domain::by::{Actor, By, SystemActor};
use domain::lang::{Lang, Say};
use std::path::Path;
use store::engine::EngineError;
use store::{Store, StoreError, WorkError};

const CACHE_BYTES: usize = 64 << 20;

/// Does something with the data of a stopped server and closes it properly, whatever came of it.
pub(super) fn with<T>(
    data: &Data,
    work: impl FnOnce(&Store) -> Result<T, String>,
) -> Result<T, String> {
    with_cache(data, CACHE_BYTES, work)
}

/// As [`with`], with so much memory for pages of the file.
pub(super) fn with_cache<T>(
    data: &Data,
    cache_bytes: usize,
    work: impl FnOnce(&Store) -> Result<T, String>,
) -> Result<T, String> {
    let folder = data.ready()?;
    let store = Store::open(&folder.join(FILE), cache_bytes).map_err(|why| shut(folder, &why))?;
    let done = work(&store);
    let closed = store
        .close()
        .map_err(|error| format!("the data could not be closed: {error}"));
    done.and_then(|done| closed.map(|()| done))
}

/// The operator at this moment.
pub(super) fn operator() -> By {
    By {
        actor: Actor::System(SystemActor::Operator),
        now: now(),
    }
}

pub(super) fn refused(error: WorkError, lang: Lang) -> String {
    Halt::Work(error).say(lang)
}

pub(super) fn unreadable(error: StoreError, lang: Lang) -> String {
    Halt::Store(error).say(lang)
}

/// Why the data of a directory cannot be opened.
pub(super) fn shut(folder: &Path, error: &StoreError) -> String {
    let folder = folder.display();
    match error {
        StoreError::Engine(EngineError::InUse) => format!(
            "a server has the data of {folder} open; stop it, run this command again, and start it afterwards"
        ),
        error => format!("cannot open the data of {folder}: {error}"),
    }
}
