//! Which deals a list shows, and in which order. Invariants: the whole state of a list is in its
//! URL, printed in one canonical way; an empty filter shows everything one may see.
mod matching;
mod query;
mod values;

pub use matching::Matcher;
pub use values::{AttentionKind, Direction, Layout, Range, SortKey};

use super::{DealRow, Status};
use crate::groups::OrgTree;
use crate::id::{CompanyId, GroupId, PersonId, PipelineId, StageId};
use crate::money::Currency;
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Every part narrows the result; within a set any member fits.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DealFilter {
    #[serde(default)]
    pub owners: BTreeSet<PersonId>,
    #[serde(default)]
    pub groups: BTreeSet<GroupId>,
    /// Whether a group stands for everything below it too.
    #[serde(default)]
    pub below: bool,
    #[serde(default)]
    pub pipelines: BTreeSet<PipelineId>,
    #[serde(default)]
    pub stages: BTreeSet<StageId>,
    #[serde(default)]
    pub statuses: BTreeSet<Status>,
    #[serde(default)]
    pub companies: BTreeSet<CompanyId>,
    /// Only amounts of this currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Minor units of `currency`, which is set whenever this is.
    #[serde(default)]
    pub amount: Range<i64>,
    #[serde(default)]
    pub expected_close: Range<Day>,
    #[serde(default)]
    pub closed: Range<Day>,
    #[serde(default)]
    pub opened: Range<Day>,
    /// Every word must occur in the title, the company's name or the next step; folded.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub attention: BTreeSet<AttentionKind>,
}

/// A column and its direction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct DealSort {
    pub key: SortKey,
    pub direction: Direction,
}

/// The state of a list: filter, order and place.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DealQuery {
    pub filter: DealFilter,
    /// Only stuck deals, the longest first: status and order are then given.
    #[serde(default)]
    pub stuck: bool,
    #[serde(default)]
    pub sort: DealSort,
    /// The cursor of the page, as the store gave it.
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub layout: Layout,
}

impl Default for DealSort {
    fn default() -> Self {
        Self::by(SortKey::Newest)
    }
}

impl DealSort {
    /// In the direction one expects of this column.
    #[must_use]
    pub fn by(key: SortKey) -> Self {
        Self {
            key,
            direction: key.natural(),
        }
    }

    /// What clicking this column's heading gives: its natural order, or the other way round.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        if self.key == key {
            Self {
                key,
                direction: self.direction.reversed(),
            }
        } else {
            Self::by(key)
        }
    }
}

impl DealFilter {
    /// Whether it shows everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                below: self.below,
                ..Self::default()
            }
    }

    /// Whether only group, owner, pipeline, stage, status and currency narrow it: the dimensions of
    /// the counters' cells.
    #[must_use]
    pub fn fits_cells(&self) -> bool {
        let dates = [&self.expected_close, &self.closed, &self.opened];
        self.companies.is_empty()
            && self.amount.is_open()
            && dates.iter().all(|range| range.is_open())
            && self.text.is_none()
            && self.attention.is_empty()
    }

    /// Prepared for many rows: groups expanded, words folded.
    #[must_use]
    pub fn matcher(&self, today: Day, tree: &OrgTree) -> Matcher<'_> {
        Matcher::new(self, today, tree)
    }

    #[must_use]
    pub fn matches(&self, row: &DealRow, today: Day, tree: &OrgTree) -> bool {
        self.matcher(today, tree).matches(row)
    }
}

impl DealQuery {
    /// Reads the pairs of a URL's query, decoded. Unknown keys are ignored; a bad value gives a
    /// refusal at its field and everything else is kept.
    #[must_use]
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        default: Currency,
    ) -> (Self, Vec<crate::refusal::Refusal>) {
        query::parse(pairs, default)
    }

    /// The canonical pairs, undecoded: fixed order, nothing that is default.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        query::pairs(self)
    }

    /// The same list from its beginning.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            after: None,
            ..self.clone()
        }
    }
}
