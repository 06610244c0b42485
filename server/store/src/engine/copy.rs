//! From one engine into another: backups, moves. Invariant: the copy holds exactly what the
//! snapshot saw, however much is written meanwhile.
use super::{Batch, Direction, Engine, EngineError, Snapshot, Space};
use std::ops::Bound;

/// Bytes per commit into the copy: few enough to keep in memory, enough to make syncing cheap.
const STEP_BYTES: usize = 8 << 20;

/// Copies everything into `to`, which must be empty, and returns the number of rows. Until it
/// returns, `to` holds a part only.
///
/// # Errors
/// Whatever reading or writing met; `to` is then of no use.
pub fn copy(from: &dyn Snapshot, to: &dyn Engine) -> Result<u64, EngineError> {
    let (mut batch, mut rows) = (Batch::new(), 0);
    for space in Space::ALL {
        let (all, direction) = (Bound::Unbounded, Direction::Forward);
        let mut cursor = from.cursor(space, all, all, direction)?;
        while let Some((key, value)) = cursor.entry() {
            batch.put(space, key, value)?;
            rows += 1;
            if batch.bytes() >= STEP_BYTES {
                to.apply(&std::mem::take(&mut batch))?;
            }
            cursor.advance()?;
        }
    }
    to.apply(&batch)?;
    Ok(rows)
}
