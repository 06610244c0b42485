//! Which instalments and receipts a list shows. Invariant: every part narrows, within a set any
//! member fits, an empty set asks nothing; a line is in exactly one state.
use super::category::Category;
use super::line::PlanLine;
use crate::groups::OrgTree;
use crate::id::{CompanyId, GroupId, PersonId, PipelineId};
use crate::lang::Lang;
use crate::period::Period;
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How far a line is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum LineState {
    /// Money is still to come in.
    Awaited,
    /// Paid, or more than that.
    Paid,
    /// Lacks its date or its amount.
    NotPlanned,
    /// Lost, or left out by hand.
    Omitted,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LineFilter {
    pub groups: BTreeSet<GroupId>,
    /// The groups below these too.
    pub below: bool,
    pub owners: BTreeSet<PersonId>,
    /// By the due day.
    pub period: Option<Period>,
    pub categories: BTreeSet<Category>,
    pub pipelines: BTreeSet<PipelineId>,
    pub payers: BTreeSet<CompanyId>,
    /// `None`: everything but what is omitted.
    pub state: Option<LineState>,
    /// Only what is awaited and past its date.
    pub overdue: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptFilter {
    pub groups: BTreeSet<GroupId>,
    pub below: bool,
    pub owners: BTreeSet<PersonId>,
    /// By the day it came in.
    pub period: Option<Period>,
    pub payers: BTreeSet<CompanyId>,
    /// Only what is not allocated whole.
    pub free: bool,
}

impl LineState {
    pub const ALL: [Self; 4] = [Self::Awaited, Self::Paid, Self::NotPlanned, Self::Omitted];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Awaited => "awaited",
            Self::Paid => "paid",
            Self::NotPlanned => "not-planned",
            Self::Omitted => "omitted",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Awaited => lang.pick("oczekiwane", "awaited"),
            Self::Paid => lang.pick("opłacone", "paid"),
            Self::NotPlanned => lang.pick("niezaplanowane", "not planned"),
            Self::Omitted => lang.pick("pominięte", "omitted"),
        }
    }
}

impl PlanLine {
    #[must_use]
    pub fn state(&self) -> LineState {
        if self.category == Category::Omitted {
            LineState::Omitted
        } else if self.not_planned().is_some() {
            LineState::NotPlanned
        } else if self.owed().is_some_and(|owed| owed.minor <= 0) {
            LineState::Paid
        } else {
            LineState::Awaited
        }
    }

    /// Whether money is awaited that should have come in.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state() == LineState::Awaited && self.due.is_some_and(|due| due < today)
    }
}

impl LineFilter {
    #[must_use]
    pub fn fits(&self, line: &PlanLine, today: Day, tree: &OrgTree) -> bool {
        let period = |period: Period| line.due.is_some_and(|due| period.contains(due));
        fits_group(&self.groups, self.below, line.group, tree)
            && fits(&self.owners, line.owner)
            && self.period.is_none_or(period)
            && self.fits_facts(line, today)
    }

    /// What neither whose line it is nor its day tells.
    #[must_use]
    pub fn fits_facts(&self, line: &PlanLine, today: Day) -> bool {
        let state = line.state();
        let payer = line.payer.is_some_and(|payer| self.payers.contains(&payer));
        fits(&self.categories, line.category)
            && fits(&self.pipelines, line.pipeline)
            && (self.payers.is_empty() || payer)
            && self
                .state
                .map_or(state != LineState::Omitted, |wanted| wanted == state)
            && (!self.overdue || line.is_overdue(today))
    }

    /// The states a list of it can hold.
    #[must_use]
    pub fn states(&self) -> Vec<LineState> {
        let wanted = |state: &LineState| match self.state {
            Some(only) => only == *state,
            None if self.overdue => *state == LineState::Awaited,
            None => *state != LineState::Omitted,
        };
        LineState::ALL.into_iter().filter(wanted).collect()
    }
}

/// Whether a group is among these, or below one of them.
#[must_use]
pub fn fits_group(groups: &BTreeSet<GroupId>, below: bool, group: GroupId, tree: &OrgTree) -> bool {
    groups.is_empty()
        || groups.contains(&group)
        || (below && tree.ancestors(group).any(|over| groups.contains(&over)))
}

fn fits<T: Ord>(set: &BTreeSet<T>, one: T) -> bool {
    set.is_empty() || set.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::tests::examples::{line, on, pln};

    #[test]
    fn a_line_is_in_exactly_one_state() {
        let mut one = line(1, 100);
        one.gross = one.amount;
        assert_eq!(one.state(), LineState::Awaited);
        one.paid = Some(pln(99));
        assert_eq!(one.state(), LineState::Awaited);
        one.paid = Some(pln(101));
        assert_eq!(one.state(), LineState::Paid);
        one.due = None;
        assert_eq!(one.state(), LineState::NotPlanned);
        one.category = Category::Omitted;
        assert_eq!(one.state(), LineState::Omitted);
    }

    #[test]
    fn what_is_awaited_past_its_date_is_overdue() {
        let mut one = line(1, 100);
        one.due = Some(on(11, 20));
        let filter = LineFilter {
            overdue: true,
            ..LineFilter::default()
        };
        let tree = OrgTree::default();
        assert!(!filter.fits(&one, on(11, 20), &tree) && filter.fits(&one, on(11, 21), &tree));
        one.gross = Some(pln(100));
        one.paid = Some(pln(100));
        assert!(!filter.fits(&one, on(11, 21), &tree));
    }

    #[test]
    fn every_state_is_found_by_its_key() {
        for state in LineState::ALL {
            assert_eq!(LineState::of_key(state.key()), Some(state));
        }
    }
}
