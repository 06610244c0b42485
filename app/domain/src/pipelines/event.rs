//! What happened to pipelines.
use super::Stage;
use crate::change::Change;
use crate::id::StageId;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Created { name: String, stages: Vec<Stage> },
    Renamed(Change<String>),
    StageAdded(Stage),
    StageEdited(Change<Stage>),
    StageRemoved(Stage),
    Reordered(Change<Vec<StageId>>),
    StageArchived { stage: StageId },
    StageUnarchived { stage: StageId },
    Placed(Change<u16>),
    Archived,
    Unarchived,
}
