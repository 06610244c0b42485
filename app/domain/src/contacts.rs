//! Contacts: the people at customers. Invariants: a contact has a name; telephones and addresses
//! are Personal fields, the note is Internal.
mod edit;
mod event;
mod guard;

pub use edit::ContactChanges;
pub use event::{Edit, Event};

use crate::access::{Lane, Share};
use crate::by::By;
use crate::custody::{Custody, Hold, InCustody};
use crate::id::{CompanyId, ContactId, GroupId, ImportId, PersonId};
use crate::people::Email;
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What is known of a contact; the same fields in the record, its draft and its forms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Card {
    pub name: String,
    #[serde(default)]
    pub company: Option<CompanyId>,
    #[serde(default)]
    pub position: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<Email>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub card: Card,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub shares: Vec<Share>,
    #[serde(default)]
    pub import: Option<ImportId>,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

/// What a new contact starts with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContactDraft {
    pub card: Card,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub import: Option<ImportId>,
}

impl Contact {
    /// # Errors
    /// A bad value in the card.
    pub fn create(by: By, id: ContactId, draft: ContactDraft) -> Result<(Self, Event), Refusal> {
        let card = edit::checked(draft.card)?;
        let event = Event::Created {
            name: card.name.clone(),
            company: card.company,
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
        };
        let contact = Self {
            id,
            card,
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
            shares: Vec::new(),
            import: draft.import,
            stamp: Stamp::new(by),
            deleted: None,
        };
        Ok((contact, event))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.card.name
    }

    /// # Errors
    /// A bad value, nothing changed, or a field somebody else changed since it was seen.
    pub fn edit(&mut self, by: By, changes: ContactChanges) -> Result<Event, Refusal> {
        self.is_here()?;
        let changes = changes.checked(self)?;
        let edits = changes.apply(&mut self.card);
        if edits.is_empty() {
            return Err(Refusal::Unchanged);
        }
        self.stamp.touch(by);
        Ok(Event::Edited {
            edits,
            hidden: false,
        })
    }

    /// # Errors
    /// Deleted already.
    pub fn delete(&mut self, by: By) -> Result<Event, Refusal> {
        self.is_here()?;
        self.deleted = Some(by.now);
        self.stamp.touch(by);
        Ok(Event::Deleted)
    }

    /// # Errors
    /// Not deleted.
    pub fn restore(&mut self, by: By) -> Result<Event, Refusal> {
        self.deleted.take().ok_or(Refusal::NotDeleted)?;
        self.stamp.touch(by);
        Ok(Event::Restored)
    }

    fn is_here(&self) -> Result<(), Refusal> {
        if self.deleted.is_none() {
            Ok(())
        } else {
            Err(Refusal::Deleted)
        }
    }
}

impl InCustody for Contact {
    type Event = Event;

    fn hold(&mut self) -> Result<Hold<'_>, Refusal> {
        self.is_here()?;
        Ok(Hold {
            owner: &mut self.owner,
            group: &mut self.group,
            lane: &mut self.lane,
            shares: &mut self.shares,
        })
    }

    fn kept(&mut self, by: By, change: Custody) -> Event {
        self.stamp.touch(by);
        Event::Custody(change)
    }
}

#[cfg(test)]
mod tests;
