//! What the server functions of groups share on the server.
use super::super::{Card, Changeable, Choosable, Node, Tree};
use crate::current::found;
use crate::failure::Failure;
use crate::people::Named;
use domain::field::Field;
use domain::groups::{Group, Names};
use domain::id::{GroupId, PersonId};
use domain::people::Person;
use domain::refusal::Refusal;
use domain::text::sort_key;
use std::collections::BTreeMap;
use store::{Firm, Reading, Stopped};

/// The living groups, depth-first.
pub(crate) fn choosable(firm: &Firm) -> Vec<Choosable> {
    let tree = &firm.world.tree;
    let living = |id: &GroupId| firm.groups.get(id).filter(|group| !group.archived);
    let choosable = |group: &Group| Choosable {
        id: group.id,
        name: group.name.clone(),
        depth: tree.depth(group.id).unwrap_or(0),
    };
    let order = tree.depth_first().iter();
    order.filter_map(living).map(choosable).collect()
}

/// A group by its name.
pub(crate) fn named(firm: &Firm, id: GroupId) -> Named {
    Named {
        id: id.0,
        name: firm.group(id).to_owned(),
    }
}

pub(super) fn tree(reading: &Reading) -> Tree {
    let firm = reading.firm();
    let mut members: BTreeMap<GroupId, u64> = BTreeMap::new();
    let mut below: BTreeMap<GroupId, u64> = BTreeMap::new();
    for person in firm.people.values().filter(|person| person.active) {
        let mut over = Vec::new();
        for group in &person.groups {
            *members.entry(*group).or_default() += 1;
            over.extend(firm.world.tree.ancestors(*group));
        }
        // Whoever belongs to two teams of a region counts once there.
        over.sort_unstable();
        over.dedup();
        for group in over {
            *below.entry(group).or_default() += 1;
        }
    }
    let node = |group: Choosable| Node {
        heads: heads(firm, group.id),
        members: members.get(&group.id).copied().unwrap_or(0),
        below: below.get(&group.id).copied().unwrap_or(0),
        group,
    };
    Tree {
        nodes: choosable(firm).into_iter().map(node).collect(),
        administers: reading.who().administers(),
    }
}

pub(super) fn card(reading: &Reading, id: &str) -> Result<Card, Stopped> {
    let firm = reading.firm();
    let id = found(id.parse().ok().map(GroupId))?;
    let group = found(firm.groups.get(&id).filter(|group| !group.archived))?;
    let belongs = |person: &&Person| person.active && person.groups.contains(&id);
    let children = firm.groups.values();
    let children = children.filter(|child| child.parent == Some(id) && !child.archived);
    Ok(Card {
        id,
        name: group.name.clone(),
        parent: group.parent.map(|parent| named(firm, parent)),
        heads: heads(firm, id),
        members: sorted(firm.people.values().filter(belongs).map(person)),
        subgroups: sorted(children.map(|child| named(firm, child.id))),
        change: reading.who().administers().then(|| changeable(firm, group)),
    })
}

fn changeable(firm: &Firm, group: &Group) -> Changeable {
    let mut parents = choosable(firm);
    parents.retain(|parent| !firm.world.tree.below(parent.id, group.id));
    Changeable {
        parents,
        candidates: crate::people::pick::api::inside::offered(firm, false),
    }
}

fn heads(firm: &Firm, id: GroupId) -> Vec<Named> {
    let heads = firm.groups.get(&id).map(|group| group.heads.as_slice());
    let name = |id: &PersonId| Named {
        id: id.0,
        name: firm.person(*id).to_owned(),
    };
    sorted(heads.unwrap_or_default().iter().map(name))
}

fn person(person: &Person) -> Named {
    Named {
        id: person.id.0,
        name: person.name.clone(),
    }
}

fn sorted(named: impl Iterator<Item = Named>) -> Vec<Named> {
    let mut named: Vec<Named> = named.collect();
    named.sort_by_cached_key(|named| (sort_key(&named.name), named.id));
    named
}

/// The person that was named as a head.
pub(super) fn person_of(firm: &Firm, typed: &str) -> Result<PersonId, Refusal> {
    crate::people::pick::api::inside::person(firm, typed, Field::Owner)
}

/// The parent that was chosen; the top of the firm when none was.
pub(super) fn parent(chosen: &str) -> Result<Option<GroupId>, Failure> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let number = chosen
        .parse()
        .map_err(|_| Refusal::Unknown(Field::Parent))?;
    Ok(Some(GroupId(number)))
}
