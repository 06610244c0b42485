//! `contentum backup`: a verified copy of the data, whether or not a server runs.
use super::data::Data;
use super::stopped;
use crate::control::{Ask, ask};
use crate::files;
use std::path::{Path, PathBuf, absolute};
use store::{Backed, files_beside};

/// Copy the data into a new file, attached files into a folder beside it, and verify both; a running
/// server goes on serving.
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
            let files = files::of(self.data.path());
            let backed = store
                .backup(&file, &files)
                .map_err(|error| error.to_string())?;
            println!("{}", told(&file, backed));
            Ok(())
        })
    }
}

/// What a finished backup says.
pub(crate) fn told(file: &Path, Backed { rows, files, lost }: Backed) -> String {
    let bytes = std::fs::metadata(file).map_or(0, |about| about.len());
    let mut said = format!(
        "{} holds {rows} rows in {bytes} bytes, verified",
        file.display()
    );
    if files > 0 {
        let folder = files_beside(file);
        said.push_str(&format!(
            "\n{} holds {files} attached files",
            folder.display()
        ));
    }
    if lost > 0 {
        said.push_str(&format!(
            "\n{lost} attached files are missing or damaged and not in it; contentum check names them"
        ));
    }
    said
}
