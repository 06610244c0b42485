//! Figures of the writer. Invariant: counted without locks; reading them never slows a write.
use super::queue::Depth;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How the writer fares since it started.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Metrics {
    /// Jobs waiting now.
    pub waiting: usize,
    /// Chunks of imports waiting now.
    pub waiting_bulk: usize,
    /// Durable commits.
    pub commits: u64,
    /// Jobs committed.
    pub jobs: u64,
    /// Jobs in the largest commit.
    pub largest_group: u64,
    /// Jobs per commit, on average.
    pub average_group: f64,
    /// Submissions turned away because the queue was full or closed.
    pub turned_away: u64,
    /// Submissions answered from a kept answer.
    pub replayed: u64,
    /// Commits that failed.
    pub failed_commits: u64,
    /// Time of the slowest commit.
    pub slowest_commit: Duration,
}

#[derive(Default)]
pub(super) struct Counts {
    commits: AtomicU64,
    jobs: AtomicU64,
    largest_group: AtomicU64,
    turned_away: AtomicU64,
    replayed: AtomicU64,
    failed_commits: AtomicU64,
    slowest_micros: AtomicU64,
}

impl Counts {
    pub(super) fn commit(&self, jobs: u64, took: Duration) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.jobs.fetch_add(jobs, Ordering::Relaxed);
        self.largest_group.fetch_max(jobs, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.slowest_micros.fetch_max(micros, Ordering::Relaxed);
    }

    pub(super) fn fail(&self) {
        self.failed_commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn turn_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn replay(&self, jobs: u64) {
        self.replayed.fetch_add(jobs, Ordering::Relaxed);
    }

    pub(super) fn read(&self, depth: Depth) -> Metrics {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (commits, jobs) = (count(&self.commits), count(&self.jobs));
        Metrics {
            waiting: depth.normal,
            waiting_bulk: depth.bulk,
            commits,
            jobs,
            largest_group: count(&self.largest_group),
            average_group: if commits == 0 {
                0.0
            } else {
                jobs as f64 / commits as f64
            },
            turned_away: count(&self.turned_away),
            replayed: count(&self.replayed),
            failed_commits: count(&self.failed_commits),
            slowest_commit: Duration::from_micros(count(&self.slowest_micros)),
        }
    }
}
