//! Which lines count. Invariants: every part narrows, within a set any member fits, an empty set
//! asks nothing; omitted lines never count; a period keeps every version of its rule.
use super::category::Category;
use super::hand::{Hand, Signed};
use super::line::PlanLine;
use crate::deals::Status;
use crate::id::{CompanyId, PipelineId};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CountingRule {
    #[serde(default)]
    pub categories: BTreeSet<Category>,
    #[serde(default)]
    pub statuses: BTreeSet<Status>,
    #[serde(default)]
    pub pipelines: BTreeSet<PipelineId>,
    #[serde(default)]
    pub payers: BTreeSet<CompanyId>,
    /// Per cent from which on an open deal counts.
    #[serde(default)]
    pub least_chance: Option<u8>,
    #[serde(default)]
    pub needs: BTreeSet<Needed>,
}

/// What a line must have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Needed {
    Payer,
    Invoice,
    /// A schedule somebody laid, not the implied instalment.
    Schedule,
}

/// A rule in force from its moment on, until the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuleVersion {
    /// Counted from 1.
    pub number: u16,
    pub rule: CountingRule,
    pub signed: Signed,
}

impl Needed {
    pub const ALL: [Self; 3] = [Self::Payer, Self::Invoice, Self::Schedule];

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Payer => lang.pick("płatnik", "a payer"),
            Self::Invoice => lang.pick("numer faktury", "an invoice number"),
            Self::Schedule => lang.pick("harmonogram płatności", "a payment schedule"),
        }
    }
}

impl CountingRule {
    /// Whether it asks for nothing but categories, so that sums by category answer it.
    #[must_use]
    pub fn is_by_category(&self) -> bool {
        let categories = self.categories.clone();
        let alone = Self {
            categories,
            ..Self::default()
        };
        *self == alone
    }

    /// Whether lines of this category may count.
    #[must_use]
    pub fn admits(&self, category: Category) -> bool {
        category != Category::Omitted && fits(&self.categories, category)
    }

    #[must_use]
    pub fn counts(&self, line: &PlanLine) -> bool {
        let has = |needed: &Needed| match needed {
            Needed::Payer => line.payer.is_some(),
            Needed::Invoice => line.invoice.is_some(),
            Needed::Schedule => !line.implied,
        };
        let sure = line.status != Status::Open || self.least_chance <= Some(line.chance);
        self.admits(line.category)
            && fits(&self.statuses, line.status)
            && fits(&self.pipelines, line.pipeline)
            && (self.payers.is_empty() || line.payer.is_some_and(|id| self.payers.contains(&id)))
            && sure
            && self.needs.iter().all(has)
    }
}

impl RuleVersion {
    #[must_use]
    pub fn first(hand: Hand, rule: CountingRule) -> Self {
        Self {
            number: 1,
            rule,
            signed: hand.sign(),
        }
    }
}

fn fits<T: Ord>(set: &BTreeSet<T>, one: T) -> bool {
    set.is_empty() || set.contains(&one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::tests::examples::line;

    #[test]
    fn an_empty_rule_counts_everything_but_omitted_lines() {
        let rule = CountingRule::default();
        for category in Category::ALL {
            let mut line = line(1, 100);
            line.category = category;
            assert_eq!(rule.counts(&line), category != Category::Omitted);
        }
    }

    #[test]
    fn every_part_narrows_and_within_a_set_any_member_fits() {
        let mut line = line(1, 100);
        let mut rule = CountingRule {
            categories: [Category::Commit, Category::BestCase].into(),
            ..CountingRule::default()
        };
        assert!(rule.counts(&line));
        rule.needs.insert(Needed::Invoice);
        assert!(!rule.counts(&line));
        line.invoice = Some("FV 1".to_owned());
        rule.least_chance = Some(line.chance);
        assert!(rule.counts(&line));
        rule.least_chance = Some(line.chance + 1);
        assert!(!rule.counts(&line));
        // What is won is certain.
        line.status = Status::Won;
        assert!(rule.counts(&line));
    }
}
