//! Contacts in the store: the people at customers.
use crate::custody;
use crate::error::{Stopped, StoreError};
use crate::keys::Key;
use crate::listed::Listed;
use crate::reading::Reading;
use crate::records::Record;
use crate::tables::{Kind, Order};
use crate::work::Work;
use domain::access::{Action, FieldClass, View};
use domain::companies::Company;
use domain::contacts::{Contact, ContactChanges, ContactDraft, Event};
use domain::events;
use domain::id::{CompanyId, ContactId};
use domain::refusal::Refusal;
use domain::text::sort_key;

impl Record for Contact {
    const KIND: Kind = Kind::Contact;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Listed for Contact {
    fn is_listed(&self) -> bool {
        self.deleted.is_none()
    }

    fn part(&self) -> u8 {
        1
    }

    fn company(&self) -> Option<CompanyId> {
        self.card.company
    }

    fn touches(&self, newer: &Self) -> Vec<FieldClass> {
        let (old, new) = (&self.card, &newer.card);
        let personal = (&old.phones, &old.emails) != (&new.phones, &new.emails);
        let personal = personal.then_some(FieldClass::Personal);
        let internal = (old.note != new.note).then_some(FieldClass::Internal);
        personal.into_iter().chain(internal).collect()
    }

    fn orders(&self, company: Option<&str>) -> Vec<(Order, Key)> {
        vec![
            (Order::Title, Key::new().text(&sort_key(self.name()))),
            (
                Order::Company,
                Key::new().text(&company.map(sort_key).unwrap_or_default()),
            ),
            (Order::Updated, Key::new().int(self.stamp.updated.0)),
        ]
    }

    fn row(&self, _: Option<&str>) -> Vec<u8> {
        Vec::new()
    }
}

impl Work<'_, '_> {
    /// # Errors
    /// A bad value, an unknown owner, group or company, or no right to create it so.
    pub fn create_contact(&mut self, draft: ContactDraft) -> Result<ContactId, Stopped> {
        self.belongs(draft.owner, draft.group)?;
        if let Some(company) = draft.card.company {
            self.readable::<Company>(company.0)?;
        }
        let id = ContactId(self.new_id(Kind::Contact)?);
        let (contact, event) = Contact::create(self.by, id, draft)?;
        self.creates(&contact)?;
        let company = self.company_name(contact.card.company)?;
        self.put(
            (None, None),
            (&contact, company.as_deref()),
            events::Event::Contact(event),
        )?;
        Ok(id)
    }

    /// Changes a contact as `change` says, if the actor may do `action` with it.
    ///
    /// # Errors
    /// Invisible or forbidden, or the refusal of `change`.
    pub fn change_contact(
        &mut self,
        id: ContactId,
        action: Action,
        change: impl FnOnce(&mut Contact) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let old: Contact = self.authorized(id.0, action)?;
        let mut new = old.clone();
        let event = change(&mut new)?;
        self.changed((&old, &new), action_of(&event), action)?;
        if let Some(company) = new
            .card
            .company
            .filter(|company| old.card.company != Some(*company))
        {
            self.readable::<Company>(company.0)?;
        }
        let was = self.company_name(old.card.company)?;
        let is = self.company_name(new.card.company)?;
        self.put(
            (Some(&old), was.as_deref()),
            (&new, is.as_deref()),
            events::Event::Contact(event),
        )?;
        Ok(())
    }
}

impl Work<'_, '_> {
    /// Edits a contact, if the actor may read what they change.
    ///
    /// # Errors
    /// As [`Work::change_contact`].
    pub fn edit_contact(&mut self, id: ContactId, changes: ContactChanges) -> Result<(), Stopped> {
        let contact: Contact = self.authorized(id.0, Action::Edit)?;
        // Before the values are compared: the refusal must not tell a hidden one.
        if changes.phones.is_some() || changes.emails.is_some() {
            self.permits(&contact, Action::Field(FieldClass::Personal))?;
        }
        if changes.note.is_some() {
            self.permits(&contact, Action::Field(FieldClass::Internal))?;
        }
        let by = self.by;
        self.change_contact(id, Action::Edit, |contact| contact.edit(by, changes))
    }
}

fn action_of(event: &Event) -> Action {
    match event {
        Event::Custody(custody) => custody::action_of(custody),
        Event::Deleted | Event::Restored => Action::Delete,
        Event::Created { .. } | Event::Edited { .. } => Action::Edit,
    }
}

impl Reading {
    /// # Errors
    /// When the file cannot be read.
    pub fn contact(&self, id: ContactId) -> Result<Option<View<Contact>>, StoreError> {
        self.open(id.0)
    }
}
