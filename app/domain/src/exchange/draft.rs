//! Records to be created, before they have ids. Invariant: a [`Ref::New`] names a place in the
//! same plan that stands earlier in the order of creation.
use crate::companies::Nip;
use crate::deals::LostReason;
use crate::id::{CompanyId, GroupId, PersonId, PipelineId, ProductId, StageId};
use crate::money::Money;
use crate::people::Email;
use crate::pipelines::StageKind;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A record that is already there, or one of this plan by its place in the plan's list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Ref<Id> {
    Known(Id),
    New(u32),
}

/// A draft with the row that asked for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Drafted<T> {
    /// The line of the file, from 1; 0 when no row of its own asked for it.
    pub line: u32,
    pub draft: T,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GroupDraft {
    pub name: String,
    /// `None`: at the top, in a firm that has no group yet.
    pub parent: Option<Ref<GroupId>>,
}

/// Without an e-mail address a person cannot sign in until invited.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonDraft {
    pub name: String,
    pub email: Option<Email>,
    pub phone: Option<String>,
    pub position: Option<String>,
}

/// A person joins a group. The first membership of a person is the primary one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Membership {
    pub person: Ref<PersonId>,
    pub group: Ref<GroupId>,
}

/// A person becomes a head of a group.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Headship {
    pub person: Ref<PersonId>,
    pub group: Ref<GroupId>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PipelineDraft {
    pub name: String,
    pub stages: Vec<StageDraft>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StageDraft {
    pub name: String,
    pub kind: StageKind,
    /// Of winning, in per cent.
    pub probability: u8,
}

/// A stage that is there, or one of a pipeline of this plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum StageRef {
    Known(StageId),
    New { pipeline: u32, stage: u32 },
}

/// The pipeline of a deal, beside its stage.
pub type PipelineRef = Ref<PipelineId>;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CompanyDraft {
    pub name: String,
    pub nip: Option<Nip>,
    pub regon: Option<String>,
    pub krs: Option<String>,
    pub owner: Ref<PersonId>,
    pub group: Ref<GroupId>,
    pub industry: Option<String>,
    pub employees: Option<u32>,
    pub revenue: Option<Money>,
    /// A year.
    pub founded: Option<i32>,
    pub parent: Option<Ref<CompanyId>>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub website: Option<String>,
    pub phone: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContactDraft {
    pub name: String,
    pub company: Option<Ref<CompanyId>>,
    pub position: Option<String>,
    pub email: Option<Email>,
    pub phone: Option<String>,
    pub owner: Ref<PersonId>,
    pub group: Ref<GroupId>,
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ProductDraft {
    pub name: String,
    pub code: Option<String>,
    pub series: Option<String>,
    pub price: Option<Money>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealDraft {
    pub title: String,
    pub external_id: Option<String>,
    pub company: Option<Ref<CompanyId>>,
    pub owner: Ref<PersonId>,
    pub group: Ref<GroupId>,
    pub pipeline: PipelineRef,
    pub stage: StageRef,
    pub outcome: Outcome,
    pub amount: Option<Money>,
    /// In per cent; `None`: the stage's.
    pub probability: Option<u8>,
    pub opened: Option<Day>,
    pub expected_close: Option<Day>,
    pub line: Option<LineDraft>,
    pub source: Option<String>,
    pub next_step: Option<String>,
    pub note: Option<String>,
}

/// How a deal stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Open,
    Won { on: Day },
    Lost { on: Day, reason: LostReason },
}

/// What a deal is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineDraft {
    pub product: Ref<ProductId>,
    pub name: String,
    /// Thousandths of a unit.
    pub quantity: i64,
    /// Of one unit, where the row's amount tells it.
    pub price: Option<Money>,
}

impl<Id: Copy> Ref<Id> {
    /// The id, once the places of the plan have theirs.
    #[must_use]
    pub fn resolve(self, created: &[Id]) -> Option<Id> {
        match self {
            Self::Known(id) => Some(id),
            Self::New(place) => created.get(place as usize).copied(),
        }
    }
}

impl Outcome {
    #[must_use]
    pub fn kind(&self) -> StageKind {
        match self {
            Self::Open => StageKind::Open,
            Self::Won { .. } => StageKind::Won,
            Self::Lost { .. } => StageKind::Lost,
        }
    }
}
