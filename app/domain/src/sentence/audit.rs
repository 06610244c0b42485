//! Sentences of the audit log. Invariant: nouns only; the actor and the record stand beside it.
use super::{sentence, words::shown};
use crate::audit::{Deed, Exported, NoEntry};
use crate::lang::{Lang, Say};
use crate::names::Names;

/// What was done, without who did it, to what and when.
#[must_use]
pub fn deed(deed: &Deed, lang: Lang, names: &dyn Names) -> String {
    match deed {
        Deed::SignedIn { agent, address } => {
            let where_from = [address.as_str(), agent.as_str()];
            let where_from = where_from.into_iter().filter(|part| !part.is_empty());
            let where_from = where_from.collect::<Vec<_>>().join(", ");
            told(lang.pick("Zalogowanie", "Signed in"), &where_from)
        }
        Deed::SignInRefused { why, address, .. } => {
            let why = match why {
                NoEntry::WrongPassword => lang.pick("złe hasło", "wrong password"),
                NoEntry::TooOften => lang.pick("zbyt wiele prób", "too many tries"),
            };
            let what = lang.pick("Odmowa zalogowania", "Sign-in refused");
            told(&format!("{what}: {why}"), address)
        }
        Deed::Invited(person) => {
            let name = shown(names.person(*person), lang);
            lang.pick(
                format!("Odnośnik do ustawienia hasła: {name}"),
                format!("Link to set a password: {name}"),
            )
        }
        Deed::PasswordSet(person) => {
            let name = shown(names.person(*person), lang);
            lang.pick(
                format!("Ustawienie hasła: {name}"),
                format!("Password set: {name}"),
            )
        }
        Deed::Refused { command, why } => {
            let what = lang.pick("Odmowa", "Refused");
            told(&format!("{what}: {}", why.say(lang)), command)
        }
        Deed::Silenced => lang
            .pick(
                "Dalsze odmowy tego dnia, niezapisane po kolei",
                "Further refusals of this day, not told one by one",
            )
            .to_owned(),
        Deed::Changed { event, .. } => sentence(event, lang, names),
        Deed::Exported { what, rows } => {
            let what = match what {
                Exported::AuditLog => lang.pick("dziennik", "the audit log"),
            };
            let label = lang.pick("Eksport", "Exported");
            let count = lang.pick("wierszy", "rows");
            format!("{label}: {what} ({count}: {rows})")
        }
        Deed::ViewedAs(person) => {
            let name = shown(names.person(*person), lang);
            lang.pick(
                format!("Podgląd jako: {name}"),
                format!("Looked as: {name}"),
            )
        }
    }
}

fn told(what: &str, detail: &str) -> String {
    if detail.is_empty() {
        what.to_owned()
    } else {
        format!("{what} ({detail})")
    }
}
