//! What a job sees and writes. Invariant: reads show the job's own edits over those of the jobs
//! before it over the last commit; nothing of it reaches anybody else unless the job succeeds.
use crate::engine::{Batch, Cursor, Direction, EngineError, Reader, Snapshot, Space, layered};
use crate::news::News;
use std::ops::Bound;

/// The unit of work in memory.
pub struct Overlay<'a> {
    base: &'a dyn Snapshot,
    group: &'a Batch,
    own: Batch,
    seq: u64,
    news: News,
}

impl<'a> Overlay<'a> {
    pub(super) fn new(base: &'a dyn Snapshot, group: &'a Batch, seq: u64) -> Self {
        Self {
            base,
            group,
            own: Batch::new(),
            seq,
            news: News::default(),
        }
    }

    /// The commit sequence number this job gets if it succeeds and changes anything.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Sets `key` to `value`.
    ///
    /// # Errors
    /// [`EngineError::KeyTooLong`], [`EngineError::ValueTooLong`].
    pub fn put(
        &mut self,
        space: Space,
        key: impl Into<Vec<u8>>,
        value: impl Into<Vec<u8>>,
    ) -> Result<(), EngineError> {
        self.own.put(space, key, value)
    }

    /// Removes `key`; an absent key is no error.
    ///
    /// # Errors
    /// [`EngineError::KeyTooLong`].
    pub fn delete(&mut self, space: Space, key: impl Into<Vec<u8>>) -> Result<(), EngineError> {
        self.own.delete(space, key)
    }

    /// What the job changed so far.
    #[must_use]
    pub fn edits(&self) -> &Batch {
        &self.own
    }

    /// What will be told once the job's edits are durable.
    pub(crate) fn news(&mut self) -> &mut News {
        &mut self.news
    }

    pub(super) fn into_parts(self) -> (Batch, News) {
        (self.own, self.news)
    }
}

impl Reader for Overlay<'_> {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        match self
            .own
            .find(space, key)
            .or_else(|| self.group.find(space, key))
        {
            Some(edit) => Ok(edit.map(<[u8]>::to_vec)),
            None => self.base.get(space, key),
        }
    }

    fn cursor<'b>(
        &'b self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
    ) -> Result<Box<dyn Cursor + 'b>, EngineError> {
        let base = self.base.cursor(space, lo, hi, direction)?;
        let group = layered(self.group.map(space), base, lo, hi, direction)?;
        layered(self.own.map(space), group, lo, hi, direction)
    }
}
