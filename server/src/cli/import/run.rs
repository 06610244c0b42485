//! What every import from files shares. Invariant: a run with rejected rows changes nothing unless
//! the operator agreed to leave them out.
use crate::cli::data::Data;
use crate::cli::speech::{self, Speech};
use crate::import::{self, Beginning, Key};
use domain::by::By;
use domain::exchange::ImportPlan;
use domain::lang::{Lang, Say};
use domain::money::Currency;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;
use store::{ImportRun, Store};

/// Options of every import.
#[derive(clap::Args, Debug)]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) data: Data,
    #[command(flatten)]
    pub(super) speech: Speech,
    /// Currency of amounts that name none.
    #[arg(long, env = "CONTENTUM_CURRENCY", value_name = "CODE", default_value = "PLN", value_parser = speech::currency)]
    pub(super) currency: Currency,
    /// Name of the firm, when the data directory is empty.
    #[arg(
        long,
        env = "CONTENTUM_COMPANY",
        value_name = "NAME",
        default_value = "Contentum"
    )]
    pub(super) company: String,
    /// Say what would be imported and change nothing.
    #[arg(long, env = "CONTENTUM_DRY_RUN")]
    pub(super) dry_run: bool,
    /// Leave rejected rows out instead of refusing the whole run.
    #[arg(long, env = "CONTENTUM_SKIP_REJECTED")]
    skip_rejected: bool,
    /// Write the faults, row by row, to this CSV file.
    #[arg(long, env = "CONTENTUM_ERRORS", value_name = "FILE")]
    errors: Option<PathBuf>,
}

impl Run {
    pub(super) fn beginning(&self) -> Beginning<'_> {
        Beginning {
            company: &self.company,
            lang: self.speech.lang,
            pipelines: false,
            dry: self.dry_run,
        }
    }

    /// Says what the plan comes to, and carries it out unless the run is dry or may not be.
    pub(super) fn finish(
        &self,
        store: &Store,
        by: By,
        plan: ImportPlan,
        lines: &[String],
        (source, keys): (String, Vec<Key>),
    ) -> Result<Option<Vec<String>>, String> {
        let lang = self.speech.lang;
        lines.iter().for_each(|line| println!("{line}"));
        self.write_errors(&plan)?;
        let plan = import::news(store, by, plan).map_err(|error| error.to_string())?;
        if let Err(not_ready) = plan.may_run(self.skip_rejected) {
            return Err(not_ready.say(lang));
        }
        if self.dry_run {
            println!(
                "{}",
                lang.pick("Próba: nic nie zapisano.", "Dry run: nothing was written.")
            );
            return Ok(None);
        }
        let started = Instant::now();
        let (run, let_in) = import::carried_out(store, by, plan, source, keys)
            .map_err(|error| import::Halt::Work(error).say(lang))?;
        println!("{}", done(&run, started.elapsed().as_secs_f64(), lang));
        Ok(Some(let_in))
    }

    fn write_errors(&self, plan: &ImportPlan) -> Result<(), String> {
        let Some(path) = &self.errors else {
            return Ok(());
        };
        fs::write(path, plan.problems.to_csv(self.speech.lang))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    }
}

fn done(run: &ImportRun, seconds: f64, lang: Lang) -> String {
    let (id, records) = (run.id, run.made.records());
    match lang {
        Lang::Pl => format!(
            "Import {id} zapisany w całości: rekordy {records}, czas {seconds:.1} s. Cofnięcie: contentum import undo {id}"
        ),
        Lang::En => format!(
            "Import {id} is kept, whole: {records} records in {seconds:.1} s. To undo it: contentum import undo {id}"
        ),
    }
}
