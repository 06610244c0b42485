//! The model of the crash tests: it writes through the writer and knows what must be there.
//! Invariant: `states[n]` is the exact content after commit `base + n`, computed without the store.
use domain::time::Moment;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use store::engine::redb::RedbEngine;
use store::engine::{Direction, Engine, EngineError, Reader, Space, prefix_end};
use store::testing::Rng;
use store::testing::drill::{Trial, open};
use store::testing::power::{Disk, Fault};
use store::writer::{Committed, Once, Overlay, Pending, WriteError, Writer, WriterOptions};

type State = BTreeMap<(Space, Vec<u8>), Vec<u8>>;
type Answer = Result<Committed, WriteError<&'static str>>;

const SPACES: [Space; 4] = [Space::Rec, Space::Idx, Space::Uniq, Space::Sess];

/// One thing a job does.
#[derive(Clone)]
enum Step {
    Put(Space, Vec<u8>, Vec<u8>),
    Delete(Space, Vec<u8>),
    /// Reads a counter and adds one.
    Bump(Vec<u8>),
    /// Deletes the first or last few keys under a prefix.
    Take(Space, Vec<u8>, usize, Direction),
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Succeed,
    Refuse,
    Panic,
}

#[derive(Clone)]
struct Work {
    token: u64,
    steps: Vec<Step>,
    end: End,
    /// The commit it was last attempted as; durable when `done`.
    seq: u64,
    done: bool,
}

pub(crate) struct Ledger {
    states: Vec<State>,
    base: u64,
    acknowledged: u64,
    /// Works without an answer, to be repeated under their keys.
    owed: Vec<Work>,
    /// A commit failed and no later one worked: what is read now may still be lost.
    in_doubt: bool,
    tokens: u64,
    groups: i64,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            states: vec![State::new()],
            base: 0,
            acknowledged: 0,
            owed: Vec::new(),
            in_doubt: false,
            tokens: 0,
            groups: 0,
        }
    }
}

impl Trial for Ledger {
    fn work(&mut self, engine: Arc<RedbEngine>, disk: &Disk, rng: &mut Rng) -> Result<(), String> {
        let writer = match start(engine.clone()) {
            Ok(writer) => writer,
            Err(_) if !disk.is_on() => return Ok(()),
            Err(error) => return Err(format!("the writer does not start: {error}")),
        };
        for _ in 0..=rng.below(6) {
            match self.group(&writer, &*engine, rng)? {
                Fate::Committed => {}
                _ if !disk.is_on() => return Ok(()),
                fate => return Err(format!("{fate:?} while the power is on")),
            }
        }
        writer.close();
        if rng.chance(10) && engine.compact().is_err() && disk.is_on() {
            return Err("compacting failed while the power is on".to_owned());
        }
        if rng.chance(50) && engine.close().is_err() && disk.is_on() {
            return Err("closing failed while the power is on".to_owned());
        }
        Ok(())
    }

    fn judge(&mut self, engine: Arc<RedbEngine>) -> Result<(), String> {
        self.verify(&*engine)
    }
}

/// What became of a group.
#[derive(Debug, PartialEq)]
enum Fate {
    Committed,
    /// Certainly not written.
    Refused,
    Unknown,
}

impl Ledger {
    /// Compares the store with the model and goes on from what is there.
    pub(crate) fn verify(&mut self, engine: &dyn Engine) -> Result<(), String> {
        let seq = self.check(engine)?;
        let state = self.states.swap_remove((seq - self.base) as usize);
        self.states = vec![state];
        (self.base, self.acknowledged, self.in_doubt) = (seq, seq, false);
        for work in &mut self.owed {
            work.done |= work.seq <= seq;
        }
        Ok(())
    }

