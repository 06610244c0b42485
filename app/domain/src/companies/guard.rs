//! What access rules learn of a company, and what they hide of it.
use super::Company;
use crate::access::{FieldClass, FieldMask, Guarded, RecordAcl, RecordType, Share};

impl Guarded for Company {
    fn acl(&self) -> RecordAcl {
        RecordAcl {
            lane: self.lane,
            shares: self.shares.clone(),
            ..RecordAcl::new(RecordType::Company, self.owner, self.group)
        }
    }

    fn mask(mut self, fields: FieldMask) -> Self {
        if !fields.shows(FieldClass::Commercial) {
            self.profile.revenue = None;
        }
        if !fields.shows(FieldClass::Internal) {
            self.profile.note = None;
        }
        self
    }

    fn shared_as(mut self, shares: Vec<Share>) -> Self {
        self.shares = shares;
        self
    }
}
