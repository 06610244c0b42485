//! `contentum check`: every index row has its record and back, and every sum is counted anew.
use super::data::Data;
use super::stopped;
use crate::control::{Ask, ask};
use store::CheckReport;

/// Check the whole data: index rows against records and back, sums counted anew.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum check --data /var/lib/contentum")]
pub(super) struct Check {
    #[command(flatten)]
    data: Data,
}

impl Check {
    pub(super) fn run(self) -> Result<(), String> {
        let said = ask(self.data.path(), &Ask::Check, |progress| {
            eprintln!("{progress}");
        })?;
        if let Some(said) = said {
            println!("{said}");
            return Ok(());
        }
        self.data.existing()?;
        stopped::with(&self.data, |store| {
            let report = store.check().map_err(|error| error.to_string())?;
            println!("{}", told(&report)?);
            Ok(())
        })
    }
}

/// What a check says; a fault is a failure of the command.
pub(crate) fn told(report: &CheckReport) -> Result<String, String> {
    let CheckReport {
        records,
        index_rows,
        cells,
        unique_values,
        events,
        sessions,
        faults,
        more,
    } = report;
    if report.is_clean() {
        return Ok(format!(
            "Sound: {records} records, {index_rows} index rows, {cells} sums, {unique_values} unique values, {events} events, {sessions} sessions."
        ));
    }
    let beyond = if *more > 0 {
        format!("\nand {more} more")
    } else {
        String::new()
    };
    Err(format!(
        "the data are not sound; restore a backup.\n{}{beyond}",
        faults.join("\n")
    ))
}
