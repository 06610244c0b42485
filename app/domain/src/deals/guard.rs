//! What access rules learn of a deal, and what they hide of it.
use super::Deal;
use crate::access::{FieldClass, FieldMask, Guarded, RecordAcl, RecordType, Share};

impl Guarded for Deal {
    fn acl(&self) -> RecordAcl {
        RecordAcl {
            lane: self.lane,
            shares: self.shares.clone(),
            ..RecordAcl::new(RecordType::Deal, self.owner, self.group)
        }
    }

    fn mask(mut self, fields: FieldMask) -> Self {
        if !fields.shows(FieldClass::Commercial) {
            self.amount = None;
            self.probability = None;
            self.lines.iter_mut().for_each(super::DealLine::hide_price);
        }
        if !fields.shows(FieldClass::Internal) {
            self.files.clear();
        }
        self
    }

    fn shared_as(mut self, shares: Vec<Share>) -> Self {
        self.shares = shares;
        self
    }
}
