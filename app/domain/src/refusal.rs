//! Every "no" of the domain. Invariant: each says in both languages what happened, why and what
//! next, and names the field where it was typed, if any.
use crate::access::{AccessRefusal, Action};
use crate::by::Actor;
use crate::field::Field;
use crate::groups::GroupRefusal;
use crate::lang::{Lang, Say};
use crate::time::Moment;
use crate::{calendar, companies, deals, files, money, people, pipelines, planning, tasks, text};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    /// There is no such record, or none this person may know of; which, is never said.
    Invisible,
    /// The record is visible, but this is not allowed with it.
    Forbidden(Action),
    /// Somebody else changed the record since it was seen; `fields` clash, or the whole record
    /// where none are named.
    Stale {
        by: Actor,
        at: Moment,
        /// The version now.
        now: u64,
        #[serde(default)]
        fields: Vec<Field>,
    },
    /// The command would change nothing.
    Unchanged,
    Deleted,
    NotDeleted,
    /// Lies in the future, but tells of something past.
    NotYet(Field),
    /// A named record (owner, group, company …) does not exist or may not be used.
    Unknown(Field),
    /// Another entry of the same list has this name, or had it.
    Taken(Field),
    /// What was typed fits several records.
    Ambiguous {
        field: Field,
        among: Vec<String>,
    },
    Text(text::Refusal),
    Money(money::Refusal),
    Person(people::Refusal),
    Company(companies::Refusal),
    Pipeline(pipelines::Refusal),
    Deal(deals::Refusal),
    Group(GroupRefusal),
    Access(AccessRefusal),
    Calendar(calendar::Refusal),
    File(files::Refusal),
    Planning(planning::Refusal),
    Task(tasks::Refusal),
}

macro_rules! wraps {
    ($($variant:ident($inner:ty))*) => {$(
        impl From<$inner> for Refusal {
            fn from(inner: $inner) -> Self {
                Self::$variant(inner)
            }
        }
    )*};
}

wraps! {
    Text(text::Refusal)
    Money(money::Refusal)
    Person(people::Refusal)
    Company(companies::Refusal)
    Pipeline(pipelines::Refusal)
    Deal(deals::Refusal)
    Group(GroupRefusal)
    Access(AccessRefusal)
    Calendar(calendar::Refusal)
    File(files::Refusal)
    Planning(planning::Refusal)
    Task(tasks::Refusal)
}

impl Refusal {
    /// The input to show it at.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Stale { fields, .. } => fields.first().copied(),
            Self::Unknown(field)
            | Self::Taken(field)
            | Self::NotYet(field)
            | Self::Ambiguous { field, .. } => Some(*field),
            Self::Text(refusal) => refusal.field(),
            Self::Money(refusal) => refusal.field(),
            Self::Person(refusal) => refusal.field(),
            Self::Company(refusal) => refusal.field(),
            Self::Pipeline(refusal) => refusal.field(),
            Self::Deal(refusal) => refusal.field(),
            Self::Calendar(refusal) => refusal.field(),
            Self::File(refusal) => refusal.field(),
            Self::Planning(refusal) => refusal.field(),
            Self::Task(refusal) => refusal.field(),
            Self::Invisible
            | Self::Forbidden(_)
            | Self::Unchanged
            | Self::Deleted
            | Self::NotDeleted
            | Self::Group(_)
            | Self::Access(_) => None,
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Text(refusal) => refusal.say(lang),
            Self::Money(refusal) => refusal.say(lang),
            Self::Person(refusal) => refusal.say(lang),
            Self::Company(refusal) => refusal.say(lang),
            Self::Pipeline(refusal) => refusal.say(lang),
            Self::Deal(refusal) => refusal.say(lang),
            Self::Calendar(refusal) => refusal.say(lang),
            Self::File(refusal) => refusal.say(lang),
            Self::Planning(refusal) => refusal.say(lang),
            Self::Task(refusal) => refusal.say(lang),
            Self::Group(refusal) => refusal.say(lang),
            Self::Access(refusal) => refusal.say(lang),
            Self::Stale { fields, .. } => stale(fields, lang),
            Self::Unknown(field) => unknown(*field, lang),
            Self::Taken(field) => taken(*field, lang),
            Self::Ambiguous { among, .. } => ambiguous(among, lang),
            Self::NotYet(field) => not_yet(*field, lang),
            Self::Forbidden(action) => forbidden(*action, lang).to_owned(),
            Self::Invisible | Self::Unchanged | Self::Deleted | Self::NotDeleted => {
                self.general(lang).to_owned()
            }
        }
    }
}

