//! People in the store. Invariants: an e-mail address names one person; the firm always keeps an
//! active administrator; what a change of people gives or takes holds from its commit on.
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::trailing_id;
use crate::listed::Listed;
use crate::records;
use crate::tables::{self, Facet, Kind, Order, Unique};
use crate::work::Work;
use domain::access::{AccessRefusal, Lane, Role, would_lock_out};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::custody::InCustody;
use domain::deals::{Deal, Status};
use domain::events::Event;
use domain::field::Field;
use domain::id::{GroupId, PersonId};
use domain::people::{self, Email, Person, PersonChanges, PersonDraft};
use domain::refusal::Refusal;
use std::ops::ControlFlow;

impl Work<'_, '_> {
    /// Takes somebody into the firm; signing in takes an invitation.
    ///
    /// # Errors
    /// Not an administrator, a bad value, an unknown group, or an address that is taken.
    pub fn create_person(&mut self, draft: PersonDraft) -> Result<PersonId, Stopped> {
        self.administer()?;
        self.living_groups(&draft.groups)?;
        let id = PersonId(self.new_id(Kind::Person)?);
        let (person, event) = Person::create(self.by, id, draft)?;
        self.claim_email(None, person.email.as_ref(), id)?;
        self.put_firm(&person, Event::Person(event))?;
        Ok(id)
    }

    /// Changes a person's particulars: an administrator anybody's, everybody their own.
    ///
    /// # Errors
    /// Neither, a bad value, or an address that is taken.
    pub fn edit_person(&mut self, id: PersonId, changes: PersonChanges) -> Result<(), Stopped> {
        // One's own address would let one take over invitations meant for another.
        if id != self.who.id || !self.who.active || changes.email.is_some() {
            self.administer()?;
        }
        self.change_person(id, |person, work| {
            let before = person.email.clone();
            let event = person.edit(work.by, changes)?;
            work.claim_email(before.as_ref(), person.email.as_ref(), id)?;
            Ok(event)
        })
    }

    /// Puts a person into groups, the first being primary. Their records stay where they are;
    /// [`Work::follow`] takes the open ones along.
    ///
    /// # Errors
    /// Not an administrator, an inactive person, or an unknown group.
    pub fn move_person(&mut self, id: PersonId, groups: Vec<GroupId>) -> Result<(), Stopped> {
        self.administer()?;
        self.living_groups(&groups)?;
        self.change_person(id, |person, work| {
            Ok(person.move_to_groups(work.by, groups)?)
        })
    }

    /// # Errors
    /// Not an administrator, nothing changed, or no administrator left.
    pub fn change_roles(&mut self, id: PersonId, roles: Vec<Role>) -> Result<(), Stopped> {
        self.administer()?;
        self.change_person(id, |person, work| Ok(person.change_roles(work.by, roles)?))
    }

    /// Ends a person's access with this commit, every session included.
    ///
    /// # Errors
    /// Not an administrator, oneself, or no administrator left.
    pub fn deactivate_person(&mut self, id: PersonId) -> Result<(), Stopped> {
        self.administer()?;
        self.change_person(id, |person, work| Ok(person.deactivate(work.by)?))?;
        self.end_invitations(Some(id))?;
        Ok(self.end_sessions(id, None)?)
    }

    /// # Errors
    /// Not an administrator, or active already.
    pub fn reactivate_person(&mut self, id: PersonId) -> Result<(), Stopped> {
        self.administer()?;
        self.change_person(id, |person, work| Ok(person.reactivate(work.by)?))
    }

    /// Takes along what a person who moved still works on: open deals and assignments, companies and
    /// contacts that stand in group `from`, into `to`; closed ones stay where they were earned. At most `most`
    /// records; true when there are more.
    ///
    /// # Errors
    /// Not an administrator, or a group the person does not belong to.
    pub fn follow(
        &mut self,
        person: PersonId,
        from: GroupId,
        to: GroupId,
        most: usize,
    ) -> Result<bool, Stopped> {
        self.administer()?;
        self.belongs(person, to)?;
        let deals = self.owned_in::<Deal>(
            person,
            from,
            crate::deals::index::part(Status::Open),
            most + 1,
        )?;
        let companies = self.owned_in::<Company>(person, from, 1, most + 1)?;
        let contacts = self.owned_in::<Contact>(person, from, 1, most + 1)?;
        let more = deals.len() + companies.len() + contacts.len() > most;
        let mut left = most;
        let mut take = |count: usize| {
            let taken = count.min(left);
            left -= taken;
            taken
        };
        let (d, c, k) = (
            take(deals.len()),
            take(companies.len()),
            take(contacts.len()),
        );
        for deal in deals.into_iter().take(d) {
            self.restamp(deal, |deal, by| {
                Ok(Event::Deal(deal.reassign(by, person, to)?))
            })?;
        }
        for company in companies.into_iter().take(c) {
            self.restamp(company, |company, by| {
                Ok(Event::Company(company.reassign(by, person, to)?))
            })?;
        }
        for contact in contacts.into_iter().take(k) {
            self.restamp(contact, |contact, by| {
                Ok(Event::Contact(contact.reassign(by, person, to)?))
            })?;
        }
        let tasks = self.tasks_follow(person, (from, to), left)?;
        Ok(more || tasks)
    }