    /// Compares the store with the model and returns the commit it stands at.
    fn check(&self, engine: &dyn Engine) -> Result<u64, String> {
        let (seq, found) = dump(engine).map_err(|error| format!("does not read: {error}"))?;
        let attempted = self.attempted();
        if !(self.acknowledged..=attempted).contains(&seq) {
            let acknowledged = self.acknowledged;
            return Err(format!(
                "commit {seq} is not in {acknowledged}..={attempted}"
            ));
        }
        let expected = &self.states[(seq - self.base) as usize];
        if found == *expected {
            Ok(seq)
        } else {
            Err(format!(
                "commit {seq} differs: {}",
                difference(expected, &found)
            ))
        }
    }

    fn attempted(&self) -> u64 {
        self.base + self.states.len() as u64 - 1
    }

    /// Works on while the disk fails and recovers. In the end nothing is owed, unless chance ends
    /// it in the middle of a failure.
    pub(crate) fn persist_through_faults(
        &mut self,
        engine: Arc<RedbEngine>,
        disk: &Disk,
        rng: &mut Rng,
    ) -> Result<(), String> {
        let writer = start(engine.clone()).map_err(|error| error.to_string())?;
        for _ in 0..8 {
            let span = *rng.pick(&[3, 30, 90]);
            let fault = match rng.below(3) {
                0 => Fault::Full,
                _ => Fault::Eio {
                    times: 1 + rng.below(30),
                },
            };
            disk.arm(rng.below(span), fault);
            let attempted = self.attempted();
            let fate = self.group(&writer, &*engine, rng)?;
            // Reading goes on, healed or not.
            let seq = self.check(&*engine)?;
            if fate == Fate::Refused && seq > attempted {
                return Err("a refused group was written".to_owned());
            }
            self.in_doubt |= fate != Fate::Committed;
            if self.in_doubt && rng.chance(15) {
                return Ok(());
            }
            if rng.chance(50) {
                disk.heal();
            }
        }
        disk.heal();
        for _ in 0..2 {
            if self.group(&writer, &*engine, rng)? != Fate::Committed {
                return Err("a healed disk takes no writes".to_owned());
            }
        }
        assert!(self.owed.is_empty());
        Ok(())
    }

    /// Submits what is owed and something new, all for one commit.
    fn group(
        &mut self,
        writer: &Writer,
        engine: &dyn Engine,
        rng: &mut Rng,
    ) -> Result<Fate, String> {
        let Some(gate) = Gate::shut(writer) else {
            return Ok(Fate::Refused);
        };
        if self.in_doubt {
            // The writer takes jobs again, so what it found is durable.
            self.verify(engine)?;
        }
        self.groups += 1;
        let now = Moment(0).plus_seconds(self.groups * 60 * 60);
        let mut works = std::mem::take(&mut self.owed);
        works.extend((0..=rng.below(5)).map(|_| self.invent(rng)));
        let mut sent = Vec::new();
        for mut work in works {
            let expected = self.foresee(&mut work);
            sent.push((submit(writer, &work, now), work, expected));
        }
        gate.open();
        let mut fate = Fate::Committed;
        for (pending, work, expected) in sent {
            let answer = pending.wait();
            match answer {
                Err(WriteError::Unknown(_)) => fate = Fate::Unknown,
                Err(WriteError::ReadOnly(_) | WriteError::Failed(_)) => fate = Fate::Refused,
                answer if answer != expected => {
                    return Err(format!("answered {answer:?}, expected {expected:?}"));
                }
                Ok(committed) => {
                    self.acknowledged = self.acknowledged.max(committed.seq);
                    continue;
                }
                Err(_) => continue,
            }
            if work.end == End::Succeed {
                self.owed.push(work);
            }
        }
        Ok(fate)
    }

    /// Plays a work on the model and says how it must be answered.
    fn foresee(&mut self, work: &mut Work) -> Answer {
        match work.end {
            End::Refuse => return Err(WriteError::Refused("no")),
            End::Panic => return Err(WriteError::Panicked),
            End::Succeed => {}
        }
        let reply = work.token.to_be_bytes().to_vec();
        if work.done {
            return Ok(Committed {
                seq: work.seq,
                reply,
                replayed: true,
            });
        }
        work.seq = self.base + self.states.len() as u64;
        let mut state = self.states.last().unwrap().clone();
        for step in &work.steps {
            imagine(&mut state, step);
        }
        state.insert((Space::Log, work.seq.to_be_bytes().to_vec()), reply.clone());
        self.states.push(state);
        Ok(Committed {
            seq: work.seq,
            reply,
            replayed: false,
        })
    }

