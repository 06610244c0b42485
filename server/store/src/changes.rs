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

/// The latest events of a record, newest first, at most `limit`.
pub(crate) fn timeline(
    reader: &(impl Reader + ?Sized),
    kind: Kind,
    id: u64,
    limit: usize,
) -> Result<Vec<Happened>, StoreError> {
    let prefix = tables::timeline(kind, id);
    let end = after_prefix(&prefix);
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
    found
        .into_iter()
        .flatten()
        .map(|bytes| values::decode(&bytes))
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
