//! The tree of groups and the commands that change it.
use crate::cases;
use crate::organisation::organisations;
use domain::by::{Actor, By, SystemActor};
use domain::groups::{Group, GroupEvent, GroupRefusal, Groups, Holdings, OrgTree};
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use proptest::prelude::*;

const BY: By = By {
    actor: Actor::System(SystemActor::Setup),
    now: Moment(1),
};

fn g(id: u64) -> GroupId {
    GroupId(id)
}

/// North (1) holds Team 12 (2), which holds Desk (3); South (4) stands beside North.
fn firm() -> Groups {
    let group = |id, name: &str, parent: Option<u64>| {
        let parent = parent.map(GroupId);
        (
            g(id),
            Group {
                id: g(id),
                name: name.into(),
                parent,
                heads: vec![],
                archived: false,
            },
        )
    };
    let north = group(1, "North", None);
    let (team, desk) = (group(2, "Team 12", Some(1)), group(3, "Desk", Some(2)));
    Groups::from([north, team, desk, group(4, "South", None)])
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn intervals_say_what_walking_says(org in organisations(1, 1)) {
        let (tree, oracle) = (org.world().tree, org.oracle());
        for a in (0..15).map(GroupId) {
            let over: Vec<_> = tree.ancestors(a).collect();
            prop_assert_eq!(over.iter().copied().collect::<std::collections::BTreeSet<_>>(), oracle.over(a));
            prop_assert_eq!(tree.depth(a).map(|depth| depth as usize + 1).unwrap_or(0), over.len());
            for b in (0..15).map(GroupId) {
                prop_assert_eq!(tree.below(a, b), over.contains(&b));
                prop_assert_eq!(tree.subtree(b).contains(&a), over.contains(&b));
            }
        }
    }

    #[test]
    fn the_order_of_display_puts_every_group_once_and_after_its_parent(org in organisations(1, 1)) {
        let tree = org.world().tree;
        let order = tree.depth_first();
        prop_assert_eq!(order.len(), org.parents.len());
        for (place, group) in order.iter().enumerate() {
            prop_assert!(!order[..place].contains(group));
            prop_assert!(tree.parent(*group).is_none_or(|parent| order[..place].contains(&parent)));
        }
    }
}

#[test]
fn groups_are_shown_by_name_under_their_parents() {
    let tree = OrgTree::of(firm().values()).unwrap();
    assert_eq!(tree.depth_first(), [g(1), g(2), g(3), g(4)]);
    assert_eq!(tree.subtree(g(2)), [g(2), g(3)]);
    assert!(tree.knows(g(3)) && !tree.knows(g(9)) && tree.subtree(g(9)).is_empty());
}

#[test]
fn an_unknown_parent_counts_as_none() {
    let tree = OrgTree::from_parents([(g(5), Some(g(77)))]).unwrap();
    assert_eq!(
        (tree.parent(g(5)), tree.depth(g(5)), tree.len()),
        (None, Some(0), 1)
    );
}

#[test]
fn a_circle_of_parents_is_no_tree() {
    let circle = OrgTree::from_parents([(g(1), Some(g(2))), (g(2), Some(g(1))), (g(3), None)]);
    assert_eq!(circle, Err(GroupRefusal::Circle));
    assert_eq!(
        OrgTree::from_parents([(g(1), Some(g(1)))]),
        Err(GroupRefusal::Circle)
    );
}

#[test]
fn a_chain_of_a_hundred_thousand_groups_is_walked() {
    let chain = (0..100_000).map(|id| (g(id), id.checked_sub(1).map(GroupId)));
    let tree = OrgTree::from_parents(chain).unwrap();
    assert!(tree.below(g(99_999), g(0)) && !tree.below(g(0), g(99_999)));
    assert_eq!(tree.depth(g(99_999)), Some(99_999));
}

