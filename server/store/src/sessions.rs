//! Signing in: passwords, sessions, invitations.
//!
//! Invariants: only hashes of tokens and of passwords are stored; an invitation works once and
//! ends the older ones; an inactive person has no session; a session ends when it is idle or old.
mod all;

pub(crate) use all::all;

use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::Key;
use crate::people::person_of_email;
use crate::reading::Reading;
use crate::records::scan_prefix;
use crate::values;
use crate::work::Work;
use domain::audit::Deed;
use domain::by::{Actor, SystemActor};
use domain::id::PersonId;
use domain::people::{Email, Person};
use domain::refusal::Refusal;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// SHA-256 of a secret token; the token itself is never kept.
pub type TokenHash = [u8; 32];

/// A signed-in browser.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Session {
    pub person: PersonId,
    pub begun: Moment,
    pub seen: Moment,
    /// What the browser calls itself, cut short.
    #[serde(default)]
    pub agent: String,
    #[serde(default)]
    pub address: String,
    /// With whose eyes it looks, if not with its person's own.
    #[serde(default)]
    pub viewing: Option<PersonId>,
}

/// What a one-time link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Purpose {
    /// First sign-in, or a new password when the old one is lost.
    SetPassword,
    /// The first administrator of a new firm.
    Setup,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Invitation {
    /// Nobody for `Setup`.
    person: Option<PersonId>,
    purpose: Purpose,
    until: Moment,
}

/// How a person proves who they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credential {
    pub person: PersonId,
    /// The argon2id hash in PHC form; absent for somebody who never accepted an invitation.
    pub password: Option<String>,
}

impl Session {
    /// Without a click for so long, it is over.
    pub const IDLE_SECONDS: i64 = 8 * 3600;
    /// Over in any case.
    pub const MOST_SECONDS: i64 = 7 * 24 * 3600;
    /// How old `seen` may get before it is written anew.
    pub const FRESH_SECONDS: i64 = 300;
    /// Sessions one person may have; the oldest makes room.
    pub const MOST: usize = 10;

    /// Whether it still holds.
    #[must_use]
    pub fn live(&self, now: Moment) -> bool {
        now < self.seen.plus_seconds(Self::IDLE_SECONDS)
            && now < self.begun.plus_seconds(Self::MOST_SECONDS)
    }

    /// Whether `seen` should be written anew.
    #[must_use]
    pub fn stale(&self, now: Moment) -> bool {
        now >= self.seen.plus_seconds(Self::FRESH_SECONDS)
    }
}

impl Reading {
    /// The live session of this token, of an active person.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn session(&self, token: &TokenHash) -> Result<Option<Session>, StoreError> {
        let Some(session) = session_of(&*self.snapshot, token)? else {
            return Ok(None);
        };
        let active = self
            .firm
            .people
            .get(&session.person)
            .is_some_and(|person| person.active);
        Ok(Some(session).filter(|session| active && session.live(self.now)))
    }

    /// The live session of this token, and the same snapshot as its person reads it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn signed_in(self, token: &TokenHash) -> Result<Option<(Session, Self)>, StoreError> {
        let Some(session) = self.session(token)? else {
            return Ok(None);
        };
        let who = self.firm.eyes(&session);
        Ok(Some((session, Self { who, ..self })))
    }

    /// The reader's own live sessions with their token hashes, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sessions(&self) -> Result<Vec<(TokenHash, Session)>, StoreError> {
        // They are no business of who looks with somebody's eyes.
        if self.who.is_seen_through() {
            return Ok(Vec::new());
        }
        let mut found = sessions_of(&*self.snapshot, self.who.id)?;
        found.retain(|(_, session)| session.live(self.now));
        found.sort_by_key(|(_, session)| std::cmp::Reverse(session.seen));
        Ok(found)
    }

    /// What is needed to check a password. Only for the sign-in itself, never for a page.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn credential(&self, email: &Email) -> Result<Option<Credential>, StoreError> {
        let Some(person) = person_of_email(&*self.snapshot, email)? else {
            return Ok(None);
        };
        if !self
            .firm
            .people
            .get(&person)
            .is_some_and(|person| person.active)
        {
            return Ok(None);
        }
        let password = self.snapshot.get(Space::Sess, &password_key(person))?;
        let password = password.map(|bytes| values::decode(&bytes)).transpose()?;
        Ok(Some(Credential { person, password }))
    }

    /// Whom a one-time link is for, while it holds. `Setup` is for nobody yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn invitation(
        &self,
        token: &TokenHash,
    ) -> Result<Option<(Purpose, Option<&Person>)>, StoreError> {
        let invitation = live_invitation(&*self.snapshot, token, self.now)?;
        let person =
            |invitation: &Invitation| invitation.person.and_then(|id| self.firm.people.get(&id));
        Ok(invitation.map(|invitation| (invitation.purpose, person(&invitation))))
    }

    /// Whether the firm has no administrator who could sign in yet.
    #[must_use]
    pub fn needs_setup(&self) -> bool {
        self.firm.needs_setup()
    }
}

