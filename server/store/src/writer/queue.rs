//! Jobs waiting for the writer. Invariant: bounded; a full lane turns away at once, so waiting
//! never grows without end.
use super::job::{Job, Verdict};
use super::{MAX_BULK_BYTES, MAX_JOB_BYTES};
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Which line a job stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Normal,
    /// Chunks of imports: taken only when nobody else waits.
    Bulk,
}

impl Lane {
    /// Most bytes one of its jobs may write.
    pub(super) fn most_bytes(self) -> usize {
        match self {
            Self::Normal => MAX_JOB_BYTES,
            Self::Bulk => MAX_BULK_BYTES,
        }
    }
}

/// How many wait in each lane.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    pub(super) normal: usize,
    pub(super) bulk: usize,
}

pub(super) struct Queue {
    lanes: Mutex<Lanes>,
    arrived: Condvar,
    limit: usize,
    bulk_limit: usize,
}

struct Lanes {
    normal: VecDeque<Box<dyn Job>>,
    bulk: VecDeque<Box<dyn Job>>,
    open: bool,
}

impl Queue {
    pub(super) fn new(limit: usize, bulk_limit: usize) -> Self {
        let lanes = Lanes {
            normal: VecDeque::new(),
            bulk: VecDeque::new(),
            open: true,
        };
        Self {
            lanes: Mutex::new(lanes),
            arrived: Condvar::new(),
            limit,
            bulk_limit,
        }
    }

    /// Lines a job up, or hands it back with the reason.
    pub(super) fn push(
        &self,
        lane: Lane,
        job: Box<dyn Job>,
    ) -> Result<(), (Box<dyn Job>, Verdict)> {
        let mut lanes = self.lanes();
        if !lanes.open {
            return Err((job, Verdict::Closed));
        }
        let (line, limit) = match lane {
            Lane::Normal => (&mut lanes.normal, self.limit),
            Lane::Bulk => (&mut lanes.bulk, self.bulk_limit),
        };
        if line.len() >= limit {
            return Err((job, Verdict::Busy));
        }
        line.push_back(job);
        drop(lanes);
        self.arrived.notify_one();
        Ok(())
    }

    /// The next job, waiting for one; `None` when the queue is closed and empty.
    pub(super) fn next(&self) -> Option<(Lane, Box<dyn Job>)> {
        let mut lanes = self.lanes();
        loop {
            if let Some(job) = lanes.normal.pop_front() {
                return Some((Lane::Normal, job));
            }
            if let Some(job) = lanes.bulk.pop_front() {
                return Some((Lane::Bulk, job));
            }
            if !lanes.open {
                return None;
            }
            lanes = self
                .arrived
                .wait(lanes)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A job that waits already. The bulk lane gives one only when the other is empty.
    pub(super) fn waiting(&self, bulk_too: bool) -> Option<(Lane, Box<dyn Job>)> {
        let mut lanes = self.lanes();
        if let Some(job) = lanes.normal.pop_front() {
            return Some((Lane::Normal, job));
        }
        if !bulk_too {
            return None;
        }
        lanes.bulk.pop_front().map(|job| (Lane::Bulk, job))
    }

    pub(super) fn depth(&self) -> Depth {
        let lanes = self.lanes();
        Depth {
            normal: lanes.normal.len(),
            bulk: lanes.bulk.len(),
        }
    }

    pub(super) fn close(&self) {
        self.lanes().open = false;
        self.arrived.notify_all();
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
