//! What the forms of a deal are given. Invariant: nothing is offered that the editor may not see.
use super::typed::Typed;
use crate::deals::model::Names;
use domain::deals::Status;
use domain::id::{CompanyId, ContactId, DealId};
use serde::{Deserialize, Serialize};

/// A form to fill: what it holds now and what it offers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// Absent for a new deal.
    pub id: Option<DealId>,
    pub title: String,
    pub now: Typed,
    pub status: Status,
    /// Amounts and chances are seen and changed.
    pub commercial: bool,
    pub reassigns: bool,
    pub companies: Vec<(CompanyId, String)>,
    /// More companies exist than are offered: others are found by their exact name.
    pub more_companies: bool,
    /// People at the deal's company, and those already in the deal.
    pub contacts: Vec<(ContactId, String)>,
    pub names: Names,
}
