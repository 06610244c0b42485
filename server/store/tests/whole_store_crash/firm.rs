//! The model: the same works on a store in memory. Invariant: `states` holds its rows after every
//! commit since the last one known to be durable.
use super::plan::Plan;
use domain::time::Moment;
use std::sync::{Arc, mpsc};
use store::engine::memory::MemoryEngine;
use store::engine::redb::RedbEngine;
use store::engine::{Batch, Engine, Row, Space};
use store::testing::drill::Trial;
use store::testing::power::Disk;
use store::testing::{Rng, rows};
use store::{Store, Token, WorkError};

type Rows = Vec<(Space, Row)>;

pub(crate) struct Firm {
    model: Store,
    /// Commit number and rows after it.
    states: Vec<(u64, Rows)>,
    acknowledged: u64,
    works: u64,
    /// Without an answer when the power went; to be repeated under their tokens.
    owed: Vec<Sent>,
}

#[derive(Clone)]
struct Sent {
    plan: Plan,
    token: Token,
    now: Moment,
}

impl Default for Firm {
    fn default() -> Self {
        let model = Store::on(Arc::new(MemoryEngine::new())).unwrap();
        let states = vec![(0, rows(&model).unwrap())];
        Self {
            model,
            states,
            acknowledged: 0,
            works: 0,
            owed: Vec::new(),
        }
    }
}

impl Trial for Firm {
    fn work(&mut self, engine: Arc<RedbEngine>, disk: &Disk, rng: &mut Rng) -> Result<(), String> {
        let store = match Store::on(engine) {
            Ok(store) => store,
            Err(_) if !disk.is_on() => return Ok(()),
            Err(error) => return Err(format!("the store does not start: {error}")),
        };
        for _ in 0..=rng.below(5) {
            if !self.group(&store, disk, rng)? {
                return Ok(());
            }
        }
        if rng.chance(50) && store.close().is_err() && disk.is_on() {
            return Err("closing failed while the power is on".to_owned());
        }
        Ok(())
    }

    fn judge(&mut self, engine: Arc<RedbEngine>) -> Result<(), String> {
        let store = Store::on(engine).map_err(|error| format!("does not start: {error}"))?;
        let seq = *store.committed().borrow();
        let last = self.states.last().map_or(0, |state| state.0);
        if !(self.acknowledged..=last).contains(&seq) {
            return Err(format!(
                "commit {seq} is not in {}..={last}",
                self.acknowledged
            ));
        }
        let found = rows(&store).map_err(|error| format!("does not read: {error}"))?;
        let state = self.states.iter().find(|state| state.0 == seq);
        let Some((_, expected)) = state else {
            return Err(format!("no work made commit {seq}"));
        };
        if !kept(&found).eq(kept(expected)) {
            return Err(format!("commit {seq} differs from the model"));
        }
        let report = store.check().map_err(|error| error.to_string())?;
        if !report.is_clean() {
            return Err(format!("commit {seq}: {:?}", report.faults));
        }
        self.go_back(seq, found);
        Ok(())
    }
}

impl Firm {
    /// Some works for one commit, first those owed. False when the power is gone.
    fn group(&mut self, store: &Store, disk: &Disk, rng: &mut Rng) -> Result<bool, String> {
        let Some(gate) = Gate::shut(store, self.now()) else {
            return gone(disk, "the writer takes no job");
        };
        let mut group = std::mem::take(&mut self.owed);
        group.extend((0..=rng.below(3)).map(|_| self.invent(rng)));
        let mut pending = Vec::new();
        for sent in group {
            let foreseen = sent.submit(&self.model).wait();
            let seq = *self.model.committed().borrow();
            self.states
                .push((seq, rows(&self.model).map_err(|error| error.to_string())?));
            pending.push((sent.submit(store), sent, foreseen, seq));
        }
        gate.open();
        for (answer, sent, foreseen, seq) in pending {
            let answer = answer.wait();
            let unanswered = matches!(
                answer,
                Err(WorkError::Unknown(_) | WorkError::ReadOnly(_) | WorkError::Trouble(_))
            );
            if unanswered && foreseen.is_ok() {
                self.owed.push(sent);
            } else if unanswered {
            } else if answer != foreseen {
                return Err(format!(
                    "{:?}: {answer:?}, expected {foreseen:?}",
                    sent.plan
                ));
            } else if answer.is_ok() {
                self.acknowledged = self.acknowledged.max(seq);
            }
        }
        if self.owed.is_empty() {
            Ok(true)
        } else {
            gone(disk, "a work has no answer")
        }
    }

    fn invent(&mut self, rng: &mut Rng) -> Sent {
        self.works += 1;
        let founded = self.model.view(super::plan::SETUP, Moment(0)).unwrap();
        let founded = founded.firm().settings.is_some();
        Sent {
            plan: if founded {
                Plan::invent(rng)
            } else {
                Plan::Found
            },
            token: u128::from(self.works).to_be_bytes(),
            now: self.now(),
        }
    }

    fn now(&self) -> Moment {
        Moment(1_795_435_200_000_000).plus_seconds(i64::try_from(self.works).unwrap())
    }

    /// Puts the model back to what proved durable.
    fn go_back(&mut self, seq: u64, found: Rows) {
        let engine = MemoryEngine::new();
        let mut batch = Batch::new();
        for (space, (key, value)) in &found {
            batch.put(*space, key.clone(), value.clone()).unwrap();
        }
        engine.apply(&batch).unwrap();
        self.model = Store::on(Arc::new(engine)).unwrap();
        (self.states, self.acknowledged) = (vec![(seq, found)], seq);
    }
}

impl Sent {
    fn submit(&self, store: &Store) -> store::Queued<u64> {
        let plan = self.plan.clone();
        let by = domain::by::By {
            actor: plan.actor(),
            now: self.now,
        };
        store.work(by, Some(self.token), move |work| plan.perform(work))
    }
}

/// Everything but the writer's own rows, which depend on how works shared commits.
fn kept(rows: &Rows) -> impl Iterator<Item = &(Space, Row)> {
    rows.iter()
        .filter(|(space, (key, _))| *space != Space::Once && key != b"writer/seq")
}

fn gone(disk: &Disk, what: &str) -> Result<bool, String> {
    if disk.is_on() {
        Err(format!("{what} while the power is on"))
    } else {
        Ok(false)
    }
}

/// Holds the writer inside a group, so that what is submitted meanwhile shares its commit and the
/// order of disk operations depends on the seed alone.
struct Gate {
    open: mpsc::Sender<()>,
    passed: store::Queued<u64>,
}

impl Gate {
    /// `None` when the writer takes no job.
    fn shut(store: &Store, now: Moment) -> Option<Self> {
        let (open, opened) = mpsc::channel();
        let (enter, entered) = mpsc::channel();
        let by = domain::by::By {
            actor: super::plan::SETUP,
            now,
        };
        let passed = store.work(by, None, move |_| {
            enter.send(()).unwrap();
            opened.recv().unwrap();
            Ok(0)
        });
        entered.recv().ok().map(|()| Self { open, passed })
    }

    fn open(self) {
        self.open.send(()).unwrap();
        // Its own answer is that of the group.
        let _ = self.passed.wait();
    }
}
