//! The one thread that writes. Invariants: jobs take effect in queue order, each whole or not at
//! all; nobody is answered before the group's commit is durable; a job that fails takes nobody
//! with it; a submission repeated under its key runs once.
mod group;
mod job;
mod metrics;
mod once;
mod overlay;
mod queue;
mod thread;

pub(crate) use group::SEQ;
pub use job::{Committed, Pending, WriteError};
pub use metrics::Metrics;
pub use once::Once;
pub use overlay::Overlay;

use crate::engine::{Batch, Engine, EngineError, Snapshot};
use crate::error::{Stopped, StoreError};
use crate::news::News;
use metrics::Counts;
use queue::{Lane, Queue};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;

/// Most bytes one job may write.
pub const MAX_JOB_BYTES: usize = 8 << 20;
/// Most bytes one mass change may write: an import of about 150,000 deals in one transaction.
/// They are held in memory until the commit.
pub const MAX_BULK_BYTES: usize = 512 << 20;

/// The writer's limits; the defaults are the product's.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Jobs that may wait. Further ones are turned away with [`WriteError::Busy`].
    pub queue: usize,
    /// Chunks of imports that may wait.
    pub bulk_queue: usize,
    /// Jobs in one commit.
    pub group_jobs: usize,
    /// Bytes after which a group takes no further job.
    pub group_bytes: usize,
    /// How long a refused medium is left in peace before reopening is tried again.
    pub reopen_after: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            queue: 1024,
            bulk_queue: 64,
            group_jobs: 256,
            group_bytes: 1 << 20,
            reopen_after: Duration::from_secs(1),
        }
    }
}

/// Takes jobs from any thread and commits them in groups on its own. Dropping it finishes what is
/// queued and waits for that; do so from a blocking thread.
pub struct Writer {
    queue: Arc<Queue>,
    counts: Arc<Counts>,
    committed: watch::Receiver<u64>,
    news: Arc<Mutex<News>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread, going on from the last commit of `engine`.
    ///
    /// # Errors
    /// When the last sequence number cannot be read or the thread cannot be started.
    pub fn start(engine: Arc<dyn Engine>, options: WriterOptions) -> Result<Self, EngineError> {
        let queue = Arc::new(Queue::new(options.queue, options.bulk_queue));
        let counts = Arc::new(Counts::default());
        let seq = group::last_seq(&*engine.snapshot()?)?;
        let (publish, committed) = watch::channel(seq);
        let news = Arc::default();
        let core = thread::Core::new(
            engine,
            options,
            seq,
            publish,
            Arc::clone(&counts),
            Arc::clone(&news),
        );
        let jobs = Arc::clone(&queue);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || core.run(&jobs))
            .map_err(|error| EngineError::Io(error.to_string()))?;
        Ok(Self {
            queue,
            counts,
            committed,
            news,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Queues a job. It runs on the writer's thread against everything committed and queued
    /// before it, and returns the bytes to answer with; an `Err` or a panic undoes all it did.
    /// With `once`, the answer is kept for a day and a repeated submission gets it instead of
    /// running again. The job must be pure: no clock, no randomness, no waiting.
    pub fn submit<E: Send + 'static>(
        &self,
        once: Option<Once>,
        job: impl FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, E> + Send + 'static,
    ) -> Pending<E> {
        self.enqueue(Lane::Normal, once, job)
    }

    /// Queues an import or a chunk of one: at most one per commit, only when nothing else waits,
    /// and up to [`MAX_BULK_BYTES`]. Whoever comes later waits until it is done.
    pub fn submit_bulk<E: Send + 'static>(
        &self,
        once: Option<Once>,
        job: impl FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, E> + Send + 'static,
    ) -> Pending<E> {
        self.enqueue(Lane::Bulk, once, job)
    }

    /// The last durable sequence number, and news of every later one. It is published before the
    /// jobs of its commit are answered.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.committed.clone()
    }

    /// What was committed since this was asked last.
    pub(crate) fn news(&self) -> News {
        let mut waiting = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *waiting)
    }

    /// How the writer fares.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.counts.read(self.queue.depth())
    }

    /// Takes no further job, finishes the queued ones and waits for the thread to end.
    pub fn close(&self) {
        self.queue.close();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        // The last owner may be a job: the thread cannot wait for itself.
        if let Some(thread) = thread
            && thread.thread().id() != std::thread::current().id()
        {
            // It ends by a panic only if the machinery around the jobs is broken; the queue then
            // answers `Unknown` to whoever waits.
            let _ = thread.join();
        }
    }

    fn enqueue<E: Send + 'static>(
        &self,
        lane: Lane,
        once: Option<Once>,
        job: impl FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, E> + Send + 'static,
    ) -> Pending<E> {
        let (task, pending) = job::task(once, job);
        if let Err((task, verdict)) = self.queue.push(lane, task) {
            self.counts.turn_away();
            task.answer(verdict);
        }
        pending
    }
}

/// Runs a mass change as the writer would, and forgets what it wrote.
pub(crate) fn rehearsed<T>(
    snapshot: &dyn Snapshot,
    job: impl FnOnce(&mut Overlay<'_>) -> Result<T, Stopped>,
) -> Result<T, Stopped> {
    let before = Batch::new();
    let mut overlay = Overlay::new(snapshot, &before, group::last_seq(snapshot)? + 1);
    let done = job(&mut overlay)?;
    match overlay.edits().bytes() {
        bytes if bytes > MAX_BULK_BYTES => Err(StoreError::TooLarge(bytes).into()),
        _ => Ok(done),
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}
