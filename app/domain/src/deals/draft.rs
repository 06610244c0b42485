//! Opening a deal, or taking over one that is closed already.
use super::{Deal, DealContact, DealLine, Event, LostReason, NextStep, Refusal, Status};
use crate::access::Lane;
use crate::by::By;
use crate::field::Field;
use crate::id::{CompanyId, DealId, GroupId, ImportId, PersonId, PipelineId, StageId};
use crate::money::{self, Money};
use crate::pipelines::{self, Pipeline, Stage, StageKind};
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// What a new deal starts with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealDraft {
    pub title: String,
    #[serde(default)]
    pub company: Option<CompanyId>,
    #[serde(default)]
    pub contacts: Vec<DealContact>,
    pub pipeline: PipelineId,
    /// `None`: the first open one, or the first of the outcome's kind.
    #[serde(default)]
    pub stage: Option<StageId>,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub probability: Option<u8>,
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// `None`: today, except for an import, which leaves it unknown.
    #[serde(default)]
    pub opened: Option<Day>,
    /// How it ended, when it is entered after the fact.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// When it came into its stage; `None`: now.
    #[serde(default)]
    pub stage_since: Option<Moment>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub next_step: Option<NextStep>,
    #[serde(default)]
    pub lines: Vec<DealLine>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub external_id: Option<String>,
    #[serde(default)]
    pub import: Option<ImportId>,
}

/// How a deal ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Won { on: Day },
    Lost { on: Day, reason: LostReason },
}

impl DealDraft {
    /// A draft with nothing but what every deal needs.
    #[must_use]
    pub fn new(title: &str, pipeline: PipelineId, owner: PersonId, group: GroupId) -> Self {
        Self {
            title: title.to_owned(),
            company: None,
            contacts: Vec::new(),
            pipeline,
            stage: None,
            owner,
            group,
            lane: Lane::Normal,
            amount: None,
            probability: None,
            expected_close: None,
            opened: None,
            outcome: None,
            stage_since: None,
            source: None,
            next_step: None,
            lines: Vec::new(),
            description: None,
            external_id: None,
            import: None,
        }
    }
}

impl Deal {
    /// # Errors
    /// A bad value; an archived or another pipeline; a stage of another kind than the outcome;
    /// a closing day in the future or before the opening; no reason of losing.
    pub fn open(
        by: By,
        id: DealId,
        draft: DealDraft,
        pipeline: &Pipeline,
    ) -> Result<(Self, Event), Refused> {
        let stage = starting_stage(&draft, pipeline)?;
        let imported = draft.import.is_some();
        let today = by.now.day();
        let (closed, lost_reason) = match draft.outcome {
            None => (None, None),
            Some(Outcome::Won { on }) => (Some(on), None),
            Some(Outcome::Lost { on, reason }) => (Some(on), Some(reason.checked(imported)?)),
        };
        let opened = draft
            .opened
            .or(if imported { None } else { closed.or(today) });
        super::transition::closing_day(by, opened, closed)?;
        let deal = Self {
            id,
            title: text::required(Field::Title, &draft.title, text::LINE)?,
            company: draft.company,
            contacts: super::checked_contacts(draft.contacts)?,
            pipeline: pipeline.id,
            stage: stage.id,
            stage_since: draft.stage_since.unwrap_or(by.now),
            trail: Vec::new(),
            slow_on: None,
            snooze: None,
            files: Vec::new(),
            open_stage: None,
            status: stage.kind.into(),
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
            shares: Vec::new(),
            amount: checked_amount(draft.amount)?,
            probability: checked_probability(draft.probability)?,
            expected_close: draft.expected_close,
            opened,
            closed,
            source: text::optional_line(Field::Source, draft.source.as_ref(), super::SHORT)?,
            lost_reason,
            next_step: draft.next_step.map(NextStep::checked).transpose()?,
            lines: super::lines::checked(draft.lines, draft.amount)?,
            description: checked_description(draft.description.as_ref())?,
            external_id: text::optional_line(
                Field::ExternalId,
                draft.external_id.as_ref(),
                super::SHORT,
            )?,
            import: draft.import,
            stamp: Stamp::new(by),
            deleted: None,
        };
        let event = deal.opened_event();
        Ok((deal, event))
    }

    fn opened_event(&self) -> Event {
        Event::Opened {
            title: self.title.clone(),
            company: self.company,
            pipeline: self.pipeline,
            stage: self.stage,
            status: self.status,
            owner: self.owner,
            group: self.group,
            lane: self.lane,
            amount: self.amount,
            import: self.import,
        }
    }
}

fn starting_stage<'a>(draft: &DealDraft, pipeline: &'a Pipeline) -> Result<&'a Stage, Refused> {
    if draft.pipeline != pipeline.id {
        return Err(Refusal::OtherPipeline.into());
    }
    if pipeline.archived && draft.import.is_none() {
        return Err(pipelines::Refusal::Archived.into());
    }
    let kind = match draft.outcome {
        None => StageKind::Open,
        Some(Outcome::Won { .. }) => StageKind::Won,
        Some(Outcome::Lost { .. }) => StageKind::Lost,
    };
    let stage = match draft.stage {
        Some(id) => pipeline.stage(id),
        None => pipeline.first_of(kind),
    };
    let stage = stage.ok_or(pipelines::Refusal::UnknownStage)?;
    if stage.archived && draft.import.is_none() {
        return Err(pipelines::Refusal::StageArchived.into());
    }
    if stage.kind == kind {
        Ok(stage)
    } else {
        Err(Refusal::wrong_kind(stage.kind).into())
    }
}

pub(super) fn checked_amount(amount: Option<Money>) -> Result<Option<Money>, Refused> {
    let Some(amount) = amount else {
        return Ok(None);
    };
    if amount.minor < 0 {
        return Err(money::Refusal::Negative {
            field: Field::Amount,
        }
        .into());
    }
    Ok(Some(amount.bounded(Field::Amount)?))
}

pub(super) fn checked_probability(percent: Option<u8>) -> Result<Option<u8>, Refused> {
    if let Some(percent) = percent {
        text::within(Field::Probability, i64::from(percent), 0, 100)?;
    }
    Ok(percent)
}

pub(super) fn checked_description(raw: Option<&String>) -> Result<Option<String>, Refused> {
    Ok(text::optional_note(Field::Description, raw, text::NOTE)?)
}

impl From<&Outcome> for Status {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Won { .. } => Self::Won,
            Outcome::Lost { .. } => Self::Lost,
        }
    }
}
