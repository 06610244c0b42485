//! What the screens of deals are given. Invariant: nothing in it that its viewer may not see, and
//! nothing twice: names once in a table, ids in the rows.
use crate::failure::Failure;
use domain::deals::{DealQuery, DealRow};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::money::{Currency, Sums};
use domain::pipelines::{Colour, StageKind};
use domain::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The list of deals: one page and the totals of the whole result.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DealList {
    pub query: DealQuery,
    /// What of the address could not be understood; the rest of it holds.
    pub problems: Vec<Failure>,
    pub rows: Vec<DealRow>,
    /// The place of each row, by which its page finds its neighbours.
    pub places: Vec<String>,
    /// In a list of stuck deals: of each row, why.
    pub why: Vec<Vec<String>>,
    pub next: Option<String>,
    pub previous: Option<String>,
    pub count: u64,
    pub sums: Sums,
    /// False: "at least", the filter would have had to look at too many deals.
    pub exact: bool,
    pub names: Names,
    /// Colleagues to filter by or to give a deal to; empty in a large firm.
    pub people: Vec<String>,
    /// Labels of those whose name alone does not tell who they are.
    pub labels: BTreeMap<PersonId, String>,
    pub currency: Currency,
    pub today: Day,
    /// Firm, viewer and moment, for the foot of a print.
    pub printed: String,
    pub may_create: bool,
}

/// The names behind the ids of a page, and what its filters offer.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    pub people: BTreeMap<PersonId, String>,
    /// In the order of the tree, with their depth.
    pub groups: Vec<(GroupId, String, u32)>,
    pub pipelines: Vec<(PipelineId, String)>,
    /// In the order of the boards.
    pub stages: Vec<StageName>,
}

/// A stage as lists and forms show it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StageName {
    pub id: StageId,
    pub pipeline: PipelineId,
    pub name: String,
    pub kind: StageKind,
    pub colour: Colour,
}

impl DealList {
    /// How a form names this person.
    #[must_use]
    pub fn label(&self, id: PersonId) -> String {
        let own = self.labels.get(&id).cloned();
        own.unwrap_or_else(|| self.names.person(id).to_owned())
    }
}

impl Names {
    #[must_use]
    pub fn person(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("", String::as_str)
    }

    #[must_use]
    pub fn group(&self, id: GroupId) -> &str {
        self.groups
            .iter()
            .find(|(group, ..)| *group == id)
            .map_or("", |(_, name, _)| name)
    }

    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<&StageName> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    #[must_use]
    pub fn pipeline(&self, id: PipelineId) -> &str {
        self.pipelines
            .iter()
            .find(|(pipeline, _)| *pipeline == id)
            .map_or("", |(_, name)| name)
    }
}
