//! A queued piece of work and the wire back to whoever waits. Invariant: exactly one answer; a
//! job that vanishes unanswered (the thread died) reads as `Unknown`, never as success.
use super::{Once, Overlay};
use crate::engine::EngineError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// A durable answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Committed {
    /// The commit sequence number of this job; for a job that changed nothing, the last one it saw.
    pub seq: u64,
    /// What the job returned.
    pub reply: Vec<u8>,
    /// The job did not run: an earlier submission under the same key did, and this is its answer.
    pub replayed: bool,
}

/// Why there is no answer of the job. Only after `Unknown` may anything have been written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WriteError<E> {
    /// The job itself refused; nothing of it is kept.
    #[error("the job refused")]
    Refused(E),
    #[error("the job panicked; nothing of it is kept")]
    Panicked,
    /// The queue is full: answer 503 with Retry-After.
    #[error("too many writes are waiting; try again in a moment")]
    Busy,
    /// The disk takes no writes for now; reading goes on.
    #[error("the data can be read but not written for now: {0}")]
    ReadOnly(String),
    /// The commit failed midway: repeat under the same key, which decides.
    #[error("it is unknown whether the write is kept: {0}")]
    Unknown(String),
    #[error("a job of {0} bytes is over the limit")]
    TooLarge(usize),
    #[error(transparent)]
    Failed(EngineError),
    #[error("the store is closed")]
    Closed,
}

/// The answer to come: await it, or `wait` on a blocking thread.
pub struct Pending<E> {
    answer: oneshot::Receiver<Result<Committed, WriteError<E>>>,
}

impl<E> Pending<E> {
    /// Blocks until the answer is there; not to be called from async code.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn wait(self) -> Result<Committed, WriteError<E>> {
        self.answer
            .blocking_recv()
            .unwrap_or_else(|_| Err(vanished()))
    }
}

impl<E> Future for Pending<E> {
    type Output = Result<Committed, WriteError<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer)
            .poll(context)
            .map(|answer| answer.unwrap_or_else(|_| Err(vanished())))
    }
}

fn vanished<E>() -> WriteError<E> {
    WriteError::Unknown("the writer stopped before it answered".to_owned())
}

/// What the writer decided about a job.
pub(super) enum Verdict {
    Done(Committed),
    /// The job said no by itself and knows why.
    Own,
    Busy,
    ReadOnly(String),
    Unknown(String),
    TooLarge(usize),
    Failed(EngineError),
    Closed,
}

/// A job without the type of its refusal.
pub(super) trait Job: Send {
    fn once(&self) -> Option<&Once>;

    /// Runs the work; `None` when it refused or panicked.
    fn run(&mut self, overlay: &mut Overlay<'_>) -> Option<Vec<u8>>;

    fn answer(self: Box<Self>, verdict: Verdict);
}

pub(super) fn task<F, E>(once: Option<Once>, work: F) -> (Box<dyn Job>, Pending<E>)
where
    F: FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, E> + Send + 'static,
    E: Send + 'static,
{
    let (sender, answer) = oneshot::channel();
    (
        Box::new(Task {
            once,
            work: Some(work),
            no: None,
            sender,
        }),
        Pending { answer },
    )
}

struct Task<F, E> {
    once: Option<Once>,
    work: Option<F>,
    no: Option<WriteError<E>>,
    sender: oneshot::Sender<Result<Committed, WriteError<E>>>,
}

impl<F, E> Job for Task<F, E>
where
    F: FnOnce(&mut Overlay<'_>) -> Result<Vec<u8>, E> + Send + 'static,
    E: Send + 'static,
{
    fn once(&self) -> Option<&Once> {
        self.once.as_ref()
    }

    fn run(&mut self, overlay: &mut Overlay<'_>) -> Option<Vec<u8>> {
        let work = self.work.take()?;
        // Unwind safety: whatever the job left in the overlay is dropped with it.
        match catch_unwind(AssertUnwindSafe(|| work(overlay))) {
            Ok(Ok(reply)) => Some(reply),
            Ok(Err(refusal)) => {
                self.no = Some(WriteError::Refused(refusal));
                None
            }
            Err(_) => {
                self.no = Some(WriteError::Panicked);
                None
            }
        }
    }

    fn answer(self: Box<Self>, verdict: Verdict) {
        let answer = match verdict {
            Verdict::Done(committed) => Ok(committed),
            Verdict::Own => Err(self.no.unwrap_or_else(vanished)),
            Verdict::Busy => Err(WriteError::Busy),
            Verdict::ReadOnly(why) => Err(WriteError::ReadOnly(why)),
            Verdict::Unknown(why) => Err(WriteError::Unknown(why)),
            Verdict::TooLarge(bytes) => Err(WriteError::TooLarge(bytes)),
            Verdict::Failed(error) => Err(WriteError::Failed(error)),
            Verdict::Closed => Err(WriteError::Closed),
        };
        // Whoever asked may have gone away; the write stands all the same.
        let _ = self.sender.send(answer);
    }
}
