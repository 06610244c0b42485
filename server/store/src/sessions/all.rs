//! Every session for the check. Invariant: it reads what is there, whether or not it still holds.
use super::{OWNER, SESSION, Session, TokenHash};
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::keys::id_at;
use crate::records::scan_prefix;
use crate::values;
use domain::id::PersonId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// Every session, and every row that says whose it is.
#[allow(clippy::type_complexity, reason = "read by the check alone")]
pub(crate) fn all(
    reader: &(impl Reader + ?Sized),
) -> Result<
    (
        BTreeMap<TokenHash, Session>,
        BTreeSet<(PersonId, TokenHash)>,
    ),
    StoreError,
> {
    let (mut sessions, mut owned) = (BTreeMap::new(), BTreeSet::new());
    scan_prefix(reader, Space::Sess, &[SESSION], |key, value| {
        if let (Some(token), Ok(session)) = (key.last_chunk::<32>(), values::decode(value)) {
            sessions.insert(*token, session);
        }
        ControlFlow::Continue(())
    })?;
    scan_prefix(reader, Space::Sess, &[OWNER], |key, _| {
        if let (Some(person), Some(token)) = (id_at(key, 1), key.last_chunk::<32>()) {
            owned.insert((PersonId(person), *token));
        }
        ControlFlow::Continue(())
    })?;
    Ok((sessions, owned))
}
