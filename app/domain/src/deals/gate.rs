//! Gates as a deal meets them. Invariant: whether a move is held up depends on the deal, the two
//! stages and the note since it came, and on nothing else.
use super::{Deal, DealChanges, DealLine, NextStep, Refusal};
use crate::files::Upload;
use crate::id::StageId;
use crate::pipelines::{Need, Needs, Pipeline, StageKind};
use crate::refusal::Refusal as Refused;
use serde::{Deserialize, Serialize};

/// What is filled in together with a move, so that both happen or neither.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fill {
    #[serde(default)]
    pub changes: DealChanges,
    #[serde(default)]
    pub next_step: Option<NextStep>,
    #[serde(default)]
    pub lines: Vec<DealLine>,
    #[serde(default)]
    pub note: Option<String>,
    /// Put into the store of files by this very request.
    #[serde(skip)]
    pub file: Option<Upload>,
}

/// What going from one stage to another asks for: the gate of the one that is entered and, where
/// the deal goes on, of the one it leaves.
#[must_use]
pub fn needs_between(from: (&Pipeline, StageId), to: (&Pipeline, StageId)) -> Needs {
    let Some(entered) = to.0.stage(to.1) else {
        return Needs::NONE;
    };
    let place = |(pipeline, id): (&Pipeline, StageId)| {
        pipeline.stages.iter().position(|stage| stage.id == id)
    };
    let onwards = from.0.id != to.0.id || entered.kind == StageKind::Won || place(from) < place(to);
    let left = from.0.stage(from.1).map(|stage| stage.gate.leave);
    match entered.kind {
        StageKind::Lost => entered.gate.enter,
        _ if onwards => entered.gate.enter.union(left.unwrap_or_default()),
        _ => entered.gate.enter,
    }
}

impl Deal {
    /// Which of the needs this deal lacks; `noted` says whether something was noted since it came
    /// into its stage.
    #[must_use]
    pub fn missing(&self, needs: Needs, noted: bool) -> Needs {
        let step = self.next_step.as_ref();
        let has = |need| match need {
            Need::Amount => self.amount.is_some(),
            Need::ExpectedClose => self.expected_close.is_some(),
            Need::Company => self.company.is_some(),
            Need::Contact => !self.contacts.is_empty(),
            Need::NextStep => step.is_some(),
            Need::NextStepOn => step.is_some_and(|step| step.on.is_some()),
            Need::Source => self.source.is_some(),
            Need::Lines => !self.lines.is_empty(),
            Need::Note => noted,
            Need::File => !self.files.is_empty(),
            Need::Later => true,
        };
        needs.iter().filter(|need| !has(*need)).collect()
    }

    /// # Errors
    /// `Refusal::Gate` with everything that is missing.
    pub fn passes(&self, needs: Needs, noted: bool) -> Result<(), Refused> {
        let missing = self.missing(needs, noted);
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Gate { missing }.into())
        }
    }
}
