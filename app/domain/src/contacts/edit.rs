//! Editing a contact field by field, so that editors of different fields both succeed.
use super::{Card, Contact, Edit};
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::CompanyId;
use crate::people::Email;
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};

/// Most telephones, and most e-mail addresses, of one contact.
const MOST: usize = 20;
/// Longest name and position.
const NAME: usize = 120;
/// Longest telephone number.
const PHONE: usize = 40;

macro_rules! fields {
    ($($name:ident: $kind:ty, $edit:ident, $field:ident;)*) => {
        /// Edited fields: what the editor saw and what they typed.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        pub struct ContactChanges {
            $(#[serde(default)] pub $name: Option<Change<$kind>>,)*
        }

        impl ContactChanges {
            /// The difference between what was shown and what came back.
            #[must_use]
            pub fn between(seen: &Card, typed: &Card) -> Self {
                Self { $($name: Change::between(seen.$name.clone(), typed.$name.clone()),)* }
            }

            fn applied(&self, card: &Card) -> Card {
                let mut card = card.clone();
                $(if let Some(change) = &self.$name { card.$name = change.is.clone(); })*
                card
            }

            fn cleaned(mut self, checked: Card) -> Self {
                $(if let Some(change) = &mut self.$name { change.is = checked.$name; })*
                self
            }

            fn clashes(&self, card: &Card) -> Vec<Field> {
                let mut fields = Vec::new();
                $(note_clash(&mut fields, Field::$field, &card.$name, self.$name.as_ref());)*
                fields
            }

            pub(super) fn apply(self, card: &mut Card) -> Vec<Edit> {
                let mut edits = Vec::new();
                $(edits.extend(apply(&mut card.$name, self.$name).map(Edit::$edit));)*
                edits
            }
        }
    };
}

fields! {
    name: String, Name, PersonName;
    company: Option<CompanyId>, Company, Company;
    position: Option<String>, Position, Position;
    phones: Vec<String>, Phones, Phone;
    emails: Vec<Email>, Emails, Email;
    note: Option<String>, Note, Note;
}

impl ContactChanges {
    pub(super) fn checked(self, contact: &Contact) -> Result<Self, Refusal> {
        let clashing = self.clashes(&contact.card);
        if !clashing.is_empty() {
            return Err(contact.stamp.stale(clashing));
        }
        let checked = checked(self.applied(&contact.card))?;
        Ok(self.cleaned(checked))
    }
}

/// A card with clean texts, without blank telephones.
pub(super) fn checked(card: Card) -> Result<Card, Refusal> {
    let mut phones = Vec::with_capacity(card.phones.len());
    for phone in &card.phones {
        phones.extend(text::optional(Field::Phone, phone, PHONE)?);
    }
    for (field, count) in [
        (Field::Phone, phones.len()),
        (Field::Email, card.emails.len()),
    ] {
        if count > MOST {
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
    }
    Ok(Card {
        name: text::required(Field::PersonName, &card.name, NAME)?,
        position: text::optional_line(Field::Position, card.position.as_ref(), NAME)?,
        phones,
        note: text::optional_note(Field::Note, card.note.as_ref(), text::NOTE)?,
        ..card
    })
}
