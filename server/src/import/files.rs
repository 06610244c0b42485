//! What the command line and the upload call: from files to a plan. Invariant: nothing is written;
//! the caller hands the plan to the store, or shows it as a dry run.
use super::{detect, read};
use domain::exchange::sales_opportunities as sales;
use domain::exchange::{
    Defaults, Dialect, ImportPlan, Kind, Known, Limits, Mapping, Preview, Table, Unreadable, plan,
};
use domain::lang::{Lang, Say};
use domain::money::Currency;
use domain::refusal::Refusal;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// How to read one file of records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// `None`: the kind whose fields most columns name.
    pub kind: Option<Kind>,
    pub currency: Currency,
    pub defaults: Defaults,
    /// `None`: detected.
    pub dialect: Option<Dialect>,
    /// A kept mapping; used when the file has its columns, else a new one is guessed.
    pub mapping: Option<Mapping>,
}

/// A file, how it was understood, and what it would create.
#[derive(Clone, Debug)]
pub struct Imported {
    pub preview: Preview,
    pub mapping: Mapping,
    pub plan: ImportPlan,
}

/// Why there is no plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop {
    Unreadable {
        file: String,
        why: Unreadable,
    },
    /// The set is not the one the mapping was made for, or a head cannot be given.
    Refused(sales::Refusal),
    /// Somebody or something named beside the file is not in the base.
    Unknown(Refusal),
}

/// Reads a source of bytes into a table, by the given dialect or by its own.
///
/// # Errors
/// As [`detect`] and [`read`].
pub fn open(
    mut source: impl Read + Seek,
    dialect: Option<Dialect>,
    limits: &Limits,
) -> Result<(Table, Dialect), Unreadable> {
    let dialect = match dialect {
        Some(dialect) => dialect,
        None => {
            let detected = detect(&mut source, limits)?;
            let rewound = source.seek(SeekFrom::Start(0));
            rewound.map_err(|error| detect::interrupted(&error))?;
            detected
        }
    };
    Ok((read(source, dialect, limits)?, dialect))
}

/// `contentum import csv FILE --kind KIND`: plans the records of one file. An upload goes the same
/// way through [`open`].
///
/// # Errors
/// The file cannot be read.
pub fn csv_file(path: &Path, settings: Settings, known: &impl Known) -> Result<Imported, Stop> {
    let (table, dialect) = open_file(path, settings.dialect)?;
    let preview = Preview::of(&table, dialect);
    let kind = settings
        .kind
        .unwrap_or_else(|| Mapping::guess_kind(&preview));
    let kept = settings
        .mapping
        .filter(|kept| kept.kind == kind && kept.fits(&preview));
    let mapping = kept
        .unwrap_or_else(|| Mapping::guess(&preview, kind, settings.currency, settings.defaults));
    let plan = plan(&table, &mapping, known);
    Ok(Imported {
        preview,
        mapping,
        plan,
    })
}

/// `contentum import sales-opportunities DIR`: plans the four files of the data set.
///
/// # Errors
/// A file cannot be read, is another one, or a head cannot be given.
pub fn sales_opportunities(
    dir: &Path,
    options: &sales::Options,
    known: &impl Known,
) -> Result<(ImportPlan, sales::Report), Stop> {
    let table = |name| open_file(&dir.join(name), None).map(|(table, _)| table);
    let files = sales::Files {
        teams: table(sales::TEAMS)?,
        accounts: table(sales::ACCOUNTS)?,
        products: table(sales::PRODUCTS)?,
        pipeline: table(sales::PIPELINE)?,
    };
    sales::plan(&files, options, known).map_err(Stop::Refused)
}

fn open_file(path: &Path, dialect: Option<Dialect>) -> Result<(Table, Dialect), Stop> {
    let stop = |why| Stop::Unreadable {
        file: path.display().to_string(),
        why,
    };
    let file = File::open(path).map_err(|error| stop(detect::interrupted(&error)))?;
    open(file, dialect, &Limits::default()).map_err(stop)
}

impl Say for Stop {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { file, why } => format!("{file}: {}", why.say(lang)),
            Self::Refused(refusal) => refusal.say(lang),
            Self::Unknown(refusal) => refusal.say(lang),
        }
    }
}
