//! Contacts, the people at customers: their list, card and forms. Invariant: what the viewer may not
//! see is absent, and what an editor did not change is never overwritten.
pub mod api;
pub mod card;
pub mod form;
pub mod list;
mod texts;

use crate::custody::model::Custody;
use crate::people::Named;
use domain::access::View;
use domain::contacts::Contact;
use domain::id::ContactId;
use serde::{Deserialize, Serialize};

/// A contact as the list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: ContactId,
    pub name: String,
    pub position: Option<String>,
    pub company: Option<Named>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub owner: String,
}

/// A contact with what its card shows besides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub contact: View<Contact>,
    /// Absent where there is none, or its name is confidential.
    pub company: Option<Named>,
    pub owner: String,
    pub group: String,
    pub custody: Custody,
}

/// What the form of a contact starts from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Editable {
    /// Absent for a new contact.
    pub id: Option<ContactId>,
    pub sheet: Sheet,
    pub shows_personal: bool,
    pub shows_note: bool,
}

/// The fields of the form as they are typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Sheet {
    pub person_name: String,
    pub position: String,
    /// By name.
    pub company: String,
    /// The number of the company that was shown.
    pub company_id: String,
    /// One in a line, or parted by commas.
    pub phone: String,
    pub email: String,
    pub note: String,
}

impl Sheet {
    /// The card as the form shows it; `company` is its name.
    #[must_use]
    pub fn of(contact: &Contact, company: Option<String>) -> Self {
        let card = &contact.card;
        let emails: Vec<String> = card.emails.iter().map(ToString::to_string).collect();
        Self {
            person_name: card.name.clone(),
            position: card.position.clone().unwrap_or_default(),
            company: company.unwrap_or_default(),
            company_id: card.company.map(|id| id.to_string()).unwrap_or_default(),
            phone: card.phones.join("\n"),
            email: emails.join("\n"),
            note: card.note.clone().unwrap_or_default(),
        }
    }

    /// Each field with its key.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("person-name", &self.person_name),
            ("position", &self.position),
            ("company", &self.company),
            ("company-id", &self.company_id),
            ("phone", &self.phone),
            ("email", &self.email),
            ("note", &self.note),
        ]
    }
}
