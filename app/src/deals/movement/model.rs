//! What the report of movement is given, and the state of it that its address holds.
use crate::failure::Failure;
use crate::home::model::Figure;
use crate::target::encoded;
use domain::dates;
use domain::deals::{DealFilter, DealQuery, DealRow, Range, Status};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::money::Currency;
use domain::time::Day;
use serde::{Deserialize, Serialize};

use crate::deals::list;
use crate::deals::model::{Names, StageName};

/// What is looked at. Both days are included.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Scope {
    pub from: Day,
    pub to: Day,
    pub pipeline: PipelineId,
    pub group: Option<GroupId>,
    pub owner: Option<PersonId>,
    pub by: By,
}

/// By what won and lost deals are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum By {
    #[default]
    Reason,
    Owner,
    Source,
    Product,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Report {
    pub scope: Scope,
    /// What of the address could not be understood; the rest of it holds.
    pub problems: Vec<Failure>,
    /// Where the days of the quick choices end.
    pub today: Day,
    pub currency: Currency,
    pub names: Names,
    pub people: Vec<String>,
    /// How the form names the owner.
    pub owner: Option<String>,
    /// Of the pipeline, those in use or with something in them.
    pub stages: Vec<StageName>,
    pub crossings: Vec<Crossing>,
    pub funnel: Vec<Entered>,
    pub outcomes: Vec<Outcome>,
}

/// One cell of the matrix; `from` is none for deals that were not there yet.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Crossing {
    pub from: Option<StageId>,
    pub to: StageId,
    pub figure: Figure,
}

/// What became of the deals that entered a stage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entered {
    pub stage: StageId,
    pub entered: u64,
    pub onwards: u64,
    pub lost: u64,
    /// Median of the working days that ended stays took.
    pub days: Option<u32>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Absent for deals of which it is not known.
    pub name: Option<String>,
    pub owner: Option<PersonId>,
    pub won: Figure,
    pub lost: Figure,
}

/// The deals behind one cell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Passed {
    pub scope: Scope,
    pub out: Option<StageId>,
    pub into: StageId,
    pub names: Names,
    pub figure: Figure,
    /// The newest of them.
    pub rows: Vec<DealRow>,
}

impl By {
    pub const ALL: [Self; 4] = [Self::Reason, Self::Owner, Self::Source, Self::Product];

    /// Its value in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Owner => "owner",
            Self::Source => "source",
            Self::Product => "product",
        }
    }
}

impl Scope {
    /// The address of the report.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/movement?{}", self.query())
    }

    /// The address of the deals behind a cell.
    #[must_use]
    pub fn passed(&self, out: Option<StageId>, into: StageId) -> String {
        let out = out.map_or_else(String::new, |stage| stage.to_string());
        format!("/movement/deals?{}&out={out}&into={into}", self.query())
    }

    /// The list of deals of this scope closed in its days, with this status.
    #[must_use]
    pub fn closed(&self, owner: PersonId, status: Status) -> String {
        let filter = DealFilter {
            owners: [owner].into(),
            groups: self.group.into_iter().collect(),
            below: self.group.is_some(),
            pipelines: [self.pipeline].into(),
            statuses: [status].into(),
            closed: Range {
                from: Some(self.from),
                to: Some(self.to),
            },
            ..DealFilter::default()
        };
        let query = DealQuery {
            filter,
            ..DealQuery::default()
        };
        list::address(&query, None)
    }

    fn query(&self) -> String {
        let mut pairs = vec![
            ("from", dates::iso(self.from)),
            ("to", dates::iso(self.to)),
            ("pipeline", self.pipeline.to_string()),
        ];
        pairs.extend(self.group.map(|group| ("group", group.to_string())));
        pairs.extend(self.owner.map(|owner| ("owner", owner.to_string())));
        if self.by != By::default() {
            pairs.push(("by", self.by.key().to_owned()));
        }
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}
