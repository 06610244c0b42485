//! The light form of a deal that lists show. Invariant: it holds nothing but what the columns,
//! the filters and the sums of a list need, so that a page never loads whole deals.
use super::{Attention, Deal, Status};
use crate::access::{FieldClass, FieldMask};
use crate::id::{CompanyId, DealId, GroupId, PersonId, PipelineId, StageId};
use crate::money::Money;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealRow {
    pub id: DealId,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyId>,
    /// Absent where the viewer may not see the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    pub pipeline: PipelineId,
    pub stage: StageId,
    pub status: Status,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_close: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step_on: Option<Day>,
    pub stage_since: Moment,
    /// The first day that is too long for its stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow_on: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Day>,
    /// These three order and compare; no page is sent them.
    #[serde(skip, default = "unsent")]
    pub created: Moment,
    #[serde(skip, default = "unsent")]
    pub updated: Moment,
    #[serde(skip)]
    pub version: u64,
}

fn unsent() -> Moment {
    Moment(0)
}

impl DealRow {
    #[must_use]
    pub fn of(deal: &Deal, company_name: Option<&str>) -> Self {
        Self {
            id: deal.id,
            title: deal.title.clone(),
            company: deal.company,
            company_name: company_name.map(str::to_owned),
            pipeline: deal.pipeline,
            stage: deal.stage,
            status: deal.status,
            owner: deal.owner,
            group: deal.group,
            amount: deal.amount,
            expected_close: deal.expected_close,
            opened: deal.opened,
            closed: deal.closed,
            next_step: deal.next_step.as_ref().map(|step| step.what.clone()),
            next_step_on: deal.next_step.as_ref().and_then(|step| step.on),
            stage_since: deal.stage_since,
            slow_on: deal.slow_on,
            snoozed_until: deal.snooze.as_ref().map(|snooze| snooze.until),
            created: deal.stamp.created,
            updated: deal.stamp.updated,
            version: deal.stamp.version,
        }
    }

    /// What the head should look at.
    #[must_use]
    pub fn needs_attention(&self, today: Day) -> Attention {
        let has_step = self.next_step.is_some();
        Attention::of(
            self.status,
            has_step,
            self.next_step_on,
            self.expected_close,
            today,
        )
    }

    /// Without what the viewer may not see.
    #[must_use]
    pub fn mask(mut self, fields: FieldMask) -> Self {
        if !fields.shows(FieldClass::Commercial) {
            self.amount = None;
        }
        self
    }
}
