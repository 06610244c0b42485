//! Rows of people and groups.
use crate::support::{ROOT, base, carry_out, guessed};
use domain::exchange::{Fault, Field, ImportPlan, Kind, Ref, Table, plan};

fn people(rows: &[&[&str]]) -> ImportPlan {
    let table = Table::of(&["Imię i nazwisko", "E-mail", "Grupa", "Kierownik"], rows);
    plan(&table, &guessed(&table, Kind::People), &base())
}

#[test]
fn a_path_of_groups_is_made_level_by_level_and_once() {
    let plan = people(&[
        &["Anna Nowak", "anna@firm.example", "Północ > Gdańsk", "tak"],
        &["Jan Kos", "jan@firm.example", "północ > GDAŃSK", "nie"],
        &["Ewa Lis", "ewa@firm.example", "Północ", ""],
        &["Adam Bąk", "adam@firm.example", "", ""],
    ]);
    let groups: Vec<(&str, _)> = plan
        .groups
        .iter()
        .map(|group| (group.draft.name.as_str(), group.draft.parent))
        .collect();
    assert_eq!(
        groups,
        [
            ("Północ", Some(Ref::Known(ROOT))),
            ("Gdańsk", Some(Ref::New(0)))
        ]
    );
    let groups: Vec<_> = plan.memberships.iter().map(|member| member.group).collect();
    assert_eq!(
        groups,
        [Ref::New(1), Ref::New(1), Ref::New(0), Ref::Known(ROOT)]
    );
    assert_eq!(plan.headships.len(), 1);
    assert_eq!(carry_out(&plan).0.people.len(), 4);
}

#[test]
fn a_person_in_two_groups_is_one_person() {
    let plan = people(&[
        &["Anna Nowak", "", "Północ", ""],
        &["ANNA NOWAK", "", "Południe", "tak"],
        &["Anna Nowak", "", "Północ", ""],
    ]);
    assert_eq!(
        (
            plan.people.len(),
            plan.memberships.len(),
            plan.headships.len()
        ),
        (1, 2, 1)
    );
    assert_eq!((plan.problems.of(&Fault::Repeated), plan.already), (1, 1));
}

#[test]
fn two_colleagues_of_one_name_are_told_apart_by_address() {
    let plan = people(&[
        &["Jan Kos", "jan@firm.example", "", ""],
        &["Jan Kos", "j.kos@firm.example", "", ""],
    ]);
    assert_eq!((plan.people.len(), plan.rejected), (2, 0));
}

#[test]
fn a_person_of_the_base_is_left_as_they_are() {
    let plan = people(&[&["Ktoś Inny", "ADMIN@firm.example", "Nowa grupa", "tak"]]);
    assert_eq!(
        (
            plan.people.len(),
            plan.memberships.len(),
            plan.problems.of(&Fault::AlreadyThere)
        ),
        (0, 0, 1)
    );
}

#[test]
fn a_row_without_a_name_or_with_a_broken_address_is_rejected() {
    let plan = people(&[
        &["", "", "Północ", ""],
        &["Jan Kos", "jan(at)firm", "", ""],
        &["Jan Kos", "", "", "może"],
    ]);
    assert_eq!(
        (plan.people.len(), plan.groups.len(), plan.rejected),
        (0, 0, 3)
    );
    let faults: Vec<(u32, &Fault)> = plan
        .problems
        .kept()
        .iter()
        .map(|problem| (problem.line, &problem.fault))
        .collect();
    assert_eq!(
        faults,
        [
            (
                2,
                &Fault::Missing {
                    field: Field::FullName
                }
            ),
            (3, &Fault::NotAnEmail),
            (4, &Fault::NotYesOrNo)
        ]
    );
    assert!(plan.may_run(false).is_err());
}
