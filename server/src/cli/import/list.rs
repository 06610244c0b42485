//! `contentum import list`: the runs there were.
use crate::cli::data::Data;
use crate::cli::stopped;

/// List the runs of imports, undone ones too.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum import list --data /var/lib/contentum")]
pub(super) struct List {
    #[command(flatten)]
    data: Data,
}

impl List {
    pub(super) fn run(self) -> Result<(), String> {
        stopped::with(&self.data, |store| {
            let by = stopped::operator();
            let reading = store.view(by.actor, by.now).map_err(stopped::unreadable)?;
            for run in reading.imports().map_err(stopped::unreadable)? {
                let day = run.at.day().map(|day| day.to_string()).unwrap_or_default();
                let undone = if run.undone.is_some() { ", undone" } else { "" };
                let records = run.made.records();
                println!(
                    "{}: {day}, {}, {records} records{undone}",
                    run.id, run.source
                );
            }
            Ok(())
        })
    }
}
