//! Random organisations: at most 12 groups, 30 people, 200 records, shares, deputies, both lanes,
//! presets and random tables, and ids that name nothing.
use domain::access::oracle::Oracle;
use domain::access::{
    Action, ActionMask, Deputy, HeadMask, Lane, Party, PolicyTable, Preset, Principal, RecordAcl,
    RecordType, Role, Scope, Share, ShareTo, World,
};
use domain::groups::OrgTree;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// The moment of every question; shares and deputyships begin and end around it.
pub(crate) const NOW: Moment = Moment(10);
const PEOPLE: u64 = 30;

#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub parents: Vec<(GroupId, Option<GroupId>)>,
    pub people: Vec<Principal>,
    pub records: Vec<RecordAcl>,
}

impl Organisation {
    pub(crate) fn world(&self) -> World {
        World {
            tree: OrgTree::from_parents(self.parents.iter().copied()).unwrap(),
        }
    }

    pub(crate) fn oracle(&self) -> Oracle {
        Oracle::new(self.parents.iter().copied())
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&Principal, &RecordAcl)> {
        self.people
            .iter()
            .flat_map(|who| self.records.iter().map(move |acl| (who, acl)))
    }
}

/// With at most so many people and records.
pub(crate) fn organisations(people: usize, records: usize) -> impl Strategy<Value = Organisation> {
    let parents = vec(proptest::option::weighted(0.8, 0u64..12), 1..=12);
    let people = vec(person(), 1..=people);
    let deputies = vec((0usize..30, 0usize..30, mask(), 8i64..=11, 9i64..=12), 0..6);
    let records = vec(record(), 1..=records);
    (parents, people, deputies, records).prop_map(|(parents, mut people, deputies, records)| {
        for (place, person) in people.iter_mut().enumerate() {
            person.id = PersonId(place as u64 + 1);
        }
        appoint_deputies(&mut people, deputies);
        Organisation {
            parents: forest(&parents),
            people,
            records,
        }
    })
}

/// Group `i` (from 1) hangs under an earlier group, or at the top.
fn forest(parents: &[Option<u64>]) -> Vec<(GroupId, Option<GroupId>)> {
    let node = |(place, parent): (usize, &Option<u64>)| {
        let place = place as u64;
        let parent = parent
            .filter(|_| place > 0)
            .map(|parent| GroupId(parent % place.max(1) + 1));
        (GroupId(place + 1), parent)
    };
    parents.iter().enumerate().map(node).collect()
}

type DeputyDraw = (usize, usize, ActionMask, i64, i64);

fn appoint_deputies(people: &mut [Principal], draws: Vec<DeputyDraw>) {
    for (deputy, absent, mask, from, until) in draws {
        let absent = people[absent % people.len()].clone();
        let place = deputy % people.len();
        let standing_in = Deputy::of(&absent, mask, Moment(from), Moment(until));
        people[place].deputy_for.push(standing_in);
    }
}

fn person() -> impl Strategy<Value = Principal> {
    let roles = subsequence(Role::EVERY.to_vec(), 0..=3);
    let groups = || vec(group(), 0..=3);
    (
        prop::bool::weighted(0.9),
        roles,
        preset(),
        groups(),
        groups(),
        own_policy(),
    )
        .prop_map(|(active, roles, preset, groups, heads, own)| {
            let who = Principal::assemble(PersonId(0), active, &roles, preset, groups, heads);
            match own {
                None => who,
                Some((table, head_mask)) => Principal {
                    table,
                    head_mask,
                    ..who
                },
            }
        })
}

/// Half the people have a policy of their own that no preset would give them.
fn own_policy() -> impl Strategy<Value = Option<(PolicyTable, HeadMask)>> {
    let head_mask = (
        mask(),
        prop_oneof![3 => Just(ActionMask::NONE), 1 => mask()],
    );
    let head_mask = head_mask.prop_map(|(normal, confidential)| HeadMask {
        normal,
        confidential,
    });
    proptest::option::of((table(), head_mask))
}

pub(crate) fn table() -> impl Strategy<Value = PolicyTable> {
    let cells = RecordType::COUNT * Action::COUNT * Lane::EVERY.len();
    vec(select(Scope::EVERY.to_vec()), cells).prop_map(|scopes| {
        let mut scopes = scopes.into_iter();
        let mut table = PolicyTable::default();
        for kind in RecordType::EVERY {
            for action in Action::EVERY {
                for lane in Lane::EVERY {
                    table.set(kind, action, lane, scopes.next().unwrap());
                }
            }
        }
        table
    })
}

fn preset() -> impl Strategy<Value = Preset> {
    select(Preset::EVERY.to_vec())
}

/// Half of the masks can read: without it a grant seldom shows.
pub(crate) fn mask() -> impl Strategy<Value = ActionMask> {
    let some = subsequence(Action::EVERY.to_vec(), 0..=Action::COUNT);
    (some, any::<bool>()).prop_map(|(actions, reads)| {
        let mask: ActionMask = actions.into_iter().collect();
        if reads { mask.with(Action::Read) } else { mask }
    })
}

/// One id in fourteen names no group.
pub(crate) fn group() -> impl Strategy<Value = GroupId> {
    (1u64..=13).prop_map(GroupId)
}

pub(crate) fn share() -> impl Strategy<Value = Share> {
    let to = prop_oneof![
        (1..=PEOPLE).prop_map(|id| ShareTo::Person(PersonId(id))),
        group().prop_map(ShareTo::Group),
    ];
    let until = proptest::option::of((9i64..=11).prop_map(Moment));
    let by = (1..=PEOPLE).prop_map(PersonId);
    (to, mask(), until, by).prop_map(|(to, mask, until, by)| Share {
        to,
        mask,
        until,
        by,
    })
}

fn record() -> impl Strategy<Value = RecordAcl> {
    let kind = || {
        select(vec![
            RecordType::Deal,
            RecordType::Company,
            RecordType::Product,
        ])
    };
    let parent = proptest::option::weighted(0.2, (kind(), 1u64..9));
    let lane = select(Lane::EVERY.to_vec());
    (
        kind(),
        1..=PEOPLE,
        group(),
        lane,
        vec(share(), 0..=3),
        prop_oneof![3 => vec(party(), 0), 1 => vec(party(), 1..=3)],
        parent,
    )
        .prop_map(
            |(kind, owner, group, lane, shares, parties, parent)| RecordAcl {
                lane,
                shares,
                parties,
                parent,
                ..RecordAcl::new(kind, PersonId(owner), group)
            },
        )
}

/// Whoever takes part in a record reads it, whatever else their part holds.
fn party() -> impl Strategy<Value = Party> {
    (1..=PEOPLE, group(), mask()).prop_map(|(person, group, mask)| Party {
        person: PersonId(person),
        group,
        mask: mask.with(Action::Read),
    })
}
