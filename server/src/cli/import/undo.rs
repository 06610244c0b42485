//! `contentum import undo`: takes a whole run back.
use crate::cli::data::Data;
use crate::cli::speech::Speech;
use crate::cli::stopped;
use domain::id::ImportId;
use domain::lang::Lang;

/// Undo a whole run of an import, unless somebody has built on it since.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum import undo 1 --data /var/lib/contentum")]
pub(super) struct Undo {
    /// The run's number, as the import printed it and `contentum import list` shows it.
    #[arg(value_name = "ID")]
    id: ImportId,
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    speech: Speech,
}

impl Undo {
    pub(super) fn run(self) -> Result<(), String> {
        let (id, lang) = (self.id, self.speech.lang);
        stopped::with(&self.data, |store| {
            let undone = store.bulk(stopped::operator(), move |work| work.undo_import(id));
            match undone.wait().map_err(|why| stopped::refused(why, lang))? {
                store::Undo::Done { records } => {
                    println!("{}", done(id, records, lang));
                    Ok(())
                }
                store::Undo::Blocked { changed, used } => Err(blocked(id, changed, used, lang)),
            }
        })
    }
}

fn done(id: ImportId, records: u64, lang: Lang) -> String {
    match lang {
        Lang::Pl => format!("Import {id} cofnięty. Usunięte rekordy: {records}."),
        Lang::En => format!("Import {id} is undone. Records taken back: {records}."),
    }
}

fn blocked(id: ImportId, changed: u64, used: u64, lang: Lang) -> String {
    match lang {
        Lang::Pl => format!(
            "nic nie cofnięto: rekordy importu {id} zmienione od tamtej pory: {changed}, inne rekordy, które się do nich odwołują: {used}; cofnięcie zniszczyłoby tę pracę, więc usuń ręcznie to, co zbędne"
        ),
        Lang::En => format!(
            "nothing was undone: records of import {id} changed since: {changed}, others that refer to them: {used}; undo would lose that work, so delete what is not needed by hand"
        ),
    }
}
