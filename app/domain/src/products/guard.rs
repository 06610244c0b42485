//! What access rules learn of a product, and what they hide of it.
use super::Product;
use crate::access::{FieldClass, FieldMask, Guarded, RecordAcl, RecordType};

impl Guarded for Product {
    fn acl(&self) -> RecordAcl {
        RecordAcl::new(RecordType::Product, self.owner, self.group)
    }

    fn mask(mut self, fields: FieldMask) -> Self {
        if !fields.shows(FieldClass::Commercial) {
            self.sheet.price = None;
        }
        self
    }
}
