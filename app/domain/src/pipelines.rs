//! Pipelines and their stages. Invariants: a pipeline has at least one open, one won and one lost
//! stage that is not archived; won stages count 100 % and lost ones 0 %; stages keep their ids for ever, as deals and
//! events name them.
mod archive;
mod event;
mod gate;
mod preset;
mod refusal;

pub use event::Event;
pub use gate::{Gate, Need, Needs};
pub use preset::{Example, examples};
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;

use crate::by::By;
use crate::change::Change;
use crate::field::Field;
use crate::id::{PipelineId, StageId};
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pipeline {
    pub id: PipelineId,
    pub name: String,
    /// In the order of the board.
    pub stages: Vec<Stage>,
    #[serde(default)]
    pub archived: bool,
    /// Its place among the pipelines; equal places by age.
    #[serde(default)]
    pub place: u16,
    pub stamp: Stamp,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stage {
    pub id: StageId,
    pub name: String,
    pub kind: StageKind,
    /// Default per cent, 0 to 100.
    pub probability: u8,
    #[serde(default)]
    pub colour: Colour,
    /// Working days a deal normally spends here.
    #[serde(default)]
    pub expected_days: Option<u16>,
    #[serde(default)]
    pub gate: Gate,
    /// Keeps its deals and takes no more.
    #[serde(default)]
    pub archived: bool,
}

#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum StageKind {
    #[default]
    Open,
    Won,
    Lost,
}

/// A named token of the style sheet, not a colour value.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Colour {
    Sand,
    Sky,
    Petrol,
    Violet,
    Rose,
    Amber,
    Green,
    /// Also stands for a token of a later version.
    #[default]
    #[serde(other)]
    Grey,
}

impl Colour {
    pub const ALL: [Self; 8] = [
        Self::Sand,
        Self::Sky,
        Self::Petrol,
        Self::Violet,
        Self::Rose,
        Self::Amber,
        Self::Green,
        Self::Grey,
    ];

    /// The name of the token in the style sheet and in forms.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Sand => "sand",
            Self::Sky => "sky",
            Self::Petrol => "petrol",
            Self::Violet => "violet",
            Self::Rose => "rose",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Grey => "grey",
        }
    }
}

/// What a stage is made of, without its id.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StageDraft {
    pub name: String,
    pub kind: StageKind,
    pub probability: u8,
    #[serde(default)]
    pub colour: Colour,
    #[serde(default)]
    pub expected_days: Option<u16>,
    #[serde(default)]
    pub gate: Gate,
}

/// Longest name of a pipeline or stage.
const NAME: usize = 60;
/// Most stages, so that a board stays readable.
pub const MOST_STAGES: usize = 30;

impl Pipeline {
    /// # Errors
    /// A bad name or number, no open, won or lost stage, too many stages, or equal names.
    pub fn create(
        by: By,
        id: PipelineId,
        name: &str,
        stages: Vec<(StageId, StageDraft)>,
    ) -> Result<(Self, Event), Refused> {
        let name = text::required(Field::Name, name, NAME)?;
        let stages = stages
            .into_iter()
            .map(|(id, draft)| draft.checked(id))
            .collect::<Result<Vec<_>, _>>()?;
        complete(&stages)?;
        let event = Event::Created {
            name: name.clone(),
            stages: stages.clone(),
        };
        Ok((
            Self {
                id,
                name,
                stages,
                archived: false,
                place: 0,
                stamp: Stamp::new(by),
            },
            event,
        ))
    }

    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The stage a new deal starts in: the first open one.
    #[must_use]
    pub fn first_open(&self) -> Option<&Stage> {
        self.first_of(StageKind::Open)
    }

    /// The first stage of this kind that is not archived.
    #[must_use]
    pub fn first_of(&self, kind: StageKind) -> Option<&Stage> {
        self.stages
            .iter()
            .find(|stage| stage.kind == kind && !stage.archived)
    }

    /// # Errors
    /// A bad name, or nothing changed.
    pub fn rename(&mut self, by: By, name: &str) -> Result<Event, Refused> {
        let name = text::required(Field::Name, name, NAME)?;
        let was = std::mem::replace(&mut self.name, name.clone());
        let change = Change::between(was, name).ok_or(Refused::Unchanged)?;
        self.stamp.touch(by);
        Ok(Event::Renamed(change))
    }

