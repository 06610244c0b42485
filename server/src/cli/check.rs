//! `contentum check`: every index row has its record and back, every sum is counted anew, and every
//! attached file is read.
use super::data::Data;
use super::stopped;
use crate::control::{Ask, ask};
use crate::files;
use store::{CheckReport, FileStore, FilesReport, Store};

/// Check the whole data: index rows against records and back, sums counted anew, attached files read.
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
            println!("{}", checked(store, &files::of(self.data.path()))?);
            Ok(())
        })
    }
}

/// Checks data and files and says what came of it; a fault is a failure of the command.
pub(crate) fn checked(store: &Store, files: &FileStore) -> Result<String, String> {
    let report = store.check().map_err(|error| error.to_string())?;
    let about = store
        .check_files(files)
        .map_err(|error| error.to_string())?;
    let said = told(&report)?;
    if !about.faults.is_empty() {
        return Err(format!(
            "{said}\nBut attached files are not; take them from a backup.\n{}",
            about.faults.join("\n")
        ));
    }
    let FilesReport {
        named,
        bytes,
        unnamed,
        ..
    } = about;
    let mut said = format!("{said}\nFiles: {named} in {bytes} bytes, all there and whole.");
    if unnamed > 0 {
        said.push_str(&format!(
            " {unnamed} that no deal names any more; a running server removes them within two days."
        ));
    }
    Ok(said)
}

fn told(report: &CheckReport) -> Result<String, String> {
    let CheckReport {
        records,
        index_rows,
        cells,
        unique_values,
        events,
        sessions,
        audit_entries,
        audit_head,
        faults,
        more,
    } = report;
    if report.is_clean() {
        let head: String = audit_head
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        return Ok(format!(
            "Sound: {records} records, {index_rows} index rows, {cells} sums, {unique_values} unique values, {events} events, {sessions} sessions.\nAudit log: {audit_entries} entries, unbroken; the last has the hash {head}."
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
