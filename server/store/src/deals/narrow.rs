//! What of a filter the lists themselves answer. Invariant: it never narrows more than the filter.
use super::index;
use crate::firm::Firm;
use crate::lists::Narrow;
use domain::deals::{DealFilter, Status};
use domain::id::GroupId;
use std::collections::BTreeSet;

pub(crate) fn narrow(firm: &Firm, filter: &DealFilter) -> Narrow {
    let statuses = if filter.statuses.is_empty() {
        Status::ALL.to_vec()
    } else {
        set(&filter.statuses)
    };
    let of_pipelines = firm
        .stages()
        .filter(|(pipeline, _)| filter.pipelines.contains(&pipeline.id));
    let mut stages = (!filter.pipelines.is_empty())
        .then(|| of_pipelines.map(|(_, stage)| stage.id).collect::<Vec<_>>());
    if !filter.stages.is_empty() {
        let wanted = |stage: &_| stages.as_ref().is_none_or(|stages| stages.contains(stage));
        stages = Some(filter.stages.iter().copied().filter(wanted).collect());
    }
    Narrow {
        owners: (!filter.owners.is_empty()).then(|| set(&filter.owners)),
        groups: (!filter.groups.is_empty()).then(|| groups(firm, filter)),
        stages,
        // Several companies are left to the rows.
        company: filter
            .companies
            .first()
            .copied()
            .filter(|_| filter.companies.len() == 1),
        parts: statuses.into_iter().map(index::part).collect(),
    }
}

fn groups(firm: &Firm, filter: &DealFilter) -> Vec<GroupId> {
    let tree = &firm.world.tree;
    let mut groups: Vec<_> = set(&filter.groups);
    if filter.below {
        groups = groups
            .iter()
            .flat_map(|group| tree.subtree(*group))
            .copied()
            .collect();
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn set<T: Copy>(values: &BTreeSet<T>) -> Vec<T> {
    values.iter().copied().collect()
}
