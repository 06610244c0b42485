//! Whom "@jan" means. Invariant: a whole match goes before the beginning of a name; several equal
//! matches are no match.
use crate::id::PersonId;
use crate::text::fold;

/// A colleague who may be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known<'a> {
    pub id: PersonId,
    pub name: &'a str,
    /// What stands before "@" in their address.
    pub local: Option<&'a str>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whom {
    One(PersonId),
    Nobody,
    /// Their names.
    Several(Vec<String>),
}

/// Who is meant by what stands behind "@": an address, a first name, a surname, or both with a
/// dot between.
#[must_use]
pub fn whom<'a>(said: &str, people: impl IntoIterator<Item = Known<'a>>) -> Whom {
    let said = fold(said);
    let parts: Vec<&str> = said
        .split(['.', '_', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let mut best: Vec<(u8, Known<'a>)> = Vec::new();
    for person in people {
        let Some(rank) = rank(&said, &parts, person) else {
            continue;
        };
        match best.first().map(|(first, _)| *first) {
            Some(first) if first < rank => {}
            Some(first) if first == rank => best.push((rank, person)),
            _ => best = vec![(rank, person)],
        }
    }
    match best.as_slice() {
        [] => Whom::Nobody,
        [(_, one)] => Whom::One(one.id),
        several => Whom::Several(several.iter().map(|(_, one)| one.name.to_owned()).collect()),
    }
}

/// 0 is the address, 1 whole words of the name, 2 their beginnings.
fn rank(said: &str, parts: &[&str], person: Known<'_>) -> Option<u8> {
    if person.local.is_some_and(|local| fold(local) == said) {
        return Some(0);
    }
    let name = fold(person.name);
    let words: Vec<&str> = name.split([' ', '-']).collect();
    let every = |fits: fn(&str, &str) -> bool| {
        !parts.is_empty()
            && parts
                .iter()
                .all(|part| words.iter().any(|word| fits(word, part)))
    };
    if every(|word, part| word == part) {
        return Some(1);
    }
    every(|word, part| word.starts_with(part)).then_some(2)
}
