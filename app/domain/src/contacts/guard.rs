//! What access rules learn of a contact, and what they hide of it.
use super::Contact;
use crate::access::{FieldClass, FieldMask, Guarded, RecordAcl, RecordType, Share};

impl Guarded for Contact {
    fn acl(&self) -> RecordAcl {
        RecordAcl {
            lane: self.lane,
            shares: self.shares.clone(),
            ..RecordAcl::new(RecordType::Contact, self.owner, self.group)
        }
    }

    fn mask(mut self, fields: FieldMask) -> Self {
        if !fields.shows(FieldClass::Personal) {
            self.card.phones.clear();
            self.card.emails.clear();
        }
        if !fields.shows(FieldClass::Internal) {
            self.card.note = None;
        }
        self
    }

    fn shared_as(mut self, shares: Vec<Share>) -> Self {
        self.shares = shares;
        self
    }
}
