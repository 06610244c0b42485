//! What moving one deal is drawn from. Invariant: nothing in it that its viewer may not see.
use super::texts::Texts;
use crate::deals::fill::Blank;
use crate::deals::offered::Offered;
use domain::deals::Status;
use domain::id::{DealId, StageId};
use domain::money::Money;
use domain::pipelines::{Colour, Needs, StageKind};
use domain::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Moving {
    pub id: DealId,
    pub title: String,
    pub stage: StageId,
    pub status: Status,
    /// Where it can go: first of its own pipeline, in the order of the board.
    pub targets: Vec<Target>,
    /// The one that was chosen.
    pub to: Option<StageId>,
    pub blank: Blank,
    /// Why it may be lost: values and words.
    pub offered: Offered,
    /// Absent where amounts are hidden.
    pub amount: Option<Money>,
    pub today: Day,
    /// The list or board it was opened from.
    pub back: String,
    /// The query part of that, for links that lead on.
    pub list: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Target {
    pub id: StageId,
    pub name: String,
    /// Named for stages of another pipeline.
    pub pipeline: Option<String>,
    pub kind: StageKind,
    pub colour: Colour,
    /// What the gates between here and there ask for and the deal lacks.
    pub lacks: Needs,
}

impl Moving {
    pub(in crate::deals) fn chosen(&self) -> Option<&Target> {
        let to = self.to?;
        self.targets.iter().find(|target| target.id == to)
    }

    /// "Przenieś: Negocjacje".
    pub(in crate::deals) fn title_of(&self, texts: &Texts) -> String {
        match self.chosen() {
            Some(target) => format!("{}: {}", texts.move_to, target.name),
            None => texts.move_to.to_owned(),
        }
    }
}

impl Target {
    /// Whether it is entered with one click, without a form.
    pub(in crate::deals) fn is_plain(&self, status: Status) -> bool {
        match (status, self.kind) {
            (Status::Open, StageKind::Open) => self.lacks.is_empty(),
            (Status::Open, _) => false,
            (_, kind) => kind == StageKind::Open,
        }
    }
}
