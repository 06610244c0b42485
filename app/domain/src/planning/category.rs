//! How sure a planned receipt is. Invariant: every stage has a category, so that no money drops out
//! of the plan because a stage was mapped to nothing.
use crate::deals::Status;
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// The forecast category, the surest first.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Category {
    Commit,
    BestCase,
    #[default]
    Pipeline,
    /// Not part of the plan: lost, or left out by hand.
    Omitted,
}

/// Per cent from which on an open deal counts as committed, and as a best case.
const COMMIT_FROM: u8 = 90;
const BEST_FROM: u8 = 50;

impl Category {
    pub const ALL: [Self; 4] = [Self::Commit, Self::BestCase, Self::Pipeline, Self::Omitted];

    /// Of a deal that says nothing else: won is committed, lost is omitted, open follows its chance
    /// (from 90 % committed, from 50 % best case, else pipeline).
    #[must_use]
    pub fn of(status: Status, chance: u8) -> Self {
        match (status, chance) {
            (Status::Won, _) | (Status::Open, COMMIT_FROM..) => Self::Commit,
            (Status::Lost, _) => Self::Omitted,
            (Status::Open, BEST_FROM..) => Self::BestCase,
            (Status::Open, _) => Self::Pipeline,
        }
    }

    /// The value in a form and in a URL; it never changes, as fingerprints hold it too.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::BestCase => "best-case",
            Self::Pipeline => "pipeline",
            Self::Omitted => "omitted",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.key() == key)
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Commit => lang.pick("deklaracja", "commit"),
            Self::BestCase => lang.pick("wariant optymistyczny", "best case"),
            Self::Pipeline => lang.pick("lejek", "pipeline"),
            Self::Omitted => lang.pick("pominięte", "omitted"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chance_of_an_open_deal_has_a_category_and_none_is_omitted() {
        let open = |chance| Category::of(Status::Open, chance);
        assert_eq!([0, 49].map(open), [Category::Pipeline; 2]);
        assert_eq!([50, 89].map(open), [Category::BestCase; 2]);
        assert_eq!([90, 100].map(open), [Category::Commit; 2]);
        assert_eq!(Category::of(Status::Lost, 100), Category::Omitted);
        assert_eq!(Category::of(Status::Won, 0), Category::Commit);
    }

    #[test]
    fn every_category_is_found_by_its_key() {
        for category in Category::ALL {
            assert_eq!(Category::of_key(category.key()), Some(category));
        }
    }
}
