//! Offices, managers and agents. Invariant: an agent joins the team of their manager within the
//! office; a manager is a member and the head of it.
use super::TEAMS;
use crate::exchange::draft::{Headship, PersonDraft, Ref};
use crate::exchange::field::Field;
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::mapping::Mapping;
use crate::exchange::plan::{Cells, Planner};
use crate::exchange::problem::Fault;
use crate::exchange::table::Table;
use crate::id::PersonId;

/// What stands between the office and the manager in a team's name.
pub(super) const BETWEEN: &str = " · ";
/// The longest name that leaves room for both in a group's.
const NAME: usize = 38;
/// The longest name of a person.
const PERSON: usize = 120;

/// Reads the team list. The manager's column is mapped to `IsHead`, as there is no field of its own.
pub(super) fn read<K: Known>(planner: &mut Planner<'_, K>, table: &Table, mapping: &Mapping) {
    for row in table.rows().filter(|row| !row.is_empty()) {
        planner.plan.rows += 1;
        let mut cells = Cells::new(TEAMS, table, row, mapping);
        let names =
            [Field::FullName, Field::IsHead, Field::Group].map(|field| required(&mut cells, field));
        if let [Some(agent), Some(manager), Some(office)] = names {
            place(planner, &mut cells, &agent, &manager, &office);
        }
        planner.take(cells);
    }
}

fn place<K: Known>(
    planner: &mut Planner<'_, K>,
    cells: &mut Cells<'_>,
    agent: &str,
    manager: &str,
    office: &str,
) {
    let team = format!("{office}{BETWEEN}{manager}");
    let Some(group) = planner.group_of_path(&[office, &team], cells.line()) else {
        return cells.reject(
            Field::Group,
            Fault::Several {
                field: Field::Group,
            },
        );
    };
    let people = [(Field::IsHead, manager), (Field::FullName, agent)]
        .map(|(field, name)| person(planner, cells, field, name));
    let [Some(head), Some(member)] = people else {
        return;
    };
    // What the base knows on both sides stays as its people arranged it.
    let is_settled = |person| matches!((person, group), (Ref::Known(_), Ref::Known(_)));
    if !is_settled(head) {
        planner.join(head, group);
        planner.set_head(Headship {
            person: head,
            group,
        });
    }
    if !is_settled(member) {
        planner.join(member, group);
    }
}

fn person<K: Known>(
    planner: &mut Planner<'_, K>,
    cells: &mut Cells<'_>,
    field: Field,
    name: &str,
) -> Option<Ref<PersonId>> {
    match planner.person(Key::Name(name)) {
        Match::One(person) => {
            if field == Field::FullName && matches!(person, Ref::Known(_)) {
                planner.is_there(cells, field, Fault::AlreadyThere);
            }
            Some(person)
        }
        Match::Many => {
            cells.reject(
                field,
                Fault::Several {
                    field: Field::FullName,
                },
            );
            None
        }
        Match::None => {
            let draft = PersonDraft {
                name: name.into(),
                ..PersonDraft::default()
            };
            Some(planner.add_person(cells.line(), draft))
        }
    }
}

fn required(cells: &mut Cells<'_>, field: Field) -> Option<String> {
    let text = cells.text(
        field,
        if field == Field::FullName {
            PERSON
        } else {
            NAME
        },
    );
    if text.is_none() && !cells.is_rejected() {
        cells.reject(field, Fault::Missing { field });
    }
    text
}
