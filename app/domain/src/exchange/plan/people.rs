//! Rows of people and their groups.
use super::cells::Cells;
use super::planner::{Planner, place};
use crate::exchange::draft::{Drafted, Headship, PersonDraft, Ref};
use crate::exchange::field::Field;
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::problem::Fault;
use crate::groups::Group;
use crate::id::PersonId;

/// Longest name of a person and of a job title or telephone; the records' own bounds.
const NAME: usize = 120;
const SHORT: usize = 80;

impl<K: Known> Planner<'_, K> {
    pub(super) fn person_row(&mut self, cells: &mut Cells<'_>) {
        let email = cells.email(Field::Email);
        let name =
            full_name(cells).or_else(|| email.as_ref().map(|email| email.local().to_owned()));
        let draft = PersonDraft {
            name: name.unwrap_or_default(),
            email,
            phone: cells.text(Field::Phone, SHORT),
            position: cells.text(Field::Position, SHORT),
        };
        let head = cells.yes(Field::IsHead);
        let path = cells.text(Field::Group, text_of_path());
        if draft.name.is_empty() {
            let field = if cells.mapping.column(Field::FullName).is_some() {
                Field::FullName
            } else {
                Field::LastName
            };
            cells.reject(
                field,
                Fault::Missing {
                    field: Field::FullName,
                },
            );
        }
        if !cells.is_rejected() {
            self.place_person(cells, draft, path.as_deref(), head);
        }
    }

    fn place_person(
        &mut self,
        cells: &mut Cells<'_>,
        draft: PersonDraft,
        path: Option<&str>,
        head: bool,
    ) {
        let Some(group) = self.group_of(cells, path) else {
            return;
        };
        let (person, repeated) = match self.same_person(&draft) {
            Match::Many => {
                return cells.reject(
                    Field::FullName,
                    Fault::Several {
                        field: Field::FullName,
                    },
                );
            }
            Match::One(Ref::Known(_)) => {
                return self.is_there(cells, Field::FullName, Fault::AlreadyThere);
            }
            Match::One(person) => (person, true),
            Match::None => (self.add_person(cells.line(), draft), false),
        };
        let before = self.plan.memberships.len() + self.plan.headships.len();
        self.join(person, group);
        if head {
            self.set_head(Headship { person, group });
        }
        // A person in two groups stands in two rows, which is no repetition.
        if repeated && before == self.plan.memberships.len() + self.plan.headships.len() {
            self.is_there(cells, Field::FullName, Fault::Repeated);
        }
        if !repeated
            && cells.mapping.column(Field::Email).is_some()
            && cells.raw(Field::Email).is_none()
        {
            cells.remark(Field::Email, Fault::NoEmail);
        }
    }

    pub(in crate::exchange) fn add_person(
        &mut self,
        line: u32,
        draft: PersonDraft,
    ) -> Ref<PersonId> {
        let person = Ref::New(place(self.plan.people.len()));
        let email = draft.email.as_ref().map(|email| Key::Email(email.as_str()));
        self.people
            .add(person, [Some(Key::Name(&draft.name)), email]);
        self.plan.people.push(Drafted { line, draft });
        person
    }

    pub(in crate::exchange) fn set_head(&mut self, headship: Headship) {
        if self.seen.insert(format!("head {headship:?}")) {
            self.plan.headships.push(headship);
        }
    }

    /// Counts a row whose record is there already.
    pub(in crate::exchange) fn is_there(
        &mut self,
        cells: &mut Cells<'_>,
        field: Field,
        fault: Fault,
    ) {
        self.plan.already += 1;
        cells.remark(field, fault);
    }

    /// By the address where there is one: two colleagues may have one name.
    fn same_person(&self, draft: &PersonDraft) -> Match<Ref<PersonId>> {
        match &draft.email {
            Some(email) => self.person(Key::Email(email.as_str())),
            None => self.person(Key::Name(&draft.name)),
        }
    }

    fn group_of(
        &mut self,
        cells: &mut Cells<'_>,
        path: Option<&str>,
    ) -> Option<Ref<crate::id::GroupId>> {
        let Some(path) = path else {
            return Some(Ref::Known(cells.mapping.defaults.group));
        };
        let levels: Vec<&str> = path
            .split(['>', '/'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if levels
            .iter()
            .any(|name| name.chars().count() > Group::LONGEST_NAME)
        {
            cells.reject(
                Field::Group,
                Fault::TooLong {
                    limit: Group::LONGEST_NAME as u32,
                },
            );
            return None;
        }
        let group = self.group_of_path(&levels, cells.line());
        if group.is_none() {
            cells.reject(
                Field::Group,
                Fault::Several {
                    field: Field::Group,
                },
            );
        }
        group
    }
}

/// The name in one column, or in two.
pub(super) fn full_name(cells: &mut Cells<'_>) -> Option<String> {
    if let Some(name) = cells.text(Field::FullName, NAME) {
        return Some(name);
    }
    let parts = [
        cells.text(Field::FirstName, NAME / 2),
        cells.text(Field::LastName, NAME / 2),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
}

/// Five levels of the longest names.
fn text_of_path() -> usize {
    Group::LONGEST_NAME * 5
}