    /// Who has this address.
    pub(crate) fn person_of_email(&self, email: &Email) -> Result<Option<PersonId>, StoreError> {
        person_of_email(&*self.overlay, email)
    }

    /// Ends everything with which a person signs in and frees their address, before the record goes.
    pub(crate) fn forget_person(&mut self, id: PersonId) -> Result<(), Stopped> {
        let Some(person) = records::load::<Person>(&*self.overlay, id.0)? else {
            return Ok(());
        };
        self.claim_email(person.email.as_ref(), None, id)?;
        self.end_invitations(Some(id))?;
        self.end_sessions(id, None)?;
        Ok(self.forget_password(id)?)
    }

    fn change_person(
        &mut self,
        id: PersonId,
        change: impl FnOnce(&mut Person, &mut Self) -> Result<people::Event, Stopped>,
    ) -> Result<(), Stopped> {
        let mut person: Person = self.found(id.0)?;
        let event = change(&mut person, self)?;
        self.keeps_an_administrator(&person)?;
        Ok(self.put_firm(&person, Event::Person(event))?)
    }

    /// A firm that has no administrator yet loses none.
    fn keeps_an_administrator(&self, changed: &Person) -> Result<(), Refusal> {
        let rights = |person: &'_ Person| (person.active, person.roles.clone());
        let everybody = || self.firm.people.values();
        let before: Vec<_> = everybody().map(rights).collect();
        let others = everybody().filter(|person| person.id != changed.id);
        let after: Vec<_> = others.chain([changed]).map(rights).collect();
        let locks_out = |people: &[(bool, Vec<Role>)]| {
            would_lock_out(
                people
                    .iter()
                    .map(|(active, roles)| (*active, roles.as_slice())),
            )
        };
        if locks_out(&after) && !locks_out(&before) {
            Err(AccessRefusal::LastAdministrator.into())
        } else {
            Ok(())
        }
    }

    fn living_groups(&self, groups: &[GroupId]) -> Result<(), Refusal> {
        let living = |id| {
            self.firm
                .groups
                .get(id)
                .is_some_and(|group| !group.archived)
        };
        if groups.iter().all(living) {
            Ok(())
        } else {
            Err(Refusal::Unknown(Field::Group))
        }
    }

    fn claim_email(
        &mut self,
        was: Option<&Email>,
        is: Option<&Email>,
        id: PersonId,
    ) -> Result<(), Stopped> {
        if was == is {
            return Ok(());
        }
        if let Some(is) = is
            && self.person_of_email(is)?.is_some_and(|other| other != id)
        {
            return Err(people::Refusal::EmailTaken.into());
        }
        if let Some(was) = was {
            self.overlay
                .delete(Space::Uniq, tables::unique(Unique::Email, was.as_str()))?;
        }
        let Some(is) = is else { return Ok(()) };
        Ok(self.overlay.put(
            Space::Uniq,
            tables::unique(Unique::Email, is.as_str()),
            id.0.to_be_bytes(),
        )?)
    }

    fn owned_in<T: Listed>(
        &self,
        owner: PersonId,
        group: GroupId,
        part: u8,
        most: usize,
    ) -> Result<Vec<T>, StoreError> {
        let mut ids = Vec::new();
        for lane in Lane::EVERY {
            let prefix = tables::list(T::KIND, Order::Newest, Facet::Owner(owner), lane, part);
            records::scan_prefix(&*self.overlay, Space::Idx, &prefix, |key, mut value| {
                let here =
                    crate::stamp::Stamp::take(&mut value).is_some_and(|stamp| stamp.group == group);
                if here {
                    ids.extend(trailing_id(key));
                }
                if ids.len() < most {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            })?;
        }
        let found = ids
            .into_iter()
            .map(|id| records::load::<T>(&*self.overlay, id));
        found.filter_map(Result::transpose).collect()
    }

    fn restamp<T: Listed>(
        &mut self,
        old: T,
        change: impl FnOnce(&mut T, domain::by::By) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let mut new = old.clone();
        let event = change(&mut new, self.by)?;
        let company = self.company_name(old.company())?;
        Ok(self.put(
            (Some(&old), company.as_deref()),
            (&new, company.as_deref()),
            event,
        )?)
    }
}

pub(crate) fn person_of_email(
    reader: &(impl Reader + ?Sized),
    email: &Email,
) -> Result<Option<PersonId>, StoreError> {
    let found = reader.get(Space::Uniq, &tables::unique(Unique::Email, email.as_str()))?;
    Ok(found.and_then(|bytes| trailing_id(&bytes)).map(PersonId))
}
