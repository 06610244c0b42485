//! People of the firm: colleagues, whether or not they can sign in. Invariants: the first group is
//! the primary one, which new records take; only an active person acts; an e-mail address is
//! stored lower-cased and names one person (the store keeps it unique).
mod email;
mod event;
mod password;
mod refusal;

pub use email::Email;
pub use event::Event;
pub use password::password_ok;
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;

use crate::access::Role;
use crate::by::By;
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use serde::{Deserialize, Serialize};

/// A colleague.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    #[serde(default)]
    pub email: Option<Email>,
    /// The first is the primary group.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    #[serde(default)]
    pub roles: Vec<Role>,
    pub active: bool,
    /// The language chosen for the interface and for mail.
    #[serde(default)]
    pub lang: Option<Lang>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    pub stamp: Stamp,
}

/// What a new person starts with.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonDraft {
    pub name: String,
    #[serde(default)]
    pub email: Option<Email>,
    #[serde(default)]
    pub groups: Vec<GroupId>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub lang: Option<Lang>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
}

/// Edited fields: what the editor saw and what they typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonChanges {
    #[serde(default)]
    pub name: Option<Change<String>>,
    #[serde(default)]
    pub email: Option<Change<Option<Email>>>,
    #[serde(default)]
    pub lang: Option<Change<Option<Lang>>>,
    #[serde(default)]
    pub title: Option<Change<Option<String>>>,
    #[serde(default)]
    pub phone: Option<Change<Option<String>>>,
}

/// Longest name of a person, in characters.
const NAME: usize = 120;
/// Longest job title and telephone number.
const SHORT: usize = 80;
/// Most groups a person belongs to.
const MOST_GROUPS: usize = 50;

impl Person {
    /// A new colleague, active at once; signing in takes an invitation.
    ///
    /// # Errors
    /// A bad name, title or telephone; a group named twice.
    pub fn create(by: By, id: PersonId, draft: PersonDraft) -> Result<(Self, Event), Refused> {
        let person = Self {
            id,
            name: text::required(Field::PersonName, &draft.name, NAME)?,
            email: draft.email,
            groups: checked_groups(draft.groups)?,
            roles: without_repeats(draft.roles),
            active: true,
            lang: draft.lang,
            title: text::optional_line(Field::Position, draft.title.as_ref(), SHORT)?,
            phone: text::optional_line(Field::Phone, draft.phone.as_ref(), SHORT)?,
            stamp: Stamp::new(by),
        };
        let event = Event::Joined {
            name: person.name.clone(),
            email: person.email.clone(),
            groups: person.groups.clone(),
            roles: person.roles.clone(),
        };
        Ok((person, event))
    }

    /// The group new records take.
    #[must_use]
    pub fn primary_group(&self) -> Option<GroupId> {
        self.groups.first().copied()
    }

    /// # Errors
    /// A bad value, nothing changed, or a field somebody else changed since it was seen.
    pub fn edit(&mut self, by: By, changes: PersonChanges) -> Result<Event, Refused> {
        let changes = self.checked(changes)?;
        let edited = Event::Edited {
            name: apply(&mut self.name, changes.name),
            email: apply(&mut self.email, changes.email),
            lang: apply(&mut self.lang, changes.lang),
            title: apply(&mut self.title, changes.title),
            phone: apply(&mut self.phone, changes.phone),
        };
        if edited.is_empty() {
            return Err(Refused::Unchanged);
        }
        self.stamp.touch(by);
        Ok(edited)
    }

    /// Puts the person into these groups, the first being primary; none is allowed for directors
    /// and auditors. What happens to their records is decided by the caller.
    ///
    /// # Errors
    /// Inactive, nothing changed, or a group named twice.
    pub fn move_to_groups(&mut self, by: By, groups: Vec<GroupId>) -> Result<Event, Refused> {
        self.is_here()?;
        let groups = checked_groups(groups)?;
        let wanted = Change::new(self.groups.clone(), groups);
        let change = apply(&mut self.groups, Some(wanted));
        self.done(by, change.map(Event::Moved))
    }

    /// # Errors
    /// Inactive, or nothing changed.
    pub fn change_roles(&mut self, by: By, roles: Vec<Role>) -> Result<Event, Refused> {
        self.is_here()?;
        let roles = without_repeats(roles);
        let wanted = Change::new(self.roles.clone(), roles);
        let change = apply(&mut self.roles, Some(wanted));
        self.done(by, change.map(Event::RolesChanged))
    }

    /// Ends the person's access; their records stay theirs until handed over.
    ///
    /// # Errors
    /// Inactive already, or the person themselves: nobody locks themselves out.
    pub fn deactivate(&mut self, by: By) -> Result<Event, Refused> {
        self.is_here()?;
        if by.actor == crate::by::Actor::Person(self.id) {
            return Err(Refusal::Oneself.into());
        }
        self.active = false;
        self.done(by, Some(Event::Deactivated))
    }

    /// # Errors
    /// Active already.
    pub fn reactivate(&mut self, by: By) -> Result<Event, Refused> {
        if self.active {
            return Err(Refusal::ActiveAlready.into());
        }
        self.active = true;
        self.done(by, Some(Event::Reactivated))
    }

    /// Refuses an inactive person.
    ///
    /// # Errors
    /// `Refusal::Inactive`.
    pub fn is_here(&self) -> Result<(), Refused> {
        if self.active {
            Ok(())
        } else {
            Err(Refusal::Inactive.into())
        }
    }

    fn done(&mut self, by: By, event: Option<Event>) -> Result<Event, Refused> {
        let event = event.ok_or(Refused::Unchanged)?;
        self.stamp.touch(by);
        Ok(event)
    }

    fn checked(&self, mut changes: PersonChanges) -> Result<PersonChanges, Refused> {
        if let Some(name) = &mut changes.name {
            name.is = text::required(Field::PersonName, &name.is, NAME)?;
        }
        if let Some(title) = &mut changes.title {
            title.is = text::optional_line(Field::Position, title.is.as_ref(), SHORT)?;
        }
        if let Some(phone) = &mut changes.phone {
            phone.is = text::optional_line(Field::Phone, phone.is.as_ref(), SHORT)?;
        }
        let mut clashing = Vec::new();
        note_clash(
            &mut clashing,
            Field::PersonName,
            &self.name,
            changes.name.as_ref(),
        );
        note_clash(
            &mut clashing,
            Field::Email,
            &self.email,
            changes.email.as_ref(),
        );
        note_clash(
            &mut clashing,
            Field::Lang,
            &self.lang,
            changes.lang.as_ref(),
        );
        note_clash(
            &mut clashing,
            Field::Position,
            &self.title,
            changes.title.as_ref(),
        );
        note_clash(
            &mut clashing,
            Field::Phone,
            &self.phone,
            changes.phone.as_ref(),
        );
        if clashing.is_empty() {
            Ok(changes)
        } else {
            Err(self.stamp.stale(clashing))
        }
    }
}

fn checked_groups(groups: Vec<GroupId>) -> Result<Vec<GroupId>, Refused> {
    if groups.len() > MOST_GROUPS {
        return Err(text::Refusal::TooMany {
            field: Field::Group,
            limit: MOST_GROUPS,
        }
        .into());
    }
    let count = groups.len();
    let groups = without_repeats(groups);
    if groups.len() == count {
        Ok(groups)
    } else {
        Err(Refusal::GroupTwice.into())
    }
}

fn without_repeats<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
