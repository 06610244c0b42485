//! How long a decision takes: 1,000 people, 200 groups, 1 M random questions per viewer.
//! Run: `cargo run --release -p domain --example decide_bench`.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark measures time; the domain does not"
)]
use domain::access::{
    Action, ActionMask, Deputy, FieldClass, Lane, Preset, Principal, RecordAcl, RecordType, Role,
    Share, ShareTo, VisibleSet, World, decide, rights,
};
use domain::groups::OrgTree;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use std::hint::black_box;
use std::time::Instant;

const NOW: Moment = Moment(1_000);
const GROUPS: u64 = 200;
const PEOPLE: u64 = 1_000;
const RECORDS: usize = 100_000;

/// SplitMix64: the same questions on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % most
    }
}

/// Group 1 is the firm, 2 to 6 departments, 7 to 41 regions, the rest teams; ids spread by `gap`.
fn world(gap: u64) -> World {
    let parent = |id: u64| match id {
        1 => None,
        2..=6 => Some(1),
        7..=41 => Some(2 + id % 5),
        _ => Some(7 + id % 35),
    };
    let parents =
        (1..=GROUPS).map(|id| (GroupId(id * gap), parent(id).map(|id| GroupId(id * gap))));
    World {
        tree: OrgTree::from_parents(parents).unwrap_or_default(),
    }
}

fn records(dice: &mut Dice, gap: u64) -> Vec<RecordAcl> {
    let mut one = || {
        let owner = dice.below(PEOPLE) + 1;
        let group = GroupId((42 + owner % (GROUPS - 41)) * gap);
        let mut acl = RecordAcl::new(RecordType::Deal, PersonId(owner), group);
        if dice.below(50) == 0 {
            acl.lane = Lane::Confidential;
        }
        // One deal in five is shared, as in the 200 k shares of a million deals.
        if dice.below(5) == 0 {
            let to = ShareTo::Person(PersonId(dice.below(PEOPLE) + 1));
            acl.shares.push(Share {
                to,
                mask: ActionMask::COLLABORATOR,
                until: None,
                by: acl.owner,
            });
        }
        acl
    };
    (0..RECORDS).map(|_| one()).collect()
}

fn viewers(gap: u64) -> Vec<(&'static str, Principal)> {
    let g = |id: u64| GroupId(id * gap);
    let who = |id: u64, roles: &[Role], preset, groups, heads| {
        Principal::assemble(PersonId(id), true, roles, preset, groups, heads)
    };
    let head = who(
        3,
        &[Role::Rep, Role::Head],
        Preset::Team,
        vec![g(7)],
        vec![g(7)],
    );
    let mut deputy = who(4, &[Role::Rep], Preset::Private, vec![g(46), g(50)], vec![]);
    deputy.deputy_for.push(Deputy::of(
        &head,
        ActionMask::HEADSHIP,
        Moment(0),
        Moment(9_999),
    ));
    vec![
        (
            "rep, team",
            who(1, &[Role::Rep], Preset::Team, vec![g(43)], vec![]),
        ),
        (
            "rep, regional, 3 groups",
            who(
                2,
                &[Role::Rep],
                Preset::Regional,
                vec![g(43), g(9), g(60)],
                vec![],
            ),
        ),
        ("head of a region", head),
        (
            "head of 5 regions",
            who(
                5,
                &[Role::Head],
                Preset::Private,
                vec![g(2)],
                (7..12).map(g).collect(),
            ),
        ),
        ("deputy of a head", deputy),
        (
            "director",
            who(6, &[Role::Director], Preset::Team, vec![g(1)], vec![g(1)]),
        ),
    ]
}

fn per_question(viewer: &Principal, world: &World, records: &[RecordAcl], action: Action) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..10 {
        let start = Instant::now();
        let allowed = records
            .iter()
            .filter(|acl| decide(black_box(world), black_box(viewer), action, acl, NOW).allows())
            .count();
        black_box(allowed);
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / records.len() as f64);
    }
    best
}

fn main() {
    println!("ns per decision (best of 10 passes over {RECORDS} records)");
    println!(
        "{:<28}{:>8}{:>8}{:>12}{:>10}",
        "viewer", "Read", "Edit", "Commercial", "allowed"
    );
    for gap in [1, 1_009] {
        println!(
            "group ids {}",
            if gap == 1 { "in sequence" } else { "spread" }
        );
        let (world, mut dice) = (world(gap), Dice(42));
        let records = records(&mut dice, gap);
        for (name, viewer) in viewers(gap) {
            let time = |action| per_question(&viewer, &world, &records, action);
            let (read, edit) = (time(Action::Read), time(Action::Edit));
            let commercial = time(Action::Field(FieldClass::Commercial));
            let may = |acl: &&RecordAcl| decide(&world, &viewer, Action::Read, acl, NOW).allows();
            let share = records.iter().filter(may).count() as f64 * 100.0 / RECORDS as f64;
            println!("{name:<28}{read:>8.1}{edit:>8.1}{commercial:>12.1}{share:>9.1}%");
        }
    }
    whole_answers();
}

/// What surrounds a decision: the tree, the plan of a list, all rights of a card.
fn whole_answers() {
    let (world, mut dice) = (world(1), Dice(42));
    let records = records(&mut dice, 1);
    let Some((_, head)) = viewers(1).into_iter().nth(2) else {
        return;
    };
    let time = |what: &str, times: u32, work: &dyn Fn()| {
        let start = Instant::now();
        (0..times).for_each(|_| work());
        println!(
            "{what:<28}{:>12.0} ns",
            start.elapsed().as_secs_f64() * 1e9 / f64::from(times)
        );
    };
    let kind = RecordType::Deal;
    let first = &records[..100];
    time("tree of 200 groups", 1_000, &|| {
        drop(black_box(self::world(1)))
    });
    time("plan of a list, region", 10_000, &|| {
        drop(black_box(VisibleSet::plan(
            &world,
            &head,
            Action::Read,
            kind,
            NOW,
        )));
    });
    time("all rights, 100 records", 1_000, &|| {
        for acl in first {
            black_box(rights(&world, &head, acl, NOW));
        }
    });
}
