//! The tree of groups and its people.
use super::{Scene, Subject};
use crate::access::Role;
use crate::by::By;
use crate::field::Field;
use crate::groups::{Group, Groups};
use crate::id::{GroupId, PersonId};
use crate::people::{Email, Person, PersonDraft};

/// Name and parent, by number.
const GROUPS: [(&str, Option<u64>); 7] = [
    ("Sprzedaż Arkada", None),
    ("Region Północ", Some(1)),
    ("Region Południe", Some(1)),
    ("Zespół Gdańsk", Some(2)),
    ("Zespół Poznań", Some(2)),
    ("Zespół Kraków", Some(3)),
    ("Zespół Wrocław", Some(3)),
];

/// Key, name, role, group by number.
const PEOPLE: [(&str, &str, Role, u64); 23] = [
    ("barbara", "Barbara Wiśniewska", Role::Director, 1),
    ("tomasz", "Tomasz Zieliński", Role::Head, 2),
    ("ewa", "Ewa Dąbrowska", Role::Head, 3),
    ("anna", "Anna Nowak", Role::Head, 4),
    ("piotr", "Piotr Lewandowski", Role::Head, 5),
    ("katarzyna", "Katarzyna Wójcik", Role::Head, 6),
    ("marek", "Marek Kamiński", Role::Head, 7),
    ("jan", "Jan Kowalski", Role::Rep, 4),
    ("zofia", "Zofia Szymańska", Role::Rep, 4),
    ("lukasz", "Łukasz Woźniak", Role::Rep, 4),
    ("maja", "Maja Kozłowska", Role::Rep, 4),
    ("pawel", "Paweł Jankowski", Role::Rep, 5),
    ("hanna", "Hanna Mazur", Role::Rep, 5),
    ("krzysztof", "Krzysztof Krawiec", Role::Rep, 5),
    ("natalia", "Natalia Piotrowska", Role::Rep, 6),
    ("michal", "Michał Grabowski", Role::Rep, 6),
    ("julia", "Julia Pawłowska", Role::Rep, 6),
    ("zaneta", "Żaneta Ćwik", Role::Rep, 6),
    ("adam", "Adam Michalski", Role::Rep, 7),
    ("iwona", "Iwona Nowicka", Role::Rep, 7),
    ("rafal", "Rafał Adamczyk", Role::Rep, 7),
    ("olga", "Olga Krawczyk", Role::Administrator, 1),
    ("stefan", "Stefan Malinowski", Role::Auditor, 1),
];

pub(super) fn enter(scene: &mut Scene) {
    let by = scene.long_ago();
    let mut groups = Groups::new();
    for (number, (name, parent)) in (1..).zip(GROUPS) {
        let created = Group::create(by, GroupId(number), name, parent.map(GroupId), &groups);
        if let Some((group, event)) = scene.done(created) {
            groups.insert(group.id, group);
            scene.tell(by, Subject::Group(GroupId(number)), event);
        }
    }
    for (number, person) in (1..).zip(PEOPLE) {
        join(scene, by, PersonId(number), person, &mut groups);
    }
    scene.cast.groups = groups.into_values().collect();
}

fn join(
    scene: &mut Scene,
    by: By,
    id: PersonId,
    (key, name, role, group): (&str, &str, Role, u64),
    groups: &mut Groups,
) {
    let email = scene.done(Email::parse(Field::Email, &format!("{key}@arkada.example")));
    let draft = PersonDraft {
        name: name.to_owned(),
        email,
        groups: vec![GroupId(group)],
        roles: vec![role],
        title: Some(title(role).to_owned()),
        phone: Some(format!("+48 58 555 01 {:02}", id.0)),
        lang: None,
    };
    if let Some((person, event)) = scene.done(Person::create(by, id, draft)) {
        scene.cast.people.push(person);
        scene.tell(by, Subject::Person(id), event);
    }
    if matches!(role, Role::Head | Role::Director)
        && let Some(headed) = groups.get_mut(&GroupId(group))
    {
        let appointed = headed.appoint(by, id);
        if let Some(event) = scene.done(appointed) {
            scene.tell(by, Subject::Group(GroupId(group)), event);
        }
    }
}

pub(super) fn title(role: Role) -> &'static str {
    match role {
        Role::Rep => "Przedstawiciel handlowy",
        Role::Head => "Kierownik sprzedaży",
        Role::Director => "Dyrektor sprzedaży",
        Role::Administrator => "Administrator systemu",
        Role::Auditor => "Kontroler wewnętrzny",
    }
}
