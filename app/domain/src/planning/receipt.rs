//! Money that really came in. Invariants: what is allocated and given back never exceeds what came
//! in; every allocation can be released; a receipt dated in a closed month changes no more.
mod correct;
mod event;

pub use correct::ReceiptFacts;
pub use event::Event;

use super::months::ClosedMonths;
use super::refusal::ReceiptRefusal;
use crate::access::{FieldClass, FieldMask, Guarded, Lane, RecordAcl, RecordType};
use crate::by::By;
use crate::field::Field;
use crate::id::{CompanyId, GroupId, ImportId, InstalmentId, PersonId, ReceiptId};
use crate::money::{self, Money};
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// One payment by a payer, gross. `amount`, `document` and everything allocated are Commercial.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    pub id: ReceiptId,
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub payer: Option<CompanyId>,
    /// The transfer's title, which often names an invoice.
    #[serde(default)]
    pub document: Option<String>,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    /// In the order they were made, one per instalment.
    #[serde(default)]
    pub allocations: Vec<Allocation>,
    #[serde(default)]
    pub given_back: Vec<GivenBack>,
    #[serde(default)]
    pub import: Option<ImportId>,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Allocation {
    pub to: InstalmentId,
    pub amount: Money,
}

/// Money returned to the payer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GivenBack {
    pub on: Day,
    pub amount: Money,
    pub reason: String,
}

/// What is typed or pasted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReceiptDraft {
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub payer: Option<CompanyId>,
    #[serde(default)]
    pub document: Option<String>,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub import: Option<ImportId>,
}

/// Longest title of a transfer.
const TITLE: usize = 500;
/// Most instalments one receipt settles.
const MOST: usize = 200;

impl Guarded for Receipt {
    fn acl(&self) -> RecordAcl {
        RecordAcl {
            lane: self.lane,
            ..RecordAcl::new(RecordType::Instalment, self.owner, self.group)
        }
    }

    /// An amount that is hidden is nothing; lists tell it apart by the rights.
    fn mask(self, fields: FieldMask) -> Self {
        if fields.shows(FieldClass::Commercial) {
            return self;
        }
        Self {
            amount: Money::zero(self.amount.currency),
            document: None,
            allocations: Vec::new(),
            given_back: Vec::new(),
            ..self
        }
    }
}

impl Receipt {
    /// # Errors
    /// A closed month, a day in the future, an amount that is not above zero, a bad title.
    pub fn record(
        by: By,
        id: ReceiptId,
        draft: ReceiptDraft,
        closed: &ClosedMonths,
    ) -> Result<(Self, Event), Refused> {
        closed.guard_day(Some(draft.on))?;
        not_in_future(by, draft.on)?;
        let event = Event::Recorded {
            on: draft.on,
            amount: Some(positive(draft.amount)?),
            payer: draft.payer,
        };
        let receipt = Self {
            id,
            on: draft.on,
            amount: draft.amount,
            payer: draft.payer,
            document: text::optional_line(Field::Document, draft.document.as_ref(), TITLE)?,
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
            allocations: Vec::new(),
            given_back: Vec::new(),
            import: draft.import,
            stamp: Stamp::new(by),
            deleted: None,
        };
        Ok((receipt, event))
    }

    /// What is neither allocated nor given back.
    #[must_use]
    pub fn free(&self) -> Money {
        let allocated = self.allocations.iter().map(|one| one.amount.minor);
        let returned = self.given_back.iter().map(|one| one.amount.minor);
        let used: i64 = allocated.chain(returned).sum();
        Money::new(self.amount.minor - used, self.amount.currency)
    }

    /// What of it settles this instalment.
    #[must_use]
    pub fn allocated(&self, to: InstalmentId) -> Option<Money> {
        let found = self.allocations.iter().find(|one| one.to == to);
        found.map(|one| one.amount)
    }

    /// Settles an instalment with a part of it; more on the same one adds up. Paying more than the
    /// instalment asks for is told as overpaid, not refused: that is what happened.
    ///
    /// # Errors
    /// Deleted, a closed month, another currency than the instalment's, or more than is free.
    pub fn allocate(
        &mut self,
        by: By,
        to: InstalmentId,
        owed: Option<Money>,
        amount: Money,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_change(closed)?;
        let amount = positive(amount)?;
        if let Some(owed) = owed {
            owed.plus(Money::zero(amount.currency))?;
        }
        let free = self.free();
        if free.minus(amount)?.minor < 0 {
            return Err(ReceiptRefusal::OnlyFree(free).into());
        }
        let full = self.allocations.len() >= MOST;
        match self.allocations.iter_mut().find(|one| one.to == to) {
            Some(one) => one.amount = one.amount.plus(amount)?,
            None if full => return Err(ReceiptRefusal::TooMany.into()),
            None => self.allocations.push(Allocation { to, amount }),
        }
        let amount = Some(amount);
        Ok(self.done(by, Event::Allocated { to, amount }))
    }

