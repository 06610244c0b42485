//! From drafts to the records' own commands, once places have ids. Invariant: a draft is turned
//! into a command only after everything it points at has been created; `None` says it was not.
use super::draft::{CompanyDraft, ContactDraft, DealDraft, LineDraft, Outcome, Ref, StageRef};
use super::plan::ImportPlan;
use crate::access::Lane;
use crate::id::{
    CompanyId, ContactId, DealId, GroupId, ImportId, PersonId, PipelineId, ProductId, StageId,
};
use crate::{companies, contacts, deals, people, products};

/// Ids given so far, by the places of the plan's lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Created {
    pub import: Option<ImportId>,
    pub groups: Vec<GroupId>,
    pub people: Vec<PersonId>,
    pub pipelines: Vec<(PipelineId, Vec<StageId>)>,
    pub companies: Vec<CompanyId>,
    pub contacts: Vec<ContactId>,
    pub products: Vec<ProductId>,
    pub deals: Vec<DealId>,
}

impl Created {
    #[must_use]
    pub fn stage(&self, stage: StageRef) -> Option<StageId> {
        match stage {
            StageRef::Known(id) => Some(id),
            StageRef::New { pipeline, stage } => {
                let (_, stages) = self.pipelines.get(pipeline as usize)?;
                stages.get(stage as usize).copied()
            }
        }
    }

    #[must_use]
    pub fn pipeline(&self, pipeline: Ref<PipelineId>) -> Option<PipelineId> {
        match pipeline {
            Ref::Known(id) => Some(id),
            Ref::New(place) => self.pipelines.get(place as usize).map(|(id, _)| *id),
        }
    }
}

impl ImportPlan {
    /// The command for the person at a place, in all their groups.
    #[must_use]
    pub fn person_command(&self, place: u32, created: &Created) -> Option<people::PersonDraft> {
        let draft = &self.people.get(place as usize)?.draft;
        let theirs = self
            .memberships
            .iter()
            .filter(|membership| membership.person == Ref::New(place));
        Some(people::PersonDraft {
            name: draft.name.clone(),
            email: draft.email.clone(),
            groups: theirs
                .map(|membership| membership.group.resolve(&created.groups))
                .collect::<Option<_>>()?,
            title: draft.position.clone(),
            phone: draft.phone.clone(),
            ..people::PersonDraft::default()
        })
    }

    /// The price-list sheet of the product at a place; owner and group are the importer's.
    #[must_use]
    pub fn product_sheet(&self, place: u32) -> Option<products::Sheet> {
        let draft = &self.products.get(place as usize)?.draft;
        Some(products::Sheet {
            name: draft.name.clone(),
            code: draft.code.clone(),
            category: draft.series.clone(),
            price: draft.price,
            unit: None,
        })
    }
}

impl CompanyDraft {
    #[must_use]
    pub fn command(&self, created: &Created) -> Option<companies::CompanyDraft> {
        let parent = match self.parent {
            Some(parent) => Some(parent.resolve(&created.companies)?),
            None => None,
        };
        Some(companies::CompanyDraft {
            profile: companies::Profile {
                name: self.name.clone(),
                nip: self.nip.clone(),
                regon: self.regon.clone(),
                krs: self.krs.clone(),
                address: self.street.clone(),
                postal_code: self.postal_code.clone(),
                city: self.city.clone(),
                country: self.country.clone(),
                website: self.website.clone(),
                phone: self.phone.clone(),
                industry: self.industry.clone(),
                employees: self.employees,
                revenue: self.revenue,
                founded: self.founded,
                parent,
                note: self.note.clone(),
            },
            owner: self.owner.resolve(&created.people)?,
            group: self.group.resolve(&created.groups)?,
            lane: Lane::Normal,
            import: created.import,
        })
    }
}

impl ContactDraft {
    #[must_use]
    pub fn command(&self, created: &Created) -> Option<contacts::ContactDraft> {
        let company = match self.company {
            Some(company) => Some(company.resolve(&created.companies)?),
            None => None,
        };
        Some(contacts::ContactDraft {
            card: contacts::Card {
                name: self.name.clone(),
                company,
                position: self.position.clone(),
                phones: self.phone.iter().cloned().collect(),
                emails: self.email.iter().cloned().collect(),
                note: self.note.clone(),
            },
            owner: self.owner.resolve(&created.people)?,
            group: self.group.resolve(&created.groups)?,
            lane: Lane::Normal,
            import: created.import,
        })
    }
}

impl DealDraft {
    #[must_use]
    pub fn command(&self, created: &Created) -> Option<deals::DealDraft> {
        let (owner, group) = (
            self.owner.resolve(&created.people)?,
            self.group.resolve(&created.groups)?,
        );
        let pipeline = created.pipeline(self.pipeline)?;
        let mut command = deals::DealDraft::new(&self.title, pipeline, owner, group);
        if let Some(company) = self.company {
            command.company = Some(company.resolve(&created.companies)?);
        }
        if let Some(line) = &self.line {
            command.lines = vec![line.command(created)?];
        }
        command.stage = Some(created.stage(self.stage)?);
        command.amount = self.amount;
        command.probability = self.probability;
        command.expected_close = self.expected_close;
        command.opened = self.opened;
        command.outcome = self.outcome.command();
        command.source = self.source.clone();
        command.next_step = self
            .next_step
            .clone()
            .map(|what| deals::NextStep { what, on: None });
        command.description = self.note.clone();
        command.external_id = self.external_id.clone();
        command.import = created.import;
        Some(command)
    }
}

impl LineDraft {
    fn command(&self, created: &Created) -> Option<deals::DealLine> {
        Some(deals::DealLine {
            product: Some(self.product.resolve(&created.products)?),
            name: self.name.clone(),
            quantity: self.quantity,
            price: self.price,
            discount: 0,
        })
    }
}

impl Outcome {
    fn command(&self) -> Option<deals::Outcome> {
        match self {
            Self::Open => None,
            Self::Won { on } => Some(deals::Outcome::Won { on: *on }),
            Self::Lost { on, reason } => Some(deals::Outcome::Lost {
                on: *on,
                reason: reason.clone(),
            }),
        }
    }
}
