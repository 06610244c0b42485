//! Deals: what the whole product is about. Invariants: a deal stands in one stage of one pipeline
//! and its status is that stage's kind; a lost deal has a reason; a closed deal has a closing day;
//! amount and lines share one currency; a deleted deal takes no command but `restore`.
mod draft;
mod edit;
mod event;
mod files;
mod filter;
mod gate;
mod guard;
mod lines;
mod movement;
mod notes;
mod reasons;
mod refusal;
mod row;
mod stuck;
mod terms;
mod trail;
mod transition;

pub use draft::{DealDraft, Outcome};
pub use edit::DealChanges;
pub use event::{Edit, Event};
pub use filter::{
    AttentionKind, DealFilter, DealQuery, DealSort, Direction, Layout, Matcher, Range, SortKey,
};
pub use gate::{Fill, needs_between};
pub use lines::DealLine;
pub use movement::{Funnel, FunnelStage, Passage, passage};
pub use reasons::{LostReasons, ReasonEdit};
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;
pub use row::DealRow;
pub use stuck::{Snooze, Stuck, StuckKind};
pub use terms::{Attention, LostKind, LostReason, NextStep, Status, WinTerms};
pub use trail::{Stay, stage_at};

use crate::access::{Action, Lane, Share, ShareTo};
use crate::by::By;
use crate::change::{Change, apply};
use crate::custody::{Custody, Hold, InCustody};
use crate::field::Field;
use crate::files::Attachment;
use crate::id::{CompanyId, ContactId, DealId, GroupId, ImportId, PersonId, PipelineId, StageId};
use crate::money::Money;
use crate::pipelines::Stage;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// A potential sale. Field classes: `amount`, `probability` and the prices of `lines` are
/// Commercial; `files` and notes about it are Internal; everything else is Basic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deal {
    pub id: DealId,
    pub title: String,
    #[serde(default)]
    pub company: Option<CompanyId>,
    #[serde(default)]
    pub contacts: Vec<DealContact>,
    pub pipeline: PipelineId,
    pub stage: StageId,
    /// When it came into its stage.
    pub stage_since: Moment,
    /// Every stay since it was opened; see `stays`.
    #[serde(default)]
    pub trail: Vec<Stay>,
    /// The first day that is too long for its stage; kept by the store, see `time`.
    #[serde(default)]
    pub slow_on: Option<Day>,
    #[serde(default)]
    pub snooze: Option<Snooze>,
    /// Where it stood before it was closed; reopening returns it there.
    #[serde(default)]
    pub open_stage: Option<StageId>,
    pub status: Status,
    pub owner: PersonId,
    /// The owner's primary group when they took it.
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub shares: Vec<Share>,
    #[serde(default)]
    pub amount: Option<Money>,
    /// Per cent, instead of the stage's.
    #[serde(default)]
    pub probability: Option<u8>,
    #[serde(default)]
    pub expected_close: Option<Day>,
    #[serde(default)]
    pub opened: Option<Day>,
    #[serde(default)]
    pub closed: Option<Day>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub lost_reason: Option<LostReason>,
    #[serde(default)]
    pub next_step: Option<NextStep>,
    #[serde(default)]
    pub lines: Vec<DealLine>,
    #[serde(default)]
    pub files: Vec<Attachment>,
    #[serde(default)]
    pub description: Option<String>,
    /// Its number in another system.
    #[serde(default)]
    pub external_id: Option<String>,
    #[serde(default)]
    pub import: Option<ImportId>,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

/// A contact's part in a deal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealContact {
    pub contact: ContactId,
    /// Such as "decides" or "signs".
    #[serde(default)]
    pub role: Option<String>,
}

/// Most contacts of one deal.
const MOST_CONTACTS: usize = 50;
/// Longest next step, source, role, external number.
const SHORT: usize = 200;

impl Deal {
    /// Per cent: 100 and 0 once closed, else its own or its stage's.
    #[must_use]
    pub fn chance(&self, stage: &Stage) -> u8 {
        match self.status {
            Status::Won => 100,
            Status::Lost => 0,
            Status::Open => self.probability.unwrap_or(stage.probability).min(100),
        }
    }

