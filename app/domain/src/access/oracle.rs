//! A second implementation of access, naive and slow, for the tests of every layer.
//! Invariant: it is written from the text of the model alone; of `access` it uses data types and
//! their plain accessors, none of the logic (no `decide`, `OrgTree`, `closed`, `live`, `merge`).
use super::{Action, ActionMask, Deputy, Lane, Principal, RecordAcl, RecordType, Scope, ShareTo};
use crate::id::GroupId;
use crate::time::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The firm as a plain map from group to parent.
#[derive(Clone, Debug, Default)]
pub struct Oracle {
    parents: BTreeMap<GroupId, Option<GroupId>>,
}

/// The oracle's answer; it gives no reasons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Allowed,
    Forbidden,
    Invisible,
}

impl Oracle {
    #[must_use]
    pub fn new(parents: impl IntoIterator<Item = (GroupId, Option<GroupId>)>) -> Self {
        Self {
            parents: parents.into_iter().collect(),
        }
    }

    #[must_use]
    pub fn verdict(
        &self,
        who: &Principal,
        action: Action,
        record: &RecordAcl,
        now: Moment,
    ) -> Verdict {
        let may = self.everything(who, record, now);
        if !may.has(Action::Read) {
            Verdict::Invisible
        } else if may.has(action) {
            Verdict::Allowed
        } else {
            Verdict::Forbidden
        }
    }

    /// All that this person may do with the record.
    #[must_use]
    pub fn everything(&self, who: &Principal, record: &RecordAcl, now: Moment) -> ActionMask {
        if !who.active {
            return ActionMask::NONE;
        }
        if let Some((controlling, _)) = record.parent {
            let parent = self.granted(who, controlling, record, now);
            if controlling != record.kind && !parent.has(Action::Read) {
                return ActionMask::NONE;
            }
        }
        let granted = self.granted(who, record.kind, record, now);
        if granted.has(Action::Read) {
            granted
        } else {
            ActionMask::NONE
        }
    }

    /// Those of the records, by their place in the list, on which the action is allowed.
    #[must_use]
    pub fn allowed<'a>(
        &self,
        who: &Principal,
        action: Action,
        records: impl IntoIterator<Item = &'a RecordAcl>,
        now: Moment,
    ) -> BTreeSet<usize> {
        let records = records.into_iter().enumerate();
        records
            .filter(|(_, record)| self.verdict(who, action, record, now) == Verdict::Allowed)
            .map(|(place, _)| place)
            .collect()
    }

    /// The group and everything over it, by walking from parent to parent. Damaged data may run
    /// in a circle or name a parent that does not exist; the walk ends there.
    #[must_use]
    pub fn over(&self, group: GroupId) -> BTreeSet<GroupId> {
        let mut seen = BTreeSet::new();
        let mut next = Some(group);
        while let Some(here) = next {
            if !self.parents.contains_key(&here) || !seen.insert(here) {
                break;
            }
            next = self.parents.get(&here).copied().flatten();
        }
        seen
    }

    /// The union of all grants of one type's rows; empty for a closed type.
    fn granted(
        &self,
        who: &Principal,
        kind: RecordType,
        record: &RecordAcl,
        now: Moment,
    ) -> ActionMask {
        if who.table.scope(kind, Action::Read, Lane::Normal) == Scope::None {
            return ActionMask::NONE;
        }
        let over = self.over(record.group);
        self.by_table(who, kind, record, &over)
            .or(by_heading(who, record, &over))
            .or(self.by_taking_part(who, record))
            .or(self.by_shares(who, record, now))
            .or(self.by_deputies(who, kind, record, now))
    }

    /// Participants hold what their part holds; their heads that, as far as headship goes.
    fn by_taking_part(&self, who: &Principal, record: &RecordAcl) -> ActionMask {
        let mut given = ActionMask::NONE;
        for party in &record.parties {
            let over = self.over(party.group);
            if party.person == who.id {
                given = given.or(party.mask);
            }
            given = given.or(by_heading(who, record, &over).and(party.mask));
        }
        given
    }

    fn by_table(
        &self,
        who: &Principal,
        kind: RecordType,
        record: &RecordAcl,
        over: &BTreeSet<GroupId>,
    ) -> ActionMask {
        let own = record.owner == who.id;
        let group = who.groups.contains(&record.group);
        let below = who.groups.iter().any(|mine| over.contains(mine));
        let reached = |action: &Action| match who.table.scope(kind, *action, record.lane) {
            Scope::None => false,
            Scope::Own => own,
            Scope::Group => own || group,
            Scope::GroupAndBelow => own || group || below,
            Scope::All => true,
        };
        Action::EVERY.into_iter().filter(reached).collect()
    }

    fn by_deputies(
        &self,
        who: &Principal,
        kind: RecordType,
        record: &RecordAcl,
        now: Moment,
    ) -> ActionMask {
        let mut given = ActionMask::NONE;
        if record.lane == Lane::Confidential {
            return given;
        }
        for deputy in &who.deputy_for {
            let begun = deputy.from <= now;
            let ended = deputy.until <= now;
            if begun && !ended {
                given = given.or(of_one_deputyship(self, deputy, kind, record));
            }
        }
        given
    }

    fn by_shares(&self, who: &Principal, record: &RecordAcl, now: Moment) -> ActionMask {
        let mut given = ActionMask::NONE;
        for share in &record.shares {
            let over = match share.until {
                None => false,
                Some(end) => end <= now,
            };
            let mine = match share.to {
                ShareTo::Person(person) => person == who.id,
                ShareTo::Group(group) => {
                    let near = who.groups.iter().chain(who.heads.iter());
                    near.into_iter()
                        .any(|near| *near == group || self.over(*near).contains(&group))
                }
            };
            if mine && !over {
                given = given.or(share.mask);
            }
        }
        given
    }
}

fn by_heading(who: &Principal, record: &RecordAcl, over: &BTreeSet<GroupId>) -> ActionMask {
    if !who.heads.iter().any(|head| over.contains(head)) {
        return ActionMask::NONE;
    }
    match record.lane {
        Lane::Normal => who.head_mask.normal,
        Lane::Confidential => who.head_mask.confidential,
    }
}

/// What the absent person could do as an owner or as a head, cut down to the mask.
fn of_one_deputyship(
    oracle: &Oracle,
    deputy: &Deputy,
    kind: RecordType,
    record: &RecordAcl,
) -> ActionMask {
    let leads = |group: GroupId| {
        let over = oracle.over(group);
        deputy.heads.iter().any(|head| over.contains(head))
    };
    let scope = |action| deputy.table.scope(kind, action, Lane::Normal);
    if scope(Action::Read) == Scope::None {
        return ActionMask::NONE;
    }
    let mut theirs = ActionMask::NONE;
    if record.owner == deputy.for_person {
        let could = |action: &Action| scope(*action) >= Scope::Own;
        theirs = theirs.or(Action::EVERY.into_iter().filter(could).collect());
    }
    if leads(record.group) {
        theirs = theirs.or(deputy.head_mask.normal);
    }
    for party in &record.parties {
        if party.person == deputy.for_person {
            theirs = theirs.or(party.mask);
        }
        if leads(party.group) {
            theirs = theirs.or(party.mask.and(deputy.head_mask.normal));
        }
    }
    theirs.and(deputy.mask)
}
