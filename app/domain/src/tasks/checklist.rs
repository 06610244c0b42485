//! The checklist. Invariants: a line keeps its number for ever, so that a tick meets the line it
//! was meant for; the version stays, so that a tick undoes nobody's edit.
use super::{Assignment, Doer, Event, Item, Refusal, Verb};
use crate::field::Field;
use crate::refusal::Refusal as Refused;
use crate::text;

const MOST: usize = 100;

impl Assignment {
    /// # Errors
    /// As [`Assignment::allows`], a bad text, or too many lines.
    pub fn add_item(&mut self, doer: Doer, raw: &str) -> Result<Event, Refused> {
        self.allows(Verb::Tick, doer)?;
        let text = self.enter_item(raw)?;
        Ok(Event::ItemAdded { text })
    }

    /// # Errors
    /// As [`Assignment::allows`], or no such line.
    pub fn remove_item(&mut self, doer: Doer, number: u16) -> Result<Event, Refused> {
        self.allows(Verb::Tick, doer)?;
        let place = self.checklist.iter().position(|item| item.number == number);
        let place = place.ok_or(Refusal::ItemUnknown)?;
        let text = self.checklist.remove(place).text;
        Ok(Event::ItemRemoved { text })
    }

    /// # Errors
    /// As [`Assignment::allows`], no such line, or nothing changed.
    pub fn tick(&mut self, doer: Doer, number: u16, done: bool) -> Result<Event, Refused> {
        self.allows(Verb::Tick, doer)?;
        let who = doer.person().ok_or(Refusal::NotWorking)?;
        let mut items = self.checklist.iter_mut();
        let item = items.find(|item| item.number == number);
        let item = item.ok_or(Refusal::ItemUnknown)?;
        if item.done.is_some() == done {
            return Err(Refused::Unchanged);
        }
        item.done = done.then_some((who, doer.by.now));
        let text = item.text.clone();
        Ok(Event::Ticked { text, done })
    }

    pub(super) fn enter_item(&mut self, raw: &str) -> Result<String, Refused> {
        let field = Field::ChecklistItem;
        let text = text::required(field, raw, text::LINE)?;
        if self.checklist.len() >= MOST {
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
        self.items = self.items.saturating_add(1);
        self.checklist.push(Item {
            number: self.items,
            text: text.clone(),
            done: None,
        });
        Ok(text)
    }
}