    /// The amount times the chance.
    #[must_use]
    pub fn weighted(&self, stage: &Stage) -> Option<Money> {
        self.amount.map(|amount| amount.percent(self.chance(stage)))
    }

    /// Days from opening until closing or `today`; never negative.
    #[must_use]
    pub fn age(&self, today: Day) -> Option<u32> {
        let end = self.closed.unwrap_or(today);
        u32::try_from((end - self.opened?).num_days().max(0)).ok()
    }

    /// What the head should look at; a closed deal needs nothing.
    #[must_use]
    pub fn needs_attention(&self, today: Day) -> Attention {
        let step_on = self.next_step.as_ref().and_then(|step| step.on);
        Attention::of(
            self.status,
            self.next_step.is_some(),
            step_on,
            self.expected_close,
            today,
        )
    }

    /// What comes next, or nothing any more.
    ///
    /// # Errors
    /// Deleted, closed, a bad text, or nothing changed.
    pub fn plan_next_step(&mut self, by: By, step: Option<NextStep>) -> Result<Event, Refused> {
        self.is_open()?;
        let step = step.map(NextStep::checked).transpose()?;
        let wanted = Change::new(self.next_step.clone(), step);
        let change = apply(&mut self.next_step, Some(wanted)).ok_or(Refused::Unchanged)?;
        Ok(self.done(by, Event::NextStepPlanned(change)))
    }

    /// People let in to work on it beside its owner.
    pub fn collaborators(&self) -> impl Iterator<Item = PersonId> {
        let shares = self.shares.iter();
        let working = shares.filter(|share| share.mask.has(Action::Edit));
        working.filter_map(|share| match share.to {
            ShareTo::Person(person) => Some(person),
            ShareTo::Group(_) => None,
        })
    }

    /// Puts the deal into the trash.
    ///
    /// # Errors
    /// Deleted already.
    pub fn delete(&mut self, by: By) -> Result<Event, Refused> {
        self.is_here()?;
        self.deleted = Some(by.now);
        Ok(self.done(by, Event::Deleted))
    }

    /// # Errors
    /// Not deleted.
    pub fn restore(&mut self, by: By) -> Result<Event, Refused> {
        self.deleted.take().ok_or(Refused::NotDeleted)?;
        Ok(self.done(by, Event::Restored))
    }

    fn done(&mut self, by: By, event: Event) -> Event {
        self.stamp.touch(by);
        event
    }

    fn is_here(&self) -> Result<(), Refused> {
        if self.deleted.is_none() {
            Ok(())
        } else {
            Err(Refused::Deleted)
        }
    }

    fn is_open(&self) -> Result<(), Refused> {
        self.is_here()?;
        if self.status == Status::Open {
            Ok(())
        } else {
            Err(Refusal::Closed.into())
        }
    }
}

impl InCustody for Deal {
    type Event = Event;

    fn hold(&mut self) -> Result<Hold<'_>, Refused> {
        self.is_here()?;
        Ok(Hold {
            owner: &mut self.owner,
            group: &mut self.group,
            lane: &mut self.lane,
            shares: &mut self.shares,
        })
    }

    fn kept(&mut self, by: By, change: Custody) -> Event {
        self.done(by, Event::Custody(change))
    }
}

fn checked_contacts(contacts: Vec<DealContact>) -> Result<Vec<DealContact>, Refused> {
    if contacts.len() > MOST_CONTACTS {
        return Err(text::Refusal::TooMany {
            field: Field::Contact,
            limit: MOST_CONTACTS,
        }
        .into());
    }
    let mut checked: Vec<DealContact> = Vec::with_capacity(contacts.len());
    for part in contacts {
        if checked.iter().any(|other| other.contact == part.contact) {
            return Err(Refusal::ContactTwice.into());
        }
        let role = text::optional_line(Field::ContactRole, part.role.as_ref(), SHORT)?;
        checked.push(DealContact { role, ..part });
    }
    Ok(checked)
}

#[cfg(test)]
mod tests;
