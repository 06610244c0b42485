//! Rules of people.
use super::*;
use crate::by::Actor;
use crate::time::Moment;

fn by(person: u64) -> By {
    By {
        actor: Actor::Person(PersonId(person)),
        now: Moment(5),
    }
}

fn anna() -> Person {
    let draft = PersonDraft {
        name: " Anna Nowak ".to_owned(),
        groups: vec![GroupId(4), GroupId(5)],
        roles: vec![Role::Head, Role::Head],
        ..PersonDraft::default()
    };
    Person::create(by(1), PersonId(2), draft).unwrap().0
}

#[test]
fn a_person_has_a_name_each_role_once_and_a_primary_group() {
    let anna = anna();
    assert_eq!(
        (anna.name.as_str(), anna.roles.as_slice()),
        ("Anna Nowak", &[Role::Head][..])
    );
    assert_eq!(anna.primary_group(), Some(GroupId(4)));
    let nameless = Person::create(by(1), PersonId(3), PersonDraft::default()).unwrap_err();
    assert_eq!(nameless.field(), Some(Field::PersonName));
}

#[test]
fn the_same_group_twice_is_refused() {
    let refused = anna().move_to_groups(by(1), vec![GroupId(4), GroupId(4)]);
    assert_eq!(refused, Err(Refusal::GroupTwice.into()));
}

#[test]
fn moving_says_where_from_and_where_to() {
    let mut anna = anna();
    let event = anna.move_to_groups(by(1), vec![GroupId(6)]).unwrap();
    assert_eq!(
        event,
        Event::Moved(Change::new(vec![GroupId(4), GroupId(5)], vec![GroupId(6)]))
    );
    assert_eq!(
        anna.move_to_groups(by(1), vec![GroupId(6)]),
        Err(Refused::Unchanged)
    );
    assert_eq!(anna.stamp.version, 2);
}

#[test]
fn nobody_switches_off_their_own_account() {
    let mut anna = anna();
    assert_eq!(anna.deactivate(by(2)), Err(Refusal::Oneself.into()));
    assert_eq!(anna.deactivate(by(1)), Ok(Event::Deactivated));
    assert_eq!(anna.deactivate(by(1)), Err(Refusal::Inactive.into()));
    assert_eq!(
        anna.change_roles(by(1), Vec::new()),
        Err(Refusal::Inactive.into())
    );
    assert_eq!(anna.reactivate(by(1)), Ok(Event::Reactivated));
    assert_eq!(anna.reactivate(by(1)), Err(Refusal::ActiveAlready.into()));
}

#[test]
fn two_editors_of_a_name_do_not_overwrite_each_other() {
    let rename = |to: &str| PersonChanges {
        name: Some(Change::new("Anna Nowak".to_owned(), to.to_owned())),
        ..PersonChanges::default()
    };
    let mut anna = anna();
    anna.edit(by(1), rename("Anna Nowak-Kos")).unwrap();
    let stale = anna.edit(by(3), rename("Anna Kos")).unwrap_err();
    assert!(
        matches!(stale, Refused::Stale { now: 2, ref fields, .. } if fields == &[Field::PersonName])
    );
    assert_eq!(anna.name, "Anna Nowak-Kos");
}
