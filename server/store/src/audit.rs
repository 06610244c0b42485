//! The audit log. Invariants: an entry is written in the transaction of what it tells of, under the
//! next number, and is never changed or removed; each carries the hash of itself and of the one
//! before, so that no entry can be altered, taken out or put in unseen; its time never runs back.
//!
//! Layout of `Space::Audit`, everything of the log and nothing else:
//! - entry: number → SHA-256, then the entry
//! - head: number, time and hash of the last entry
//! - by person, by theme, by both: number → nothing
mod budget;
mod read;

pub use read::{AuditPage, AuditRow};

pub(crate) use budget::Budget;

use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::Key;
use crate::store::{Queued, Store};
use crate::values;
use crate::work::Work;
use crate::writer::Overlay;
use domain::audit::{Deed, Entry, Exported, Theme};
use domain::by::{Actor, By, SystemActor};
use domain::id::PersonId;
use domain::refusal::Refusal;
use domain::time::Moment;
use sha2::{Digest, Sha256};

/// SHA-256 over the previous hash, the number and the entry.
pub type AuditHash = [u8; 32];

/// Keeps these hashes apart from all others.
const CHAIN: &[u8] = b"contentum audit 1";
const ENTRY: u8 = 1;
const HEAD: u8 = 2;
const PERSON: u8 = 3;
const THEME: u8 = 4;
const BOTH: u8 = 5;

/// The last entry; of an empty log a number, a moment and a hash of nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) number: u64,
    pub(crate) at: Moment,
    pub(crate) hash: AuditHash,
}

impl Head {
    pub(crate) const NONE: Self = Self {
        number: 0,
        at: Moment(i64::MIN),
        hash: [0; 32],
    };

    /// The head after this entry, as it is kept.
    pub(crate) fn then(self, at: Moment, body: &[u8]) -> Self {
        let number = self.number + 1;
        let hash = Sha256::new()
            .chain_update(CHAIN)
            .chain_update(self.hash)
            .chain_update(number.to_be_bytes())
            .chain_update(body)
            .finalize();
        Self {
            number,
            at,
            hash: hash.into(),
        }
    }

    fn encode(self) -> Vec<u8> {
        Key::new()
            .id(self.number)
            .bytes(&self.at.0.to_be_bytes())
            .bytes(&self.hash)
            .done()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (number, rest) = bytes.split_first_chunk::<8>()?;
        let (at, hash) = rest.split_first_chunk::<8>()?;
        Some(Self {
            number: u64::from_be_bytes(*number),
            at: Moment(i64::from_be_bytes(*at)),
            hash: hash.try_into().ok()?,
        })
    }
}

/// Where the log ends.
pub(crate) fn head(reader: &(impl Reader + ?Sized)) -> Result<Head, StoreError> {
    let Some(bytes) = reader.get(Space::Audit, &[HEAD])? else {
        return Ok(Head::NONE);
    };
    Head::decode(&bytes).ok_or_else(|| StoreError::Codec("the head of the audit log".to_owned()))
}

/// Adds an entry to the running transaction.
pub(crate) fn append(
    overlay: &mut Overlay<'_>,
    now: Moment,
    actor: Option<Actor>,
    deed: Deed,
) -> Result<(), StoreError> {
    let last = head(&*overlay)?;
    let entry = Entry {
        // Two commands may reach the writer in another order than their clocks were read.
        at: now.max(last.at),
        actor,
        deed,
    };
    let body = values::encode(&entry)?;
    let next = last.then(entry.at, &body);
    let value = [next.hash.as_slice(), &body].concat();
    overlay.put(Space::Audit, entry_key(next.number), value)?;
    for key in rows(next.number, &entry) {
        overlay.put(Space::Audit, key, [])?;
    }
    Ok(overlay.put(Space::Audit, [HEAD], next.encode())?)
}

/// The rows under which an entry is found.
pub(crate) fn rows(number: u64, entry: &Entry) -> Vec<Vec<u8>> {
    let theme = entry.theme();
    let mut rows = vec![listed(None, Some(theme)).id(number).done()];
    for person in entry.people() {
        rows.push(listed(Some(person), None).id(number).done());
        rows.push(listed(Some(person), Some(theme)).id(number).done());
    }
    rows
}

/// The stretch of entries of this person and theme; the numbers of the entries follow.
fn listed(person: Option<PersonId>, theme: Option<Theme>) -> Key {
    match (person, theme) {
        (None, None) => Key::new().tag(ENTRY),
        (None, Some(theme)) => Key::new().tag(THEME).tag(theme as u8),
        (Some(person), None) => Key::new().tag(PERSON).id(person.0),
        (Some(person), Some(theme)) => Key::new().tag(BOTH).id(person.0).tag(theme as u8),
    }
}

fn entry_key(number: u64) -> Vec<u8> {
    listed(None, None).id(number).done()
}

/// The first byte of every entry, and of every row that leads to one.
pub(crate) const ENTRIES: u8 = ENTRY;
pub(crate) const ROWS: [u8; 3] = [PERSON, THEME, BOTH];

/// An entry as it lies there: its hash and its body.
pub(crate) fn parts(value: &[u8]) -> Option<(AuditHash, &[u8])> {
    let (hash, body) = value.split_first_chunk::<32>()?;
    Some((*hash, body))
}

impl Work<'_, '_> {
    /// Tells the audit log what the actor does.
    pub(crate) fn audit(&mut self, deed: Deed) -> Result<(), StoreError> {
        append(self.overlay, self.by.now, Some(self.by.actor), deed)
    }

    /// Tells that so many rows leave in a file. It is told before the first of them does.
    ///
    /// # Errors
    /// Invisible to whoever may not read what leaves.
    pub fn tell_export(&mut self, what: Exported, rows: u64) -> Result<(), Stopped> {
        let may = match what {
            Exported::AuditLog => self.who.audits() || self.who.administers(),
        };
        if !may {
            return Err(Refusal::Invisible.into());
        }
        Ok(self.audit(Deed::Exported { what, rows })?)
    }
}

impl Store {
    /// Tells the audit log of something refused; nobody's account when `actor` is none. A few of
    /// each person a day are told one by one, then one entry says that there were more: whoever
    /// is refused over and over fills no disk. `None` when there is nothing to write.
    pub fn note_refusal(
        &self,
        actor: Option<Actor>,
        now: Moment,
        deed: Deed,
    ) -> Option<Queued<()>> {
        let deed = self.budget.admit(actor, now, deed)?;
        let by = By {
            actor: Actor::System(SystemActor::Operator),
            now,
        };
        Some(self.work(by, None, move |work| {
            Ok(append(work.overlay, now, actor, deed)?)
        }))
    }
}
