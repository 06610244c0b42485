//! Heads named on the command line: `GROUP=NAME:EMAIL`. Invariant: a wish that cannot be met refuses
//! the whole run; a head who cannot sign in would see nothing.
use super::Refusal;
use super::teams::BETWEEN;
use crate::exchange::draft::{Headship, PersonDraft, Ref};
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::plan::Planner;
use crate::exchange::text::fold;
use crate::field::Field;
use crate::id::{GroupId, PersonId};
use crate::people::Email;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A person to head a group, able to sign in once invited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeadWish {
    /// An office, a team by its full name, or a team by its manager's name.
    pub group: String,
    pub name: String,
    pub email: Email,
}

impl FromStr for HeadWish {
    type Err = Refusal;

    fn from_str(typed: &str) -> Result<Self, Refusal> {
        let not_a_head = || Refusal::NotAHead {
            typed: typed.into(),
        };
        let (group, person) = typed.split_once('=').ok_or_else(not_a_head)?;
        let (name, email) = person.rsplit_once(':').ok_or_else(not_a_head)?;
        let (group, name, email) = (group.trim(), name.trim(), email.trim());
        if group.is_empty() || name.is_empty() || name.chars().count() > 120 {
            return Err(not_a_head());
        }
        let email = Email::parse(Field::Email, email).map_err(|_| Refusal::NotAnEmail {
            typed: email.into(),
        })?;
        Ok(Self {
            group: group.into(),
            name: name.into(),
            email,
        })
    }
}

pub(super) fn appoint<K: Known>(
    planner: &mut Planner<'_, K>,
    wishes: &[HeadWish],
) -> Result<(), Refusal> {
    for wish in wishes {
        let group = group(planner, &wish.group)?;
        let person = person(planner, wish)?;
        if planner.primary_group(person).is_none() {
            planner.join(person, group);
        }
        planner.set_head(Headship { person, group });
    }
    Ok(())
}

fn group<K: Known>(planner: &Planner<'_, K>, name: &str) -> Result<Ref<GroupId>, Refusal> {
    match planner.planned_group(name) {
        Match::One(group) => return Ok(group),
        Match::Many => return Err(Refusal::SeveralGroups { name: name.into() }),
        Match::None => {}
    }
    let manager = |known: &str| {
        known
            .split_once(BETWEEN)
            .is_some_and(|(_, manager)| fold(manager) == fold(name))
    };
    let mut teams = (0_u32..)
        .zip(&planner.plan.groups)
        .filter(|(_, group)| manager(&group.draft.name));
    match (teams.next(), teams.next()) {
        (Some((at, _)), None) => Ok(Ref::New(at)),
        (Some(_), Some(_)) => Err(Refusal::SeveralGroups { name: name.into() }),
        (None, _) => {
            let groups = planner
                .plan
                .groups
                .iter()
                .map(|group| group.draft.name.clone())
                .collect();
            Err(Refusal::NoSuchGroup {
                name: name.into(),
                groups,
            })
        }
    }
}

/// The person with that address; else the one of that name in the files, who gets it; else a new one.
fn person<K: Known>(
    planner: &mut Planner<'_, K>,
    wish: &HeadWish,
) -> Result<Ref<PersonId>, Refusal> {
    match planner.person(Key::Email(wish.email.as_str())) {
        Match::One(person) => return Ok(person),
        Match::Many => {
            return Err(Refusal::SeveralPeople {
                email: wish.email.as_str().into(),
            });
        }
        Match::None => {}
    }
    let mut same = (0_u32..).zip(&mut planner.plan.people);
    let found = same.find(|(_, person)| {
        person.draft.email.is_none() && fold(&person.draft.name) == fold(&wish.name)
    });
    if let Some((at, person)) = found {
        person.draft.email = Some(wish.email.clone());
        planner
            .people
            .add(Ref::New(at), [Some(Key::Email(wish.email.as_str()))]);
        return Ok(Ref::New(at));
    }
    let draft = PersonDraft {
        name: wish.name.clone(),
        email: Some(wish.email.clone()),
        ..PersonDraft::default()
    };
    Ok(planner.add_person(0, draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_named_by_group_name_and_address() {
        let wish: HeadWish = "Central = Anna Maria Nowak : Anna@Firm.example"
            .parse()
            .unwrap();
        assert_eq!(
            (wish.group.as_str(), wish.name.as_str(), wish.email.as_str()),
            ("Central", "Anna Maria Nowak", "anna@firm.example")
        );
        for wrong in [
            "",
            "Central",
            "Central=Anna",
            "=Anna:a@b.pl",
            "Central=:a@b.pl",
        ] {
            assert!(
                matches!(wrong.parse::<HeadWish>(), Err(Refusal::NotAHead { .. })),
                "{wrong}"
            );
        }
        assert!(matches!(
            "Central=Anna:anna".parse::<HeadWish>(),
            Err(Refusal::NotAnEmail { .. })
        ));
    }
}
