//! The order of deals in memory, for filters that have to look at rows.
//!
//! Invariant: it is the order of the indexes, so a page found by a scan reads like any other.
use super::index::{amount_key, day_key};
use crate::firm::Firm;
use crate::keys::Key;
use domain::deals::{DealRow, DealSort, Direction, SortKey};
use domain::id::{GroupId, PersonId, StageId};
use domain::text::sort_key;
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(crate) struct Ordering {
    sort: DealSort,
    stages: BTreeMap<StageId, i64>,
    owners: BTreeMap<PersonId, i64>,
    groups: BTreeMap<GroupId, i64>,
}

/// A row's place; the first place of the page is the least.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Rising(Vec<u8>),
    Falling(Reverse<Vec<u8>>),
}

impl Rank {
    pub(crate) fn suffix(&self) -> &[u8] {
        match self {
            Self::Rising(suffix) | Self::Falling(Reverse(suffix)) => suffix,
        }
    }
}

impl Ordering {
    pub(crate) fn new(sort: DealSort, firm: &Firm) -> Self {
        let mut groups: Vec<_> = firm
            .groups
            .values()
            .map(|group| (sort_key(&group.name), group.id))
            .collect();
        groups.sort_unstable();
        Self {
            sort,
            stages: ranked(firm.stages().map(|(_, stage)| stage.id)),
            owners: ranked(firm.by_name().iter().copied()),
            groups: ranked(groups.into_iter().map(|(_, id)| id)),
        }
    }

    /// The place of a row, counted from the end when the list is read `backwards`.
    pub(crate) fn rank(&self, row: &DealRow, backwards: bool) -> Rank {
        let key = match self.sort.key {
            SortKey::Newest => Key::new(),
            SortKey::Updated => Key::new().int(row.updated.0),
            SortKey::Title => Key::new().text(&sort_key(&row.title)),
            SortKey::Company => Key::new().text(
                &row.company_name
                    .as_deref()
                    .map(sort_key)
                    .unwrap_or_default(),
            ),
            SortKey::Amount => amount_key(row.amount),
            SortKey::Close => day_key(row.closed.or(row.expected_close)),
            SortKey::Stage => Key::new().optional_int(self.stages.get(&row.stage).copied()),
            SortKey::Owner => Key::new().optional_int(self.owners.get(&row.owner).copied()),
            SortKey::Group => Key::new().optional_int(self.groups.get(&row.group).copied()),
        };
        // Within one stage, owner or group the newest come first, whichever way the list runs.
        let grouped = matches!(
            self.sort.key,
            SortKey::Stage | SortKey::Owner | SortKey::Group
        );
        let id = if grouped && self.sort.direction == Direction::Up {
            !row.id.0
        } else {
            row.id.0
        };
        self.rank_of(&key.id(id).done(), backwards)
    }

    pub(crate) fn rank_of(&self, suffix: &[u8], backwards: bool) -> Rank {
        match (self.sort.direction, backwards) {
            (Direction::Up, false) | (Direction::Down, true) => Rank::Rising(suffix.to_vec()),
            (Direction::Down, false) | (Direction::Up, true) => {
                Rank::Falling(Reverse(suffix.to_vec()))
            }
        }
    }
}

fn ranked<T: Ord>(values: impl Iterator<Item = T>) -> BTreeMap<T, i64> {
    values.zip(0..).collect()
}
