//! The request at hand: who acts, when, and on which store.
//!
//! Invariants: one snapshot serves the whole request; the store is only ever called on a blocking
//! thread; whoever has no session gets nothing but `SignedOut`.
use crate::failure::Failure;
use domain::access::{AccessRefusal, Action, Principal};
use domain::audit::Deed;
use domain::by::{Actor, By};
use domain::id::PersonId;
use domain::refusal::Refusal;
use domain::time::{Day, Moment};
use domain::zone::Zone;
use leptos::prelude::use_context;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::{Arc, Mutex, PoisonError};
use store::{
    Following, Reading, Stopped, Store, StoreError, Token, TokenHash, WhatIf, Work, WorkError,
};

/// Letters of a command's address that the audit log keeps.
const COMMAND: usize = 100;

/// The store and the moment of a request, with or without somebody signed in.
#[derive(Clone)]
pub struct Request {
    inner: Arc<Inner>,
}

struct Inner {
    store: Arc<Store>,
    now: Moment,
    /// Names the request in the log and in reports of trouble.
    id: Arc<str>,
    /// The address of a request that may write.
    command: Option<Arc<str>>,
    signed_in: Option<(PersonId, TokenHash)>,
    /// Somebody looks with another's eyes.
    viewing: bool,
    /// The firm's, as the request's snapshot says.
    zone: Zone,
    reading: Mutex<Option<Arc<Reading>>>,
}

/// A request of somebody signed in.
#[derive(Clone)]
pub struct Current {
    request: Request,
    person: PersonId,
    session: TokenHash,
}

impl Request {
    /// Made by the server for each request; `reading` is the snapshot that knew the session, and
    /// `command` the address of a request that may write.
    #[must_use]
    pub fn new(
        store: Arc<Store>,
        now: Moment,
        (id, command): (Arc<str>, Option<Arc<str>>),
        signed_in: Option<(PersonId, TokenHash)>,
        reading: Option<Reading>,
    ) -> Self {
        let zone = reading.as_ref().map(|reading| reading.firm().zone());
        let seen_through = |reading: &Reading| reading.who().is_seen_through();
        let viewing = reading.as_ref().is_some_and(seen_through);
        let reading = Mutex::new(reading.map(Arc::new));
        Self {
            inner: Arc::new(Inner {
                store,
                now,
                id,
                command,
                signed_in,
                viewing,
                zone: zone.unwrap_or_default(),
                reading,
            }),
        }
    }

    /// The request that is being answered.
    ///
    /// # Errors
    /// `SignedOut` outside a request.
    pub fn of_context() -> Result<Self, Failure> {
        use_context::<Self>().ok_or(Failure::SignedOut)
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        self.inner.now
    }

    /// This request as the signed-in person's.
    ///
    /// # Errors
    /// `SignedOut` without a live session.
    pub fn current(&self) -> Result<Current, Failure> {
        let (person, session) = self.inner.signed_in.ok_or(Failure::SignedOut)?;
        Ok(Current {
            request: self.clone(),
            person,
            session,
        })
    }

    /// Whether somebody looks with another's eyes: then nothing may be changed.
    #[must_use]
    pub fn is_viewing(&self) -> bool {
        self.inner.viewing
    }

    /// Lets go of the snapshot, so that an answer that is slow to leave pins no pages.
    pub fn release(&self) {
        self.reading_slot().take();
    }

