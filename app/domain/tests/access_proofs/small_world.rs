//! Every small world: all increasing trees of 4 groups × memberships × headships × scopes × lanes
//! × shares × expiry, and the same with deputies. The normal run walks them by a stride prime to
//! every dimension; the long run walks all of them.
use crate::long;
use domain::access::oracle::{Oracle, Verdict};
use domain::access::{
    Action, ActionMask, Decision, Denial, Deputy, HeadMask, Lane, PolicyTable, Principal,
    RecordAcl, RecordType, Scope, Share, ShareTo, World, decide,
};
use domain::groups::OrgTree;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;

const ME: PersonId = PersonId(1);
const OTHER: PersonId = PersonId(2);
const NOW: Moment = Moment(10);
const KIND: RecordType = RecordType::Deal;
const READ: ActionMask = ActionMask::of(&[Action::Read]);
const EDIT: ActionMask = ActionMask::of(&[Action::Edit]);

/// A mixed-radix number: each `pick` takes one digit.
struct Digits(u64);

impl Digits {
    fn pick(&mut self, radix: u64) -> u64 {
        let digit = self.0 % radix;
        self.0 /= radix;
        digit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.pick(choices.len() as u64) as usize]
    }

    fn groups(&mut self) -> Vec<GroupId> {
        let bits = self.pick(16);
        (0..4)
            .filter(|bit| bits & 1 << bit != 0)
            .map(GroupId)
            .collect()
    }
}

/// The six trees in which each of four groups hangs under an earlier one.
fn trees() -> Vec<(World, Oracle)> {
    let parents = |index: u64| {
        let mut digits = Digits(index);
        let parent = |place: u64, digits: &mut Digits| {
            (
                GroupId(place),
                (place > 0).then(|| GroupId(digits.pick(place.max(1)))),
            )
        };
        (0..4)
            .map(|place| parent(place, &mut digits))
            .collect::<Vec<_>>()
    };
    let worlds = (0..6).map(parents);
    worlds
        .map(|parents| {
            let tree = OrgTree::from_parents(parents.iter().copied()).unwrap();
            (World { tree }, Oracle::new(parents))
        })
        .collect()
}

fn principal(digits: &mut Digits) -> Principal {
    let groups = digits.groups();
    let heads = digits.groups();
    let (read, edit) = (digits.of(&Scope::EVERY), digits.of(&Scope::EVERY));
    let mut table = PolicyTable::default();
    for lane in Lane::EVERY {
        table.set(KIND, Action::Read, lane, read);
        table.set(KIND, Action::Edit, lane, edit);
    }
    let head_mask = HeadMask {
        normal: READ.or(EDIT),
        confidential: ActionMask::NONE,
    };
    Principal {
        id: ME,
        active: true,
        roles: Vec::new(),
        groups,
        heads,
        table,
        head_mask,
        deputy_for: Vec::new(),
        through: None,
    }
}

fn record(digits: &mut Digits) -> RecordAcl {
    let (owner, group) = (digits.of(&[ME, OTHER]), GroupId(digits.pick(4)));
    RecordAcl {
        lane: digits.of(&Lane::EVERY),
        ..RecordAcl::new(KIND, owner, group)
    }
}

fn share(digits: &mut Digits) -> Vec<Share> {
    let group = |id| ShareTo::Group(GroupId(id));
    let to = [
        ShareTo::Person(ME),
        ShareTo::Person(OTHER),
        group(0),
        group(1),
        group(2),
        group(3),
    ];
    let share = Share {
        to: digits.of(&to),
        mask: digits.of(&[ActionMask::NONE, READ, EDIT, READ.or(EDIT)]),
        until: digits.of(&[None, Some(9), Some(10), Some(11)]).map(Moment),
        by: OTHER,
    };
    if share.mask.is_empty() {
        Vec::new()
    } else {
        vec![share]
    }
}

fn deputy(digits: &mut Digits) -> Deputy {
    let mut table = PolicyTable::default();
    let scopes = digits.of(&[
        (Scope::None, Scope::Own),
        (Scope::Own, Scope::None),
        (Scope::All, Scope::Own),
    ]);
    table.set(KIND, Action::Read, Lane::Normal, scopes.0);
    table.set(KIND, Action::Edit, Lane::Normal, scopes.1);
    let (from, until) = digits.of(&[(9, 10), (10, 11), (11, 12), (9, 11)]);
    Deputy {
        for_person: OTHER,
        heads: digits.groups(),
        table,
        head_mask: HeadMask {
            normal: digits.of(&[READ, READ.or(EDIT)]),
            confidential: READ,
        },
        mask: digits.of(&[READ, EDIT, READ.or(EDIT)]),
        from: Moment(from),
        until: Moment(until),
    }
}

fn verdict(decision: Decision) -> Verdict {
    match decision {
        Decision::Allow(_) => Verdict::Allowed,
        Decision::Deny(Denial::Invisible) => Verdict::Invisible,
        Decision::Deny(Denial::Forbidden(_)) => Verdict::Forbidden,
    }
}

/// Walks the numbers below `size`; answers how many verdicts of each sort were met.
fn walk(
    size: u64,
    stride: u64,
    build: impl Fn(Digits) -> (usize, Principal, RecordAcl),
) -> [u64; 3] {
    let trees = trees();
    let mut met = [0; 3];
    for index in (0..size).step_by(if long() { 1 } else { stride as usize }) {
        let (tree, who, acl) = build(Digits(index));
        let (world, oracle) = &trees[tree];
        for action in [Action::Read, Action::Edit] {
            let ours = verdict(decide(world, &who, action, &acl, NOW));
            let theirs = oracle.verdict(&who, action, &acl, NOW);
            assert_eq!(ours, theirs, "world {index}, {action:?}: {who:?} {acl:?}");
            met[ours as usize] += 1;
        }
    }
    met
}

#[test]
fn shares_in_every_small_world_decide_as_the_oracle_does() {
    let size = 6 * (16 * 16 * 5 * 5) * (2 * 4 * 2) * (6 * 4 * 4);
    let met = walk(size, 199, |mut digits| {
        let tree = digits.pick(6) as usize;
        let (acl, shares) = (record(&mut digits), share(&mut digits));
        (tree, principal(&mut digits), RecordAcl { shares, ..acl })
    });
    assert!(met.iter().all(|count| *count > 1_000), "{met:?}");
}

#[test]
fn deputies_in_every_small_world_decide_as_the_oracle_does() {
    let size = 6 * (16 * 5 * 5) * (2 * 4 * 2) * (3 * 4 * 16 * 2 * 3);
    let met = walk(size, 199, |mut digits| {
        let tree = digits.pick(6) as usize;
        let (acl, deputy) = (record(&mut digits), deputy(&mut digits));
        // Headships of one's own stay out of this world: digits end here, so none are drawn.
        let heads = Vec::new();
        let (groups, read, edit) = (
            digits.groups(),
            digits.of(&Scope::EVERY),
            digits.of(&Scope::EVERY),
        );
        let mut who = Principal {
            groups,
            heads,
            ..principal(&mut Digits(0))
        };
        for lane in Lane::EVERY {
            who.table.set(KIND, Action::Read, lane, read);
            who.table.set(KIND, Action::Edit, lane, edit);
        }
        who.deputy_for.push(deputy);
        (tree, who, acl)
    });
    assert!(met.iter().all(|count| *count > 1_000), "{met:?}");
}
