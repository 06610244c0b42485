//! Pipelines and their stages, looked after by administrators. Invariants: nobody else finds these
//! pages; nothing here removes a deal: stages and pipelines are taken out of use and put back.
pub mod api;
pub mod card;
pub mod list;
mod stage;
pub mod stage_form;
mod texts;

use domain::id::{PipelineId, StageId};
use domain::pipelines::{Colour, Needs, Stage, StageKind};
use serde::{Deserialize, Serialize};

pub use stage_form::{NewStagePage, StagePage};

/// All pipelines in the order of the boards, the archived last.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pipelines {
    pub rows: Vec<Row>,
    /// What a new one can be made of: name and stages.
    pub examples: Vec<Example>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: PipelineId,
    pub name: String,
    pub stages: Vec<(String, Colour)>,
    pub archived: bool,
    /// New deals go here unless told otherwise.
    pub default: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Example {
    pub name: String,
    pub stages: Vec<String>,
}

/// One pipeline with its stages in the order of the board.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub id: PipelineId,
    pub name: String,
    pub archived: bool,
    pub default: bool,
    /// Of the record, so that a form can tell whether somebody else changed it.
    pub version: u64,
    pub stages: Vec<StageRow>,
    /// Open stages of all pipelines that deals can be moved to.
    pub open: Vec<(StageId, String)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StageRow {
    pub id: StageId,
    pub name: String,
    pub kind: StageKind,
    pub probability: u8,
    pub colour: Colour,
    pub days: Option<u16>,
    pub enter: Needs,
    pub leave: Needs,
    pub archived: bool,
}

impl From<&Stage> for StageRow {
    fn from(stage: &Stage) -> Self {
        Self {
            id: stage.id,
            name: stage.name.clone(),
            kind: stage.kind,
            probability: stage.probability,
            colour: stage.colour,
            days: stage.expected_days,
            enter: stage.gate.enter,
            leave: stage.gate.leave,
            archived: stage.archived,
        }
    }
}

/// The form of a stage as it is typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StageFields {
    pub name: String,
    pub kind: String,
    pub probability: String,
    pub days: String,
    pub colour: String,
    pub enter: Vec<String>,
    pub leave: Vec<String>,
}
