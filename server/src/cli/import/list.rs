//! `contentum import list`: the runs there were.
use crate::cli::data::Data;
use crate::cli::speech::Speech;
use crate::cli::stopped;
use domain::lang::Lang;
use store::ImportRun;

/// List the runs of imports, undone ones too.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum import list --data /var/lib/contentum")]
pub(super) struct List {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    speech: Speech,
}

impl List {
    pub(super) fn run(self) -> Result<(), String> {
        let lang = self.speech.lang;
        stopped::with(&self.data, |store| {
            let by = stopped::operator();
            let reading = store.view(by.actor, by.now);
            let runs = reading.and_then(|reading| reading.imports());
            for run in runs.map_err(|why| stopped::unreadable(why, lang))? {
                println!("{}", line(&run, lang));
            }
            Ok(())
        })
    }
}

fn line(run: &ImportRun, lang: Lang) -> String {
    let day = run.at.day().map(|day| day.to_string()).unwrap_or_default();
    let undone = match run.undone {
        Some(_) => lang.pick(", cofnięty", ", undone"),
        None => "",
    };
    let records = run.made.records();
    let records = match lang {
        Lang::Pl => format!("rekordy: {records}"),
        Lang::En => format!("records: {records}"),
    };
    format!("{}: {day}, {}, {records}{undone}", run.id, run.source)
}
