//! What the server functions of imports share on the server.
mod cards;
mod chosen;
mod picks;

pub(super) use cards::{checked, file};
pub(super) use chosen::{Chosen, how};

use crate::current::{Current, administrator, found};
use crate::failure::Failure;
use crate::import::{RunCard, RunLine, words};
use crate::moments::When;
use domain::by::Actor;
use domain::groups::Names;
use domain::lang::Lang;
use store::{ImportRun, Reading, Stopped};

/// The request of somebody who may import.
pub(super) async fn importer() -> Result<Current, Failure> {
    let current = Current::of_context()?;
    current.read(|reading| administrator(reading.who())).await?;
    Ok(current)
}

pub(super) fn runs(reading: &Reading, lang: Lang) -> Result<Vec<RunLine>, Stopped> {
    let mut runs = reading.imports()?;
    runs.reverse();
    Ok(runs.iter().map(|run| line(reading, run, lang)).collect())
}

pub(super) fn run(reading: &Reading, id: &str, lang: Lang) -> Result<RunCard, Stopped> {
    let runs = reading.imports()?;
    let run = found(runs.iter().find(|run| run.id.to_string() == id))?;
    let joined = (run.made.joined.len() + run.made.headed.len()) as u64;
    Ok(RunCard {
        line: line(reading, run, lang),
        figures: words::figures(&run.counts, joined, lang),
    })
}

fn line(reading: &Reading, run: &ImportRun, lang: Lang) -> RunLine {
    let by = match run.by {
        Actor::Person(person) => reading.firm().person(person).to_owned(),
        Actor::System(_) => lang.pick("Wiersz poleceń", "Command line").to_owned(),
    };
    let when = |at| When::of(at, reading.firm().zone(), lang);
    RunLine {
        id: run.id.0,
        at: when(run.at),
        by,
        source: run.source.clone(),
        made: words::made(&run.counts, lang),
        undone: run.undone.map(when),
    }
}