    /// Takes an allocation back, in part or (`None`) whole.
    ///
    /// # Errors
    /// Deleted, a closed month, not allocated there, or more than is.
    pub fn release(
        &mut self,
        by: By,
        to: InstalmentId,
        amount: Option<Money>,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_change(closed)?;
        let amount = self.take(to, amount)?;
        let amount = Some(amount);
        Ok(self.done(by, Event::Released { to, amount }))
    }

    /// Returns money to the payer, out of what is free or out of one allocation.
    ///
    /// # Errors
    /// Deleted, a closed month, a day in the future, no reason, or more than there is.
    pub fn give_back(
        &mut self,
        by: By,
        back: GivenBack,
        from: Option<InstalmentId>,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_change(closed)?;
        closed.guard_day(Some(back.on))?;
        not_in_future(by, back.on)?;
        let amount = positive(back.amount)?;
        let reason = text::required(Field::Reason, &back.reason, text::LINE)?;
        match from {
            Some(to) => {
                self.take(to, Some(amount))?;
            }
            None if self.free().minus(amount)?.minor < 0 => {
                return Err(ReceiptRefusal::OnlyLeft(self.free()).into());
            }
            None => {}
        }
        let event = Event::GivenBack {
            on: back.on,
            amount: Some(amount),
            from,
            reason: reason.clone(),
        };
        self.given_back.push(GivenBack { reason, ..back });
        Ok(self.done(by, event))
    }

    /// Puts a receipt entered by mistake into the trash.
    ///
    /// # Errors
    /// Deleted, a closed month, or still allocated.
    pub fn delete(&mut self, by: By, closed: &ClosedMonths) -> Result<Event, Refused> {
        self.may_change(closed)?;
        if !self.allocations.is_empty() {
            return Err(ReceiptRefusal::StillAllocated.into());
        }
        self.deleted = Some(by.now);
        Ok(self.done(by, Event::Deleted))
    }

    /// # Errors
    /// Not deleted, or a closed month.
    pub fn restore(&mut self, by: By, closed: &ClosedMonths) -> Result<Event, Refused> {
        closed.guard_day(Some(self.on))?;
        self.deleted.take().ok_or(Refused::NotDeleted)?;
        Ok(self.done(by, Event::Restored))
    }

    fn take(&mut self, to: InstalmentId, amount: Option<Money>) -> Result<Money, Refused> {
        let at = self.allocations.iter().position(|one| one.to == to);
        let slot = at.and_then(|at| self.allocations.get_mut(at));
        let slot = slot.ok_or(ReceiptRefusal::NotAllocated)?;
        let all = slot.amount;
        let amount = positive(amount.unwrap_or(all))?;
        let left = all.minus(amount)?;
        if left.minor < 0 {
            return Err(ReceiptRefusal::OnlyAllocated(all).into());
        }
        slot.amount = left;
        self.allocations.retain(|one| one.amount.minor > 0);
        Ok(amount)
    }

    fn may_change(&self, closed: &ClosedMonths) -> Result<(), Refused> {
        if self.deleted.is_some() {
            return Err(Refused::Deleted);
        }
        closed.guard_day(Some(self.on))
    }

    fn done(&mut self, by: By, event: Event) -> Event {
        self.stamp.touch(by);
        event
    }
}

fn positive(amount: Money) -> Result<Money, Refused> {
    if amount.minor > 0 {
        Ok(amount.bounded(Field::Amount)?)
    } else {
        Err(ReceiptRefusal::NotPositive.into())
    }
}

/// At most tomorrow: the domain knows only UTC, and somewhere east the next day has begun already.
fn not_in_future(by: By, on: Day) -> Result<(), Refused> {
    let latest = by.now.day().and_then(|today| today.succ_opt());
    if latest.is_some_and(|latest| on > latest) {
        return Err(Refused::NotYet(Field::ReceivedOn));
    }
    Ok(())
}

/// Gross money allocated to an instalment by all of these.
///
/// # Errors
/// Several currencies.
pub fn paid<'a>(
    to: InstalmentId,
    receipts: impl IntoIterator<Item = &'a Receipt>,
) -> Result<Option<Money>, money::Refusal> {
    let parts = receipts
        .into_iter()
        .filter_map(|receipt| receipt.allocated(to));
    let mut sum: Option<Money> = None;
    for part in parts {
        sum = Some(sum.map_or(Ok(part), |sum| sum.plus(part))?);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests;
