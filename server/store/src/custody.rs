//! Whose a record is and may be made: commands and checks that deals, companies and contacts share.
//!
//! Invariant: a record is never given to somebody inactive or into a group they do not belong to,
//! and a link is only made to what the actor may read.
use crate::error::Stopped;
use crate::listed::Listed;
use crate::records;
use crate::work::{Work, denied};
use domain::access::{Action, Guarded, Lane, Share, ShareTo, creates, decide, grants_share};
use domain::by::By;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::custody::{Custody, InCustody, Kept};
use domain::deals::Deal;
use domain::field::Field;
use domain::id::{CompanyId, ContactId, DealId, GroupId, PersonId};
use domain::refusal::Refusal;
use domain::stamp::Stamp;

/// A listed record that can change hands: its one way of being changed.
trait Held: Listed + InCustody {
    fn stamp(&self) -> &Stamp;

    fn change(
        work: &mut Work<'_, '_>,
        id: u64,
        action: Action,
        change: impl FnOnce(&mut Self, By) -> Result<Self::Event, Refusal>,
    ) -> Result<(), Stopped>;
}

macro_rules! held {
    ($($record:ident $id:ident $change:ident;)*) => {$(
        impl Held for $record {
            fn stamp(&self) -> &Stamp {
                &self.stamp
            }

            fn change(
                work: &mut Work<'_, '_>,
                id: u64,
                action: Action,
                change: impl FnOnce(&mut Self, By) -> Result<Self::Event, Refusal>,
            ) -> Result<(), Stopped> {
                let by = work.by;
                work.$change($id(id), action, |record| change(record, by))
            }
        }
    )*};
}

held! {
    Company CompanyId change_company;
    Contact ContactId change_contact;
}

impl Held for Deal {
    fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    fn change(
        work: &mut Work<'_, '_>,
        id: u64,
        action: Action,
        change: impl FnOnce(&mut Self, By) -> Result<Self::Event, Refusal>,
    ) -> Result<(), Stopped> {
        work.change_deal(DealId(id), action, change)
    }
}

/// The same call for whichever type of record it is about.
macro_rules! for_each_type {
    ($of:expr, $work:ident.$call:ident($($given:expr),*)) => {
        match $of {
            Kept::Deal(id) => $work.$call::<Deal>(id.0, $($given),*),
            Kept::Company(id) => $work.$call::<Company>(id.0, $($given),*),
            Kept::Contact(id) => $work.$call::<Contact>(id.0, $($given),*),
        }
    };
}

impl Work<'_, '_> {
    /// Gives the record to somebody, into their primary group.
    ///
    /// # Errors
    /// Invisible or forbidden; theirs already; somebody unknown, inactive or without a group.
    pub fn reassign(&mut self, of: Kept, to: PersonId) -> Result<(), Stopped> {
        for_each_type!(of, self.hand_over(to))
    }

    /// Refuses an actor who saw another owner than the record has now.
    ///
    /// # Errors
    /// Invisible or forbidden; `Refusal::Stale`.
    pub fn saw_owner(&self, of: Kept, owner: PersonId) -> Result<(), Stopped> {
        for_each_type!(of, self.owned_by(owner))
    }

    /// # Errors
    /// Invisible or forbidden; shared so already; a share beyond one's own rights.
    pub fn share(&mut self, of: Kept, with: Share) -> Result<(), Stopped> {
        for_each_type!(of, self.open_to(with))
    }

    /// # Errors
    /// Invisible or forbidden; not shared with them.
    pub fn unshare(&mut self, of: Kept, to: ShareTo) -> Result<(), Stopped> {
        for_each_type!(of, self.close_to(to))
    }

    /// # Errors
    /// Invisible or forbidden; in this lane already.
    pub fn set_lane(&mut self, of: Kept, lane: Lane) -> Result<(), Stopped> {
        for_each_type!(of, self.move_lane(lane))
    }

    fn hand_over<T: Held>(&mut self, id: u64, to: PersonId) -> Result<(), Stopped> {
        let _: T = self.authorized(id, Action::Reassign)?;
        let group = self.group_of(to)?;
        self.belongs(to, group)?;
        T::change(self, id, Action::Reassign, |record, by| {
            record.reassign(by, to, group)
        })
    }

    fn owned_by<T: Held>(&self, id: u64, owner: PersonId) -> Result<(), Stopped> {
        let record: T = self.authorized(id, Action::Reassign)?;
        if record.acl().owner == owner {
            Ok(())
        } else {
            Err(record.stamp().stale(vec![Field::Owner]).into())
        }
    }

    fn open_to<T: Held>(&mut self, id: u64, with: Share) -> Result<(), Stopped> {
        T::change(self, id, Action::Share, |record, by| record.share(by, with))
    }

    fn close_to<T: Held>(&mut self, id: u64, to: ShareTo) -> Result<(), Stopped> {
        T::change(self, id, Action::Share, |record, by| record.unshare(by, to))
    }

    fn move_lane<T: Held>(&mut self, id: u64, lane: Lane) -> Result<(), Stopped> {
        T::change(self, id, Action::Share, |record, by| {
            record.set_lane(by, lane)
        })
    }
}

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
        crate::tables::Kind::Deal => Field::Deal,
        _ => Field::Company,
    }
}
