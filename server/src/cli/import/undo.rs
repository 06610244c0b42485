//! `contentum import undo`: takes a whole run back.
use crate::cli::data::Data;
use crate::cli::stopped;
use domain::id::ImportId;

/// Undo a whole run of an import, unless somebody has built on it since.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum import undo 1 --data /var/lib/contentum")]
pub(super) struct Undo {
    /// The run's number, as the import printed it and `contentum import list` shows it.
    #[arg(value_name = "ID")]
    id: ImportId,
    #[command(flatten)]
    data: Data,
}

impl Undo {
    pub(super) fn run(self) -> Result<(), String> {
        let id = self.id;
        stopped::with(&self.data, |store| {
            let undone = store.bulk(stopped::operator(), move |work| work.undo_import(id));
            match undone.wait().map_err(stopped::refused)? {
                store::Undo::Done { records } => {
                    println!("Import {id} is undone: {records} records are gone.");
                    Ok(())
                }
                store::Undo::Blocked { changed, used } => Err(format!(
                    "nothing was undone: {changed} records of import {id} were changed since, {used} others refer to them; undo would lose that work, so delete what is not needed by hand"
                )),
            }
        })
    }
}