    /// Adds a stage at a place counted from 0; beyond the end it goes last.
    ///
    /// # Errors
    /// A bad name or number, too many stages, or an equal name.
    pub fn add_stage(
        &mut self,
        by: By,
        id: StageId,
        at: usize,
        draft: StageDraft,
    ) -> Result<Event, Refused> {
        let stage = draft.checked(id)?;
        let mut stages = self.stages.clone();
        stages.insert(at.min(stages.len()), stage.clone());
        self.arrange(by, stages, Event::StageAdded(stage))
    }

    /// # Errors
    /// An unknown stage, a bad value, nothing changed, or the last stage of its kind gone.
    pub fn edit_stage(&mut self, by: By, id: StageId, draft: StageDraft) -> Result<Event, Refused> {
        let mut stage = draft.checked(id)?;
        let mut stages = self.stages.clone();
        let slot = stages
            .iter_mut()
            .find(|stage| stage.id == id)
            .ok_or(Refusal::UnknownStage)?;
        stage.archived = slot.archived;
        let was = std::mem::replace(slot, stage.clone());
        if was.kind != stage.kind {
            // Deals in it would change their status behind their owners' backs.
            return Err(Refusal::KindFixed.into());
        }
        let change = Change::between(was, stage).ok_or(Refused::Unchanged)?;
        self.arrange(by, stages, Event::StageEdited(change))
    }

    /// # Errors
    /// An unknown stage, or it is there already.
    pub fn move_stage(&mut self, by: By, id: StageId, to: usize) -> Result<Event, Refused> {
        let was: Vec<StageId> = self.stages.iter().map(|stage| stage.id).collect();
        let from = was
            .iter()
            .position(|stage| *stage == id)
            .ok_or(Refusal::UnknownStage)?;
        let mut stages = self.stages.clone();
        let stage = stages.remove(from);
        stages.insert(to.min(stages.len()), stage);
        let is = stages.iter().map(|stage| stage.id).collect();
        let change = Change::between(was, is).ok_or(Refused::Unchanged)?;
        self.arrange(by, stages, Event::Reordered(change))
    }

    /// Removes a stage; `deals` counts those that stand in it, deleted ones too.
    ///
    /// # Errors
    /// An unknown stage, one with deals in it, or the last of its kind.
    pub fn remove_stage(&mut self, by: By, id: StageId, deals: u64) -> Result<Event, Refused> {
        let stage = self.stage(id).cloned().ok_or(Refusal::UnknownStage)?;
        if deals > 0 {
            return Err(Refusal::StageInUse { deals }.into());
        }
        let stages = self
            .stages
            .iter()
            .filter(|stage| stage.id != id)
            .cloned()
            .collect();
        self.arrange(by, stages, Event::StageRemoved(stage))
    }

    fn arrange(&mut self, by: By, stages: Vec<Stage>, event: Event) -> Result<Event, Refused> {
        complete(&stages)?;
        self.stages = stages;
        self.stamp.touch(by);
        Ok(event)
    }
}

impl StageDraft {
    fn checked(self, id: StageId) -> Result<Stage, Refused> {
        text::within(Field::Probability, i64::from(self.probability), 0, 100)?;
        if let Some(days) = self.expected_days {
            text::within(Field::ExpectedDays, i64::from(days), 1, 1000)?;
        }
        let probability = match self.kind {
            StageKind::Open => self.probability,
            StageKind::Won => 100,
            StageKind::Lost => 0,
        };
        Ok(Stage {
            id,
            name: text::required(Field::Name, &self.name, NAME)?,
            kind: self.kind,
            probability,
            colour: self.colour,
            expected_days: self.expected_days,
            gate: self.gate,
            archived: false,
        })
    }
}

fn complete(stages: &[Stage]) -> Result<(), Refused> {
    let living = || stages.iter().filter(|stage| !stage.archived);
    for kind in [StageKind::Open, StageKind::Won, StageKind::Lost] {
        if !living().any(|stage| stage.kind == kind) {
            return Err(Refusal::NoStageOf(kind).into());
        }
    }
    if living().count() > MOST_STAGES {
        return Err(text::Refusal::TooMany {
            field: Field::Stage,
            limit: MOST_STAGES,
        }
        .into());
    }
    let mut names: Vec<String> = living().map(|stage| text::fold(&stage.name)).collect();
    let mut ids: Vec<StageId> = stages.iter().map(|stage| stage.id).collect();
    names.sort_unstable();
    ids.sort_unstable();
    let twice = names.windows(2).any(|pair| pair.first() == pair.last())
        || ids.windows(2).any(|pair| pair.first() == pair.last());
    if twice {
        Err(Refusal::NameTaken.into())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
