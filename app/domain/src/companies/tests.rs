//! Rules of companies.
use super::*;
use crate::access::{Action, ActionMask, FieldClass, FieldMask, Guarded};
use crate::by::Actor;
use crate::change::Change;
use crate::field::Field;
use crate::money::Currency;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(5),
};

fn draft(profile: Profile) -> CompanyDraft {
    CompanyDraft {
        profile,
        owner: PersonId(1),
        group: GroupId(1),
        lane: Lane::Normal,
        import: None,
    }
}

fn profile() -> Profile {
    Profile {
        name: "Warta".to_owned(),
        revenue: Some(Money::major(9, Currency::PLN)),
        note: Some("pays late".to_owned()),
        ..Profile::default()
    }
}

fn warta() -> Company {
    Company::create(BY, CompanyId(1), draft(profile()))
        .unwrap()
        .0
}

fn refused(profile: Profile) -> Option<Field> {
    Company::create(BY, CompanyId(1), draft(profile))
        .unwrap_err()
        .field()
}

#[test]
fn a_company_has_a_name_and_sensible_numbers() {
    assert_eq!(
        refused(Profile {
            name: " ".to_owned(),
            ..profile()
        }),
        Some(Field::Name)
    );
    assert_eq!(
        refused(Profile {
            founded: Some(26),
            ..profile()
        }),
        Some(Field::Founded)
    );
    assert_eq!(
        refused(Profile {
            employees: Some(u32::MAX),
            ..profile()
        }),
        Some(Field::Employees)
    );
    assert_eq!(
        refused(Profile {
            krs: Some("1".repeat(11)),
            ..profile()
        }),
        Some(Field::Krs)
    );
}

#[test]
fn a_company_is_not_its_own_parent() {
    assert_eq!(
        refused(Profile {
            parent: Some(CompanyId(1)),
            ..profile()
        }),
        Some(Field::Parent)
    );
    let mut warta = warta();
    let parent = Some(Change::new(None, Some(CompanyId(1))));
    let edit = warta.edit(
        BY,
        CompanyChanges {
            parent,
            ..CompanyChanges::default()
        },
    );
    assert_eq!(edit, Err(Refusal::OwnParent.into()));
}

#[test]
fn blank_fields_become_absent_and_nothing_changed_is_said() {
    let mut warta = warta();
    let typed = Profile {
        city: Some("  ".to_owned()),
        name: " Warta ".to_owned(),
        ..profile()
    };
    let changes = CompanyChanges::between(&profile(), &typed);
    assert_eq!(warta.edit(BY, changes), Err(Refused::Unchanged));
}

#[test]
fn the_note_is_internal_and_the_revenue_commercial() {
    let basic = FieldMask::of(ActionMask::of(&[Action::Field(FieldClass::Basic)]));
    let masked = warta().mask(basic);
    assert_eq!((masked.profile.note, masked.profile.revenue), (None, None));
    assert_eq!(warta().mask(FieldMask::ALL), warta());
    let typed = Profile {
        note: None,
        city: Some("Poznań".to_owned()),
        ..profile()
    };
    let event = warta()
        .edit(BY, CompanyChanges::between(&profile(), &typed))
        .unwrap();
    let Event::Edited { edits, hidden } = event.masked(basic) else {
        panic!("not an edit")
    };
    assert!(hidden && edits == [Edit::City(Change::new(None, Some("Poznań".to_owned())))]);
}

#[test]
fn a_deleted_company_takes_no_command_but_restore() {
    let mut warta = warta();
    warta.delete(BY).unwrap();
    assert_eq!(warta.delete(BY), Err(Refused::Deleted));
    assert_eq!(
        warta.reassign(BY, PersonId(2), GroupId(2)),
        Err(Refused::Deleted)
    );
    assert_eq!(
        warta.edit(BY, CompanyChanges::default()),
        Err(Refused::Deleted)
    );
    assert_eq!(warta.restore(BY), Ok(Event::Restored));
    assert_eq!(warta.restore(BY), Err(Refused::NotDeleted));
}
