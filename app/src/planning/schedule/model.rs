//! What the schedule of a deal is shown with. Invariant: nothing in it that its viewer may not see;
//! amounts, days and sentences come finished from the server.
use super::typed::Typed;
use crate::planning::sheets::model::Given;
use domain::id::DealId;
use serde::{Deserialize, Serialize};

/// The section on the page of a deal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Planned {
    pub rows: Vec<Line>,
    /// Nobody laid a schedule: the one instalment follows from the deal.
    pub implied: bool,
    /// What the instalments make beside the deal's amount, and whether they fit.
    pub balance: Option<(bool, String)>,
    /// Received and planned, in words and as minor units.
    pub progress: Option<Progress>,
    /// Id and name of what can be laid; empty for who may not.
    pub templates: Vec<(String, String)>,
    /// Of the schedule; empty while none is laid.
    pub version: String,
    pub changes: bool,
    /// Whether receipts may be recorded by the viewer.
    pub records: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    pub received: i64,
    pub planned: i64,
    pub said: String,
}

/// One instalment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub number: u16,
    pub title: String,
    pub due: String,
    pub amount: Option<String>,
    pub category: String,
    pub state: State,
    pub said: String,
    /// Invoice, KSeF number, payer and responsible, where they say more than the deal.
    pub details: Vec<String>,
    pub receipts: Vec<Paid>,
    /// What every level said about it, and where they say it.
    pub verdicts: Vec<Given>,
    pub month: String,
}

/// A receipt, or a part of one, that settles an instalment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Paid {
    pub href: String,
    pub on: String,
    pub amount: String,
}

/// How an instalment stands today.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum State {
    Planned,
    Partial,
    Paid,
    Overpaid,
    Overdue,
    /// Without a day or an amount: in no month of the plan.
    NotPlanned,
    /// Of a deal that is lost.
    Lost,
}

/// The form of a whole schedule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub deal: DealId,
    pub title: String,
    pub version: String,
    pub rows: Vec<Typed>,
    /// Numbers of instalments with money on them: they cannot be removed.
    pub settled: Vec<String>,
    pub signing: String,
    pub delivery: String,
    pub currency: String,
    /// The form of new rows.
    pub blank: Typed,
    pub companies: Vec<String>,
    pub people: Vec<String>,
    pub balance: Option<(bool, String)>,
    pub amounts: bool,
}
