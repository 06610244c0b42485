//! Filling an empty store with a made-up firm of any size, for benchmarks. Invariant: the same size,
//! moment and password hash leave the same store, sound as if every command had been done in it.
use domain::by::{Actor, By, SystemActor};
use domain::cast::{Crowd, Size};
use domain::id::PersonId;
use domain::time::Moment;
use std::collections::VecDeque;
use store::{Queued, Store, WorkError};

/// Deals in one transaction: every page of an index is written once for each, so that many make
/// few writes, and few take little memory.
const WAVE: u64 = 50_000;
/// Waves that wait for the writer while the next is made up.
const AHEAD: usize = 1;

/// Fills the store; `show` is told how many deals are in.
///
/// # Errors
/// A store that holds a firm already, or one that cannot be written.
pub fn fill(
    store: &Store,
    size: Size,
    now: Moment,
    phc: &str,
    mut show: impl FnMut(u64),
) -> Result<(), WorkError> {
    let by = By {
        actor: Actor::System(SystemActor::Seed),
        now,
    };
    let (mut crowd, firm) = Crowd::found(size, now.day().unwrap_or_default(), now);
    let sign_ins: Vec<PersonId> = crowd.sign_ins().into_iter().map(|(_, id)| id).collect();
    let phc = phc.to_owned();
    let founded = store.bulk(by, move |work| {
        work.bring_in(&firm)?;
        work.let_in(&sign_ins, &phc)
    });
    founded.wait()?;
    let mut queued: VecDeque<(u64, Queued<()>)> = VecDeque::new();
    let mut made = 0;
    while let Some(wave) = crowd.wave(WAVE) {
        made += u64::try_from(wave.deals.len()).unwrap_or_default();
        queued.push_back((made, store.bulk(by, move |work| work.bring_more(&wave))));
        if queued.len() > AHEAD {
            done(queued.pop_front(), &mut show)?;
        }
    }
    while !queued.is_empty() {
        done(queued.pop_front(), &mut show)?;
    }
    Ok(())
}

fn done(wave: Option<(u64, Queued<()>)>, show: &mut impl FnMut(u64)) -> Result<(), WorkError> {
    let Some((made, wave)) = wave else {
        return Ok(());
    };
    wave.wait()?;
    show(made);
    Ok(())
}
