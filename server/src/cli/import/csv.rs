//! `contentum import csv`: one file of any shape, its columns recognised by their names.
use super::run::Run;
use crate::cli::{speech, stopped};
use crate::import::{self, Beginning, Imported, Settings, Stop};
use domain::exchange::{Counts, Defaults, Key, Kind, Known, Match};
use domain::field::Field;
use domain::lang::{Lang, Say};
use domain::people::Email;
use domain::refusal::Refusal;
use std::path::PathBuf;

/// Import people, companies, contacts, products or deals from a CSV file.
///
/// Encoding, delimiter, dates and columns are recognised; look at them with --dry-run first.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  contentum import csv companies.csv --kind companies --data /var/lib/contentum --dry-run"
)]
pub(super) struct Csv {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What its rows are: people, companies, contacts, products or deals; recognised when absent.
    #[arg(long, env = "CONTENTUM_KIND", value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// E-mail address of the person who owns what the file gives nobody.
    #[arg(long, env = "CONTENTUM_OWNER", value_name = "EMAIL", value_parser = speech::email)]
    owner: Option<Email>,
    /// Sales group of the records of owners who belong to none.
    #[arg(long, env = "CONTENTUM_GROUP", value_name = "NAME")]
    group: Option<String>,
    #[command(flatten)]
    run: Run,
}

impl Csv {
    pub(super) fn run(self) -> Result<(), String> {
        stopped::with(&self.run.data, |store| {
            let by = stopped::operator();
            let lang = self.run.speech.lang;
            let planned = import::planned(
                store,
                by,
                &Beginning {
                    pipelines: true,
                    ..self.run.beginning()
                },
                |known, defaults| {
                    let defaults = self.chosen(known, defaults)?;
                    let settings = Settings {
                        kind: self.kind,
                        currency: self.run.currency,
                        defaults,
                        dialect: None,
                        mapping: None,
                    };
                    import::csv_file(&self.file, settings, known)
                },
                |imported| &imported.plan,
            );
            let imported: Imported = planned.map_err(|halt| halt.say(lang))?;
            let lines = lines(&imported, lang);
            let source = (self.file.display().to_string(), Vec::new());
            self.run
                .finish(store, by, imported.plan, &lines, source)
                .map(|_| ())
        })
    }
}

impl Csv {
    /// The owner and the group that were named, in place of those of the base.
    fn chosen(&self, known: &impl Known, mut defaults: Defaults) -> Result<Defaults, Stop> {
        if let Some(email) = &self.owner {
            let owner = known.person(Key::Email(email.as_str()));
            defaults.owner = one(owner, Field::Owner)?;
            if let Some(group) = known.primary_group(defaults.owner) {
                defaults.group = group;
            }
        }
        if let Some(name) = &self.group {
            defaults.group = one(known.group(name), Field::Group)?;
        }
        Ok(defaults)
    }
}

fn one<Id>(found: Match<Id>, field: Field) -> Result<Id, Stop> {
    match found {
        Match::One(id) => Ok(id),
        Match::None | Match::Many => Err(Stop::Unknown(Refusal::Unknown(field))),
    }
}

/// How the file was understood, and what it comes to.
fn lines(imported: &Imported, lang: Lang) -> Vec<String> {
    let dialect = &imported.preview.dialect;
    let mut lines = vec![format!(
        "{} {:?}",
        dialect.encoding.name(),
        dialect.delimiter
    )];
    for column in &imported.mapping.columns {
        let field = column.field.map_or("—", |field| field.label(lang));
        lines.push(format!("{} → {field}", column.name));
    }
    lines.push(counted(&imported.plan.counts(), lang));
    let tallies = imported.plan.problems.tallies().iter();
    lines.extend(tallies.map(|tally| tally.say(lang)));
    lines
}

fn counted(counts: &Counts, lang: Lang) -> String {
    let Counts {
        groups,
        people,
        companies,
        contacts,
        products,
        deals,
        rejected,
        already,
        ..
    } = counts;
    match lang {
        Lang::Pl => format!(
            "Nowe rekordy: grupy {groups}, osoby {people}, kontrahenci {companies}, kontakty {contacts}, produkty {products}, szanse {deals}. Wiersze odrzucone: {rejected}, już w bazie: {already}."
        ),
        Lang::En => format!(
            "New records: groups {groups}, people {people}, companies {companies}, contacts {contacts}, products {products}, deals {deals}. Rows rejected: {rejected}, already there: {already}."
        ),
    }
}

fn kind(text: &str) -> Result<Kind, String> {
    match text {
        "people" => Ok(Kind::People),
        "companies" => Ok(Kind::Companies),
        "contacts" => Ok(Kind::Contacts),
        "products" => Ok(Kind::Products),
        "deals" => Ok(Kind::Deals),
        _ => Err("must be people, companies, contacts, products or deals".to_owned()),
    }
}