impl Work<'_, '_> {
    /// Begins a session of the acting person.
    ///
    /// # Errors
    /// An inactive person, or the system, which is nobody who signs in.
    pub fn begin_session(
        &mut self,
        token: TokenHash,
        agent: &str,
        address: &str,
    ) -> Result<(), Stopped> {
        if !self.who.active || !matches!(self.by.actor, Actor::Person(_)) {
            return Err(domain::people::Refusal::Inactive.into());
        }
        // Tokens are random; one that is taken was not made for this person.
        if session_of(&*self.overlay, &token)?.is_some_and(|taken| taken.person != self.who.id) {
            return Err(Refusal::Invisible.into());
        }
        let mut old = sessions_of(&*self.overlay, self.who.id)?;
        old.retain(|(known, _)| *known != token);
        old.sort_by_key(|(_, session)| std::cmp::Reverse(session.seen));
        for (token, _) in old.into_iter().skip(Session::MOST - 1) {
            self.remove_session(self.who.id, &token)?;
        }
        let short = |text: &str| {
            text.chars()
                .filter(|letter| !letter.is_control())
                .take(200)
                .collect()
        };
        let session = Session {
            person: self.who.id,
            begun: self.by.now,
            seen: self.by.now,
            agent: short(agent),
            address: short(address),
            viewing: None,
        };
        let (agent, address) = (session.agent.clone(), session.address.clone());
        self.audit(Deed::SignedIn { agent, address })?;
        self.save_session(&token, &session)
    }

    /// Notes that the session is in use.
    ///
    /// # Errors
    /// Only when the storage fails; a session that ended meanwhile stays ended.
    pub fn touch_session(&mut self, token: &TokenHash) -> Result<(), Stopped> {
        let Some(session) = session_of(&*self.overlay, token)? else {
            return Ok(());
        };
        if session.person != self.who.id || !session.live(self.by.now) {
            return Ok(());
        }
        self.save_session(
            token,
            &Session {
                seen: self.by.now,
                ..session
            },
        )
    }

    /// Ends one of the acting person's sessions; somebody else's stays.
    ///
    /// # Errors
    /// Only when the storage fails.
    pub fn end_session(&mut self, token: &TokenHash) -> Result<(), Stopped> {
        Ok(self.remove_session(self.who.id, token)?)
    }

    /// Ends the acting person's sessions, all but `kept`.
    ///
    /// # Errors
    /// Only when the storage fails.
    pub fn end_own_sessions(&mut self, kept: Option<&TokenHash>) -> Result<(), Stopped> {
        Ok(self.end_sessions(self.who.id, kept)?)
    }

    /// Makes a one-time link with which a person sets their password; older ones end.
    ///
    /// # Errors
    /// Not an administrator, somebody unknown or inactive, or without an e-mail address.
    pub fn invite(
        &mut self,
        person: PersonId,
        token: TokenHash,
        until: Moment,
    ) -> Result<(), Stopped> {
        self.administer()?;
        let found: Person = self.found(person.0)?;
        found.is_here()?;
        if found.email.is_none() {
            return Err(Refusal::Unknown(domain::field::Field::Email).into());
        }
        self.end_invitations(Some(person))?;
        self.audit(Deed::Invited(person))?;
        self.save_invitation(
            &token,
            &Invitation {
                person: Some(person),
                purpose: Purpose::SetPassword,
                until,
            },
        )
    }

    /// Makes the one-time token of the first administrator; older ones end.
    ///
    /// # Errors
    /// Not the system, or a firm that is set up.
    pub fn offer_setup(&mut self, token: TokenHash, until: Moment) -> Result<(), Stopped> {
        if self.by.actor != Actor::System(SystemActor::Setup) {
            return Err(Refusal::Invisible.into());
        }
        if !self.firm.needs_setup() {
            return Err(Refusal::Unchanged.into());
        }
        self.end_invitations(None)?;
        self.save_invitation(
            &token,
            &Invitation {
                person: None,
                purpose: Purpose::Setup,
                until,
            },
        )
    }

    /// Uses up a one-time link: it never works again.
    ///
    /// # Errors
    /// Unknown, used or over; which, is not told.
    pub fn use_invitation(
        &mut self,
        token: &TokenHash,
    ) -> Result<(Purpose, Option<PersonId>), Stopped> {
        let invitation =
            live_invitation(&*self.overlay, token, self.by.now)?.ok_or(Refusal::Invisible)?;
        // The firm was set up by other means meanwhile.
        if invitation.purpose == Purpose::Setup && !self.firm.needs_setup() {
            return Err(Refusal::Invisible.into());
        }
        self.end_invitations(invitation.person)?;
        Ok((invitation.purpose, invitation.person))
    }