#[test]
fn a_group_is_created_under_a_living_parent_with_a_free_name() {
    let mut firm = firm();
    let create = |name: &str, parent: Option<u64>, firm: &Groups| {
        Group::create(BY, g(9), name, parent.map(GroupId), firm)
    };
    let (group, event) = create("  Team   14 ", Some(1), &firm).unwrap();
    assert_eq!(
        (group.name.as_str(), group.parent, event.group()),
        ("Team 14", Some(g(1)), g(9))
    );
    assert_eq!(
        create(" ", None, &firm).err(),
        Some(GroupRefusal::EmptyName)
    );
    assert_eq!(
        create("north", None, &firm).err(),
        Some(GroupRefusal::NameTaken)
    );
    assert!(create("North", Some(4), &firm).is_ok());
    assert!(create(&"ż".repeat(80), None, &firm).is_ok());
    assert_eq!(
        create(&"ż".repeat(81), None, &firm).err(),
        Some(GroupRefusal::NameTooLong)
    );
    assert_eq!(
        create("A\u{0}B", None, &firm).err(),
        Some(GroupRefusal::NameTooLong)
    );
    assert_eq!(
        create("A", Some(8), &firm).err(),
        Some(GroupRefusal::UnknownParent)
    );
    firm.get_mut(&g(4)).unwrap().archived = true;
    assert_eq!(
        create("A", Some(4), &firm).err(),
        Some(GroupRefusal::DissolvedParent)
    );
    assert!(create("South", None, &firm).is_ok());
}

#[test]
fn a_group_never_moves_into_itself() {
    let firm = firm();
    let mut north = firm[&g(1)].clone();
    for inside in [1, 2, 3] {
        let moved = north.move_under(BY, Some(g(inside)), &firm);
        assert_eq!(moved, Err(GroupRefusal::InsideItself));
    }
    assert_eq!(north, firm[&g(1)]);
    let moved = north.move_under(BY, Some(g(4)), &firm);
    assert_eq!(
        moved,
        Ok(GroupEvent::Moved {
            group: g(1),
            from: None,
            to: Some(g(4))
        })
    );
    let mut desk = firm[&g(3)].clone();
    assert!(desk.move_under(BY, None, &firm).is_ok());
    assert_eq!(desk.parent, None);
}

#[test]
fn a_group_may_keep_its_own_name_when_renamed() {
    let firm = firm();
    let mut north = firm[&g(1)].clone();
    let renamed = north.rename(BY, "NORTH", &firm).unwrap();
    assert_eq!(
        renamed,
        GroupEvent::Renamed {
            group: g(1),
            from: "North".into(),
            to: "NORTH".into()
        }
    );
    assert_eq!(
        north.rename(BY, "South", &firm),
        Err(GroupRefusal::NameTaken)
    );
}

#[test]
fn heads_are_appointed_once_and_dismissed_once() {
    let mut team = firm()[&g(2)].clone();
    for id in [7, 3, 5] {
        team.appoint(BY, PersonId(id)).unwrap();
    }
    assert_eq!(team.heads, [3, 5, 7].map(PersonId));
    assert_eq!(
        team.appoint(BY, PersonId(5)),
        Err(GroupRefusal::HeadAlready)
    );
    assert!(team.dismiss(BY, PersonId(5)).is_ok());
    assert_eq!(team.dismiss(BY, PersonId(5)), Err(GroupRefusal::NotHead));
}

#[test]
fn only_an_empty_group_dissolves_and_only_once() {
    let mut team = firm()[&g(2)].clone();
    team.appoint(BY, PersonId(3)).unwrap();
    let empty = Holdings::default();
    for holds in [
        Holdings {
            members: 1,
            ..empty
        },
        Holdings {
            children: 1,
            ..empty
        },
        Holdings {
            records: true,
            ..empty
        },
    ] {
        assert_eq!(
            team.dissolve(BY, holds),
            Err(GroupRefusal::StillHolds(holds))
        );
    }
    assert_eq!(
        team.dissolve(BY, empty),
        Ok(GroupEvent::Dissolved { group: g(2) })
    );
    assert!(team.archived && team.heads.is_empty());
    assert_eq!(
        team.dissolve(BY, empty),
        Err(GroupRefusal::DissolvedAlready)
    );
    assert_eq!(
        team.appoint(BY, PersonId(3)),
        Err(GroupRefusal::DissolvedAlready)
    );
    assert_eq!(
        team.rename(BY, "X", &firm()),
        Err(GroupRefusal::DissolvedAlready)
    );
}