    fn invent(&mut self, rng: &mut Rng) -> Work {
        self.tokens += 1;
        let steps = (0..=rng.below(8)).map(|_| step(rng)).collect();
        let end = match rng.below(10) {
            0 => End::Refuse,
            1 => End::Panic,
            _ => End::Succeed,
        };
        Work {
            token: self.tokens,
            steps,
            end,
            seq: u64::MAX,
            done: false,
        }
    }
}

/// Reading, and refusing to write, while the fault lasts; writing again after it.
pub(crate) fn reads_on(fault: Fault) {
    let disk = Disk::new(1);
    let engine = open(&disk.restart()).unwrap();
    let writer = start(engine.clone()).unwrap();
    let write = |key: u8| {
        let once = Once::new(b"anna", [key; 16], Moment(0));
        writer.submit(Some(once), move |overlay: &mut Overlay<'_>| {
            for n in 0..8 {
                overlay.put(Space::Rec, [key, n], vec![key; 60_000])?;
            }
            Ok::<_, EngineError>(vec![])
        })
    };
    write(1).wait().unwrap();
    disk.arm(0, fault);
    for _ in 0..5 {
        let refused = write(2).wait();
        assert!(
            matches!(
                refused,
                Err(WriteError::ReadOnly(_) | WriteError::Unknown(_))
            ),
            "{refused:?}"
        );
        let snapshot = engine.snapshot().unwrap();
        let rows = snapshot
            .range(
                Space::Rec,
                Bound::Unbounded,
                Bound::Unbounded,
                Direction::Forward,
                99,
            )
            .unwrap();
        assert_eq!(
            rows.len(),
            8,
            "what was there is read, what was refused is not"
        );
        assert!(rows.iter().all(|(_, value)| value == &[1; 60_000]));
    }
    disk.heal();
    assert_eq!(write(2).wait().unwrap().seq, 2);
    assert_eq!(
        engine.snapshot().unwrap().get(Space::Rec, &[2, 7]).unwrap(),
        Some(vec![2; 60_000])
    );
}

fn start(engine: Arc<RedbEngine>) -> Result<Writer, EngineError> {
    let options = WriterOptions {
        reopen_after: Duration::ZERO,
        ..Default::default()
    };
    Writer::start(engine, options)
}

/// Holds the writer inside a group, so that everything submitted meanwhile joins that group and
/// the order of disk operations depends on the seed alone.
struct Gate {
    open: mpsc::Sender<()>,
    passed: Pending<()>,
}

impl Gate {
    /// `None` when the writer takes no jobs.
    fn shut(writer: &Writer) -> Option<Self> {
        let (open, opened) = mpsc::channel();
        let (enter, entered) = mpsc::channel();
        let passed = writer.submit(None, move |_: &mut Overlay<'_>| {
            enter.send(()).unwrap();
            opened.recv().unwrap();
            Ok(vec![])
        });
        entered.recv().ok().map(|()| Self { open, passed })
    }

    fn open(self) {
        self.open.send(()).unwrap();
        // Its own answer is that of the group.
        let _ = self.passed.wait();
    }
}

fn submit(writer: &Writer, work: &Work, now: Moment) -> Pending<&'static str> {
    let once = Once::new(b"anna", u128::from(work.token).to_be_bytes(), now);
    let work = work.clone();
    writer.submit(Some(once), move |overlay: &mut Overlay<'_>| {
        for step in &work.steps {
            perform(overlay, step).map_err(|_| "the disk refused")?;
        }
        let reply = work.token.to_be_bytes().to_vec();
        let log = overlay.seq().to_be_bytes();
        overlay
            .put(Space::Log, log, reply.clone())
            .map_err(|_| "too long")?;
        match work.end {
            End::Succeed => Ok(reply),
            End::Refuse => Err("no"),
            // Unwinds without the noise of a panic message.
            End::Panic => std::panic::resume_unwind(Box::new("a bug")),
        }
    })
}

