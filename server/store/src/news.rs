//! News of what changed, for whoever watches. Invariants: what was not committed is no news; nobody
//! hears of a record that they may not read at the moment of telling, and of its going only who could
//! read it before.
use crate::error::StoreError;
use crate::listed::Listed;
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::sessions::TokenHash;
use crate::store::Store;
use crate::tables::Kind;
use domain::access::{Action, Guarded, RecordAcl, RecordType, decide};
use domain::by::{Actor, SystemActor};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::products::Product;
use domain::tasks::Assignment;
use domain::time::Moment;
use std::collections::HashMap;

/// Records named one by one; of more it is only told that much changed.
const MOST: usize = 512;
/// Records told to one session at once; of more it is only told that much changed.
const MOST_TOLD: usize = 64;

/// What commits changed.
#[derive(Clone, Debug, Default)]
pub struct News {
    touched: Vec<Touched>,
    /// People, groups or rules changed, or more than is named one by one.
    anything: bool,
}

/// A record that changed, and who could read it before.
#[derive(Clone, Debug)]
struct Touched {
    kind: RecordType,
    id: u64,
    was: Option<RecordAcl>,
}

/// What a session is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// A record that it reads changed, or came.
    Changed(RecordType, u64),
    /// A record that it could read went, or the right to read it.
    Gone(RecordType, u64),
    /// Anything may have changed.
    Anything,
}

impl News {
    /// That nobody knows what changed.
    #[must_use]
    pub fn of_anything() -> Self {
        Self {
            touched: Vec::new(),
            anything: true,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.touched.is_empty() && !self.anything
    }

    pub(crate) fn record<T: Listed>(&mut self, id: u64, was: Option<&T>) {
        self.touch(T::KIND, id, was.map(T::acl));
    }

    /// Something happened to a record without its own fields changing.
    pub(crate) fn event(&mut self, kind: Kind, id: u64) {
        self.touch(kind, id, None);
    }

    pub(crate) fn firm(&mut self) {
        *self = Self::of_anything();
    }

    /// The same with what came later.
    pub fn add(&mut self, later: Self) {
        if later.anything {
            self.firm();
        }
        for touched in later.touched {
            self.put(touched);
        }
    }

    fn touch(&mut self, kind: Kind, id: u64, was: Option<RecordAcl>) {
        let kind = match kind {
            Kind::Deal => RecordType::Deal,
            Kind::Company => RecordType::Company,
            Kind::Contact => RecordType::Contact,
            Kind::Product => RecordType::Product,
            Kind::Assignment => RecordType::Assignment,
            _ => return,
        };
        self.put(Touched { kind, id, was });
    }

    /// Who could read it first counts: what came between was told to nobody yet.
    fn put(&mut self, touched: Touched) {
        if self.anything {
            return;
        }
        let same = |known: &Touched| (known.kind, known.id) == (touched.kind, touched.id);
        let known = self.touched.iter().rposition(same);
        match known {
            Some(at) => {
                if let Some(known) = self.touched.get_mut(at)
                    && known.was.is_none()
                {
                    known.was = touched.was;
                }
            }
            None if self.touched.len() < MOST => self.touched.push(touched),
            None => self.firm(),
        }
    }
}

/// One moment at which sessions are told news.
pub struct Hearing {
    reading: Reading,
    /// Who reads each record now; `None` where it is no more.
    now: HashMap<(RecordType, u64), Option<RecordAcl>>,
}

impl Store {
    /// What changed since this was asked last.
    #[must_use]
    pub fn news(&self) -> News {
        self.writer.news()
    }

    /// A moment to tell news at. Blocks on the disk.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn hearing(&self, now: Moment) -> Result<Hearing, StoreError> {
        Ok(Hearing {
            reading: self.view(Actor::System(SystemActor::Operator), now)?,
            now: HashMap::new(),
        })
    }
}

impl Hearing {
    /// What the session of this token is told; `None` once it ended.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn told(
        &mut self,
        token: &TokenHash,
        news: &News,
    ) -> Result<Option<Vec<Told>>, StoreError> {
        let Some(session) = self.reading.session(token)? else {
            return Ok(None);
        };
        if news.anything {
            return Ok(Some(vec![Told::Anything]));
        }
        let who = self.reading.firm.eyes(&session);
        let mut told = Vec::new();
        for Touched { kind, id, was } in &news.touched {
            let is = self.readers(*kind, *id)?;
            let (world, now) = (&self.reading.firm.world, self.reading.now);
            let reads = |acl: &RecordAcl| decide(world, &who, Action::Read, acl, now).allows();
            if is.as_ref().is_some_and(reads) {
                told.push(Told::Changed(*kind, *id));
            } else if was.as_ref().is_some_and(reads) {
                told.push(Told::Gone(*kind, *id));
            }
        }
        if told.len() > MOST_TOLD {
            told = vec![Told::Anything];
        }
        Ok(Some(told))
    }

    fn readers(&mut self, kind: RecordType, id: u64) -> Result<Option<RecordAcl>, StoreError> {
        if let Some(known) = self.now.get(&(kind, id)) {
            return Ok(known.clone());
        }
        let acl = match kind {
            RecordType::Deal => self.acl::<Deal>(id)?,
            RecordType::Company => self.acl::<Company>(id)?,
            RecordType::Contact => self.acl::<Contact>(id)?,
            RecordType::Product => self.acl::<Product>(id)?,
            RecordType::Assignment => self.acl::<Assignment>(id)?,
            _ => None,
        };
        self.now.insert((kind, id), acl.clone());
        Ok(acl)
    }

    fn acl<T: Record + Guarded>(&self, id: u64) -> Result<Option<RecordAcl>, StoreError> {
        let record: Option<T> = records::load(&*self.reading.snapshot, id)?;
        Ok(record.map(|record| record.acl()))
    }
}
