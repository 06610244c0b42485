//! The small words of a deal: status, next step, terms of winning, reasons of losing.
use super::Refusal;
use crate::field::Field;
use crate::id::StageId;
use crate::money::Money;
use crate::pipelines::StageKind;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// The kind of the stage a deal stands in, stored so that lists need no pipeline.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Status {
    #[default]
    Open,
    Won,
    Lost,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Open, Self::Won, Self::Lost];

    /// The value in a URL.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

impl From<StageKind> for Status {
    fn from(kind: StageKind) -> Self {
        match kind {
            StageKind::Open => Self::Open,
            StageKind::Won => Self::Won,
            StageKind::Lost => Self::Lost,
        }
    }
}

/// What comes next, perhaps on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NextStep {
    pub what: String,
    #[serde(default)]
    pub on: Option<Day>,
}

impl NextStep {
    pub(super) fn checked(self) -> Result<Self, Refused> {
        Ok(Self {
            what: text::required(Field::NextStep, &self.what, super::SHORT)?,
            on: self.on,
        })
    }
}

/// How a deal was won.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WinTerms {
    pub on: Day,
    /// The amount agreed; `None` keeps the deal's.
    #[serde(default)]
    pub amount: Option<Money>,
    /// Which won stage, where the pipeline has several.
    #[serde(default)]
    pub stage: Option<StageId>,
}

/// Why a deal was lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LostReason {
    pub kind: LostKind,
    #[serde(default)]
    pub text: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum LostKind {
    Price,
    Competitor,
    NoBudget,
    NoNeed,
    NoDecision,
    Timing,
    NoContact,
    /// Needs a text.
    Other,
    /// Came lost from an import; also stands for a reason of a later version.
    #[serde(other)]
    NotRecorded,
}

impl LostKind {
    /// The reasons a person may choose.
    pub const CHOICES: [Self; 8] = [
        Self::Price,
        Self::Competitor,
        Self::NoBudget,
        Self::NoNeed,
        Self::NoDecision,
        Self::Timing,
        Self::NoContact,
        Self::Other,
    ];

    /// The value in a form.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Competitor => "competitor",
            Self::NoBudget => "no-budget",
            Self::NoNeed => "no-need",
            Self::NoDecision => "no-decision",
            Self::Timing => "timing",
            Self::NoContact => "no-contact",
            Self::Other => "other",
            Self::NotRecorded => "not-recorded",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|kind| kind.key() == key)
    }
}

impl LostReason {
    /// A reason with its text cleaned; `imported` lets "not recorded" through.
    pub(super) fn checked(self, imported: bool) -> Result<Self, Refused> {
        let text = text::optional_line(Field::LostReason, self.text.as_ref(), 500)?;
        match self.kind {
            LostKind::NotRecorded if !imported => Err(Refusal::ReasonMissing.into()),
            LostKind::Other if text.is_none() => Err(Refusal::ReasonUntold.into()),
            kind => Ok(Self { kind, text }),
        }
    }
}

/// What the head should look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Attention {
    pub no_next_step: bool,
    /// The next step's day is over.
    pub late_step: bool,
    /// The expected close is over.
    pub past_close: bool,
}

impl Attention {
    pub(super) fn of(
        status: Status,
        has_step: bool,
        step_on: Option<Day>,
        expected_close: Option<Day>,
        today: Day,
    ) -> Self {
        if status != Status::Open {
            return Self::default();
        }
        Self {
            no_next_step: !has_step,
            late_step: step_on.is_some_and(|on| on < today),
            past_close: expected_close.is_some_and(|day| day < today),
        }
    }

    #[must_use]
    pub fn any(self) -> bool {
        self.no_next_step || self.late_step || self.past_close
    }
}