fn step(rng: &mut Rng) -> Step {
    let space = *rng.pick(&SPACES);
    let key = vec![rng.below(4) as u8, rng.below(30) as u8];
    match rng.below(10) {
        0..5 => {
            let longest = *rng.pick(&[20, 300, 9_000]);
            let len = rng.below(longest) as usize;
            Step::Put(space, key, vec![rng.below(256) as u8; len])
        }
        5..7 => Step::Delete(space, key),
        7..9 => Step::Bump(key),
        _ => {
            let to = *rng.pick(&[Direction::Forward, Direction::Backward]);
            Step::Take(space, key[..1].to_vec(), rng.below(20) as usize, to)
        }
    }
}

/// A step in the store.
fn perform(overlay: &mut Overlay<'_>, step: &Step) -> Result<(), EngineError> {
    match step {
        Step::Put(space, key, value) => overlay.put(*space, key.clone(), value.clone()),
        Step::Delete(space, key) => overlay.delete(*space, key.clone()),
        Step::Bump(key) => {
            let count = overlay.get(Space::Cell, key)?.map_or(0, |count| count[0]);
            overlay.put(Space::Cell, key.clone(), [count.wrapping_add(1)])
        }
        Step::Take(space, prefix, limit, to) => {
            let end = prefix_end(prefix).unwrap();
            let (lo, hi) = (
                Bound::Included(prefix.as_slice()),
                Bound::Excluded(end.as_slice()),
            );
            for (key, _) in overlay.range(*space, lo, hi, *to, *limit)? {
                overlay.delete(*space, key)?;
            }
            Ok(())
        }
    }
}

/// The same step on the model.
fn imagine(state: &mut State, step: &Step) {
    match step {
        Step::Put(space, key, value) => drop(state.insert((*space, key.clone()), value.clone())),
        Step::Delete(space, key) => drop(state.remove(&(*space, key.clone()))),
        Step::Bump(key) => {
            let count = state
                .entry((Space::Cell, key.clone()))
                .or_insert_with(|| vec![0]);
            count[0] = count[0].wrapping_add(1);
        }
        Step::Take(space, prefix, limit, to) => {
            let mut keys: Vec<_> = state
                .keys()
                .filter(|(of, key)| of == space && key.starts_with(prefix))
                .cloned()
                .collect();
            if *to == Direction::Backward {
                keys.reverse();
            }
            for key in keys.into_iter().take(*limit) {
                state.remove(&key);
            }
        }
    }
}

/// The last commit and everything in the store but the writer's own rows.
fn dump(engine: &dyn Engine) -> Result<(u64, State), EngineError> {
    let snapshot = engine.snapshot()?;
    let seq = snapshot.get(Space::Meta, b"writer/seq")?;
    let seq = seq.map_or(0, |seq| u64::from_be_bytes(seq.try_into().unwrap()));
    let mut state = State::new();
    for space in Space::ALL
        .into_iter()
        .filter(|space| !matches!(space, Space::Meta | Space::Once))
    {
        let (all, to) = (Bound::Unbounded, Direction::Forward);
        let rows = snapshot.range(space, all, all, to, usize::MAX)?;
        state.extend(rows.into_iter().map(|(key, value)| ((space, key), value)));
    }
    Ok((seq, state))
}

fn difference(expected: &State, found: &State) -> String {
    let keys = expected.keys().chain(found.keys());
    let differing = keys.filter(|key| expected.get(*key) != found.get(*key));
    let mut keys: Vec<_> = differing.collect();
    keys.dedup();
    format!("{} keys, first {:?}", keys.len(), keys.first())
}
