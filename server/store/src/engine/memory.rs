//! An engine without a disk: the model the others are tested against, and the store of quick
//! tests. Invariant: a snapshot shares the maps it was taken from, and a commit never changes
//! maps that are shared.
use super::layer::Walk;
use super::{Batch, Cursor, Direction, Engine, EngineError, Reader, Snapshot, Space, bounds};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

type Map = BTreeMap<Vec<u8>, Arc<[u8]>>;
type Maps = [Arc<Map>; Space::COUNT];

/// Keeps everything in memory; closing forgets nothing, dropping forgets all.
#[derive(Default)]
pub struct MemoryEngine {
    maps: RwLock<Maps>,
}

impl MemoryEngine {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An engine of its own that starts with what is here now; it costs as much as a snapshot.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            maps: RwLock::new(self.maps()),
        }
    }

    /// Whether both hold the same; quick for a fork that nothing was written to.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.maps(), other.maps());
        let mut pairs = ours.iter().zip(&theirs);
        pairs.all(|(ours, theirs)| Arc::ptr_eq(ours, theirs) || ours == theirs)
    }

    /// Whether both hold the same but for the audit log, which tells of refused commands too, and the
    /// number of the last commit.
    #[must_use]
    pub fn equals_but_audit(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.maps(), other.maps());
        let alike = |space: Space| {
            let [ours, theirs] = [&ours, &theirs].map(|maps| &maps[space.index()]);
            let counted = |key: &[u8]| space == Space::Meta && key == crate::writer::SEQ;
            let kept = |map: &'_ Map| -> Vec<_> {
                let rows = map.iter().filter(|(key, _)| !counted(key));
                rows.map(|(key, value)| (key.clone(), value.clone()))
                    .collect()
            };
            Arc::ptr_eq(ours, theirs) || kept(ours) == kept(theirs)
        };
        let judged = Space::ALL
            .into_iter()
            .filter(|space| *space != Space::Audit);
        judged.into_iter().all(alike)
    }

    fn maps(&self) -> Maps {
        self.maps
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Engine for MemoryEngine {
    fn snapshot(&self) -> Result<Box<dyn Snapshot>, EngineError> {
        Ok(Box::new(MemorySnapshot { maps: self.maps() }))
    }

    fn apply(&self, batch: &Batch) -> Result<(), EngineError> {
        let mut maps = self.maps.write().unwrap_or_else(PoisonError::into_inner);
        for space in Space::ALL {
            let mut edits = batch.edits(space).peekable();
            if edits.peek().is_none() {
                continue;
            }
            let map = Arc::make_mut(&mut maps[space.index()]);
            for (key, value) in edits {
                match value {
                    Some(value) => map.insert(key.to_vec(), Arc::from(value)),
                    None => map.remove(key),
                };
            }
        }
        Ok(())
    }

    fn reopen(&self) -> Result<(), EngineError> {
        Ok(())
    }

    fn close(&self) -> Result<(), EngineError> {
        Ok(())
    }
}

struct MemorySnapshot {
    maps: Maps,
}

impl Snapshot for MemorySnapshot {}

impl Reader for MemorySnapshot {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        Ok(self.maps[space.index()]
            .get(key)
            .map(|value| value.to_vec()))
    }

    fn cursor<'a>(
        &'a self,
        space: Space,
        lo: Bound<&[u8]>,
        hi: Bound<&[u8]>,
        direction: Direction,
    ) -> Result<Box<dyn Cursor + 'a>, EngineError> {
        if bounds::is_empty(lo, hi) {
            return Ok(Box::new(MemoryCursor {
                walk: None,
                at: None,
            }));
        }
        let range = self.maps[space.index()].range::<[u8], _>((lo, hi));
        let mut walk = Walk { range, direction };
        let at = walk.step();
        Ok(Box::new(MemoryCursor {
            walk: Some(walk),
            at,
        }))
    }
}

struct MemoryCursor<'a> {
    walk: Option<Walk<'a, Arc<[u8]>>>,
    at: Option<(&'a [u8], &'a Arc<[u8]>)>,
}

impl Cursor for MemoryCursor<'_> {
    fn entry(&self) -> Option<(&[u8], &[u8])> {
        self.at.map(|(key, value)| (key, value.as_ref()))
    }

    fn advance(&mut self) -> Result<(), EngineError> {
        self.at = self.walk.as_mut().and_then(Walk::step);
        Ok(())
    }
}
