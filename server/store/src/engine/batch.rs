//! Changes that become durable together. Invariant: one outcome per key (the last one said), no
//! key or value over the limits every engine must hold.
use super::{EngineError, Space};
use std::collections::BTreeMap;

/// Longest key in bytes.
pub const MAX_KEY: usize = 1024;
/// Longest value in bytes; larger things lie in files of their own.
pub const MAX_VALUE: usize = 64 * 1024;

/// The edits of one space in key order; `None` deletes.
pub(crate) type Edits = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// Puts and deletes in order of space and key.
#[derive(Clone, Default, Debug)]
pub struct Batch {
    edits: [Edits; Space::COUNT],
    bytes: usize,
}

impl Batch {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `key` to `value`.
    ///
    /// # Errors
    /// [`EngineError::KeyTooLong`], [`EngineError::ValueTooLong`]; the batch stays as it was.
    pub fn put(
        &mut self,
        space: Space,
        key: impl Into<Vec<u8>>,
        value: impl Into<Vec<u8>>,
    ) -> Result<(), EngineError> {
        let (key, value) = (key.into(), value.into());
        if value.len() > MAX_VALUE {
            return Err(EngineError::ValueTooLong(value.len()));
        }
        self.edit(space, key, Some(value))
    }

    /// Removes `key`; an absent key is no error.
    ///
    /// # Errors
    /// [`EngineError::KeyTooLong`]; the batch stays as it was.
    pub fn delete(&mut self, space: Space, key: impl Into<Vec<u8>>) -> Result<(), EngineError> {
        self.edit(space, key.into(), None)
    }

    /// How many keys change.
    #[must_use]
    pub fn len(&self) -> usize {
        self.edits.iter().map(BTreeMap::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.iter().all(BTreeMap::is_empty)
    }

    /// Bytes of all keys and values, overwritten ones counted too: an upper estimate of the size.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The edits of one space in key order; `None` deletes.
    pub fn edits(&self, space: Space) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
        self.edits[space.index()]
            .iter()
            .map(|(key, value)| (key.as_slice(), value.as_deref()))
    }

    /// What this batch says about a key: `Some(None)` means deleted, `None` says nothing.
    #[must_use]
    pub(crate) fn find(&self, space: Space, key: &[u8]) -> Option<Option<&[u8]>> {
        self.edits[space.index()].get(key).map(Option::as_deref)
    }

    pub(crate) fn map(&self, space: Space) -> &Edits {
        &self.edits[space.index()]
    }

    /// Takes over the edits of `later`, which win.
    pub(crate) fn absorb(&mut self, later: Self) {
        self.bytes += later.bytes;
        for (mine, theirs) in self.edits.iter_mut().zip(later.edits) {
            mine.extend(theirs);
        }
    }

    fn edit(
        &mut self,
        space: Space,
        key: Vec<u8>,
        value: Option<Vec<u8>>,
    ) -> Result<(), EngineError> {
        if key.len() > MAX_KEY {
            return Err(EngineError::KeyTooLong(key.len()));
        }
        self.bytes += key.len() + value.as_ref().map_or(0, Vec::len);
        self.edits[space.index()].insert(key, value);
        Ok(())
    }
}
