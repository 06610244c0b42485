//! Editing a deal field by field: editors of different fields both succeed, editors of the same
//! field see each other's value before anything is overwritten.
use super::{
    Deal, DealContact, Edit, Event, LostReason, Refusal, Status, draft, lines, transition,
};
use crate::by::By;
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::CompanyId;
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident: $kind:ty, $edit:ident, $field:ident;)*) => {
        /// Edited fields: what the editor saw and what they typed.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        pub struct DealChanges {
            $(#[serde(default)] pub $name: Option<Change<$kind>>,)*
        }

        impl DealChanges {
            /// The difference between what was shown and what came back.
            #[must_use]
            pub fn between(seen: &Deal, typed: &Deal) -> Self {
                Self { $($name: Change::between(seen.$name.clone(), typed.$name.clone()),)* }
            }

            /// The fields it touches.
            #[must_use]
            pub fn fields(&self) -> Vec<Field> {
                let mut fields = Vec::new();
                $(if self.$name.is_some() { fields.push(Field::$field); })*
                fields
            }

            fn clashes(&self, deal: &Deal) -> Vec<Field> {
                let mut fields = Vec::new();
                $(note_clash(&mut fields, Field::$field, &deal.$name, self.$name.as_ref());)*
                fields
            }

            fn apply(self, deal: &mut Deal) -> Vec<Edit> {
                let mut edits = Vec::new();
                $(edits.extend(apply(&mut deal.$name, self.$name).map(Edit::$edit));)*
                edits
            }
        }
    };
}

fields! {
    title: String, Title, Title;
    company: Option<CompanyId>, Company, Company;
    contacts: Vec<DealContact>, Contacts, Contact;
    amount: Option<Money>, Amount, Amount;
    probability: Option<u8>, Probability, Probability;
    expected_close: Option<Day>, ExpectedClose, ExpectedClose;
    opened: Option<Day>, Opened, Opened;
    closed: Option<Day>, Closed, Closed;
    source: Option<String>, Source, Source;
    lost_reason: Option<LostReason>, LostReason, LostReason;
    description: Option<String>, Description, Description;
    external_id: Option<String>, ExternalId, ExternalId;
}

impl DealChanges {
    /// Whether it touches fields of the Commercial class, which the editor must be able to read.
    #[must_use]
    pub fn is_commercial(&self) -> bool {
        self.amount.is_some() || self.probability.is_some()
    }

    /// The new values cleaned and within their limits.
    fn checked(mut self, imported: bool) -> Result<Self, Refused> {
        if let Some(title) = &mut self.title {
            title.is = text::required(Field::Title, &title.is, text::LINE)?;
        }
        if let Some(contacts) = &mut self.contacts {
            contacts.is = super::checked_contacts(std::mem::take(&mut contacts.is))?;
        }
        if let Some(amount) = &mut self.amount {
            amount.is = draft::checked_amount(amount.is)?;
        }
        if let Some(probability) = &mut self.probability {
            probability.is = draft::checked_probability(probability.is)?;
        }
        if let Some(reason) = &mut self.lost_reason {
            reason.is = reason
                .is
                .take()
                .map(|reason| reason.checked(imported))
                .transpose()?;
        }
        if let Some(description) = &mut self.description {
            description.is = draft::checked_description(description.is.as_ref())?;
        }
        for (field, change) in [
            (Field::Source, &mut self.source),
            (Field::ExternalId, &mut self.external_id),
        ] {
            if let Some(change) = change {
                change.is = text::optional_line(field, change.is.as_ref(), super::SHORT)?;
            }
        }
        Ok(self)
    }
}

impl Deal {
    /// # Errors
    /// Deleted; a bad value; nothing changed; a field somebody else changed since it was seen;
    /// a closing day or lost reason that does not fit the status; an amount in another currency
    /// than the lines.
    pub fn edit(&mut self, by: By, changes: DealChanges) -> Result<Event, Refused> {
        self.is_here()?;
        let changes = changes.checked(self.import.is_some())?;
        let clashing = changes.clashes(self);
        if !clashing.is_empty() {
            return Err(self.stamp.stale(clashing));
        }
        let mut edited = self.clone();
        let edits = changes.apply(&mut edited);
        if edits.is_empty() {
            return Err(Refused::Unchanged);
        }
        edited.hangs_together(by)?;
        *self = edited;
        Ok(self.done(
            by,
            Event::Edited {
                edits,
                hidden: false,
            },
        ))
    }

    /// The rules that span several fields.
    fn hangs_together(&self, by: By) -> Result<(), Refused> {
        let lost = self.status == Status::Lost;
        if lost && self.lost_reason.is_none() {
            return Err(Refusal::ReasonMissing.into());
        }
        if !lost && self.lost_reason.is_some() {
            return Err(Refusal::NotLost.into());
        }
        if (self.status == Status::Open) != self.closed.is_none() {
            return Err(Refusal::ClosedOnOpen.into());
        }
        transition::closing_day(by, self.opened, self.closed)?;
        lines::same_currency(&self.lines, self.amount)
    }
}
