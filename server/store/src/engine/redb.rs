//! The engine on one redb file. Invariants: every commit is durable with quick-repair when `apply`
//! answers; after a failed write nothing more is written until `reopen` proves that the medium
//! takes writes again, and reading goes on meanwhile from what a recovery would keep.
mod medium;
mod snapshot;

use super::{Batch, Engine, EngineError, Snapshot, Space};
use ::redb::{
    Builder, CommitError, CompactionError, Database, DatabaseError, Durability, ReadableDatabase,
    StorageBackend, StorageError, TableDefinition, TableError, TransactionError, WriteTransaction,
};
use medium::{Medium, Source};
use snapshot::RedbSnapshot;
use std::io;
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

type Table = TableDefinition<'static, &'static [u8], &'static [u8]>;

/// Rewritten by `reopen` to prove that the medium takes writes.
const PROBE: Table = Table::new("probe-1");

/// How to open the file.
#[derive(Clone, Copy, Debug)]
pub struct RedbOptions {
    /// Memory for cached pages, in bytes. Default 32 MiB.
    pub cache_bytes: usize,
}

impl Default for RedbOptions {
    fn default() -> Self {
        Self {
            cache_bytes: 32 << 20,
        }
    }
}

/// One redb file, open for this process only.
pub struct RedbEngine {
    source: Source,
    options: RedbOptions,
    state: RwLock<State>,
}

enum State {
    /// Reading and writing.
    Open(Database),
    /// A write failed. The database reads the file and keeps its own recovery in memory; `None`
    /// when not even reading works.
    Withdrawn {
        reading: Option<Database>,
        why: String,
    },
    Closed,
}

impl RedbEngine {
    /// Opens the file at `path`, creating it (readable by its owner only) when it is absent.
    ///
    /// # Errors
    /// [`EngineError::InUse`] when another process has it open, [`EngineError::Format`] and
    /// [`EngineError::Damaged`] when it cannot be understood, [`EngineError::Io`] otherwise.
    pub fn open(path: &Path, options: RedbOptions) -> Result<Self, EngineError> {
        medium::create_if_absent(path, |draft| {
            Self::start(medium::file(draft), options)?.close()
        })?;
        Self::start(medium::file(path), options)
    }

    /// Opens on a backend made by `source`, which is asked again for every reopening: for fault
    /// injection and media other than a file.
    ///
    /// # Errors
    /// As [`RedbEngine::open`].
    pub fn with_backend<B: StorageBackend>(
        source: impl Fn() -> io::Result<B> + Send + Sync + 'static,
        options: RedbOptions,
    ) -> Result<Self, EngineError> {
        Self::start(Box::new(move || Ok(Box::new(source()?))), options)
    }

    /// Verifies the checksums of every page; `false` when something had to be repaired. Nobody
    /// may be reading.
    ///
    /// # Errors
    /// [`EngineError::Damaged`] when the file is beyond repair.
    pub fn check_integrity(&self) -> Result<bool, EngineError> {
        match &mut *self.exclusive() {
            State::Open(database) => database.check_integrity().map_err(opening),
            State::Withdrawn { why, .. } => Err(EngineError::ReadOnly(why.clone())),
            State::Closed => Err(EngineError::Closed),
        }
    }

    /// Moves what is kept to the front and gives the rest of the file back; `false` when there was
    /// nothing to gain. Nobody may be reading or writing.
    ///
    /// # Errors
    /// [`EngineError::Io`] when somebody is reading or the disk refuses.
    pub fn compact(&self) -> Result<bool, EngineError> {
        match &mut *self.exclusive() {
            State::Open(database) => database.compact().map_err(compacting),
            State::Withdrawn { why, .. } => Err(EngineError::ReadOnly(why.clone())),
            State::Closed => Err(EngineError::Closed),
        }
    }

    fn start(source: Source, options: RedbOptions) -> Result<Self, EngineError> {
        let database = writable(&source, options)?;
        Ok(Self {
            source,
            options,
            state: RwLock::new(State::Open(database)),
        })
    }

