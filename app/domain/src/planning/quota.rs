//! What is expected of a person or a group in a month. Invariants: every version stays with who set
//! it and when; quarters and years are sums of their months, never kept beside them; nobody sets
//! their own; a closed month's quota changes no more.
mod book;
mod event;

pub use book::{Mismatch, QuotaBook};
pub use event::Event;

use super::hand::{Hand, Signed};
use super::months::ClosedMonths;
use super::refusal::QuotaRefusal;
use crate::change::Change;
use crate::field::Field;
use crate::id::{GroupId, PersonId};
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// Whose quota it is. A person's stands in the group they had it in, so that moving to another
/// group moves no quota of the past.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Holder {
    Group(GroupId),
    Person { person: PersonId, group: GroupId },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quota {
    pub holder: Holder,
    pub month: Month,
    /// The last one is in force.
    pub versions: Vec<QuotaVersion>,
    pub stamp: Stamp,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotaVersion {
    /// `None`: taken away.
    #[serde(default)]
    pub amount: Option<Money>,
    pub signed: Signed,
    #[serde(default)]
    pub reason: Option<String>,
}

/// What is set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotaDraft {
    pub holder: Holder,
    pub month: Month,
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// Most versions kept; beyond it the second oldest gives way, so that the first stays known.
const MOST: usize = 100;

impl Holder {
    /// The group whose row it stands in.
    #[must_use]
    pub fn group(self) -> GroupId {
        match self {
            Self::Group(group) | Self::Person { group, .. } => group,
        }
    }

    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Group(_) => None,
            Self::Person { person, .. } => Some(person),
        }
    }
}

impl Quota {
    /// Sets the first version.
    ///
    /// # Errors
    /// One's own, a closed month, a negative amount, none, or a bad reason.
    pub fn set(
        hand: Hand,
        draft: QuotaDraft,
        closed: &ClosedMonths,
    ) -> Result<(Self, Event), Refused> {
        let mut quota = Self {
            holder: draft.holder,
            month: draft.month,
            versions: Vec::new(),
            stamp: Stamp::new(hand.by),
        };
        let event = quota.put(hand, draft.amount, draft.reason.as_ref(), closed)?;
        Ok((quota, event))
    }

    /// Sets another version.
    ///
    /// # Errors
    /// Stale, as [`Quota::set`], or nothing changed.
    pub fn change(
        &mut self,
        hand: Hand,
        seen: u64,
        amount: Option<Money>,
        reason: Option<&String>,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let event = self.put(hand, amount, reason, closed)?;
        self.stamp.touch(hand.by);
        Ok(event)
    }

    /// In force now.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.versions.last().and_then(|version| version.amount)
    }

    fn put(
        &mut self,
        hand: Hand,
        amount: Option<Money>,
        reason: Option<&String>,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        closed.guard(self.month)?;
        if self.holder.person().is_some_and(|person| hand.is(person)) {
            return Err(QuotaRefusal::OwnQuota.into());
        }
        if let Some(amount) = amount {
            amount.bounded(Field::Quota)?;
            if amount.minor < 0 {
                return Err(QuotaRefusal::Negative.into());
            }
        }
        let reason = text::optional_line(Field::Reason, reason, text::LINE)?;
        let change = Change::between(self.amount(), amount).ok_or(Refused::Unchanged)?;
        let signed = hand.sign();
        self.versions.push(QuotaVersion {
            amount,
            signed,
            reason,
        });
        if self.versions.len() > MOST {
            self.versions.remove(1);
        }
        Ok(Event {
            holder: self.holder,
            month: self.month,
            amount: change,
            instead_of: hand.instead_of,
        })
    }
}

#[cfg(test)]
mod tests;
