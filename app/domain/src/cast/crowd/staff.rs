//! The groups and people of a crowd. Invariant: everybody who sells sits in a group without groups
//! below it, and every group above has a head as far as there are people.
use super::Size;
use crate::access::Role;
use crate::by::By;
use crate::cast::people::title;
use crate::cast::{Scene, Subject, market};
use crate::field::Field;
use crate::groups::{Group, Groups};
use crate::id::{GroupId, PersonId};
use crate::people::{Email, Person, PersonDraft};
use crate::text::fold;

const REGIONS: [&str; 16] = [
    "Pomorze",
    "Wielkopolska",
    "Małopolska",
    "Dolny Śląsk",
    "Mazowsze",
    "Śląsk",
    "Łódzkie",
    "Lubelskie",
    "Podkarpacie",
    "Podlasie",
    "Kujawy",
    "Opolszczyzna",
    "Świętokrzyskie",
    "Lubuskie",
    "Warmia",
    "Zachód",
];

/// Those a deal can belong to, and those who sign in.
pub(super) struct Staff {
    pub(super) reps: Vec<(PersonId, GroupId)>,
    pub(super) sign_ins: Vec<(Role, PersonId)>,
}

pub(super) fn enter(scene: &mut Scene, size: Size) -> Staff {
    let by = scene.long_ago();
    let groups_count = size.groups.max(1);
    let mut groups = tree(scene, by, groups_count);
    let mut staff = Staff {
        reps: Vec::new(),
        sign_ins: Vec::new(),
    };
    let heads = heads(size.people, groups_count);
    for number in 1..=size.people.max(Size::LEAST_PEOPLE) {
        let (role, group) = place(number, heads, groups_count);
        let id = PersonId(number);
        let first = !staff.sign_ins.iter().any(|(known, _)| *known == role);
        join(scene, by, id, (role, group, first), &mut groups);
        if first {
            staff.sign_ins.push((role, id));
        }
        if role == Role::Rep {
            staff.reps.push((id, group));
        }
    }
    scene.cast.groups = groups.into_values().collect();
    staff
}

/// Five below each, in the order of numbers.
fn tree(scene: &mut Scene, by: By, count: u64) -> Groups {
    let mut groups = Groups::new();
    for number in 1..=count {
        let parent = (number > 1).then(|| GroupId((number - 2) / 5 + 1));
        let name = match number {
            1 => "Sprzedaż Arkada".to_owned(),
            2..=6 => format!("Region {}", region(number)),
            _ => format!("Zespół {} {number}", region(number)),
        };
        let created = Group::create(by, GroupId(number), &name, parent, &groups);
        if let Some((group, event)) = scene.done(created) {
            groups.insert(group.id, group);
            scene.tell(by, Subject::Group(GroupId(number)), event);
        }
    }
    groups
}

fn region(number: u64) -> &'static str {
    let at = usize::try_from(number).unwrap_or_default() % REGIONS.len();
    REGIONS.get(at).copied().unwrap_or_default()
}

/// As many heads as groups below the firm, but no more than every second who is left.
fn heads(people: u64, groups: u64) -> u64 {
    (groups - 1).max(1).min(people.saturating_sub(3) / 2).max(1)
}

/// What somebody is and where: a director, an administrator, an auditor, the heads, then reps.
fn place(number: u64, heads: u64, groups: u64) -> (Role, GroupId) {
    let first_leaf = (groups + 3) / 5 + 1;
    match number {
        1 => (Role::Director, GroupId(1)),
        2 => (Role::Administrator, GroupId(1)),
        3 => (Role::Auditor, GroupId(1)),
        _ if number <= 3 + heads => (Role::Head, GroupId((number - 2).min(groups))),
        _ => {
            let leaf = first_leaf.min(groups)
                + (number - 4 - heads) % (groups + 1 - first_leaf.min(groups));
            (Role::Rep, GroupId(leaf))
        }
    }
}

fn join(
    scene: &mut Scene,
    by: By,
    id: PersonId,
    (role, group, first): (Role, GroupId, bool),
    groups: &mut Groups,
) {
    let given = scene
        .random
        .pick(&market::FIRST_NAMES)
        .copied()
        .unwrap_or_default();
    let family = scene
        .random
        .pick(&market::LAST_NAMES)
        .copied()
        .unwrap_or_default();
    let local = if first {
        fold(&format!("{role:?}"))
    } else {
        format!("{}.{}.{id}", fold(given), fold(family))
    };
    let email = scene.done(Email::parse(
        Field::Email,
        &format!("{local}@arkada.example"),
    ));
    let draft = PersonDraft {
        name: format!("{given} {family} {id}"),
        email,
        groups: vec![group],
        roles: vec![role],
        title: Some(title(role).to_owned()),
        ..PersonDraft::default()
    };
    if let Some((person, event)) = scene.done(Person::create(by, id, draft)) {
        scene.cast.people.push(person);
        scene.tell(by, Subject::Person(id), event);
    }
    if matches!(role, Role::Head | Role::Director)
        && let Some(headed) = groups.get_mut(&group)
        && let appointed = headed.appoint(by, id)
        && let Some(event) = scene.done(appointed)
    {
        scene.tell(by, Subject::Group(group), event);
    }
}
