//! `contentum backup`: a verified copy of the data, whether or not a server runs.
use super::data::Data;
use super::stopped;
use crate::control::{Ask, ask};
use std::path::{PathBuf, absolute};

/// Copy the data into one new file and verify it; a running server goes on serving.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  contentum backup /backups/contentum-$(date +%F).redb --data /var/lib/contentum"
)]
pub(super) struct Backup {
    /// The new file; an existing one is never overwritten.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

impl Backup {
    pub(super) fn run(self) -> Result<(), String> {
        // The server may stand in another directory.
        let file = absolute(&self.file)
            .map_err(|error| format!("cannot find {}: {error}", self.file.display()))?;
        let question = Ask::Backup { file: file.clone() };
        if let Some(said) = ask(self.data.path(), &question, |progress| {
            eprintln!("{progress}")
        })? {
            println!("{said}");
            return Ok(());
        }
        self.data.existing()?;
        stopped::with(&self.data, |store| {
            let rows = store.backup(&file).map_err(|error| error.to_string())?;
            println!("{}", told(&file, rows));
            Ok(())
        })
    }
}

/// What a finished backup says.
pub(crate) fn told(file: &std::path::Path, rows: u64) -> String {
    let bytes = std::fs::metadata(file).map_or(0, |about| about.len());
    format!(
        "{} holds {rows} rows in {bytes} bytes, verified",
        file.display()
    )
}
