//! The language a command reports in, and other words given on the command line.
use domain::field::Field;
use domain::lang::{Lang, Say};
use domain::money::Currency;
use domain::people::Email;
use std::fs;
use std::path::Path;

/// Which language to report in.
#[derive(clap::Args, Debug)]
pub(super) struct Speech {
    /// Language of the report: pl or en.
    #[arg(long, env = "CONTENTUM_LANG", value_name = "LANG", default_value = "en", value_parser = lang)]
    pub(super) lang: Lang,
}

fn lang(text: &str) -> Result<Lang, String> {
    match text {
        "pl" => Ok(Lang::Pl),
        "en" => Ok(Lang::En),
        _ => Err("must be pl or en".to_owned()),
    }
}

pub(super) fn currency(text: &str) -> Result<Currency, String> {
    Currency::of(Field::Currency, text).map_err(|refusal| refusal.say(Lang::En))
}

pub(super) fn email(text: &str) -> Result<Email, String> {
    Email::parse(Field::Email, text).map_err(|refusal| refusal.say(Lang::En))
}

/// The first line of a file, so that no password stands on a command line.
pub(super) fn password(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    Ok(password)
}
