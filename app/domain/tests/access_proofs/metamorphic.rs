//! Laws between decisions, without any oracle: what a change of grants may and may not do.
use crate::cases;
use crate::organisation::{NOW, Organisation, group, mask, organisations, share, table};
use domain::access::{
    Action, ActionMask, Because, Decision, Deputy, Guard, Lane, Party, Principal, RecordAcl,
    RecordType, Scope, Share, ShareTo, World, creates, decide, guarded, rights,
};
use domain::groups::OrgTree;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use proptest::prelude::*;
use proptest::sample::select;

/// No right of anybody is lost between the two.
fn grows(
    org: &Organisation,
    change: impl Fn(&Principal, &RecordAcl) -> (Principal, RecordAcl),
) -> Result<(), TestCaseError> {
    let world = org.world();
    for (who, acl) in org.pairs() {
        let before = rights(&world, who, acl, NOW);
        let (who, acl) = change(who, acl);
        prop_assert!(before.within(rights(&world, &who, &acl, NOW)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn adding_a_share_never_removes_access(org in organisations(6, 16), share in share()) {
        grows(&org, |who, acl| {
            let mut acl = acl.clone();
            acl.shares.insert(0, share);
            (who.clone(), acl)
        })?;
    }

    #[test]
    fn sharing_and_taking_back_is_nothing(org in organisations(6, 16), share in share()) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let mut later = acl.clone();
            later.shares.push(Share { by: PersonId(99), ..share });
            later.shares.retain(|share| share.by != PersonId(99));
            for action in Action::EVERY {
                let before = decide(&world, who, action, acl, NOW);
                prop_assert_eq!(before, decide(&world, who, action, &later, NOW));
            }
        }
    }

    #[test]
    fn a_share_grants_nothing_from_its_last_moment_on(org in organisations(6, 16), share in share()) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let mut later = acl.clone();
            later.shares.insert(0, Share { until: Some(NOW), ..share });
            let before = decide(&world, who, Action::Read, acl, NOW);
            prop_assert_eq!(before, decide(&world, who, Action::Read, &later, NOW));
        }
    }

    #[test]
    fn raising_a_scope_never_removes_access(org in organisations(6, 16), other in table()) {
        grows(&org, |who, acl| {
            let table = who.table.clone().merge(&other);
            (Principal { table, ..who.clone() }, acl.clone())
        })?;
    }

    #[test]
    fn one_more_group_or_headship_never_removes_access(
        org in organisations(6, 16),
        more in group(),
    ) {
        grows(&org, |who, acl| {
            let mut who = who.clone();
            who.groups.insert(0, more);
            (who, acl.clone())
        })?;
        grows(&org, |who, acl| {
            let mut who = who.clone();
            who.heads.insert(0, more);
            (who, acl.clone())
        })?;
    }

    #[test]
    fn standing_in_for_somebody_never_removes_access(org in organisations(6, 16), mask in mask()) {
        let absent = org.people[0].clone();
        grows(&org, |who, acl| {
            let mut who = who.clone();
            who.deputy_for.insert(0, Deputy::of(&absent, mask, NOW, Moment(NOW.0 + 1)));
            (who, acl.clone())
        })?;
    }

    /// A deputy gains nothing that the absent person could not do.
    #[test]
    fn a_deputy_never_outgrows_the_absent(org in organisations(6, 16), mask in mask()) {
        let world = org.world();
        for (absent, acl) in org.pairs() {
            let stand_in = Deputy::of(absent, mask, NOW, Moment(NOW.0 + 1));
            let absent_may = rights(&world, &Principal { deputy_for: Vec::new(), ..absent.clone() }, acl, NOW);
            for who in &org.people {
                let mut with = who.clone();
                with.deputy_for.push(stand_in.clone());
                let lent = |action: &Action| {
                    let because = decide(&world, &with, *action, acl, NOW).verdict();
                    matches!(because, Ok(Because::Deputy { for_person, .. }) if for_person == absent.id)
                };
                let lent: ActionMask = Action::EVERY.into_iter().filter(lent).collect();
                // Where the absent cannot read, an action of theirs needs the deputy's own reading.
                prop_assert!(lent.within(absent_may) || !absent_may.has(Action::Read), "{lent:?}");
            }
        }
    }

    #[test]
    fn deactivation_removes_everything(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let gone = Principal { active: false, ..who.clone() };
            prop_assert!(rights(&world, &gone, acl, NOW).is_empty());
            prop_assert!(!gone.may_create(acl.kind, acl.lane));
        }
    }

    #[test]
    fn a_closed_type_opens_to_no_grant(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let mut who = who.clone();
            who.table.set(acl.kind, Action::Read, Lane::Normal, Scope::None);
            prop_assert!(rights(&world, &who, acl, NOW).is_empty());
        }
    }

    #[test]
    fn every_action_needs_reading(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let reads = decide(&world, who, Action::Read, acl, NOW).allows();
            for action in Action::EVERY {
                prop_assert!(reads || !decide(&world, who, action, acl, NOW).allows());
            }
        }
    }

    #[test]
    fn guards_stop_writing_and_never_reading(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            for action in Action::EVERY {
                let free = decide(&world, who, action, acl, NOW);
                let bound = guarded(free, action, &[Guard::ApproverIsAuthor, Guard::PeriodClosed]);
                prop_assert!(free.allows() || free == bound);
                prop_assert!(action.writes() || free == bound);
                if matches!(action, Action::Edit | Action::Delete | Action::Reassign | Action::Approve) {
                    prop_assert!(!bound.allows());
                }
            }
        }
    }

    #[test]
    fn creating_needs_editing_and_for_others_reassigning(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let may = rights(&world, who, acl, NOW);
            let own = acl.owner == who.id;
            let wanted = may.has(Action::Edit) && (own || may.has(Action::Reassign));
            prop_assert_eq!(creates(&world, who, acl, NOW).allows(), wanted);
        }
    }

    #[test]
    fn heading_two_groups_is_heading_each(org in organisations(6, 16), a in group(), b in group()) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let heading = |heads: Vec<GroupId>| {
                let who = Principal { heads, groups: Vec::new(), ..who.clone() };
                rights(&world, &who, &unshared(acl), NOW)
            };
            let each = heading(vec![a]).or(heading(vec![b]));
            prop_assert_eq!(each, heading(vec![a, b]));
        }
    }

    /// Moving a group that neither holds the record or one who takes part in it, nor lies over them,
    /// changes nothing for it.
    #[test]
    fn moving_an_unrelated_group_changes_nothing(org in organisations(6, 16), place in 0usize..12) {
        let (world, oracle) = (org.world(), org.oracle());
        let mut moved = org.clone();
        let place = place % moved.parents.len();
        let (group, _) = moved.parents[place];
        moved.parents[place].1 = None;
        let after = moved.world();
        for (who, acl) in org.pairs() {
            let groups = acl.parties.iter().map(|party| party.group);
            let mut groups = groups.chain([acl.group]);
            if groups.any(|of| oracle.over(of).contains(&group)) {
                continue;
            }
            let acl = unshared(acl);
            let before = decide(&world, who, Action::Read, &acl, NOW);
            prop_assert_eq!(before, decide(&after, who, Action::Read, &acl, NOW));
        }
    }

    #[test]
    fn renaming_ids_changes_nothing(
        org in organisations(6, 16),
        groups in Just((1u64..=13).collect::<Vec<_>>()).prop_shuffle(),
        gap in select(vec![1u64, 7, 1_000_003, u64::MAX / 40]),
    ) {
        let names = Renaming { groups, gap };
        let (world, renamed) = (org.world(), names.world(&org));
        for (who, acl) in org.pairs() {
            let (who_then, acl_then) = (names.principal(who), names.acl(acl));
            for action in Action::EVERY {
                let before = names.decision(decide(&world, who, action, acl, NOW));
                prop_assert_eq!(before, decide(&renamed, &who_then, action, &acl_then, NOW));
            }
        }
    }
}

