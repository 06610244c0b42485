//! The store as bytes. Invariant: equal stores give equal rows, the writer's own included.
use crate::engine::{Row, Space};
use crate::error::StoreError;
use crate::records::scan_prefix;
use crate::store::Store;
use std::ops::ControlFlow;

/// Every row of every space, in order.
///
/// # Errors
/// When the store cannot be read.
pub fn rows(store: &Store) -> Result<Vec<(Space, Row)>, StoreError> {
    let snapshot = store.engine.snapshot()?;
    let mut rows = Vec::new();
    for space in Space::ALL {
        scan_prefix(&*snapshot, space, &[], |key, value| {
            rows.push((space, (key.to_vec(), value.to_vec())));
            ControlFlow::Continue(())
        })?;
    }
    Ok(rows)
}
