//! The records as they are kept, for models that decide by themselves who may see them.
use crate::error::StoreError;
use crate::planning::{Judged, KeptQuota};
use crate::records::load_all;
use crate::store::Store;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::planning::{PlanPeriod, Quota, Receipt, Schedule, Sheet, Verdict};
use domain::tasks::Assignment;

/// Every record with an owner, deleted ones too, in the order of ids.
#[derive(Clone, PartialEq, Debug)]
pub struct Everything {
    pub deals: Vec<Deal>,
    pub companies: Vec<Company>,
    pub contacts: Vec<Contact>,
    pub schedules: Vec<Schedule>,
    pub receipts: Vec<Receipt>,
    pub quotas: Vec<Quota>,
    pub periods: Vec<PlanPeriod>,
    pub verdicts: Vec<Verdict>,
    pub sheets: Vec<Sheet>,
    pub tasks: Vec<Assignment>,
}

/// # Errors
/// When the store cannot be read.
pub fn everything(store: &Store) -> Result<Everything, StoreError> {
    let snapshot = store.engine.snapshot()?;
    let quotas = load_all::<KeptQuota>(&*snapshot)?.into_iter();
    let judged = load_all::<Judged>(&*snapshot)?.into_iter();
    Ok(Everything {
        deals: load_all(&*snapshot)?,
        companies: load_all(&*snapshot)?,
        contacts: load_all(&*snapshot)?,
        schedules: load_all(&*snapshot)?,
        receipts: load_all(&*snapshot)?,
        quotas: quotas.map(|kept| kept.quota).collect(),
        periods: load_all(&*snapshot)?,
        verdicts: judged.flat_map(|judged| judged.verdicts).collect(),
        sheets: load_all(&*snapshot)?,
        tasks: load_all(&*snapshot)?,
    })
}
