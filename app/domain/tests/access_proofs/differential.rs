//! `decide` and everything built on it equal the oracle in random organisations.
use crate::cases;
use crate::organisation::{NOW, Organisation, organisations};
use domain::access::oracle::{Oracle, Verdict};
use domain::access::{
    Action, Because, Decision, Denial, FieldClass, Missing, Party, Principal, RecordAcl,
    RecordType, ShareTo, VisibleSet, World, cell_allowed, decide, grants, rights,
};
use domain::id::GroupId;
use proptest::prelude::*;

/// The oracle's word for a decision; a denial must also name the right that is missing.
fn verdict(decision: Decision, action: Action) -> Verdict {
    match decision {
        Decision::Allow(_) => Verdict::Allowed,
        Decision::Deny(Denial::Invisible) => Verdict::Invisible,
        Decision::Deny(Denial::Forbidden(Missing::Right(missing))) => {
            assert_eq!(missing, action);
            Verdict::Forbidden
        }
        Decision::Deny(Denial::Forbidden(Missing::Guard(guard))) => panic!("{guard:?} is no right"),
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn every_decision_is_the_oracles(org in organisations(8, 24)) {
        compare(&org)?;
    }

    #[test]
    fn every_reason_given_is_true(org in organisations(8, 24)) {
        let (world, oracle) = (org.world(), org.oracle());
        for (who, acl) in org.pairs() {
            for action in Action::EVERY {
                if let Decision::Allow(because) = decide(&world, who, action, acl, NOW) {
                    prop_assert!(holds(because, &oracle, who, action, acl), "{because:?}");
                }
            }
        }
    }

    #[test]
    fn every_grant_told_is_true_and_the_first_is_the_decisions(org in organisations(8, 24)) {
        let (world, oracle) = (org.world(), org.oracle());
        for (who, acl) in org.pairs() {
            for action in Action::EVERY {
                let told = grants(&world, who, action, acl, NOW);
                let decision = decide(&world, who, action, acl, NOW);
                prop_assert_eq!(told.first().copied(), decision.verdict().ok());
                for because in told {
                    prop_assert!(holds(because, &oracle, who, action, acl), "{because:?}");
                }
            }
        }
    }

    #[test]
    fn whatever_is_allowed_lies_in_the_planned_lists(org in organisations(8, 24)) {
        let world = org.world();
        let actions = [Action::Read, Action::Field(FieldClass::Commercial), Action::Export];
        for who in &org.people {
            for action in actions {
                for kind in RecordType::EVERY {
                    let plan = VisibleSet::plan(&world, who, action, kind, NOW);
                    for acl in org.records.iter().filter(|acl| acl.kind == kind) {
                        let allowed = decide(&world, who, action, acl, NOW).allows();
                        prop_assert!(!allowed || plan.holds(who.id, acl));
                    }
                }
            }
        }
    }

    /// The planner is no excuse to read everything: without shares, deputies and parents its
    /// lists for Read hold exactly what may be read.
    #[test]
    fn the_planned_lists_are_no_wider_than_they_must_be(org in organisations(8, 24)) {
        let (world, oracle) = (org.world(), org.oracle());
        for (who, acl) in org.pairs() {
            let acl = RecordAcl { shares: Vec::new(), parent: None, ..acl.clone() };
            let plan = VisibleSet::plan(&world, who, Action::Read, acl.kind, NOW);
            let read = oracle.verdict(who, Action::Read, &acl, NOW) == Verdict::Allowed;
            prop_assert_eq!(plan.holds(who.id, &acl), read);
        }
    }

    #[test]
    fn a_cell_counts_exactly_when_its_unshared_records_do(org in organisations(8, 24)) {
        let (world, oracle) = (org.world(), org.oracle());
        let action = Action::Field(FieldClass::Commercial);
        for (who, acl) in org.pairs() {
            let (shares, parties) = (Vec::new(), Vec::new());
            let acl = RecordAcl { shares, parties, parent: None, ..acl.clone() };
            let cell = (acl.kind, acl.lane, acl.group, acl.owner);
            let counts = cell_allowed(&world, who, action, cell, NOW);
            prop_assert_eq!(counts, oracle.verdict(who, action, &acl, NOW) == Verdict::Allowed);
        }
    }

    /// The browser gets world and person over the wire and must come to the same answers.
    #[test]
    fn decisions_survive_the_wire(org in organisations(4, 12)) {
        let world = org.world();
        let far: World = serde_json::from_str(&serde_json::to_string(&world).unwrap()).unwrap();
        for (who, acl) in org.pairs() {
            let who_far: Principal = serde_json::from_str(&serde_json::to_string(who).unwrap()).unwrap();
            let acl_far: RecordAcl = serde_json::from_str(&serde_json::to_string(acl).unwrap()).unwrap();
            for action in [Action::Read, Action::Edit] {
                let here = decide(&world, who, action, acl, NOW);
                prop_assert_eq!(here, decide(&far, &who_far, action, &acl_far, NOW));
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn every_decision_of_a_large_organisation_is_the_oracles(org in organisations(30, 200)) {
        compare(&org)?;
    }
}

fn compare(org: &Organisation) -> Result<(), TestCaseError> {
    let (world, oracle) = (org.world(), org.oracle());
    for (who, acl) in org.pairs() {
        let everything = oracle.everything(who, acl, NOW);
        prop_assert_eq!(rights(&world, who, acl, NOW), everything);
        for action in Action::EVERY {
            let ours = verdict(decide(&world, who, action, acl, NOW), action);
            let theirs = oracle.verdict(who, action, acl, NOW);
            prop_assert_eq!(ours, theirs, "{:?} {:?} {:?}", who, action, acl);
        }
    }
    Ok(())
}

/// Whether the facts that a reason names are facts.
fn holds(
    because: Because,
    oracle: &Oracle,
    who: &Principal,
    action: Action,
    acl: &RecordAcl,
) -> bool {
    let over = |group: GroupId| oracle.over(acl.group).contains(&group);
    match because {
        Because::Owner => acl.owner == who.id,
        Because::Everyone => acl.owner != who.id,
        Because::Group(group) => group == acl.group && who.groups.contains(&group),
        Because::Below { of, holds } => holds == acl.group && who.groups.contains(&of) && over(of),
        Because::Head { of, holds } => holds == acl.group && who.heads.contains(&of) && over(of),
        Because::Participant => acl
            .parties
            .iter()
            .any(|party| party.person == who.id && party.mask.has(action)),
        Because::HeadOf { of, person } => acl.parties.iter().any(|party| {
            party.person == person
                && party.mask.has(action)
                && who.heads.contains(&of)
                && oracle.over(party.group).contains(&of)
        }),
        Because::Share { to, by, until } => acl.shares.iter().any(|share| {
            let reaches = to != ShareTo::Person(who.id) || share.to == ShareTo::Person(who.id);
            (share.to, share.by, share.until) == (to, by, until)
                && share.mask.has(action)
                && reaches
        }),
        Because::Deputy {
            for_person,
            head,
            until,
        } => who.deputy_for.iter().any(|deputy| {
            let theirs = |party: &Party| party.person == for_person && party.mask.has(action);
            let led = |head: GroupId| {
                let under = |party: &Party| oracle.over(party.group).contains(&head);
                over(head) || acl.parties.iter().any(under)
            };
            let place = head.map_or(
                acl.owner == for_person || acl.parties.iter().any(theirs),
                |head| deputy.heads.contains(&head) && led(head),
            );
            (deputy.for_person, deputy.until) == (for_person, until)
                && deputy.mask.has(action)
                && place
        }),
    }
}
