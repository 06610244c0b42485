//! The loop of the writing thread. Invariant: after a failed commit nothing is run or written
//! until the engine has been reopened and the last durable sequence number read anew.
use super::WriterOptions;
use super::group::{Group, Ran, last_seq};
use super::job::{Job, Verdict};
use super::metrics::Counts;
use super::queue::{Lane, Queue};
use crate::engine::{Engine, EngineError};
use crate::news::News;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::watch;

pub(super) struct Core {
    engine: Arc<dyn Engine>,
    options: WriterOptions,
    /// The last number known to be durable.
    seq: u64,
    publish: watch::Sender<u64>,
    counts: Arc<Counts>,
    /// Told by nobody yet.
    news: Arc<Mutex<News>>,
    broken: Option<Broken>,
}

/// A medium that refused, and when it was last asked.
struct Broken {
    why: String,
    asked: Instant,
}

impl Core {
    pub(super) fn new(
        engine: Arc<dyn Engine>,
        options: WriterOptions,
        seq: u64,
        publish: watch::Sender<u64>,
        counts: Arc<Counts>,
        news: Arc<Mutex<News>>,
    ) -> Self {
        Self {
            engine,
            options,
            seq,
            publish,
            counts,
            news,
            broken: None,
        }
    }

    /// Works until the queue is closed and empty.
    pub(super) fn run(mut self, queue: &Queue) {
        while let Some((lane, job)) = queue.next() {
            // A damaged file can make the engine panic while reading. The jobs at hand then read
            // as unknown; the thread must live to answer the others.
            let turn = catch_unwind(AssertUnwindSafe(|| self.turn(queue, lane, job)));
            if turn.is_err() {
                self.give_up("the engine panicked".to_owned());
            }
        }
    }

    fn turn(&mut self, queue: &Queue, lane: Lane, job: Box<dyn Job>) {
        self.mend_if_due();
        if let Some(broken) = &self.broken {
            return job.answer(Verdict::ReadOnly(broken.why.clone()));
        }
        match self.engine.snapshot() {
            Ok(snapshot) => {
                let group = Group::new(snapshot, self.seq);
                self.fill(group, lane, job, queue);
            }
            Err(error) => job.answer(Verdict::Failed(error)),
        }
    }

    /// Runs the job and those that wait behind it, then commits them together. There is no timer:
    /// the queue fills while the commit before is being made durable.
    fn fill(&mut self, mut group: Group, lane: Lane, job: Box<dyn Job>, queue: &Queue) {
        let mut bulk_taken = lane == Lane::Bulk;
        group.run(job, lane.most_bytes());
        while group.len() < self.options.group_jobs && group.bytes() < self.options.group_bytes {
            let Some((lane, job)) = queue.waiting(!bulk_taken) else {
                break;
            };
            bulk_taken |= lane == Lane::Bulk;
            group.run(job, lane.most_bytes());
        }
        let (ran, sealed) = group.seal();
        match sealed {
            Ok(()) => self.commit(ran),
            Err(error) => ran.answer_all(|| Verdict::Failed(error.clone())),
        }
    }

    fn commit(&mut self, mut ran: Ran) {
        self.counts.replay(ran.replayed);
        if ran.edits.is_empty() {
            return ran.answer();
        }
        let started = Instant::now();
        match self.apply(&ran) {
            Ok(()) => {
                self.seq = ran.seq;
                self.counts.commit(ran.jobs, started.elapsed());
                self.spread(std::mem::take(&mut ran.news));
                self.publish.send_replace(self.seq);
                ran.answer();
            }
            Err(error) => {
                self.counts.fail();
                tracing::error!(%error, "a commit failed");
                // Mended first: who repeats at once finds the engine as it will stay.
                self.mend();
                ran.answer_all(|| refusal(&error));
            }
        }
    }

    fn apply(&self, ran: &Ran) -> Result<(), EngineError> {
        catch_unwind(AssertUnwindSafe(|| self.engine.apply(&ran.edits)))
            .unwrap_or_else(|_| Err(EngineError::Unknown("the engine panicked".to_owned())))
    }

    /// Before the commit is published, so that whoever wakes up finds its news.
    fn spread(&self, news: News) {
        let mut waiting = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.add(news);
    }

    fn mend_if_due(&mut self) {
        let due = |broken: &Broken| broken.asked.elapsed() >= self.options.reopen_after;
        if self.broken.as_ref().is_some_and(due) {
            self.mend();
        }
    }

    /// Tries to write again, from whatever turns out to be durable.
    fn mend(&mut self) {
        let seq = self
            .engine
            .reopen()
            .and_then(|()| self.engine.snapshot())
            .and_then(|snapshot| last_seq(&*snapshot));
        match seq {
            Ok(seq) => {
                self.seq = seq;
                // A commit that failed may turn out to be durable.
                self.spread(News::of_anything());
                self.publish.send_replace(seq);
                self.broken = None;
            }
            Err(error) => self.give_up(error.to_string()),
        }
    }

    fn give_up(&mut self, why: String) {
        tracing::error!(%why, "the data stays read-only");
        self.broken = Some(Broken {
            why,
            asked: Instant::now(),
        });
    }
}

/// What the jobs of a failed commit are told.
fn refusal(error: &EngineError) -> Verdict {
    match error {
        EngineError::Unknown(why) => Verdict::Unknown(why.clone()),
        EngineError::ReadOnly(why) | EngineError::Io(why) => Verdict::ReadOnly(why.clone()),
        other => Verdict::Failed(other.clone()),
    }
}