    /// Reads as an actor that is not signed in: for the sign-in itself and the like.
    ///
    /// # Errors
    /// `Trouble` when the store cannot be read, or what `read` refuses.
    pub async fn read_as<T: Send + 'static>(
        &self,
        actor: Actor,
        read: impl FnOnce(&Reading) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        let (store, now) = (Arc::clone(&self.inner.store), self.inner.now);
        self.blocking(move || read(&store.view(actor, now)?)).await
    }

    /// Changes as any actor: for the sign-in itself and the like.
    ///
    /// # Errors
    /// What the work refuses; `Busy` and `Trouble` as the store fares.
    pub async fn change_as<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        actor: Actor,
        token: Option<Token>,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        let by = By {
            actor,
            now: self.inner.now,
        };
        let done = self.inner.store.work(by, token, job).done().await;
        self.release();
        self.follow_up();
        self.settled(done).await
    }

    /// What a change of the calendar or of a stage leaves to do for many deals is done behind the
    /// answer: it may take longer than anybody waits for a page.
    fn follow_up(&self) {
        let (store, id) = (Arc::clone(&self.inner.store), Arc::clone(&self.inner.id));
        tokio::task::spawn_blocking(move || {
            if let Err(error) = store.retime() {
                tracing::error!(%id, %error, "deals are not all timed anew; the next start goes on");
            }
        });
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        let done = tokio::task::spawn_blocking(work).await;
        let done = done.map_err(|_| self.trouble("a reading broke off"))?;
        match done {
            Err(Stopped::Refused(refusal)) => Err(self.refused(refusal).await),
            Err(Stopped::Trouble(error)) => Err(self.trouble(&error.to_string())),
            Ok(read) => Ok(read),
        }
    }

    /// Tells the audit log of something refused, before the answer leaves. That it could not be told
    /// changes nothing about the refusal.
    pub async fn note(&self, actor: Option<Actor>, deed: Deed) {
        let (store, now) = (&self.inner.store, self.inner.now);
        let Some(told) = store.note_refusal(actor, now, deed) else {
            return;
        };
        if let Err(error) = told.done().await {
            tracing::error!(id = %self.inner.id, ?error, "the audit log was not told");
        }
    }

    /// What a refusal becomes; where access refused a command, the audit log is told.
    async fn refused(&self, refusal: Refusal) -> Failure {
        let actor = self
            .inner
            .signed_in
            .map(|(person, _)| Actor::Person(person));
        if let (Some(actor), Some(command)) = (actor, &self.inner.command)
            && refusal.is_of_access()
        {
            let deed = Deed::Refused {
                command: command.chars().take(COMMAND).collect(),
                why: Box::new(refusal.clone()),
            };
            self.note(Some(actor), deed).await;
        }
        refusal.into()
    }

    async fn settled<T>(&self, done: Result<T, WorkError>) -> Result<T, Failure> {
        match done {
            Ok(done) => Ok(done),
            Err(WorkError::Refused(refusal)) => Err(self.refused(refusal).await),
            Err(error) => Err(self.failed(error)),
        }
    }

    fn reading_slot(&self) -> std::sync::MutexGuard<'_, Option<Arc<Reading>>> {
        self.inner
            .reading
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, error: WorkError) -> Failure {
        match error {
            WorkError::Refused(refusal) => refusal.into(),
            WorkError::Busy => Failure::Busy,
            WorkError::ReadOnly(why) => {
                self.trouble(&format!("read only: {why}"));
                Failure::ReadOnly
            }
            WorkError::Unknown(why) => {
                self.trouble(&format!("outcome unknown: {why}"));
                Failure::Uncertain
            }
            WorkError::Trouble(error) => self.trouble(&error.to_string()),
        }
    }

    fn trouble(&self, why: &str) -> Failure {
        tracing::error!(id = %self.inner.id, why, "a request failed");
        Failure::Trouble(self.inner.id.to_string())
    }
}

impl Current {
    /// The signed-in person's request.
    ///
    /// # Errors
    /// `SignedOut` without a live session.
    pub fn of_context() -> Result<Self, Failure> {
        Request::of_context()?.current()
    }

    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The hash of the session's token.
    #[must_use]
    pub fn session(&self) -> TokenHash {
        self.session
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        self.request.now()
    }

    /// Today in the firm's zone; the epoch's first day for a clock beyond all calendars.
    #[must_use]
    pub fn today(&self) -> Day {
        self.request.inner.zone.day(self.now()).unwrap_or_default()
    }

