//! The levels a line climbs: the groups over it that have a head. Invariants: nobody agrees their
//! own lines, so the levels of a head's line start above the highest group they head; where nobody
//! is above, the person named in settings decides; where none is named, no level does, and the line
//! is self-declared for ever.
use crate::groups::{Groups, OrgTree};
use crate::id::{GroupId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who judges: the heads of a group, or the person named in settings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Level {
    Group(GroupId),
    Firm,
}

/// The tree with its heads at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ladder<'a> {
    tree: &'a OrgTree,
    heads: BTreeMap<GroupId, &'a [PersonId]>,
    approver: Option<PersonId>,
}

impl<'a> Ladder<'a> {
    #[must_use]
    pub fn new(tree: &'a OrgTree, groups: &'a Groups, approver: Option<PersonId>) -> Self {
        let headed = groups.values().filter(|group| !group.heads.is_empty());
        Self {
            tree,
            heads: headed
                .map(|group| (group.id, group.heads.as_slice()))
                .collect(),
            approver,
        }
    }

    /// The levels of a line, the lowest first.
    #[must_use]
    pub fn levels(&self, owner: PersonId, group: GroupId) -> Vec<Level> {
        let over: Vec<GroupId> = self.tree.ancestors(group).collect();
        self.above(&over, &[owner])
    }

    /// Who decides on the sheet of a group that these people submitted: the heads of the first
    /// group over it that none of them heads.
    #[must_use]
    pub fn over_sheet(&self, group: GroupId, submitters: &[PersonId]) -> Option<Level> {
        let over: Vec<GroupId> = self.tree.ancestors(group).skip(1).collect();
        self.above(&over, submitters).first().copied()
    }

    /// The level whose judgement makes a line count for this unit: the unit's own or the last below
    /// it, through which it came; where there is none, the first above, which stands in.
    #[must_use]
    pub fn deciding(&self, unit: GroupId, levels: &[Level]) -> Option<Level> {
        let reached = |level: &&Level| match level {
            Level::Group(group) => self.tree.below(*group, unit),
            Level::Firm => false,
        };
        let below = levels.iter().rev().find(reached);
        below.or(levels.first()).copied()
    }

    /// Who judges at this level.
    #[must_use]
    pub fn deciders(&self, level: Level) -> Vec<PersonId> {
        match level {
            Level::Group(group) => self.heads_of(group).to_vec(),
            Level::Firm => self.approver.into_iter().collect(),
        }
    }

    #[must_use]
    pub fn heads_of(&self, group: GroupId) -> &'a [PersonId] {
        self.heads.get(&group).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn tree(&self) -> &'a OrgTree {
        self.tree
    }

    fn above(&self, over: &[GroupId], authors: &[PersonId]) -> Vec<Level> {
        let own = |group: &GroupId| {
            authors
                .iter()
                .any(|person| self.heads_of(*group).contains(person))
        };
        let first = over.iter().rposition(own).map_or(0, |at| at + 1);
        let rest = over.get(first..).unwrap_or_default().iter();
        let headed = rest.filter(|group| !self.heads_of(**group).is_empty());
        let levels: Vec<Level> = headed.map(|group| Level::Group(*group)).collect();
        let named = self.approver.filter(|person| !authors.contains(person));
        match named {
            Some(_) if levels.is_empty() => vec![Level::Firm],
            _ => levels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::groups::Group;

    /// 1 firm > 2 region > 3 team; 4 a team without a head under the region.
    fn groups() -> Groups {
        let group = |id, parent: Option<u64>, heads: &[u64]| Group {
            id: GroupId(id),
            name: id.to_string(),
            parent: parent.map(GroupId),
            heads: heads.iter().copied().map(PersonId).collect(),
            archived: false,
        };
        let all = [
            group(1, None, &[10]),
            group(2, Some(1), &[20]),
            group(3, Some(2), &[30, 31]),
            group(4, Some(2), &[]),
        ];
        all.into_iter().map(|group| (group.id, group)).collect()
    }

    fn with<T>(approver: Option<u64>, ask: impl FnOnce(Ladder<'_>) -> T) -> T {
        let groups = groups();
        let tree = OrgTree::of(groups.values()).unwrap();
        ask(Ladder::new(&tree, &groups, approver.map(PersonId)))
    }

    fn levels(owner: u64, group: u64, approver: Option<u64>) -> Vec<Level> {
        with(approver, |ladder| {
            ladder.levels(PersonId(owner), GroupId(group))
        })
    }

    fn group(id: u64) -> Level {
        Level::Group(GroupId(id))
    }

    #[test]
    fn a_line_climbs_every_group_over_it_that_has_a_head() {
        assert_eq!(levels(5, 3, None), [group(3), group(2), group(1)]);
        assert_eq!(levels(5, 4, None), [group(2), group(1)]);
    }

    #[test]
    fn a_heads_own_lines_are_agreed_one_level_up() {
        assert_eq!(levels(30, 3, None), [group(2), group(1)]);
        // Even where the line stands in a team whose head is their subordinate.
        assert_eq!(levels(20, 3, None), [group(1)]);
    }

    #[test]
    fn where_nobody_is_above_the_person_named_in_settings_decides_or_nobody() {
        assert_eq!(levels(10, 3, Some(99)), [Level::Firm]);
        assert_eq!(levels(10, 1, None), []);
        assert_eq!(levels(10, 1, Some(10)), []);
    }

    #[test]
    fn a_unit_counts_what_came_through_it_or_what_was_agreed_over_it() {
        with(None, |ladder| {
            let path = [group(3), group(2), group(1)];
            let deciding = |unit, levels: &[Level]| ladder.deciding(GroupId(unit), levels);
            assert_eq!(deciding(3, &path), Some(group(3)));
            assert_eq!(deciding(1, &path), Some(group(1)));
            assert_eq!(deciding(4, &[group(2), group(1)]), Some(group(2)));
            assert_eq!(deciding(3, &[]), None);
        });
    }

    #[test]
    fn nobody_decides_on_a_sheet_they_submitted() {
        with(Some(99), |ladder| {
            let over = |id, by: u64| ladder.over_sheet(GroupId(id), &[PersonId(by)]);
            assert_eq!(over(3, 30), Some(group(2)));
            assert_eq!(over(3, 20), Some(group(1)));
            assert_eq!(over(1, 10), Some(Level::Firm));
            assert_eq!(over(1, 99), None);
        });
    }
}
