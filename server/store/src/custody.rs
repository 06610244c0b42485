//! Whose a record may be made: checks that deals, companies and contacts share.
//!
//! Invariant: a record is never given to somebody inactive or into a group they do not belong to,
//! and a link is only made to what the actor may read.
use crate::error::Stopped;
use crate::listed::Listed;
use crate::records;
use crate::work::{Work, denied};
use domain::access::{Action, Guarded, Share, creates, decide, grants_share};
use domain::custody::Custody;
use domain::field::Field;
use domain::id::{GroupId, PersonId};
use domain::refusal::Refusal;

impl Work<'_, '_> {
    /// Refuses an owner who is not active, or a group that is not theirs. People who belong to no
    /// group may own records of any living group.
    pub(crate) fn belongs(&self, owner: PersonId, group: GroupId) -> Result<(), Refusal> {
        let person = self.firm.people.get(&owner).filter(|person| person.active);
        let person = person.ok_or(Refusal::Unknown(Field::Owner))?;
        let living = self
            .firm
            .groups
            .get(&group)
            .is_some_and(|group| !group.archived);
        let theirs = person.groups.is_empty() || person.groups.contains(&group);
        let heads = self
            .firm
            .groups
            .get(&group)
            .is_some_and(|group| group.heads.contains(&owner));
        if living && (theirs || heads) {
            Ok(())
        } else {
            Err(Refusal::Unknown(Field::Group))
        }
    }

    /// Refuses an action on the record as it stands.
    pub(crate) fn permits<T: Guarded>(&self, record: &T, action: Action) -> Result<(), Refusal> {
        let decision = decide(
            &self.firm.world,
            &self.who,
            action,
            &record.acl(),
            self.by.now,
        );
        decision.verdict().map(|_| ()).map_err(denied)
    }

    /// Refuses what a change did beyond the action it was allowed for: the event says what that
    /// takes, the fields it touched must be readable, and a new share within one's own rights.
    pub(crate) fn changed<T: Listed>(
        &self,
        (old, new): (&T, &T),
        done: Action,
        allowed: Action,
    ) -> Result<(), Refusal> {
        if done != allowed {
            self.permits(old, done)?;
        }
        for class in old.touches(new) {
            self.permits(old, Action::Field(class))?;
        }
        let (before, after) = (old.acl(), new.acl());
        if (before.owner, before.group) != (after.owner, after.group) {
            self.belongs(after.owner, after.group)?;
        }
        let added = after.shares.iter();
        let mut added = added.filter(|share| !before.shares.contains(share));
        added.try_for_each(|share| self.shares(old, share))
    }

    /// Refuses the new record where the actor may not bring it into being.
    pub(crate) fn creates<T: Guarded>(&self, record: &T) -> Result<(), Refusal> {
        let decision = creates(&self.firm.world, &self.who, &record.acl(), self.by.now);
        decision.verdict().map(|_| ()).map_err(denied)
    }

    /// Refuses a link to a record that the actor cannot read.
    pub(crate) fn readable<T: Listed>(&self, id: u64) -> Result<T, Stopped> {
        let unknown = || Refusal::Unknown(field_of::<T>());
        let record: T = records::load(&*self.overlay, id)?
            .filter(Listed::is_listed)
            .ok_or_else(unknown)?;
        let read = decide(
            &self.firm.world,
            &self.who,
            Action::Read,
            &record.acl(),
            self.by.now,
        );
        if read.allows() {
            Ok(record)
        } else {
            Err(unknown().into())
        }
    }

    /// Refuses a share beyond what the actor may do, or with nobody.
    pub(crate) fn shares<T: Guarded>(&self, record: &T, share: &Share) -> Result<(), Refusal> {
        use domain::access::ShareTo;
        let known = match share.to {
            ShareTo::Person(person) => self
                .firm
                .people
                .get(&person)
                .is_some_and(|person| person.active),
            ShareTo::Group(group) => self
                .firm
                .groups
                .get(&group)
                .is_some_and(|group| !group.archived),
        };
        if !known {
            return Err(Refusal::Unknown(Field::Share));
        }
        Ok(grants_share(
            &self.firm.world,
            &self.who,
            &record.acl(),
            share,
            self.by.now,
        )?)
    }

    /// The group a person's new records take.
    ///
    /// # Errors
    /// Somebody unknown or without any group.
    pub fn group_of(&self, owner: PersonId) -> Result<GroupId, Refusal> {
        let person = self
            .firm
            .people
            .get(&owner)
            .ok_or(Refusal::Unknown(Field::Owner))?;
        let headed = || {
            self.firm
                .groups
                .values()
                .find(|group| group.heads.contains(&owner))
                .map(|group| group.id)
        };
        person
            .primary_group()
            .or_else(headed)
            .ok_or(Refusal::Unknown(Field::Group))
    }
}

/// What a change of custody takes.
pub(crate) fn action_of(custody: &Custody) -> Action {
    match custody {
        Custody::Reassigned { .. } => Action::Reassign,
        Custody::Shared(_) | Custody::Unshared(_) | Custody::LaneChanged(_) => Action::Share,
    }
}

fn field_of<T: Listed>() -> Field {
    match T::KIND {
        crate::tables::Kind::Contact => Field::Contact,
        _ => Field::Company,
    }
}
