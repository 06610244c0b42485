//! Sentences about assignments.
use super::words::{arrow, arrow_opt, joined, or_none, reworded, shown};
use crate::change::Change;
use crate::field::Field;
use crate::id::PersonId;
use crate::lang::Lang;
use crate::names::Names;
use crate::tasks::{Edit, Event, told};
use crate::time::Moment;

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    let when = |moment: Moment| told(moment, names.zone(), lang);
    match event {
        Event::Created {
            title,
            assignee,
            deadline,
        } => {
            let label = lang.pick("Nowe zadanie", "New assignment");
            let due = deadline.map_or(String::new(), |deadline| {
                format!(", {} {}", lang.pick("do", "by"), when(deadline))
            });
            format!("{label}: {title} → {}{due}", person(*assignee, lang, names))
        }
        Event::Done { result, late } => {
            let label = match late {
                true => lang.pick("Wykonane po terminie", "Done after the deadline"),
                false => lang.pick("Wykonane", "Work done"),
            };
            with(label, result.as_deref())
        }
        Event::CannotDo { reason } => {
            with(lang.pick("Niewykonalne", "Cannot be done"), Some(reason))
        }
        Event::Returned { reason, attempt } => {
            let label = lang.pick("Zwrot, próba", "Returned, attempt");
            with(&format!("{label} {attempt}"), Some(reason))
        }
        Event::Cancelled { reason } => {
            with(lang.pick("Anulowanie", "Cancelled"), reason.as_deref())
        }
        Event::HandedOver { assignee, reason } => {
            let label = lang.pick("Przekazanie", "Handed over");
            let [was, is] = [assignee.was, assignee.is].map(|id| person(id, lang, names));
            let why = reason
                .as_ref()
                .map_or(String::new(), |why| format!(" ({why})"));
            format!("{label}: {was} → {is}{why}")
        }
        Event::DeadlineAsked { to, reason } => {
            let label = lang.pick("Prośba o inny termin", "Another deadline asked for");
            format!("{label}: {} ({reason})", when(*to))
        }
        Event::DeadlineGranted(change) => {
            let label = lang.pick("Zgoda na inny termin", "Another deadline granted");
            let [was, is] = [change.was, change.is].map(|at| or_none(at.map(when), lang));
            format!("{label}: {was} → {is}")
        }
        Event::DeadlineRefused { reason } => {
            let label = lang.pick("Odmowa zmiany terminu", "Another deadline refused");
            with(label, Some(reason))
        }
        Event::Edited { edits } => joined(edits.iter().map(|one| edit(one, lang, names)), lang),
        Event::Followed { person: id, group } => {
            let [was, is] = [group.was, group.is].map(|id| shown(names.group(id), lang));
            format!("{}: {was} → {is}", person(*id, lang, names))
        }
        _ => plain(event, lang),
    }
}

fn plain(event: &Event, lang: Lang) -> String {
    let (label, text) = match event {
        Event::Seen => (lang.pick("Przeczytanie", "Marked as seen"), None),
        Event::Started => (lang.pick("Rozpoczęcie pracy", "Work begun"), None),
        Event::Accepted => (lang.pick("Odbiór wyniku", "Result accepted"), None),
        Event::ItemAdded { text } => (
            lang.pick("Nowy punkt listy", "Checklist line added"),
            Some(text),
        ),
        Event::ItemRemoved { text } => (
            lang.pick("Usunięcie punktu listy", "Checklist line removed"),
            Some(text),
        ),
        Event::Ticked { text, done: true } => (
            lang.pick("Punkt listy wykonany", "Checklist line done"),
            Some(text),
        ),
        Event::Ticked { text, .. } => (
            lang.pick("Punkt listy do zrobienia", "Checklist line to do again"),
            Some(text),
        ),
        _ => (lang.pick("Komentarz", "Comment added"), None),
    };
    with(label, text.map(String::as_str))
}

fn edit(edit: &Edit, lang: Lang, names: &dyn Names) -> String {
    let when = |moment: &Moment| told(*moment, names.zone(), lang);
    let people = |field, change: &Change<Vec<PersonId>>| {
        arrow(field, change, lang, |ids| {
            joined(ids.iter().map(|id| person(*id, lang, names)), lang)
        })
    };
    match edit {
        Edit::Title(change) => arrow(Field::Title, change, lang, Clone::clone),
        Edit::Description(change) => reworded(Field::Description, change, lang),
        Edit::Priority(change) => arrow(Field::Priority, change, lang, |one| {
            one.name(lang).to_owned()
        }),
        Edit::Start(change) => arrow_opt(Field::PlannedStart, change, lang, when),
        Edit::Deadline(change) => arrow_opt(Field::Deadline, change, lang, when),
        Edit::Controller(change) => arrow(Field::Controller, change, lang, |id| {
            person(*id, lang, names)
        }),
        Edit::CoAssignees(change) => people(Field::CoAssignees, change),
        Edit::Observers(change) => people(Field::Observers, change),
        // What it is about may be hidden from the reader: that it changed, not how.
        Edit::About(_) => lang.pick("Zmiana powiązań", "Links changed").to_owned(),
    }
}

fn with(label: &str, text: Option<&str>) -> String {
    text.map_or_else(|| label.to_owned(), |text| format!("{label}: {text}"))
}

fn person(id: PersonId, lang: Lang, names: &dyn Names) -> String {
    shown(names.person(id), lang)
}
