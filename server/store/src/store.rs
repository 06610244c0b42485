//! The store as the rest of the program sees it: `view` to read, `work` to change.
//!
//! Invariant: both are bound to an actor; there is no way around the decision.
use crate::audit::Budget;
use crate::engine::redb::{RedbEngine, RedbOptions};
use crate::engine::{Engine, Snapshot, Space};
use crate::error::{Stopped, StoreError, WorkError};
use crate::firm::FirmCache;
use crate::reading::Reading;
use crate::schema;
use crate::tables::RETIMED;
use crate::values;
use crate::work::Work;
use crate::writer::{Metrics, Once, Overlay, Pending, Writer, WriterOptions, rehearsed};
use domain::by::{Actor, By, SystemActor};
use domain::time::Moment;
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// Chosen by the client for one intention, so that sending it twice does it once.
pub type Token = [u8; 16];

/// An open data file.
pub struct Store {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) writer: Writer,
    cache: Arc<FirmCache>,
    /// Held while deals are timed anew, so that only one does it.
    retiming: Mutex<()>,
    pub(crate) budget: Budget,
}

/// A queued unit of work: await it, or `wait` on a blocking thread.
pub struct Queued<T> {
    pending: Pending<Stopped>,
    reply: std::marker::PhantomData<fn() -> T>,
}

impl Store {
    /// Opens or creates the data file at `path`.
    ///
    /// # Errors
    /// The file is in use, damaged, of a newer schema, or the disk refuses.
    pub fn open(path: &Path, cache_bytes: usize) -> Result<Self, StoreError> {
        Self::on(Arc::new(RedbEngine::open(
            path,
            RedbOptions { cache_bytes },
        )?))
    }

    /// The store on any engine.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn on(engine: Arc<dyn Engine>) -> Result<Self, StoreError> {
        schema::prepare(&*engine)?;
        let writer = Writer::start(Arc::clone(&engine), WriterOptions::default())?;
        let store = Self {
            engine,
            writer,
            cache: Arc::default(),
            retiming: Mutex::default(),
            budget: Budget::default(),
        };
        store.retime()?;
        Ok(store)
    }

    /// Finishes timing open deals anew after a change of the calendar or of a stage's expected
    /// days. Blocks while it works, a commit for every five hundred; others' work goes in between.
    /// Returns at once while somebody else is at it.
    ///
    /// # Errors
    /// When the file takes no writes; what is left is done when it is opened next.
    pub fn retime(&self) -> Result<(), StoreError> {
        // Asked again once the lock is free: a change that found it taken relies on its holder.
        while self.has_untimed()? {
            let Ok(_alone) = self.retiming.try_lock() else {
                return Ok(());
            };
            self.retime_all()?;
        }
        Ok(())
    }

    /// Whether a change of the calendar or of a stage left deals to be timed anew.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_untimed(&self) -> Result<bool, StoreError> {
        Ok(self.engine.snapshot()?.get(Space::Meta, RETIMED)?.is_some())
    }

    fn retime_all(&self) -> Result<(), StoreError> {
        while self.has_untimed()? {
            // No record says who retimed it or when, so no clock is asked.
            let by = By {
                actor: Actor::System(SystemActor::Operator),
                now: Moment(0),
            };
            let done = self.bulk(by, |work| work.retime(500)).wait();
            done.map_err(|error| StoreError::Io(format!("timing deals anew: {error:?}")))?;
        }
        Ok(())
    }

    /// One snapshot for a whole request. Blocks on the disk: call it from a blocking thread.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn view(&self, actor: Actor, now: Moment) -> Result<Reading, StoreError> {
        self.view_of(self.engine.snapshot()?, actor, now)
    }

    pub(crate) fn view_of(
        &self,
        snapshot: Box<dyn Snapshot>,
        actor: Actor,
        now: Moment,
    ) -> Result<Reading, StoreError> {
        let firm = self.cache.of_snapshot(&*snapshot)?;
        let who = firm.principal(actor);
        Ok(Reading {
            snapshot,
            firm,
            who,
            now,
        })
    }

    /// Queues a unit of work. With `token`, a repeated submission by the same actor gets the
    /// first answer instead of doing the work again.
    pub fn work<T: Serialize + DeserializeOwned>(
        &self,
        by: By,
        token: Option<Token>,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Queued<T> {
        Queued::new(self.writer.submit(once(by, token), self.job(by, job)))
    }

    /// Queues a mass change, whole or a chunk of one: at most one per commit, only when nothing
    /// else waits, and up to [`crate::writer::MAX_BULK_BYTES`].
    pub fn bulk<T: Serialize + DeserializeOwned>(
        &self,
        by: By,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Queued<T> {
        Queued::new(self.writer.submit_bulk(None, self.job(by, job)))
    }

    /// Does a mass change on one snapshot and drops all it wrote: what it answers is what
    /// [`Store::bulk`] would answer now. Nobody waits for it. Blocks; call it from a blocking thread.
    ///
    /// # Errors
    /// What the job refused, or more bytes than one mass change may write.
    pub fn rehearse<T>(
        &self,
        by: By,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped>,
    ) -> Result<T, Stopped> {
        let snapshot = self.engine.snapshot()?;
        rehearsed(&*snapshot, |overlay| {
            let mut work = Work::begin(overlay, &self.cache, by)?;
            let done = job(&mut work)?;
            work.finish()?;
            Ok(done)
        })
    }

    /// The sequence number of the last durable change, and news of every later one.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.writer.committed()
    }

    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.writer.metrics()
    }

    /// Finishes what is queued and gives the file back, trimmed.
    ///
    /// # Errors
    /// When the last flush failed; what was acknowledged stays durable.
    pub fn close(&self) -> Result<(), StoreError> {
        self.writer.close();
        Ok(self.engine.close()?)
    }

    fn job<T: Serialize>(
        &self,
        by: By,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> impl FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, Stopped> + Send + 'static {
        let cache = Arc::clone(&self.cache);
        move |overlay| {
            let mut work = Work::begin(overlay, &cache, by)?;
            let done = job(&mut work)?;
            work.finish()?;
            Ok(values::encode(&done)?)
        }
    }
}

impl<T: DeserializeOwned> Queued<T> {
    fn new(pending: Pending<Stopped>) -> Self {
        Self {
            pending,
            reply: std::marker::PhantomData,
        }
    }

    /// Waits for the durable answer.
    ///
    /// # Errors
    /// See [`WorkError`].
    pub async fn done(self) -> Result<T, WorkError> {
        Ok(values::decode(&self.pending.await?.reply)?)
    }

    /// Blocks until the durable answer is there; not to be called from async code.
    ///
    /// # Errors
    /// See [`WorkError`].
    pub fn wait(self) -> Result<T, WorkError> {
        Ok(values::decode(&self.pending.wait()?.reply)?)
    }
}

/// Bound to the actor, so that nobody fetches somebody else's answer.
fn once(by: By, token: Option<Token>) -> Option<Once> {
    let actor = match by.actor {
        Actor::Person(person) => [&[1], person.0.to_be_bytes().as_slice()].concat(),
        Actor::System(_) => vec![2],
    };
    token.map(|token| Once::new(&actor, token, by.now))
}
