//! The matrix of a plan: the org tree and its people × months, quarters and years of quota,
//! declared, agreed and received. Invariants: a group's row is the sum of its people and groups,
//! except its quota, which is its own; a quarter is the sum of its months; one currency, as others
//! are never added to it.
use super::quota::{Holder, QuotaBook};
use crate::groups::OrgTree;
use crate::id::{GroupId, PersonId};
use crate::money::Currency;
use crate::period::Period;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One figure of a person in a group and month, as the store's cells hold it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fact {
    pub person: PersonId,
    pub group: GroupId,
    pub month: Month,
    pub currency: Currency,
    pub what: What,
    pub minor: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum What {
    Declared,
    /// What goes up; see `roll_up`.
    Agreed,
    /// Of the agreed, what has not come in.
    AgreedOpen,
    Received,
}

/// One cell, in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cell {
    #[serde(default)]
    pub quota: Option<i64>,
    #[serde(default)]
    pub declared: i64,
    #[serde(default)]
    pub agreed: i64,
    #[serde(default)]
    pub agreed_open: i64,
    #[serde(default)]
    pub received: i64,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub holder: Holder,
    /// 0 at the top; a person stands one deeper than their group.
    pub depth: u32,
    /// One for each period asked for.
    pub cells: Vec<Cell>,
}

impl Cell {
    /// Quota − received − agreed and still open; absent without a quota.
    #[must_use]
    pub fn gap(&self) -> Option<i64> {
        Some(self.quota? - self.received - self.agreed_open)
    }

    fn take(&mut self, what: What, minor: i64) {
        let slot = match what {
            What::Declared => &mut self.declared,
            What::Agreed => &mut self.agreed,
            What::AgreedOpen => &mut self.agreed_open,
            What::Received => &mut self.received,
        };
        *slot = slot.saturating_add(minor);
    }
}

/// The rows depth-first, each group before its people and then its groups; only groups for which
/// `shown` holds, and people who have a figure or a quota. Costs a step for each fact and each group
/// over it.
#[must_use]
pub fn matrix(
    tree: &OrgTree,
    periods: &[Period],
    book: &QuotaBook,
    facts: impl IntoIterator<Item = Fact>,
    shown: impl Fn(GroupId) -> bool,
) -> Vec<Row> {
    let places = places(periods);
    let mut cells: BTreeMap<Holder, Vec<Cell>> = BTreeMap::new();
    let mut people: BTreeMap<GroupId, BTreeSet<PersonId>> = BTreeMap::new();
    let empty = || vec![Cell::default(); periods.len()];
    for fact in facts {
        let Some(at) = places
            .get(&fact.month)
            .filter(|_| fact.currency == book.currency)
        else {
            continue;
        };
        let (person, group) = (fact.person, fact.group);
        people.entry(group).or_default().insert(person);
        let own = std::iter::once(Holder::Person { person, group });
        for holder in own.chain(tree.ancestors(group).map(Holder::Group)) {
            let row = cells.entry(holder).or_insert_with(empty);
            for place in at {
                if let Some(cell) = row.get_mut(*place) {
                    cell.take(fact.what, fact.minor);
                }
            }
        }
    }
    let mut rows = Vec::new();
    for &group in tree.depth_first().iter().filter(|group| shown(**group)) {
        let depth = tree.depth(group).unwrap_or_default();
        let holders = holders(group, people.get(&group), book, tree, periods);
        for (holder, depth) in holders
            .into_iter()
            .map(|holder| (holder, deeper(holder, depth)))
        {
            let mut row = cells.remove(&holder).unwrap_or_else(empty);
            for (cell, period) in row.iter_mut().zip(periods) {
                cell.quota = book.sum(holder, *period).map(|quota| quota.minor);
            }
            rows.push(Row {
                holder,
                depth,
                cells: row,
            });
        }
    }
    rows
}

fn deeper(holder: Holder, depth: u32) -> u32 {
    depth + u32::from(holder.person().is_some())
}

/// The group, and its people in the order of their ids.
fn holders(
    group: GroupId,
    with_figures: Option<&BTreeSet<PersonId>>,
    book: &QuotaBook,
    tree: &OrgTree,
    periods: &[Period],
) -> Vec<Holder> {
    let mut people = with_figures.cloned().unwrap_or_default();
    for period in periods {
        let below = book.below(tree, group, *period);
        people.extend(below.into_iter().filter_map(Holder::person));
    }
    let people = people
        .into_iter()
        .map(|person| Holder::Person { person, group });
    std::iter::once(Holder::Group(group))
        .chain(people)
        .collect()
}

/// In which of the periods a month lies; they may overlap, as months, quarters and the year do.
fn places(periods: &[Period]) -> BTreeMap<Month, Vec<usize>> {
    let mut places: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
    for (at, period) in periods.iter().enumerate() {
        for month in period.months() {
            places.entry(month).or_default().push(at);
        }
    }
    places
}

#[cfg(test)]
mod tests;
