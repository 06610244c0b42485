//! Uploaded files on their way into the base. Invariants: a file lies under a random name, open to
//! the server alone, belongs to one person and is gone after a day or with the process; of one
//! person only the last few are kept; one file at a time is worked on, so memory is bounded.
mod desk;
mod faults;
mod jobs;
mod plans;
mod receive;
mod sight;

pub(crate) use desk::DeskOf;
pub(crate) use faults::faults;
pub(crate) use receive::{ACTION, bare, receive};

use crate::tokens;
use app::failure::Failure;
use app::import::desk::{How, Paper, Sight, Task};
use domain::exchange::Mapping;
use domain::id::PersonId;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, watch};

const KEPT_FOR: Duration = Duration::from_hours(24);
const PER_PERSON: usize = 4;
const ALL: usize = 24;

/// All uploaded files.
pub struct Uploads {
    folder: PathBuf,
    shelf: Mutex<HashMap<String, Arc<Upload>>>,
    at_work: Arc<Semaphore>,
}

/// One uploaded file; it leaves the disk with the last who holds it.
struct Upload {
    owner: PersonId,
    name: String,
    bytes: u64,
    path: PathBuf,
    since: Instant,
    state: Mutex<State>,
    /// Records made so far and to be made, while it runs.
    made: Arc<AtomicU64>,
    of: AtomicU64,
    /// Whether something is at work.
    busy: watch::Sender<bool>,
}

/// How far a file has come.
#[derive(Default)]
struct State {
    paper: Progress,
    mapping: Option<Mapping>,
    /// Of the plan that was checked.
    fingerprint: Option<[u8; 32]>,
}

/// The parts of a [`Paper`] that change.
#[derive(Clone, Default)]
struct Progress {
    how: How,
    task: Option<Task>,
    sight: Option<Result<Arc<Sight>, domain::exchange::Unreadable>>,
    checked: Option<Result<Arc<app::import::desk::Checked>, Failure>>,
    outdated: bool,
    run: Option<Result<domain::id::ImportId, Failure>>,
}

impl Uploads {
    /// Uploads in `DIR/uploads`; what an earlier process left there is removed.
    ///
    /// # Errors
    /// If the folder cannot be made or emptied.
    pub fn of(data: &Path) -> io::Result<Self> {
        let folder = data.join("uploads");
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        make(&folder)?;
        Ok(Self::at(folder))
    }

    /// Uploads in a folder of their own beside the system's temporary files: for tests.
    #[must_use]
    pub fn fleeting() -> Self {
        let name = format!("contentum-uploads-{}", tokens::short());
        Self::at(std::env::temp_dir().join(name))
    }

    fn at(folder: PathBuf) -> Self {
        Self {
            folder,
            shelf: Mutex::default(),
            at_work: Arc::new(Semaphore::new(1)),
        }
    }

    /// Removes what is a day old, unless something is at work on it.
    pub fn sweep(&self, now: Instant) {
        let stale = |upload: &Upload| now.saturating_duration_since(upload.since) >= KEPT_FOR;
        self.shelf()
            .retain(|_, upload| !stale(upload) || *upload.busy.borrow());
    }

    /// A fresh file with mode 0600 under a random name.
    fn fresh(&self) -> io::Result<(String, PathBuf, fs::File)> {
        make(&self.folder)?;
        let id = tokens::short();
        let path = self.folder.join(&id);
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok((id, path, file))
    }

    /// Takes a whole file in; the oldest of the same person gives way.
    fn keep(&self, id: &str, upload: Arc<Upload>) -> Result<(), Failure> {
        self.sweep(upload.since);
        let mut shelf = self.shelf();
        let mut own: Vec<(Instant, String)> = shelf
            .iter()
            .filter(|(_, other)| other.owner == upload.owner && !*other.busy.borrow())
            .map(|(id, other)| (other.since, id.clone()))
            .collect();
        own.sort();
        for (_, id) in own.iter().take((own.len() + 1).saturating_sub(PER_PERSON)) {
            shelf.remove(id);
        }
        if shelf.len() >= ALL {
            return Err(Failure::Busy);
        }
        shelf.insert(id.to_owned(), upload);
        Ok(())
    }

    /// The file, for its owner alone.
    fn find(&self, owner: PersonId, id: &str) -> Result<Arc<Upload>, Failure> {
        self.sweep(Instant::now());
        let found = self.shelf().get(id).cloned();
        found
            .filter(|upload| upload.owner == owner)
            .ok_or(Failure::Missing)
    }

    fn shelf(&self) -> MutexGuard<'_, HashMap<String, Arc<Upload>>> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Uploads {
    fn drop(&mut self) {
        self.shelf().clear();
        // Other files in it, or none at all, are no fault.
        let _ = fs::remove_dir(&self.folder);
    }
}

impl Upload {
    fn new(owner: PersonId, name: String, bytes: u64, path: PathBuf) -> Self {
        Self {
            owner,
            name,
            bytes,
            path,
            since: Instant::now(),
            state: Mutex::default(),
            made: Arc::default(),
            of: AtomicU64::new(0),
            busy: watch::channel(false).0,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn paper(&self) -> Paper {
        let now = self.state().paper.clone();
        let running = Task::Running {
            made: self.made.load(Ordering::Relaxed),
            of: self.of.load(Ordering::Relaxed),
        };
        let at_work = now.task.map(|task| match task {
            Task::Running { .. } => running,
            task => task,
        });
        Paper {
            name: self.name.clone(),
            bytes: self.bytes,
            how: now.how,
            at_work,
            sight: now.sight,
            checked: now.checked,
            outdated: now.outdated,
            run: now.run,
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an uploaded file could not be removed");
        }
    }
}

fn make(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}