    /// Reads from this request's one snapshot.
    ///
    /// # Errors
    /// `Trouble` when the store cannot be read, or what `read` refuses.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reading) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        let current = self.clone();
        self.request
            .blocking(move || read(&*current.reading()?))
            .await
    }

    /// Does a unit of work as this person. With `token`, doing it twice does it once.
    ///
    /// # Errors
    /// What the work refuses; `Busy` and `Trouble` as the store fares.
    pub async fn change<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        token: Option<Token>,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        self.may_change()?;
        self.request
            .change_as(Actor::Person(self.person), token, job)
            .await
    }

    /// Lets this session look with somebody's eyes, or with its own again.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn look_as(&self, shown: Option<PersonId>) -> Result<(), Failure> {
        let session = self.session;
        self.of_session(move |work| work.look_as(&session, shown))
            .await
    }

    /// Changes what concerns this session alone, which may be done while looking with another's eyes.
    ///
    /// # Errors
    /// As [`Current::change`].
    pub async fn of_session<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        self.request
            .change_as(Actor::Person(self.person), None, job)
            .await
    }

    fn may_change(&self) -> Result<(), Failure> {
        match self.request.is_viewing() {
            true => Err(Refusal::from(AccessRefusal::ViewingOnly).into()),
            false => Ok(()),
        }
    }

    /// Does a mass change as this person: it may write more, and waits until nothing else does.
    ///
    /// # Errors
    /// As [`Current::change`].
    pub async fn change_much<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Stopped> + Send + 'static,
    ) -> Result<T, Failure> {
        self.may_change()?;
        let request = &self.request;
        let done = request.inner.store.bulk(self.by(), job).done().await;
        request.release();
        request.follow_up();
        request.settled(done).await
    }

    /// What a change of people, groups or rules would do; nothing is written.
    ///
    /// # Errors
    /// Not an administrator, or what the change refuses.
    pub async fn what_if(
        &self,
        about: Option<PersonId>,
        following: Vec<Following>,
        change: impl FnOnce(&mut Work<'_, '_>) -> Result<(), Stopped> + Send + 'static,
    ) -> Result<WhatIf, Failure> {
        let (store, by) = (Arc::clone(&self.request.inner.store), self.by());
        self.request
            .blocking(move || store.what_if(by, about, &following, change))
            .await
    }

    /// This person at the moment of the request.
    #[must_use]
    pub fn by(&self) -> By {
        By {
            actor: Actor::Person(self.person),
            now: self.now(),
        }
    }

    fn reading(&self) -> Result<Arc<Reading>, StoreError> {
        let mut slot = self.request.reading_slot();
        if let Some(reading) = &*slot {
            return Ok(Arc::clone(reading));
        }
        let inner = &self.request.inner;
        let reading = Arc::new(inner.store.view(Actor::Person(self.person), inner.now)?);
        *slot = Some(Arc::clone(&reading));
        Ok(reading)
    }
}

/// A record the reader may see, or the refusal that is the same for absent and invisible.
///
/// # Errors
/// [`Refusal::Invisible`].
pub fn found<T>(record: Option<T>) -> Result<T, Stopped> {
    record.ok_or_else(|| Refusal::Invisible.into())
}

/// What a visible record, or a list, does not let this person do is said, not hidden.
///
/// # Errors
/// The refusal that names the action.
pub fn permitted(may: bool, action: Action) -> Result<(), Stopped> {
    if may {
        Ok(())
    } else {
        Err(Refusal::Forbidden(action).into())
    }
}

/// Whether this principal may open screens of administration.
///
/// # Errors
/// The refusal that names administrators.
pub fn administrator(who: &Principal) -> Result<(), Stopped> {
    if who.administers() {
        Ok(())
    } else {
        Err(domain::access::AccessRefusal::NotAdministrator.into())
    }
}
