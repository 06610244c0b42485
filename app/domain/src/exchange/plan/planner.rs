//! The plan while it grows. Invariants: a name is looked up in the base first, then among the
//! plan's own drafts; what fits several is never resolved by chance.
use super::ImportPlan;
use super::cells::Cells;
use crate::exchange::draft::{Drafted, GroupDraft, Membership, Ref, StageRef};
use crate::exchange::known::{Key, Known, KnownPipeline, Match, Shelf};
use crate::exchange::problem::Severity;
use crate::exchange::text::fold;
use crate::id::{CompanyId, GroupId, PersonId, ProductId};
use crate::pipelines::StageKind;
use std::collections::{HashMap, HashSet};

pub(in crate::exchange) struct Planner<'k, K: Known> {
    pub(in crate::exchange) known: &'k K,
    pub(in crate::exchange) plan: ImportPlan,
    pub(in crate::exchange) people: Shelf<Ref<PersonId>>,
    pub(in crate::exchange) groups: Shelf<Ref<GroupId>>,
    pub(super) companies: Shelf<Ref<CompanyId>>,
    pub(super) products: Shelf<Ref<ProductId>>,
    /// Contacts and deals of the plan, by what tells them apart.
    pub(super) seen: HashSet<String>,
    /// First group of each person of the plan.
    pub(super) primary: HashMap<u32, Ref<GroupId>>,
    /// Parents of the plan's companies, as named.
    pub(super) parents: Vec<ParentWish>,
    pub(in crate::exchange) pipelines: Vec<KnownPipeline>,
}

/// A company of the plan and the parent its row names.
pub(super) struct ParentWish {
    pub(super) child: u32,
    pub(super) line: u32,
    pub(super) column: String,
    pub(super) parent: String,
}

impl<'k, K: Known> Planner<'k, K> {
    pub(in crate::exchange) fn new(known: &'k K) -> Self {
        Self {
            known,
            plan: ImportPlan::default(),
            people: Shelf::default(),
            groups: Shelf::default(),
            companies: Shelf::default(),
            products: Shelf::default(),
            seen: HashSet::new(),
            primary: HashMap::new(),
            parents: Vec::new(),
            pipelines: known.pipelines(),
        }
    }

    pub(in crate::exchange) fn finish(self) -> ImportPlan {
        self.plan
    }

    /// Takes what a row had to say into the plan.
    pub(in crate::exchange) fn take(&mut self, cells: Cells<'_>) {
        self.plan.rejected += u64::from(cells.is_rejected());
        let rejected = cells.is_rejected();
        // Remarks tell what became of a record; a rejected row makes none.
        let worth = |severity| !rejected || severity == Severity::Rejected;
        for problem in cells
            .problems
            .into_iter()
            .filter(|problem| worth(problem.severity))
        {
            self.plan.problems.add(problem);
        }
    }

    pub(in crate::exchange) fn person(&self, key: Key<'_>) -> Match<Ref<PersonId>> {
        either(self.known.person(key), || self.people.find(key))
    }

    pub(super) fn company(&self, key: Key<'_>) -> Match<Ref<CompanyId>> {
        either(self.known.company(key), || self.companies.find(key))
    }

    pub(super) fn product(&self, key: Key<'_>) -> Match<Ref<ProductId>> {
        either(self.known.product(key), || self.products.find(key))
    }

    /// The group of a path such as `Central > Team 1`, made level by level where it is missing.
    /// `None` when a name fits several.
    pub(in crate::exchange) fn group_of_path(
        &mut self,
        path: &[&str],
        line: u32,
    ) -> Option<Ref<GroupId>> {
        let mut parent = self.known.root().map(Ref::Known);
        let mut whole = String::new();
        for name in path {
            whole.push('>');
            whole.push_str(&fold(name));
            let planned = if path.len() > 1 {
                Key::External(&whole)
            } else {
                Key::Name(name)
            };
            let found = either(self.known.group(name), || self.groups.find(planned));
            let group = match found {
                Match::One(group) => group,
                Match::Many => return None,
                Match::None => self.add_group(name, parent, &whole, line),
            };
            parent = Some(group);
        }
        parent
    }

    /// A group by its name alone, in the base or in the plan.
    pub(in crate::exchange) fn planned_group(&self, name: &str) -> Match<Ref<GroupId>> {
        either(self.known.group(name), || self.groups.find(Key::Name(name)))
    }

    pub(in crate::exchange) fn join(&mut self, person: Ref<PersonId>, group: Ref<GroupId>) {
        let membership = Membership { person, group };
        if self.seen.insert(format!("member {membership:?}")) {
            self.plan.memberships.push(membership);
            if let Ref::New(place) = person {
                self.primary.entry(place).or_insert(group);
            }
        }
    }

    /// The group that a new record of theirs takes.
    pub(in crate::exchange) fn primary_group(&self, person: Ref<PersonId>) -> Option<Ref<GroupId>> {
        match person {
            Ref::Known(id) => self.known.primary_group(id).map(Ref::Known),
            Ref::New(place) => self.primary.get(&place).copied(),
        }
    }

    pub(super) fn stage_kind(&self, stage: StageRef) -> Option<StageKind> {
        match stage {
            StageRef::Known(id) => self
                .pipelines
                .iter()
                .flat_map(|pipeline| &pipeline.stages)
                .find(|known| known.id == id)
                .map(|known| known.kind),
            StageRef::New { pipeline, stage } => {
                let pipeline = self.plan.pipelines.get(pipeline as usize)?;
                pipeline.stages.get(stage as usize).map(|stage| stage.kind)
            }
        }
    }

    fn add_group(
        &mut self,
        name: &str,
        parent: Option<Ref<GroupId>>,
        path: &str,
        line: u32,
    ) -> Ref<GroupId> {
        let group = Ref::New(place(self.plan.groups.len()));
        self.plan.groups.push(Drafted {
            line,
            draft: GroupDraft {
                name: name.into(),
                parent,
            },
        });
        self.groups
            .add(group, [Some(Key::Name(name)), Some(Key::External(path))]);
        group
    }
}

/// The place of the next draft in its list.
pub(super) fn place(len: usize) -> u32 {
    // Rows are at most a million a file.
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn either<Id>(known: Match<Id>, planned: impl FnOnce() -> Match<Ref<Id>>) -> Match<Ref<Id>> {
    match known {
        Match::None => planned(),
        Match::One(id) => Match::One(Ref::Known(id)),
        Match::Many => Match::Many,
    }
}
