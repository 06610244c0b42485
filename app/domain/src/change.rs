//! "Was → is" of one value: in an event it is history, in an edit it is what the editor saw and
//! what they typed. Invariant: an edit applies only where the record still holds what was seen.
use crate::field::Field;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change<T> {
    pub was: T,
    pub is: T,
}

impl<T> Change<T> {
    pub const fn new(was: T, is: T) -> Self {
        Self { was, is }
    }
}

impl<T: PartialEq> Change<T> {
    /// The change, or nothing when both are equal.
    pub fn between(was: T, is: T) -> Option<Self> {
        (was != is).then_some(Self { was, is })
    }

    /// Whether the record neither holds what the editor saw nor already what they want.
    pub fn clashes(&self, current: &T) -> bool {
        *current != self.was && *current != self.is
    }
}

/// Sets `slot` to the new value of `change`; gives what really changed.
pub(crate) fn apply<T: PartialEq + Clone>(
    slot: &mut T,
    change: Option<Change<T>>,
) -> Option<Change<T>> {
    let is = change?.is;
    if *slot == is {
        return None;
    }
    let was = std::mem::replace(slot, is.clone());
    Some(Change { was, is })
}

/// Adds `field` to `clashing` when the edit of it clashes with the record.
pub(crate) fn note_clash<T: PartialEq>(
    clashing: &mut Vec<Field>,
    field: Field,
    current: &T,
    change: Option<&Change<T>>,
) {
    if change.is_some_and(|change| change.clashes(current)) {
        clashing.push(field);
    }
}
