//! Carrying a plan out. Invariant: each record goes through its own command, so a plan can make
//! nothing that a person could not; one refusal and nothing of the plan is kept.
use super::{ImportRun, Made, Span};
use crate::error::Stopped;
use crate::records;
use crate::tables::Kind;
use crate::work::Work;
use domain::access::Role;
use domain::events::{Event, ImportEvent};
use domain::exchange::{Created, ImportPlan, PipelineDraft, Ref};
use domain::field::Field;
use domain::id::{GroupId, ImportId, PersonId};
use domain::pipelines::StageDraft;
use domain::refusal::Refusal;
use std::sync::atomic::{AtomicU64, Ordering};

impl Work<'_, '_> {
    /// Makes everything of a plan, and remembers it as one run.
    ///
    /// # Errors
    /// Whatever the command of one of its records refuses; then the whole run.
    pub fn import(
        &mut self,
        plan: &ImportPlan,
        source: &str,
    ) -> Result<(ImportRun, Created), Stopped> {
        self.import_counted(plan, source, &AtomicU64::new(0))
    }

    /// The same; `made` counts the records as they come, for whoever watches.
    ///
    /// # Errors
    /// As [`Work::import`].
    pub fn import_counted(
        &mut self,
        plan: &ImportPlan,
        source: &str,
        made: &AtomicU64,
    ) -> Result<(ImportRun, Created), Stopped> {
        self.administer()?;
        let id = ImportId(self.new_id(Kind::Import)?);
        let mut created = Created {
            import: Some(id),
            ..Created::default()
        };
        self.import_groups(plan, &mut created)?;
        self.import_people(plan, &mut created, made)?;
        let joined = self.import_memberships(plan, &created)?;
        let headed = self.import_heads(plan, &created)?;
        for pipeline in &plan.pipelines {
            self.import_pipeline(pipeline, &mut created)?;
        }
        self.import_customers(plan, &mut created, made)?;
        self.import_deals(plan, &mut created, made)?;
        let run = ImportRun {
            id,
            at: self.by.now,
            by: self.by.actor,
            source: source.to_owned(),
            counts: plan.counts(),
            made: made_of(&created, joined, headed),
            undone: None,
            seq: self.overlay.seq(),
        };
        records::save(self.overlay, &run)?;
        let records = run.made.records();
        let told = Event::Import(ImportEvent::Finished { records });
        self.tell(Kind::Import, id.0, told)?;
        Ok((run, created))
    }

    fn import_groups(&mut self, plan: &ImportPlan, created: &mut Created) -> Result<(), Stopped> {
        for group in &plan.groups {
            let parent = match group.draft.parent {
                Some(parent) => Some(there(Field::Group, parent.resolve(&created.groups))?),
                None => None,
            };
            let id = self.create_group(&group.draft.name, parent)?;
            created.groups.push(id);
        }
        Ok(())
    }

    fn import_people(
        &mut self,
        plan: &ImportPlan,
        created: &mut Created,
        made: &AtomicU64,
    ) -> Result<(), Stopped> {
        for (place, _) in (0_u32..).zip(&plan.people) {
            let mut draft = there(Field::Group, plan.person_command(place, created))?;
            let mut heads = plan.headships.iter();
            let leads = heads.any(|headship| headship.person == Ref::New(place));
            // Without a role nobody sees anything, not even what they own.
            draft.roles = vec![if leads { Role::Head } else { Role::Rep }];
            let id = self.create_person(draft)?;
            created.people.push(id);
            made.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// People who were there before join further groups.
    fn import_memberships(
        &mut self,
        plan: &ImportPlan,
        created: &Created,
    ) -> Result<Vec<(PersonId, GroupId)>, Stopped> {
        let mut joined = Vec::new();
        for membership in &plan.memberships {
            let Ref::Known(person) = membership.person else {
                continue;
            };
            let group = there(Field::Group, membership.group.resolve(&created.groups))?;
            let found = there(Field::Owner, self.firm.people.get(&person))?;
            let mut groups = found.groups.clone();
            if !groups.contains(&group) {
                groups.push(group);
                self.move_person(person, groups)?;
                joined.push((person, group));
            }
        }
        Ok(joined)
    }

    fn import_heads(
        &mut self,
        plan: &ImportPlan,
        created: &Created,
    ) -> Result<Vec<(GroupId, PersonId)>, Stopped> {
        let mut headed = Vec::new();
        for headship in &plan.headships {
            let person = there(Field::Owner, headship.person.resolve(&created.people))?;
            let group = there(Field::Group, headship.group.resolve(&created.groups))?;
            let found = there(Field::Group, self.firm.groups.get(&group))?;
            if found.heads.contains(&person) {
                continue;
            }
            self.appoint_head(group, person)?;
            if matches!(headship.group, Ref::Known(_)) {
                headed.push((group, person));
            }
        }
        Ok(headed)
    }

    fn import_pipeline(
        &mut self,
        draft: &PipelineDraft,
        created: &mut Created,
    ) -> Result<(), Stopped> {
        let stages = draft.stages.iter().map(|stage| StageDraft {
            name: stage.name.clone(),
            kind: stage.kind,
            probability: stage.probability,
            ..StageDraft::default()
        });
        let id = self.create_pipeline(&draft.name, stages.collect())?;
        let pipeline = there(Field::Pipeline, self.firm.pipelines.get(&id))?;
        let stages = pipeline.stages.iter().map(|stage| stage.id).collect();
        created.pipelines.push((id, stages));
        Ok(())
    }

    fn import_customers(
        &mut self,
        plan: &ImportPlan,
        created: &mut Created,
        made: &AtomicU64,
    ) -> Result<(), Stopped> {
        for company in &plan.companies {
            let draft = there(Field::Owner, company.draft.command(created))?;
            let id = self.create_company(draft)?;
            created.companies.push(id);
            made.fetch_add(1, Ordering::Relaxed);
        }
        for contact in &plan.contacts {
            let draft = there(Field::Company, contact.draft.command(created))?;
            let id = self.create_contact(draft)?;
            created.contacts.push(id);
            made.fetch_add(1, Ordering::Relaxed);
        }
        for (place, _) in (0_u32..).zip(&plan.products) {
            let sheet = there(Field::Product, plan.product_sheet(place))?;
            let id = self.create_product(sheet)?;
            created.products.push(id);
            made.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    fn import_deals(
        &mut self,
        plan: &ImportPlan,
        created: &mut Created,
        made: &AtomicU64,
    ) -> Result<(), Stopped> {
        for deal in &plan.deals {
            let draft = there(Field::Stage, deal.draft.command(created))?;
            let id = self.open_deal(draft)?;
            created.deals.push(id);
            made.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// A draft that points at nothing is refused: the planner never makes one.
fn there<T>(field: Field, found: Option<T>) -> Result<T, Refusal> {
    found.ok_or(Refusal::Unknown(field))
}

fn made_of(
    created: &Created,
    joined: Vec<(PersonId, GroupId)>,
    headed: Vec<(GroupId, PersonId)>,
) -> Made {
    Made {
        groups: Span::of(created.groups.iter().map(|id| id.0)),
        people: Span::of(created.people.iter().map(|id| id.0)),
        pipelines: Span::of(created.pipelines.iter().map(|(id, _)| id.0)),
        companies: Span::of(created.companies.iter().map(|id| id.0)),
        contacts: Span::of(created.contacts.iter().map(|id| id.0)),
        products: Span::of(created.products.iter().map(|id| id.0)),
        deals: Span::of(created.deals.iter().map(|id| id.0)),
        joined,
        headed,
    }
}
