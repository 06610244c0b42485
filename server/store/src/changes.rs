//! The change log: who did what, when, to which record.
//!
//! Invariant: every event lies here under the sequence number of the transaction that made it;
//! timelines, the feed, mail and live updates are all read from it.
use crate::engine::{Direction, Reader, Space};
use crate::error::StoreError;
use crate::keys::{Key, after_prefix};
use crate::tables::{self, Kind};
use crate::values;
use crate::writer::Overlay;
use domain::by::{Actor, By};
use domain::events::Event;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Bound;

/// What happened, as it is kept.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Happened {
    pub at: Moment,
    pub actor: Actor,
    pub event: Event,
}

/// Adds an event of the running transaction; `place` numbers the events within it.
pub(crate) fn record(
    overlay: &mut Overlay<'_>,
    by: By,
    place: u32,
    (kind, id): (Kind, u64),
    event: Event,
) -> Result<(), StoreError> {
    let at = position(overlay.seq(), place);
    let happened = Happened {
        at: by.now,
        actor: by.actor,
        event,
    };
    overlay.put(Space::Log, at.clone(), values::encode(&happened)?)?;
    overlay.put(Space::Idx, [tables::timeline(kind, id), at].concat(), [])?;
    Ok(())
}

/// Where an event stands in its record's timeline: the number of its transaction and its place there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place(u64, u32);

/// "12.3", as an address carries it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl Place {
    /// Text that makes no sense is no place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (seq, place) = text.split_once('.')?;
        Some(Self(seq.parse().ok()?, place.parse().ok()?))
    }

    fn of_key(key: &[u8]) -> Option<Self> {
        let (seq, place) = key.split_at_checked(8)?;
        let seq = u64::from_be_bytes(seq.try_into().ok()?);
        Some(Self(seq, u32::from_be_bytes(place.try_into().ok()?)))
    }
}

/// The latest events of a record before a place, newest first, at most `limit`.
pub(crate) fn timeline(
    reader: &(impl Reader + ?Sized),
    (kind, id): (Kind, u64),
    before: Option<Place>,
    limit: usize,
) -> Result<Vec<(Place, Happened)>, StoreError> {
    let prefix = tables::timeline(kind, id);
    let end = match before {
        Some(Place(seq, place)) => Some([prefix.clone(), position(seq, place)].concat()),
        None => after_prefix(&prefix),
    };
    let hi = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
    let rows = reader.range(
        Space::Idx,
        Bound::Included(&prefix),
        hi,
        Direction::Backward,
        limit,
    )?;
    let keys: Vec<&[u8]> = rows
        .iter()
        .filter_map(|(key, _)| key.get(prefix.len()..))
        .collect();
    let found = reader.get_many(Space::Log, &keys)?;
    let places = keys.iter().map(|key| Place::of_key(key));
    places
        .zip(found)
        .filter_map(|(place, bytes)| Some((place?, bytes?)))
        .map(|(place, bytes)| Ok((place, values::decode(&bytes)?)))
        .collect()
}

fn position(seq: u64, place: u32) -> Vec<u8> {
    Key::new().id(seq).bytes(&place.to_be_bytes()).done()
}

impl Happened {
    /// Without what the reader may not know.
    pub(crate) fn masked(self, fields: domain::access::FieldMask) -> Self {
        Self {
            event: self.event.masked(fields),
            ..self
        }
    }
}