fn unshared(acl: &RecordAcl) -> RecordAcl {
    RecordAcl {
        shares: Vec::new(),
        ..acl.clone()
    }
}

#[test]
fn no_preset_lets_a_rep_touch_what_is_anothers() {
    let tree = OrgTree::from_parents([(GroupId(1), None)]).unwrap();
    let world = World { tree };
    for preset in domain::access::Preset::EVERY {
        let (id, groups) = (PersonId(1), vec![GroupId(1)]);
        let rep = Principal::assemble(
            id,
            true,
            &[domain::access::Role::Rep],
            preset,
            groups,
            vec![],
        );
        let acl = RecordAcl::new(RecordType::Deal, PersonId(2), GroupId(1));
        let may = rights(&world, &rep, &acl, NOW);
        assert!(
            Action::EVERY
                .into_iter()
                .all(|action| !action.writes() || !may.has(action))
        );
        assert!(may.within(ActionMask::FIELDS.with(Action::Read)));
    }
}

/// A bijection on the ids of groups (a shuffle, spread by `gap`) and of people.
struct Renaming {
    groups: Vec<u64>,
    gap: u64,
}

impl Renaming {
    fn group(&self, id: GroupId) -> GroupId {
        GroupId(self.groups[id.0 as usize - 1] * self.gap)
    }

