//! Jobs that share one commit. Invariant: the group's edits are those of its successful jobs in
//! order, each under its own sequence number, with the last number beside them.
use super::job::{Committed, Job, Verdict};
use super::{Overlay, once};
use crate::engine::{Batch, EngineError, Snapshot, Space};
use crate::news::News;
use domain::time::Moment;

/// Where the last sequence number lies in [`Space::Meta`].
pub(crate) const SEQ: &[u8] = b"writer/seq";

/// The sequence number of the last commit; 0 in a fresh store.
pub(super) fn last_seq(snapshot: &dyn Snapshot) -> Result<u64, EngineError> {
    let Some(bytes) = snapshot.get(Space::Meta, SEQ)? else {
        return Ok(0);
    };
    let bytes = bytes
        .try_into()
        .map_err(|_| EngineError::Damaged("the last sequence number has no 8 bytes".to_owned()))?;
    Ok(u64::from_be_bytes(bytes))
}

pub(super) struct Group {
    snapshot: Box<dyn Snapshot>,
    edits: Batch,
    seq: u64,
    jobs: u64,
    replayed: u64,
    now: Option<Moment>,
    news: News,
    verdicts: Vec<(Box<dyn Job>, Verdict)>,
}

/// A group that has run and waits for its commit.
pub(super) struct Ran {
    pub(super) edits: Batch,
    pub(super) seq: u64,
    /// Jobs that changed something.
    pub(super) jobs: u64,
    pub(super) replayed: u64,
    pub(super) news: News,
    verdicts: Vec<(Box<dyn Job>, Verdict)>,
}

impl Group {
    /// `seq` is the last number given out.
    pub(super) fn new(snapshot: Box<dyn Snapshot>, seq: u64) -> Self {
        Self {
            snapshot,
            edits: Batch::new(),
            seq,
            jobs: 0,
            replayed: 0,
            now: None,
            news: News::default(),
            verdicts: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.verdicts.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.edits.bytes()
    }

    /// Runs one job, which may write `most` bytes, over what the group has so far.
    pub(super) fn run(&mut self, mut job: Box<dyn Job>, most: usize) {
        let verdict = self
            .attempt(&mut *job, most)
            .unwrap_or_else(Verdict::Failed);
        self.verdicts.push((job, verdict));
    }

    /// Ends the reading and numbers the commit. An error means it must not be committed.
    pub(super) fn seal(mut self) -> (Ran, Result<(), EngineError>) {
        let sealed = self.number_and_sweep();
        let Self {
            edits,
            seq,
            jobs,
            replayed,
            news,
            verdicts,
            ..
        } = self;
        (
            Ran {
                edits,
                seq,
                jobs,
                replayed,
                news,
                verdicts,
            },
            sealed,
        )
    }

    fn number_and_sweep(&mut self) -> Result<(), EngineError> {
        if self.edits.is_empty() {
            return Ok(());
        }
        self.edits.put(Space::Meta, SEQ, self.seq.to_be_bytes())?;
        match self.now {
            Some(now) => once::sweep(&*self.snapshot, &mut self.edits, now),
            None => Ok(()),
        }
    }

    fn attempt(&mut self, job: &mut dyn Job, most: usize) -> Result<Verdict, EngineError> {
        let mut overlay = Overlay::new(&*self.snapshot, &self.edits, self.seq + 1);
        if let Some(once) = job.once() {
            self.now = self.now.max(Some(once.now()));
            if let Some(kept) = once::find(&overlay, once)? {
                self.replayed += 1;
                return Ok(Verdict::Done(kept));
            }
        }
        let Some(reply) = job.run(&mut overlay) else {
            return Ok(Verdict::Own);
        };
        let (mut own, news) = overlay.into_parts();
        if own.bytes() > most {
            return Ok(Verdict::TooLarge(own.bytes()));
        }
        if let Some(once) = job.once() {
            once::keep(&mut own, once, self.seq + 1, &reply)?;
        }
        if !own.is_empty() {
            self.edits.absorb(own);
            self.news.add(news);
            self.seq += 1;
            self.jobs += 1;
        }
        Ok(Verdict::Done(Committed {
            seq: self.seq,
            reply,
            replayed: false,
        }))
    }
}

impl Ran {
    /// Tells every job what became of it.
    pub(super) fn answer(self) {
        for (job, verdict) in self.verdicts {
            job.answer(verdict);
        }
    }

    /// Tells every job the same, whatever it thought: its view is gone with the commit.
    pub(super) fn answer_all(self, verdict: impl Fn() -> Verdict) {
        for (job, _) in self.verdicts {
            job.answer(verdict());
        }
    }
}
