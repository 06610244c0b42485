//! What happened, as a sentence: one exhaustive function for timeline, feed, mail and audit.
//! Invariant: nouns and "was → is", never a gendered past; the actor's name stands beside it.
mod audit;
mod calendar;
mod custody;
mod deal;
mod others;
mod planning;
mod stuck;
mod task;
mod words;

pub use audit::deed;
pub(crate) use others::preset;
pub use planning::rule;
pub use stuck::stuck;
pub use words::{activity_kind, lost_kind, role, stage_kind, status};

use crate::companies;
use crate::contacts;
use crate::events::Event;
use crate::lang::Lang;
use crate::names::Names;

/// The event without its actor, moment and record, and without a full stop:
/// "Zmiana etapu: Oferta → Negocjacje".
#[must_use]
pub fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Deal(event) => deal::sentence(event, lang, names),
        Event::Company(event) => company(event, lang, names),
        Event::Contact(event) => contact(event, lang, names),
        Event::Product(event) => others::product(event, lang),
        Event::Pipeline(event) => others::pipeline(event, lang, names),
        Event::Person(event) => others::person(event, lang, names),
        Event::Group(event) => {
            let text = event.say(lang, names);
            text.strip_suffix('.')
                .map_or_else(|| text.clone(), str::to_owned)
        }
        Event::Firm(event) => others::firm(event, lang, names),
        Event::Import(event) => others::import(event, lang),
        Event::Planning(event) => planning::sentence(event, lang, names),
        Event::Task(event) => task::sentence(event, lang, names),
    }
}

fn company(event: &companies::Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        companies::Event::Created { name, .. } => {
            format!("{}: {name}", lang.pick("Nowy kontrahent", "New company"))
        }
        companies::Event::Edited { edits, hidden } => {
            let said = edits
                .iter()
                .map(|edit| others::company_edit(edit, lang, names))
                .collect();
            words::edits(said, *hidden, lang)
        }
        companies::Event::Custody(change) => custody::sentence(change, lang, names),
        companies::Event::Deleted => words::deleted(lang),
        companies::Event::Restored => words::restored(lang),
    }
}

fn contact(event: &contacts::Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        contacts::Event::Created { name, .. } => {
            format!("{}: {name}", lang.pick("Nowy kontakt", "New contact"))
        }
        contacts::Event::Edited { edits, hidden } => {
            let said = edits
                .iter()
                .map(|edit| others::contact_edit(edit, lang, names))
                .collect();
            words::edits(said, *hidden, lang)
        }
        contacts::Event::Custody(change) => custody::sentence(change, lang, names),
        contacts::Event::Deleted => words::deleted(lang),
        contacts::Event::Restored => words::restored(lang),
    }
}

#[cfg(test)]
mod tests;