    /// Sets a person's password, as an argon2id hash in PHC form, and ends their sessions but `kept`.
    ///
    /// # Errors
    /// Neither oneself nor the system.
    pub fn set_password(
        &mut self,
        person: PersonId,
        phc: &str,
        kept: Option<&TokenHash>,
    ) -> Result<(), Stopped> {
        let system = matches!(self.by.actor, Actor::System(_));
        if !system && (self.who.id != person || !self.who.active) {
            return Err(Refusal::Invisible.into());
        }
        self.overlay
            .put(Space::Sess, password_key(person), values::encode(&phc)?)?;
        self.audit(Deed::PasswordSet(person))?;
        Ok(self.end_sessions(person, kept)?)
    }

    /// Stores the acting person's same password under newer parameters; their sessions go on.
    ///
    /// # Errors
    /// Only when the storage fails.
    pub fn renew_password(&mut self, phc: &str) -> Result<(), Stopped> {
        Ok(self.overlay.put(
            Space::Sess,
            password_key(self.who.id),
            values::encode(&phc)?,
        )?)
    }

    pub(crate) fn forget_password(&mut self, person: PersonId) -> Result<(), StoreError> {
        Ok(self.overlay.delete(Space::Sess, password_key(person))?)
    }

    pub(crate) fn end_sessions(
        &mut self,
        person: PersonId,
        kept: Option<&TokenHash>,
    ) -> Result<(), StoreError> {
        for (token, _) in sessions_of(&*self.overlay, person)? {
            if kept != Some(&token) {
                self.remove_session(person, &token)?;
            }
        }
        Ok(())
    }

    pub(crate) fn save_session(
        &mut self,
        token: &TokenHash,
        session: &Session,
    ) -> Result<(), Stopped> {
        self.overlay
            .put(Space::Sess, session_key(token), values::encode(session)?)?;
        Ok(self
            .overlay
            .put(Space::Sess, owner_key(session.person, token), [])?)
    }

    fn remove_session(&mut self, person: PersonId, token: &TokenHash) -> Result<(), StoreError> {
        let owned = owner_key(person, token);
        if self.overlay.get(Space::Sess, &owned)?.is_some() {
            self.overlay.delete(Space::Sess, owned)?;
            self.overlay.delete(Space::Sess, session_key(token))?;
        }
        Ok(())
    }

    fn save_invitation(
        &mut self,
        token: &TokenHash,
        invitation: &Invitation,
    ) -> Result<(), Stopped> {
        Ok(self.overlay.put(
            Space::Sess,
            invitation_key(token),
            values::encode(invitation)?,
        )?)
    }

    /// Ends every one-time link of a person, or every setup token.
    pub(crate) fn end_invitations(&mut self, person: Option<PersonId>) -> Result<(), StoreError> {
        let mut ended = Vec::new();
        scan_prefix(&*self.overlay, Space::Sess, &[INVITATION], |key, value| {
            if values::decode::<Invitation>(value)
                .is_ok_and(|invitation| invitation.person == person)
            {
                ended.push(key.to_vec());
            }
            ControlFlow::Continue(())
        })?;
        ended
            .into_iter()
            .try_for_each(|key| Ok(self.overlay.delete(Space::Sess, key)?))
    }
}

const SESSION: u8 = 1;
const OWNER: u8 = 2;
const INVITATION: u8 = 3;
const PASSWORD: u8 = 4;

fn session_key(token: &TokenHash) -> Vec<u8> {
    Key::new().tag(SESSION).bytes(token).done()
}

fn owner_key(person: PersonId, token: &TokenHash) -> Vec<u8> {
    Key::new().tag(OWNER).id(person.0).bytes(token).done()
}

fn invitation_key(token: &TokenHash) -> Vec<u8> {
    Key::new().tag(INVITATION).bytes(token).done()
}

fn password_key(person: PersonId) -> Vec<u8> {
    Key::new().tag(PASSWORD).id(person.0).done()
}

pub(crate) fn session_of(
    reader: &(impl Reader + ?Sized),
    token: &TokenHash,
) -> Result<Option<Session>, StoreError> {
    let bytes = reader.get(Space::Sess, &session_key(token))?;
    bytes.map(|bytes| values::decode(&bytes)).transpose()
}

fn sessions_of(
    reader: &(impl Reader + ?Sized),
    person: PersonId,
) -> Result<Vec<(TokenHash, Session)>, StoreError> {
    let mut tokens = Vec::new();
    scan_prefix(
        reader,
        Space::Sess,
        &Key::new().tag(OWNER).id(person.0).done(),
        |key, _| {
            tokens.extend(key.last_chunk::<32>().copied());
            ControlFlow::Continue(())
        },
    )?;
    let session = |token: TokenHash| -> Result<Option<(TokenHash, Session)>, StoreError> {
        Ok(session_of(reader, &token)?.map(|session| (token, session)))
    };
    tokens
        .into_iter()
        .map(session)
        .filter_map(Result::transpose)
        .collect()
}

fn live_invitation(
    reader: &(impl Reader + ?Sized),
    token: &TokenHash,
    now: Moment,
) -> Result<Option<Invitation>, StoreError> {
    let found = reader.get(Space::Sess, &invitation_key(token))?;
    let invitation: Option<Invitation> = found.map(|bytes| values::decode(&bytes)).transpose()?;
    Ok(invitation.filter(|invitation| now < invitation.until))
}