    fn person(&self, id: PersonId) -> PersonId {
        PersonId(1_000 - id.0)
    }

    fn to(&self, to: ShareTo) -> ShareTo {
        match to {
            ShareTo::Person(id) => ShareTo::Person(self.person(id)),
            ShareTo::Group(id) => ShareTo::Group(self.group(id)),
        }
    }

    fn many(&self, groups: &[GroupId]) -> Vec<GroupId> {
        groups.iter().map(|group| self.group(*group)).collect()
    }

    fn world(&self, org: &Organisation) -> World {
        let parents = org.parents.iter();
        let parents =
            parents.map(|(id, parent)| (self.group(*id), parent.map(|id| self.group(id))));
        World {
            tree: OrgTree::from_parents(parents).unwrap(),
        }
    }

    fn principal(&self, who: &Principal) -> Principal {
        let deputy = |deputy: &Deputy| Deputy {
            for_person: self.person(deputy.for_person),
            heads: self.many(&deputy.heads),
            ..deputy.clone()
        };
        Principal {
            id: self.person(who.id),
            groups: self.many(&who.groups),
            heads: self.many(&who.heads),
            deputy_for: who.deputy_for.iter().map(deputy).collect(),
            through: None,
            ..who.clone()
        }
    }

    fn acl(&self, acl: &RecordAcl) -> RecordAcl {
        let share = |share: &Share| Share {
            to: self.to(share.to),
            by: self.person(share.by),
            ..*share
        };
        let party = |party: &Party| Party {
            person: self.person(party.person),
            group: self.group(party.group),
            mask: party.mask,
        };
        RecordAcl {
            owner: self.person(acl.owner),
            group: self.group(acl.group),
            shares: acl.shares.iter().map(share).collect(),
            parties: acl.parties.iter().map(party).collect(),
            ..acl.clone()
        }
    }

    fn decision(&self, decision: Decision) -> Decision {
        let Decision::Allow(because) = decision else {
            return decision;
        };
        Decision::Allow(match because {
            Because::Owner | Because::Everyone | Because::Participant => because,
            Because::HeadOf { of, person } => Because::HeadOf {
                of: self.group(of),
                person: self.person(person),
            },
            Because::Group(group) => Because::Group(self.group(group)),
            Because::Below { of, holds } => Because::Below {
                of: self.group(of),
                holds: self.group(holds),
            },
            Because::Head { of, holds } => Because::Head {
                of: self.group(of),
                holds: self.group(holds),
            },
            Because::Share { to, by, until } => Because::Share {
                to: self.to(to),
                by: self.person(by),
                until,
            },
            Because::Deputy {
                for_person,
                head,
                until,
            } => Because::Deputy {
                for_person: self.person(for_person),
                head: head.map(|head| self.group(head)),
                until,
            },
        })
    }
}