    fn shared(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn exclusive(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops writing: lets go of the failed database and reads through a recovery in memory.
    fn withdraw(&self, why: &str) {
        let mut state = self.exclusive();
        if matches!(*state, State::Closed) {
            return;
        }
        // The old database must be gone before the file is opened again.
        *state = State::Withdrawn {
            reading: None,
            why: why.to_owned(),
        };
        *state = State::Withdrawn {
            reading: readable(&self.source, self.options).ok(),
            why: why.to_owned(),
        };
    }

    fn write(&self, batch: &Batch) -> Result<(), EngineError> {
        match &*self.shared() {
            State::Open(database) => commit(database, batch),
            State::Withdrawn { why, .. } => Err(EngineError::ReadOnly(why.clone())),
            State::Closed => Err(EngineError::Closed),
        }
    }
}

impl Engine for RedbEngine {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, EngineError> {
        let state = self.shared();
        let database = match &*state {
            State::Open(database) => database,
            State::Withdrawn {
                reading: Some(database),
                ..
            } => database,
            State::Withdrawn { reading: None, why } => return Err(EngineError::Io(why.clone())),
            State::Closed => return Err(EngineError::Closed),
        };
        let transaction = database.begin_read().map_err(beginning)?;
        Ok(Box::new(RedbSnapshot::new(transaction)))
    }

    fn apply(&self, batch: &Batch) -> Result<(), EngineError> {
        let outcome = self.write(batch);
        if let Err(EngineError::Unknown(why) | EngineError::Io(why) | EngineError::Damaged(why)) =
            &outcome
        {
            self.withdraw(why);
        }
        outcome
    }

    fn reopen(&self) -> Result<(), EngineError> {
        let mut state = self.exclusive();
        match &*state {
            State::Open(_) => return Ok(()),
            State::Closed => return Err(EngineError::Closed),
            State::Withdrawn { .. } => {}
        }
        // Readers of the in-memory recovery must be cut off before the file changes under them.
        *state = State::Withdrawn {
            reading: None,
            why: String::new(),
        };
        match writable(&self.source, self.options).and_then(proven) {
            Ok(database) => {
                *state = State::Open(database);
                Ok(())
            }
            Err(error) => {
                let (why, reading) = (error.to_string(), readable(&self.source, self.options).ok());
                *state = State::Withdrawn {
                    reading,
                    why: why.clone(),
                };
                Err(EngineError::ReadOnly(why))
            }
        }
    }

    fn close(&self) -> Result<(), EngineError> {
        let mut state = self.exclusive();
        match std::mem::replace(&mut *state, State::Closed) {
            // redb trims the file and records its free pages while closing.
            State::Open(database) => database.close().map_err(opening),
            State::Withdrawn { .. } | State::Closed => Ok(()),
        }
    }
}

fn writable(source: &Source, options: RedbOptions) -> Result<Database, EngineError> {
    let medium = Medium::through(source()?);
    let database = builder(options)
        .create_with_backend(medium)
        .map_err(opening)?;
    create_tables(&database)?;
    Ok(database)
}

fn readable(source: &Source, options: RedbOptions) -> Result<Database, EngineError> {
    let medium = Medium::apart(source()?);
    builder(options)
        .create_with_backend(medium)
        .map_err(opening)
}

fn builder(options: RedbOptions) -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(options.cache_bytes);
    builder
}

/// A space without a table would be an error on the first read of a fresh file.
fn create_tables(database: &Database) -> Result<(), EngineError> {
    let reading = database.begin_read().map_err(beginning)?;
    let missing = |space: &Space| {
        matches!(
            reading.open_table(table(*space)),
            Err(TableError::TableDoesNotExist(_))
        )
    };
    let missing: Vec<Space> = Space::ALL.into_iter().filter(missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let transaction = begin(database)?;
    for space in missing {
        transaction.open_table(table(space)).map_err(tables)?;
    }
    transaction.commit().map_err(committing)
}

/// Shows by a durable commit that the medium takes writes.
fn proven(database: Database) -> Result<Database, EngineError> {
    let transaction = begin(&database)?;
    {
        let mut probe = transaction.open_table(PROBE).map_err(tables)?;
        probe
            .insert(b"reopened".as_slice(), b"".as_slice())
            .map_err(storage)?;
    }
    transaction.commit().map_err(committing)?;
    Ok(database)
}

fn commit(database: &Database, batch: &Batch) -> Result<(), EngineError> {
    let transaction = begin(database)?;
    for space in Space::ALL {
        let mut edits = batch.edits(space).peekable();
        if edits.peek().is_none() {
            continue;
        }
        let mut table = transaction.open_table(table(space)).map_err(tables)?;
        for (key, value) in edits {
            match value {
                Some(value) => table.insert(key, value).map(drop),
                None => table.remove(key).map(drop),
            }
            .map_err(storage)?;
        }
    }
    transaction.commit().map_err(committing)
}

fn begin(database: &Database) -> Result<WriteTransaction, EngineError> {
    let mut transaction = database.begin_write().map_err(beginning)?;
    transaction
        .set_durability(Durability::Immediate)
        .map_err(|error| EngineError::Io(error.to_string()))?;
    // Two-phase commit with the free pages recorded: a crash costs no walk through the file.
    transaction.set_quick_repair(true);
    Ok(transaction)
}

fn table(space: Space) -> Table {
    Table::new(space.table())
}

fn storage(error: StorageError) -> EngineError {
    match error {
        StorageError::Corrupted(what) => EngineError::Damaged(what),
        StorageError::DatabaseClosed => EngineError::Closed,
        other => EngineError::Io(other.to_string()),
    }
}

fn tables(error: TableError) -> EngineError {
    match error {
        TableError::Storage(error) => storage(error),
        other => EngineError::Format(other.to_string()),
    }
}

fn beginning(error: TransactionError) -> EngineError {
    match error {
        TransactionError::Storage(error) => storage(error),
        other => EngineError::Io(other.to_string()),
    }
}

fn committing(error: CommitError) -> EngineError {
    match error {
        // Rolled back by redb itself: certainly not written.
        CommitError::TransactionPoisoned => EngineError::Io(error.to_string()),
        other => EngineError::Unknown(other.to_string()),
    }
}

fn compacting(error: CompactionError) -> EngineError {
    match error {
        CompactionError::Storage(error) => storage(error),
        other => EngineError::Io(other.to_string()),
    }
}

fn opening(error: DatabaseError) -> EngineError {
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            EngineError::InUse
        }
        DatabaseError::UpgradeRequired(version) => {
            EngineError::Format(format!("file format {version}"))
        }
        DatabaseError::Storage(error) => storage(error),
        other => EngineError::Io(other.to_string()),
    }
}
