//! Who somebody is in an assignment. Invariant: everyone who takes part has at least one role, and
//! nobody else has any.
use super::{Assignment, Event, Member};
use crate::by::By;
use crate::change::Change;
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use crate::refusal::Refusal as Refused;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    Author,
    Assignee,
    CoAssignee,
    Controller,
    Observer,
}

impl Role {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Author => lang.pick("autor", "author"),
            Self::Assignee => lang.pick("wykonawca", "assignee"),
            Self::CoAssignee => lang.pick("współwykonawca", "co-assignee"),
            Self::Controller => lang.pick("odbiór wyniku", "accepts the result"),
            Self::Observer => lang.pick("obserwator", "observer"),
        }
    }
}

impl Assignment {
    /// Everyone who takes part, once for each role, in the order of the roles.
    pub fn members(&self) -> impl Iterator<Item = (Role, Member)> + '_ {
        let one = |role, member: Member| std::iter::once((role, member));
        let many = |role, members: &'_ [Member]| {
            members
                .iter()
                .map(move |member| (role, *member))
                .collect::<Vec<_>>()
        };
        one(Role::Author, self.author)
            .chain(one(Role::Assignee, self.assignee))
            .chain(many(Role::CoAssignee, &self.co_assignees))
            .chain(one(Role::Controller, self.controller))
            .chain(many(Role::Observer, &self.observers))
    }

    #[must_use]
    pub fn is(&self, role: Role, person: PersonId) -> bool {
        self.members()
            .any(|(held, member)| held == role && member.person == person)
    }

    #[must_use]
    pub fn takes_part(&self, person: PersonId) -> bool {
        self.members().any(|(_, member)| member.person == person)
    }

    /// Takes the part of somebody who moved along into their new group.
    ///
    /// # Errors
    /// Nothing of theirs stands in `from`.
    pub fn follow(
        &mut self,
        by: By,
        person: PersonId,
        group: Change<GroupId>,
    ) -> Result<Event, Refused> {
        let one = [&mut self.author, &mut self.assignee, &mut self.controller];
        let many = self.co_assignees.iter_mut().chain(&mut self.observers);
        let mut moved = false;
        for member in one.into_iter().chain(many) {
            if member.person == person && member.group == group.was {
                member.group = group.is;
                moved = true;
            }
        }
        if !moved {
            return Err(Refused::Unchanged);
        }
        self.stamp.touch(by);
        Ok(Event::Followed { person, group })
    }

    /// Whether it is theirs to do.
    #[must_use]
    pub fn works_on(&self, person: PersonId) -> bool {
        self.is(Role::Assignee, person) || self.is(Role::CoAssignee, person)
    }
}
