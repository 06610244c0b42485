//! Records by type and id. Invariant: one id, one record; ids of a type grow and are never reused.
use crate::engine::{Direction, Reader, Space};
use crate::error::StoreError;
use crate::keys::{after_prefix, trailing_id};
use crate::tables::{self, Kind};
use crate::values;
use crate::writer::Overlay;
use serde::{Serialize, de::DeserializeOwned};
use std::ops::{Bound, ControlFlow};

/// A type of record kept in `Rec`.
pub(crate) trait Record: Serialize + DeserializeOwned {
    const KIND: Kind;
    fn number(&self) -> u64;
}

pub(crate) fn load<T: Record>(
    reader: &(impl Reader + ?Sized),
    id: u64,
) -> Result<Option<T>, StoreError> {
    let found = reader.get(Space::Rec, &tables::record(T::KIND, id))?;
    found.map(|bytes| values::decode(&bytes)).transpose()
}

/// Every record of a small type: groups, people, pipelines, products.
pub(crate) fn load_all<T: Record>(reader: &(impl Reader + ?Sized)) -> Result<Vec<T>, StoreError> {
    let mut all = Vec::new();
    each::<T>(reader, |record| {
        all.push(record);
        Ok(())
    })?;
    Ok(all)
}

/// Shows every record of a type in order of ids.
pub(crate) fn each<T: Record>(
    reader: &(impl Reader + ?Sized),
    mut show: impl FnMut(T) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut failed = None;
    scan_prefix(
        reader,
        Space::Rec,
        &[T::KIND as u8],
        |_, value| match values::decode(value).and_then(&mut show) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        },
    )?;
    failed.map_or(Ok(()), Err)
}

pub(crate) fn save<T: Record>(overlay: &mut Overlay<'_>, record: &T) -> Result<(), StoreError> {
    let key = tables::record(T::KIND, record.number());
    Ok(overlay.put(Space::Rec, key, values::encode(record)?)?)
}

/// Takes a record away for good; its id is never given again.
pub(crate) fn remove(overlay: &mut Overlay<'_>, kind: Kind, id: u64) -> Result<(), StoreError> {
    Ok(overlay.delete(Space::Rec, tables::record(kind, id))?)
}

/// The next id of a type.
pub(crate) fn new_id(overlay: &mut Overlay<'_>, kind: Kind) -> Result<u64, StoreError> {
    let next = last_id(overlay, kind)? + 1;
    overlay.put(Space::Meta, tables::last_id(kind), next.to_be_bytes())?;
    Ok(next)
}

/// The last id given of a type; 0 before the first.
pub(crate) fn last_id(reader: &(impl Reader + ?Sized), kind: Kind) -> Result<u64, StoreError> {
    let found = reader.get(Space::Meta, &tables::last_id(kind))?;
    Ok(found.and_then(|bytes| trailing_id(&bytes)).unwrap_or(0))
}

/// Shows every row under a prefix, in order of keys.
pub(crate) fn scan_prefix(
    reader: &(impl Reader + ?Sized),
    space: Space,
    prefix: &[u8],
    mut show: impl FnMut(&[u8], &[u8]) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let end = after_prefix(prefix);
    let hi = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
    Ok(reader.scan(
        space,
        Bound::Included(prefix),
        hi,
        Direction::Forward,
        &mut show,
    )?)
}
