//! The one narrow seam between the typed store and bytes on disk. Invariant: nothing above it
//! knows which engine runs; whatever one engine answers, every engine answers (tests/conformance.rs).
mod batch;
mod bounds;
mod copy;
mod error;
mod layer;
pub mod memory;
pub mod redb;
mod space;

pub use batch::{Batch, MAX_KEY, MAX_VALUE};
pub use bounds::prefix_end;
pub use copy::copy;
pub use error::EngineError;
pub(crate) use layer::layered;
pub use space::Space;

use std::ops::{Bound, ControlFlow};

/// A key and its value, owned.
pub type Row = (Vec<u8>, Vec<u8>);

/// What [`Reader::scan`] shows entries to, key and value; breaking ends the scan.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> ControlFlow<()> + 'a;

/// Ascending or descending order of keys (memcmp).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Forward,
    Backward,
}

/// Keeps ordered bytes. Every method may block on the disk: call it from a blocking thread.
pub trait Engine: Send + Sync + 'static {
    /// A consistent view of everything committed so far; later commits never show in it.
    ///
    /// # Errors
    /// [`EngineError::Io`] when the file cannot be read at all.
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, EngineError>;

    /// Makes the whole batch durable, or nothing of it.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]: the commit failed midway and may or may not be durable; only
    /// [`Engine::reopen`] and a look at the data decide. Any other error: nothing was written.
    fn apply(&self, batch: &Batch) -> Result<(), EngineError>;

    /// After a failed `apply`: opens the data anew, so that writing goes on from what is durable.
    /// A healthy engine is left alone.
    ///
    /// # Errors
    /// [`EngineError::ReadOnly`] when the medium still refuses; reading goes on.
    fn reopen(&self) -> Result<(), EngineError>;

    /// Gives the file back, trimmed. Snapshots still alive may refuse to read afterwards.
    ///
    /// # Errors
    /// [`EngineError::Io`] when the last flush failed; what was committed stays durable.
    fn close(&self) -> Result<(), EngineError>;
}

/// Reading by key and in key order; snapshots and the writer's overlay read alike.
pub trait Reader {
    /// The value under `key`.
    ///
    /// # Errors
    /// [`EngineError::Io`] and [`EngineError::Closed`], as every reading method.
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError>;

    /// A lazy walk over the keys between two bounds, standing on its first entry. Costs one
    /// descent of the tree; made for merging many prefixes.
    ///
    /// # Errors
    /// As [`Reader::get`].
    fn cursor<'a>(
        &'a self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
    ) -> Result<Box<dyn Cursor + 'a>, EngineError>;

    /// The values under `keys`, in the order of `keys`.
    ///
    /// # Errors
    /// As [`Reader::get`].
    fn get_many(&self, space: Space, keys: &[&[u8]]) -> Result<Vec<Option<Vec<u8>>>, EngineError> {
        keys.iter().map(|key| self.get(space, key)).collect()
    }

    /// Shows each entry between the bounds to `visit` without copying, until it breaks.
    ///
    /// # Errors
    /// As [`Reader::get`].
    fn scan(
        &self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<(), EngineError> {
        let mut cursor = self.cursor(space, lo, hi, direction)?;
        while let Some((key, value)) = cursor.entry() {
            if visit(key, value).is_break() {
                break;
            }
            cursor.advance()?;
        }
        Ok(())
    }

    /// At most `limit` entries between the bounds, copied out.
    ///
    /// # Errors
    /// As [`Reader::get`].
    fn range(
        &self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<Row>, EngineError> {
        let mut rows = Vec::new();
        if limit == 0 {
            return Ok(rows);
        }
        self.scan(space, lo, hi, direction, &mut |key, value| {
            rows.push((key.to_vec(), value.to_vec()));
            if rows.len() < limit {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(rows)
    }
}

/// A consistent view. It owns what it reads from, so it may move to another thread; hold it for
/// one request only, because the pages it sees cannot be reused while it lives.
pub trait Snapshot: Reader + Send + Sync + 'static {}

/// A position in key order.
pub trait Cursor {
    /// The entry here; `None` past the end.
    fn entry(&self) -> Option<(&[u8], &[u8])>;

    /// Steps to the next entry in the cursor's direction.
    ///
    /// # Errors
    /// As [`Reader::get`].
    fn advance(&mut self) -> Result<(), EngineError>;
}

impl Cursor for Box<dyn Cursor + '_> {
    fn entry(&self) -> Option<(&[u8], &[u8])> {
        (**self).entry()
    }

    fn advance(&mut self) -> Result<(), EngineError> {
        (**self).advance()
    }
}
