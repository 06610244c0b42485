//! The questions from the record's side, against the oracle.
use crate::cases;
use crate::organisation::{NOW, organisations, table};
use domain::access::oracle::Verdict;
use domain::access::{
    Action, PolicyTable, Principal, RecordAcl, Scope, ShareTo, Shift, VisibleSet, audience, decide,
    seen_as, shift,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_audience_is_everyone_who_reads(org in organisations(8, 12)) {
        let (world, oracle) = (org.world(), org.oracle());
        for acl in &org.records {
            let told: Vec<_> = audience(&world, &org.people, acl, NOW);
            let reads = |who: &&Principal| oracle.verdict(who, Action::Read, acl, NOW) == Verdict::Allowed;
            let wanted: Vec<_> = org.people.iter().filter(reads).map(|who| who.id).collect();
            prop_assert_eq!(told.iter().map(|(id, _)| *id).collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn viewing_as_somebody_shows_what_both_read_and_changes_nothing(org in organisations(6, 12)) {
        let (world, oracle) = (org.world(), org.oracle());
        for (shown, acl) in org.pairs() {
            for viewer in &org.people {
                let both = oracle.everything(shown, acl, NOW).and(oracle.everything(viewer, acl, NOW));
                for action in Action::EVERY {
                    let seen = seen_as(&world, shown, viewer, action, acl, NOW).allows();
                    let reads = matches!(action, Action::Read | Action::Field(_));
                    prop_assert_eq!(seen, reads && both.has(action));
                }
            }
        }
    }

    #[test]
    fn somebodys_eyes_show_no_more_than_both_read_and_all_of_it_to_who_reads_everything(org in organisations(6, 12)) {
        let (world, oracle) = (org.world(), org.oracle());
        for viewer in &org.people {
            for (shown, acl) in org.pairs() {
                let eyes = shown.seen_by(viewer);
                let both = oracle.everything(shown, acl, NOW).and(oracle.everything(viewer, acl, NOW));
                for action in Action::EVERY {
                    let seen = decide(&world, &eyes, action, acl, NOW).allows();
                    let reads = matches!(action, Action::Read | Action::Field(_));
                    prop_assert!(!seen || (reads && both.has(action)), "{action:?}");
                }
            }
        }
        let all = Principal { active: true, table: PolicyTable::filled(Scope::All), ..org.people[0].clone() };
        for (shown, acl) in org.pairs() {
            let eyes = shown.seen_by(&all);
            for action in Action::EVERY {
                let wanted = matches!(action, Action::Read | Action::Field(_))
                    && oracle.everything(shown, acl, NOW).has(action);
                prop_assert_eq!(decide(&world, &eyes, action, acl, NOW).allows(), wanted, "{:?}", action);
            }
        }
    }

    #[test]
    fn the_lists_of_somebodys_eyes_hold_what_they_see(org in organisations(6, 12)) {
        let world = org.world();
        for viewer in &org.people {
            for (shown, acl) in org.pairs() {
                let eyes = shown.seen_by(viewer);
                let plan = VisibleSet::plan(&world, &eyes, Action::Read, acl.kind, NOW);
                let seen = decide(&world, &eyes, Action::Read, acl, NOW).allows();
                prop_assert!(!seen || plan.holds(eyes.id, acl));
                let bare = RecordAcl { lane: acl.lane, ..RecordAcl::new(acl.kind, acl.owner, acl.group) };
                let lane = plan.lane(acl.lane);
                // Where a list is read whole, everything in it is seen.
                prop_assert!(!lane.all || decide(&world, &eyes, Action::Read, &bare, NOW).allows());
            }
        }
    }

    #[test]
    fn what_if_counts_what_each_person_gains_and_loses(org in organisations(4, 24), draft in table()) {
        let (world, oracle) = (org.world(), org.oracle());
        for before in &org.people {
            let after = Principal { table: draft.clone(), ..before.clone() };
            let read = |who| -> BTreeSet<_> { oracle.allowed(who, Action::Read, &org.records, NOW) };
            let (then, later) = (read(before), read(&after));
            let wanted = Shift {
                gained: later.difference(&then).count() as u64,
                lost: then.difference(&later).count() as u64,
            };
            prop_assert_eq!(shift((&world, before), (&world, &after), &org.records, NOW), wanted);
        }
    }

    #[test]
    fn the_browser_decides_alike_without_seeing_others_shares(org in organisations(6, 16)) {
        let world = org.world();
        for (who, acl) in org.pairs() {
            let projected = acl.clone().projected(&world, who);
            for action in Action::EVERY {
                let whole = decide(&world, who, action, acl, NOW);
                prop_assert_eq!(whole, decide(&world, who, action, &projected, NOW));
            }
            let others = |to| matches!(to, ShareTo::Person(person) if person != who.id);
            prop_assert!(!projected.shares.iter().any(|share| others(share.to)));
        }
    }
}
