//! From names to people and groups; only on the server. Invariant: a label names one person, and
//! is understood as that person; what fits several is refused with their labels.
use domain::access::ShareTo;
use domain::field::Field;
use domain::id::{GroupId, PersonId};
use domain::people::Person;
use domain::refusal::Refusal;
use domain::text::fold;
use store::Firm;

/// Names that a page brings along, and that a look-up answers.
const OFFERED: usize = 50;
/// Names told when several fit.
const TOLD: usize = 5;

/// The name, with the number where the name alone would not be understood: another active person
/// bears it too, or this one is not active.
pub(crate) fn label(firm: &Firm, id: PersonId) -> String {
    let Some(person) = firm.people.get(&id) else {
        return String::new();
    };
    if person.active && !firm.has_namesake(id) {
        person.name.clone()
    } else {
        format!("{} #{id}", person.name)
    }
}

/// What a page brings along: everybody in a small firm, nobody in a large one.
pub(crate) fn offered(firm: &Firm, groups: bool) -> Vec<String> {
    let count = active(firm).take(OFFERED + 1).count();
    let count = if groups {
        count + living(firm).count()
    } else {
        count
    };
    if count > OFFERED {
        return Vec::new();
    }
    let people = active(firm).map(|person| label(firm, person.id));
    people.chain(group_names(firm, groups)).collect()
}

/// Names that hold every word of what is typed.
pub(super) fn suggested(firm: &Firm, typed: &str, groups: bool) -> Vec<String> {
    let people = fitting(firm, typed).map(|person| label(firm, person.id));
    let words = words(typed);
    let groups = group_names(firm, groups).filter(|name| holds(name, &words));
    people.chain(groups).take(OFFERED).collect()
}

/// The person of that label, number or, if it fits only one, part of a name.
pub(crate) fn person(firm: &Firm, typed: &str, field: Field) -> Result<PersonId, Refusal> {
    let typed = typed.trim();
    let number = typed.rsplit_once('#').map_or(typed, |(_, number)| number);
    if let Ok(id) = number.parse::<PersonId>() {
        let known = firm.people.contains_key(&id);
        return known.then_some(id).ok_or(Refusal::Unknown(field));
    }
    if typed.is_empty() {
        return Err(domain::text::Refusal::Empty { field }.into());
    }
    let wanted = fold(typed);
    let exact: Vec<_> = active(firm)
        .filter(|person| fold(&person.name) == wanted)
        .collect();
    let fitting = match exact.is_empty() {
        true => fitting(firm, typed).take(TOLD).collect(),
        false => exact,
    };
    match fitting.as_slice() {
        [] => Err(Refusal::Unknown(field)),
        [only] => Ok(only.id),
        several => Err(Refusal::Ambiguous {
            field,
            among: several
                .iter()
                .take(TOLD)
                .map(|person| label(firm, person.id))
                .collect(),
        }),
    }
}

/// A group of exactly that name, else a person. "p4" and "g4" name them by number.
pub(crate) fn reached(firm: &Firm, typed: &str) -> Result<ShareTo, Refusal> {
    let typed = typed.trim();
    if let Some(to) = by_key(typed) {
        return Ok(to);
    }
    let wanted = fold(typed);
    let mut groups = living(firm).filter(|group| fold(&group.name) == wanted);
    if let Some(group) = groups.next() {
        return Ok(ShareTo::Group(group.id));
    }
    person(firm, typed, Field::Share).map(ShareTo::Person)
}

fn by_key(typed: &str) -> Option<ShareTo> {
    let id = |raw: &str| raw.parse::<u64>().ok();
    match typed.split_at_checked(1)? {
        ("p", raw) => id(raw).map(|id| ShareTo::Person(PersonId(id))),
        ("g", raw) => id(raw).map(|id| ShareTo::Group(GroupId(id))),
        _ => None,
    }
}

fn active(firm: &Firm) -> impl Iterator<Item = &Person> {
    let people = firm.by_name().iter();
    people
        .filter_map(|id| firm.people.get(id))
        .filter(|person| person.active)
}

fn fitting<'f>(firm: &'f Firm, typed: &str) -> impl Iterator<Item = &'f Person> {
    let words = words(typed);
    active(firm).filter(move |person| holds(&person.name, &words))
}

fn living(firm: &Firm) -> impl Iterator<Item = &domain::groups::Group> {
    firm.groups.values().filter(|group| !group.archived)
}

fn group_names(firm: &Firm, wanted: bool) -> impl Iterator<Item = String> {
    let groups = living(firm).filter(move |_| wanted);
    groups.map(|group| group.name.clone())
}

fn words(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().map(str::to_owned).collect()
}

fn holds(name: &str, words: &[String]) -> bool {
    let name = fold(name);
    words.iter().all(|word| name.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_a_person_or_a_group_and_nothing_else() {
        assert_eq!(by_key("p4"), Some(ShareTo::Person(PersonId(4))));
        assert_eq!(by_key("g4"), Some(ShareTo::Group(GroupId(4))));
        for typed in ["", "4", "x4", "p", "Piotr", "ż1"] {
            assert_eq!(by_key(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_part_of_a_name_fits_in_any_order_and_without_accents() {
        let fits = |typed| holds("Łukasz Żak", &words(typed));
        assert!(fits("zak łuk") && fits("") && !fits("zak anna"));
    }
}
