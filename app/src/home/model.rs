//! What the home is given: numbers already added up, names already looked up.
use domain::id::{GroupId, PersonId, StageId};
use domain::money::{Currency, Sums};
use domain::pipelines::Colour;
use domain::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Home {
    pub name: String,
    pub period: PeriodView,
    /// Most amounts are in it; charts show this one.
    pub currency: Currency,
    pub open: Figure,
    /// Open deals weighted by their chance.
    pub weighted: Sums,
    pub won: Figure,
    pub lost: Figure,
    pub funnel: Vec<StageRow>,
    /// Won in the period, the largest first.
    pub people: Vec<PersonRow>,
    pub teams: Vec<TeamRow>,
    pub attention: Attention,
    pub tasks: Tasks,
    /// Of the period; absent where nothing is planned.
    pub plan: Option<Plan>,
    /// Money past its day: how many instalments and how much.
    pub late: Option<(u64, String)>,
    pub hand: Vec<Waiting>,
}

/// A sheet of the plan that waits for the viewer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub name: String,
    pub said: String,
    pub late: bool,
    pub href: String,
}

/// The receipts plan of the period, in one currency.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub currency: Currency,
    /// Quota, declared, agreed, received and gap.
    pub figures: [Option<i64>; 5],
    pub rows: Vec<PlanRow>,
    pub href: String,
}

/// A rep, or in a large firm a group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlanRow {
    pub name: String,
    pub received: i64,
    pub declared: i64,
    pub quota: i64,
    pub href: String,
}

/// Assignments to look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tasks {
    pub mine: u64,
    pub decide: u64,
    pub overdue: u64,
    /// Overdue ones of the people of the groups that one heads.
    pub people: Option<u64>,
}

/// The chosen period and its neighbours.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PeriodView {
    pub label: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Values of `?period=` of the neighbours.
    pub previous: String,
    pub next: String,
    /// The month, quarter and year around it: value and whether it is the chosen one.
    pub lengths: [(String, bool); 3],
    /// The latest period in which a visible deal was closed, when it is another one.
    pub latest: Option<(String, String)>,
}

/// A count and its sums.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    pub count: u64,
    pub sums: Sums,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StageRow {
    pub id: StageId,
    pub name: String,
    pub colour: Colour,
    pub figure: Figure,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub figure: Figure,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TeamRow {
    pub id: GroupId,
    pub name: String,
    pub figure: Figure,
}

/// Open deals to look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Attention {
    /// Stuck for any reason and not snoozed.
    pub stuck: u64,
    pub no_next_step: u64,
    pub late_step: u64,
    pub past_close: u64,
}