impl Refusal {
    fn general(&self, lang: Lang) -> &'static str {
        match self {
            Self::Unchanged => lang.pick(
                "Nic się nie zmieniło, bo wartości są takie same. Zmień coś i zapisz ponownie.",
                "Nothing changed, as the values are the same. Change something and save again.",
            ),
            Self::Deleted => lang.pick(
                "Ten rekord jest w koszu. Przywróć go, aby go zmienić.",
                "This record is in the trash. Restore it to change it.",
            ),
            Self::NotDeleted => lang.pick(
                "Tego rekordu nie ma w koszu. Nic nie trzeba przywracać.",
                "This record is not in the trash. There is nothing to restore.",
            ),
            _ => lang.pick(
                "Nie ma takiego rekordu. Sprawdź adres albo wróć do listy.",
                "There is no such record. Check the address or go back to the list.",
            ),
        }
    }
}

fn stale(fields: &[Field], lang: Lang) -> String {
    if fields.is_empty() {
        return lang
            .pick(
                "W międzyczasie ktoś zmienił ten rekord. Porównaj obie wersje i zapisz ponownie.",
                "Somebody changed this record meanwhile. Compare both versions and save again.",
            )
            .to_owned();
    }
    let labels: Vec<&str> = fields.iter().map(|field| field.label(lang)).collect();
    let labels = labels.join(", ");
    lang.pick(
        format!("W międzyczasie ktoś zmienił te same pola: {labels}. Porównaj obie wersje i zapisz ponownie."),
        format!("Somebody changed the same fields meanwhile: {labels}. Compare both versions and save again."),
    )
}

fn not_yet(field: Field, lang: Lang) -> String {
    let label = field.label(lang);
    lang.pick(
        format!(
            "Wartość pola „{label}” jest w przyszłości, a ma opisywać to, co już było. Popraw datę."
        ),
        format!("“{label}” lies in the future, but tells of something past. Correct the date."),
    )
}

fn taken(field: Field, lang: Lang) -> String {
    let label = field.label(lang);
    lang.pick(
        format!("Na liście „{label}” jest albo była już pozycja o tej nazwie. Wpisz inną nazwę."),
        format!("The list “{label}” has an entry of this name, or had one. Type another name."),
    )
}

fn unknown(field: Field, lang: Lang) -> String {
    let label = field.label(lang);
    lang.pick(
        format!("Wybrana wartość pola „{label}” nie istnieje albo jest niedostępna. Wybierz inną."),
        format!(
            "The chosen value of “{label}” does not exist or is not available. Choose another."
        ),
    )
}

fn ambiguous(among: &[String], lang: Lang) -> String {
    let among = among.join(", ");
    lang.pick(
        format!("Pasuje kilka pozycji: {among}. Wpisz jedną z nich w całości."),
        format!("Several fit: {among}. Type one of them in full."),
    )
}

fn forbidden(action: Action, lang: Lang) -> &'static str {
    let (pl, en) = match action {
        Action::Read => (
            "Ten rekord jest poza zasięgiem tego konta. Poproś opiekuna o udostępnienie.",
            "This record is out of this account’s reach. Ask its owner to share it.",
        ),
        Action::Edit => (
            "Ten rekord można tylko czytać. Poproś opiekuna albo kierownika o zmianę.",
            "You may only read this record. Ask its owner or head to change it.",
        ),
        Action::Delete => (
            "Brak uprawnienia do usunięcia tego rekordu. Poproś opiekuna albo kierownika.",
            "You may not delete this record. Ask its owner or head.",
        ),
        Action::Reassign => (
            "Brak uprawnienia do zmiany opiekuna. Poproś kierownika grupy.",
            "You may not give this record to somebody else. Ask the head of the group.",
        ),
        Action::Approve => (
            "Brak uprawnienia do zatwierdzania. Poproś kierownika grupy.",
            "You may not approve this. Ask the head of the group.",
        ),
        Action::Export => (
            "Brak uprawnienia do eksportu. Poproś kierownika grupy.",
            "You may not export this. Ask the head of the group.",
        ),
        Action::Share => (
            "Brak uprawnienia do udostępniania. Poproś opiekuna albo kierownika.",
            "You may not share this record. Ask its owner or head.",
        ),
        Action::Field(_) => (
            "To pole jest niewidoczne dla tego konta, więc nie można go zmienić. Poproś kierownika grupy.",
            "This field is hidden from this account, so it cannot be changed. Ask the head of the group.",
        ),
    };
    lang.pick(pl, en)
}

