//! Looking with somebody's eyes. Invariants: only auditors and administrators do, for as long as they are
//! that, and nobody begins it untold.
use crate::error::Stopped;
use crate::firm::Firm;
use crate::sessions::{Session, TokenHash, session_of};
use crate::work::Work;
use domain::access::Principal;
use domain::audit::Deed;
use domain::by::Actor;
use domain::id::PersonId;
use domain::refusal::Refusal;

impl Firm {
    /// With whose eyes a session looks, and how much of them its person lets through.
    pub(crate) fn eyes(&self, session: &Session) -> Principal {
        let own = self.principal(Actor::Person(session.person));
        match session.viewing {
            Some(shown) if own.audits() || own.administers() => {
                self.principal(Actor::Person(shown)).seen_by(&own)
            }
            _ => own,
        }
    }
}

impl Work<'_, '_> {
    /// Lets the acting person's session look with somebody's eyes, or with its own again.
    ///
    /// # Errors
    /// Invisible to whoever neither audits nor administers, for somebody unknown, inactive or oneself,
    /// and for a session of somebody else.
    pub fn look_as(&mut self, token: &TokenHash, shown: Option<PersonId>) -> Result<(), Stopped> {
        let session = session_of(&*self.overlay, token)?;
        let own = |session: &Session| session.person == self.who.id && session.live(self.by.now);
        let session = session.filter(own).ok_or(Refusal::Invisible)?;
        if let Some(shown) = shown {
            let there = self.firm.people.get(&shown).is_some_and(|one| one.active);
            let may = self.who.audits() || self.who.administers();
            if !may || !there || shown == self.who.id {
                return Err(Refusal::Invisible.into());
            }
            self.audit(Deed::ViewedAs(shown))?;
        }
        let viewing = shown;
        self.save_session(token, &Session { viewing, ..session })
    }
}
