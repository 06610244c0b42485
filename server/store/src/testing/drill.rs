//! Work, power cut, recovery, check, again and again on one disk. Invariant: the engine must open
//! after every cut, also when recovery itself was cut; what it then holds, the trial judges.
use super::Rng;
use super::power::{Disk, Fault, Machine};
use crate::engine::redb::{RedbEngine, RedbOptions};
use crate::engine::{Engine, EngineError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What is put on trial: something that writes through an engine and knows what it wrote.
pub trait Trial {
    /// Works until it is done or the disk is gone. It must let go of the engine.
    ///
    /// # Errors
    /// What was wrong while the power was on.
    fn work(&mut self, engine: Arc<RedbEngine>, disk: &Disk, rng: &mut Rng) -> Result<(), String>;

    /// Compares what survived with what was promised. It must let go of the engine.
    ///
    /// # Errors
    /// The violation.
    fn judge(&mut self, engine: Arc<RedbEngine>) -> Result<(), String>;
}

/// Runs `rounds` rounds of a trial on one disk and returns how many power cuts were survived,
/// those during recovery included. With `lying`, the disk does not sync and the trial must fail.
///
/// # Errors
/// The violation, with the round.
pub fn drill(seed: u64, rounds: u64, lying: bool, trial: &mut dyn Trial) -> Result<u64, String> {
    // redb may panic on a damaged file; that is a violation as well, and must name its seed.
    catch_unwind(AssertUnwindSafe(|| run(seed, rounds, lying, trial)))
        .unwrap_or_else(|_| Err("the store panicked".to_owned()))
}

fn run(seed: u64, rounds: u64, lying: bool, trial: &mut dyn Trial) -> Result<u64, String> {
    let (disk, mut rng) = (Disk::new(seed), Rng::new(!seed));
    let (mut machine, mut cuts) = (disk.restart(), 0);
    // A new file appears whole (it is made under another name), so creation needs no drill.
    open(&machine)
        .and_then(|engine| engine.close())
        .map_err(|error| error.to_string())?;
    if lying {
        disk.lie();
    }
    for round in 0..rounds {
        let told = |what: String| format!("round {round}: {what}");
        let span = *rng.pick(&[6, 60, 300]);
        disk.arm(rng.below(span), Fault::PowerCut);
        match open(&machine) {
            Ok(engine) => trial.work(engine, &disk, &mut rng).map_err(told)?,
            Err(error) if disk.is_on() => return Err(told(format!("does not open: {error}"))),
            Err(_) => {}
        }
        machine = disk.restart();
        cuts += 1;
        cuts += cut_recoveries(&disk, &mut machine, &mut rng).map_err(told)?;
        let engine = open(&machine).map_err(|error| told(format!("does not open: {error}")))?;
        trial.judge(Arc::clone(&engine)).map_err(told)?;
        match engine.check_integrity() {
            Ok(true) => {}
            other => return Err(told(format!("integrity check: {other:?}"))),
        }
        drop(engine);
        // The next round starts from a cut as well, not from a clean shutdown only.
        if rng.chance(50) {
            machine = disk.restart();
            cuts += 1;
        }
    }
    Ok(cuts)
}

/// The redb engine on the machine's disk, with little cache so that reads reach the disk.
///
/// # Errors
/// As [`RedbEngine::with_backend`].
pub fn open(machine: &Machine) -> Result<Arc<RedbEngine>, EngineError> {
    let machine = machine.clone();
    let options = RedbOptions {
        cache_bytes: 1 << 20,
    };
    RedbEngine::with_backend(move || machine.open(), options).map(Arc::new)
}

/// Up to three recoveries in a row that lose power themselves.
fn cut_recoveries(disk: &Disk, machine: &mut Machine, rng: &mut Rng) -> Result<u64, String> {
    let mut cuts = 0;
    while cuts < 3 && rng.chance(60) {
        disk.arm(rng.below(8), Fault::PowerCut);
        let opened = open(machine);
        if let Err(error) = opened
            && disk.is_on()
        {
            return Err(format!("does not open: {error}"));
        }
        *machine = disk.restart();
        cuts += 1;
    }
    Ok(cuts)
}