/// Every refusal there is, built by exhaustive matches: a new variant does not compile until it
/// has its place in the chain.
#[cfg(test)]
pub(crate) fn chain<T: Clone>(first: T, next: impl Fn(&T) -> Option<T>) -> Vec<T> {
    let mut all = vec![first];
    while let Some(item) = all.last().and_then(&next) {
        all.push(item);
        assert!(all.len() < 200, "the chain runs in a circle");
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::FieldClass;

    fn all() -> Vec<Refusal> {
        let mut all: Vec<Refusal> = Vec::new();
        all.extend(text::all().into_iter().map(Refusal::from));
        all.extend(money::all().into_iter().map(Refusal::from));
        all.extend(people::all().into_iter().map(Refusal::from));
        all.extend(companies::all().into_iter().map(Refusal::from));
        all.extend(pipelines::all().into_iter().map(Refusal::from));
        all.extend(deals::all().into_iter().map(Refusal::from));
        all.extend(calendar::all().into_iter().map(Refusal::from));
        all.extend(files::all().into_iter().map(Refusal::from));
        all.extend(planning::all().into_iter().map(Refusal::from));
        all.extend(tasks::all().into_iter().map(Refusal::from));
        for action in Action::EVERY {
            all.push(Refusal::Forbidden(action));
        }
        let group = crate::groups::GroupRefusal::EmptyName;
        all.extend(chain(Refusal::Invisible, |refusal| match refusal {
            Refusal::Invisible => Some(Refusal::Forbidden(Action::Field(FieldClass::Basic))),
            Refusal::Forbidden(_) => Some(stale(Vec::new())),
            Refusal::Stale { fields, .. } if fields.is_empty() => {
                Some(stale(vec![Field::Amount, Field::Stage]))
            }
            Refusal::Stale { .. } => Some(Refusal::Unchanged),
            Refusal::Unchanged => Some(Refusal::Deleted),
            Refusal::Deleted => Some(Refusal::NotDeleted),
            Refusal::NotDeleted => Some(Refusal::Unknown(Field::Owner)),
            Refusal::Unknown(_) => Some(Refusal::Taken(Field::Source)),
            Refusal::Taken(_) => Some(Refusal::NotYet(Field::HeldOn)),
            Refusal::NotYet(_) => Some(Refusal::Ambiguous {
                field: Field::Owner,
                among: vec!["Anna Nowak #4".to_owned(), "Anna Nowak #7".to_owned()],
            }),
            Refusal::Ambiguous { .. } => Some(Refusal::Group(group)),
            Refusal::Group(_) => Some(Refusal::Access(AccessRefusal::Stale)),
            // Listed above by their own chains.
            Refusal::Access(_)
            | Refusal::Text(_)
            | Refusal::Money(_)
            | Refusal::Person(_)
            | Refusal::Company(_)
            | Refusal::Pipeline(_)
            | Refusal::Calendar(_)
            | Refusal::File(_)
            | Refusal::Planning(_)
            | Refusal::Task(_)
            | Refusal::Deal(_) => None,
        }));
        all
    }

    fn stale(fields: Vec<Field>) -> Refusal {
        let by = Actor::Person(crate::id::PersonId(1));
        Refusal::Stale {
            by,
            at: Moment(0),
            now: 2,
            fields,
        }
    }

    #[test]
    fn every_refusal_says_what_happened_and_what_next_in_both_languages() {
        for refusal in all() {
            let (pl, en) = (refusal.say(Lang::Pl), refusal.say(Lang::En));
            assert_ne!(pl, en, "{refusal:?}");
            for text in [pl, en] {
                assert!(text.ends_with('.'), "{text}");
                assert!(
                    !text.contains('!') && !text.contains("  ") && text.len() > 25,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn no_refusal_uses_a_gendered_past() {
        for refusal in all() {
            let pl = refusal.say(Lang::Pl);
            for word in pl.split(|c: char| !c.is_alphabetic()) {
                let gendered = ["łeś", "łaś", "łem", "łam"]
                    .iter()
                    .any(|end| word.ends_with(end));
                assert!(!gendered, "{word} in: {pl}");
            }
        }
    }
}
