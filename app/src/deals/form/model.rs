//! What the forms of a deal are given. Invariant: nothing is offered that the editor may not see.
use super::typed::Typed;
use crate::deals::model::Names;
use crate::deals::offered::Offered;
use domain::deals::Status;
use domain::id::DealId;
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
    /// Names to choose from; empty where there are too many, and letters have to be typed first.
    pub companies: Vec<String>,
    /// People at the deal's company, or everybody without one.
    pub contacts: Vec<String>,
    /// Colleagues to give it to; empty in a large firm.
    pub people: Vec<String>,
    pub offered: Offered,
    pub names: Names,
}
