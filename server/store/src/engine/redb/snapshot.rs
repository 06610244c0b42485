//! Reading one committed state. Invariant: a table is opened once per snapshot, so a seek costs
//! one descent of its tree and nothing else.
use super::{Table, storage, table, tables};
use crate::engine::{Cursor, Direction, EngineError, Reader, Snapshot, Space};
use redb::{AccessGuard, Range, ReadOnlyTable, ReadTransaction};
use std::ops::Bound;
use std::sync::OnceLock;

type Bytes = &'static [u8];
type OpenTable = ReadOnlyTable<Bytes, Bytes>;

pub(super) struct RedbSnapshot {
    transaction: ReadTransaction,
    tables: [OnceLock<OpenTable>; Space::COUNT],
}

impl RedbSnapshot {
    pub(super) fn new(transaction: ReadTransaction) -> Self {
        Self {
            transaction,
            tables: Default::default(),
        }
    }

    fn table(&self, space: Space) -> Result<&OpenTable, EngineError> {
        let place = &self.tables[space.index()];
        if let Some(open) = place.get() {
            return Ok(open);
        }
        let definition: Table = table(space);
        let open = self.transaction.open_table(definition).map_err(tables)?;
        Ok(place.get_or_init(|| open))
    }
}

impl Snapshot for RedbSnapshot {}

impl Reader for RedbSnapshot {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        let found = self.table(space)?.get(key).map_err(storage)?;
        Ok(found.map(|value| value.value().to_vec()))
    }

    fn cursor<'a>(
        &'a self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
    ) -> Result<Box<dyn Cursor + 'a>, EngineError> {
        let range = self
            .table(space)?
            .range::<&[u8]>((lo, hi))
            .map_err(storage)?;
        let mut cursor = RedbCursor {
            range,
            direction,
            at: None,
        };
        cursor.advance()?;
        Ok(Box::new(cursor))
    }
}

struct RedbCursor {
    range: Range<'static, Bytes, Bytes>,
    direction: Direction,
    at: Option<(AccessGuard<'static, Bytes>, AccessGuard<'static, Bytes>)>,
}

impl Cursor for RedbCursor {
    fn entry(&self) -> Option<(&[u8], &[u8])> {
        self.at
            .as_ref()
            .map(|(key, value)| (key.value(), value.value()))
    }

    fn advance(&mut self) -> Result<(), EngineError> {
        let next = match self.direction {
            Direction::Forward => self.range.next(),
            Direction::Backward => self.range.next_back(),
        };
        self.at = next.transpose().map_err(storage)?;
        Ok(())
    }
}
