//! The records as they are kept, for models that decide by themselves who may see them.
use crate::error::StoreError;
use crate::records::load_all;
use crate::store::Store;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;

/// Every record with an owner, deleted ones too, in the order of ids.
#[derive(Clone, PartialEq, Debug)]
pub struct Everything {
    pub deals: Vec<Deal>,
    pub companies: Vec<Company>,
    pub contacts: Vec<Contact>,
}

/// # Errors
/// When the store cannot be read.
pub fn everything(store: &Store) -> Result<Everything, StoreError> {
    let snapshot = store.engine.snapshot()?;
    Ok(Everything {
        deals: load_all(&*snapshot)?,
        companies: load_all(&*snapshot)?,
        contacts: load_all(&*snapshot)?,
    })
}
