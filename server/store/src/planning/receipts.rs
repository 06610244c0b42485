//! Receipts in the store. Invariants: money is allocated by whoever may edit both the receipt and
//! the deal and sees the amounts of both; rows of payments are written with the receipt; what
//! happens to an instalment is told on its deal too.
use super::payments;
use crate::deals::index::day_key;
use crate::error::Stopped;
use crate::keys::Key;
use crate::listed::{Listed, write_difference};
use crate::records::Record;
use crate::tables::{Kind, Order};
use crate::values::compact::{put, put_text};
use crate::work::Work;
use domain::access::{Action, FieldClass};
use domain::by::By;
use domain::companies::Company;
use domain::deals::Deal;
use domain::events;
use domain::id::{CompanyId, InstalmentId, ReceiptId};
use domain::money::Money;
use domain::planning::{
    ClosedMonths, GivenBack, Receipt, ReceiptDraft, ReceiptFacts, receipt::Event,
};
use domain::refusal::Refusal;

use super::covered::{put_day, put_money};

const AMOUNT: Action = Action::Field(FieldClass::Commercial);

impl Record for Receipt {
    const KIND: Kind = Kind::Receipt;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Listed for Receipt {
    fn is_listed(&self) -> bool {
        self.deleted.is_none()
    }

    /// 1: something is left to allocate.
    fn part(&self) -> u8 {
        if self.free().minor > 0 { 1 } else { 2 }
    }

    fn company(&self) -> Option<CompanyId> {
        self.payer
    }

    fn touches(&self, newer: &Self) -> Vec<FieldClass> {
        let money = |one: &Self| (one.amount, one.document.clone(), one.allocations.clone());
        let returned = self.given_back != newer.given_back;
        let touched = money(self) != money(newer) || returned;
        touched
            .then_some(FieldClass::Commercial)
            .into_iter()
            .collect()
    }

    fn orders(&self, _: Option<&str>) -> Vec<(Order, Key)> {
        vec![(Order::Due, day_key(Some(self.on)))]
    }

    /// Day, amount, what is free, payer, title, version.
    fn row(&self, _: Option<&str>) -> Vec<u8> {
        let mut out = Vec::with_capacity(48);
        put_day(&mut out, Some(self.on));
        put_money(&mut out, Some(self.amount));
        put_money(&mut out, Some(self.free()));
        put(&mut out, self.payer.map_or(0, |id| id.0));
        put_text(&mut out, self.document.as_deref().unwrap_or_default());
        put(&mut out, self.stamp.version);
        out
    }
}

impl Work<'_, '_> {
    /// # Errors
    /// A closed month, a future day, a bad amount, an unknown payer, or no right to create it so.
    pub fn record_receipt(&mut self, draft: ReceiptDraft) -> Result<ReceiptId, Stopped> {
        let closed = self.closed()?;
        self.record_open(draft, &closed)
    }

    /// Records all of these or none.
    ///
    /// # Errors
    /// As [`Work::record_receipt`].
    pub fn paste_receipts(&mut self, drafts: Vec<ReceiptDraft>) -> Result<Vec<ReceiptId>, Stopped> {
        let closed = self.closed()?;
        let drafts = drafts.into_iter();
        drafts
            .map(|draft| self.record_open(draft, &closed))
            .collect()
    }

    fn record_open(
        &mut self,
        draft: ReceiptDraft,
        closed: &ClosedMonths,
    ) -> Result<ReceiptId, Stopped> {
        self.belongs(draft.owner, draft.group)?;
        if let Some(payer) = draft.payer {
            self.readable::<Company>(payer.0)?;
        }
        let id = ReceiptId(self.new_id(Kind::Receipt)?);
        let (receipt, event) = Receipt::record(self.by, id, draft, closed)?;
        self.creates(&receipt)?;
        self.permits(&receipt, AMOUNT)?;
        self.put((None, None), (&receipt, None), events::Event::from(event))?;
        Ok(id)
    }

    /// Corrects what was typed.
    ///
    /// # Errors
    /// Invisible or forbidden; stale; as [`Work::record_receipt`]; below what is used of it.
    pub fn correct_receipt(
        &mut self,
        id: ReceiptId,
        seen: u64,
        facts: ReceiptFacts,
    ) -> Result<(), Stopped> {
        let old: Receipt = self.authorized(id.0, Action::Edit)?;
        if let Some(payer) = facts.payer.filter(|payer| old.payer != Some(*payer)) {
            self.readable::<Company>(payer.0)?;
        }
        self.change_receipt((id, seen), Action::Edit, |receipt, by, closed| {
            receipt.correct(by, seen, facts, closed)
        })
    }

    /// Settles an instalment with a part of a receipt.
    ///
    /// # Errors
    /// Invisible or forbidden, receipt or deal; stale; no such instalment; another currency; more
    /// than is free.
    pub fn allocate(
        &mut self,
        id: ReceiptId,
        seen: u64,
        to: InstalmentId,
        amount: Money,
    ) -> Result<(), Stopped> {
        let deal = self.settles(to)?;
        let line = self.lines_of(&deal)?.into_iter().find(|line| line.id == to);
        let line = line.ok_or(domain::planning::ScheduleRefusal::NoSuchInstalment)?;
        let owed = line.gross.or(line.paid);
        self.change_receipt((id, seen), Action::Edit, |receipt, by, closed| {
            receipt.allocate(by, to, owed, amount, closed)
        })
    }

    /// Takes an allocation back, in part or whole.
    ///
    /// # Errors
    /// Invisible or forbidden, receipt or deal; stale; not allocated there; more than is.
    pub fn release(
        &mut self,
        id: ReceiptId,
        seen: u64,
        from: InstalmentId,
        amount: Option<Money>,
    ) -> Result<(), Stopped> {
        self.settles(from)?;
        self.change_receipt((id, seen), Action::Edit, |receipt, by, closed| {
            receipt.release(by, from, amount, closed)
        })
    }

    /// Returns money to the payer, out of what is free or out of one allocation.
    ///
    /// # Errors
    /// Invisible or forbidden; stale; more than there is.
    pub fn give_back(
        &mut self,
        id: ReceiptId,
        seen: u64,
        back: GivenBack,
        from: Option<InstalmentId>,
    ) -> Result<(), Stopped> {
        if let Some(from) = from {
            self.settles(from)?;
        }
        self.change_receipt((id, seen), Action::Edit, |receipt, by, closed| {
            receipt.give_back(by, back, from, closed)
        })
    }

    /// # Errors
    /// Invisible or forbidden; stale; still allocated.
    pub fn delete_receipt(&mut self, id: ReceiptId, seen: u64) -> Result<(), Stopped> {
        self.change_receipt((id, seen), Action::Delete, Receipt::delete)
    }

    /// # Errors
    /// Invisible or forbidden; stale; not deleted.
    pub fn restore_receipt(&mut self, id: ReceiptId, seen: u64) -> Result<(), Stopped> {
        self.change_receipt((id, seen), Action::Delete, Receipt::restore)
    }

    /// The deal whose plan a payment changes.
    fn settles(&self, to: InstalmentId) -> Result<Deal, Stopped> {
        let deal: Deal = self.authorized(to.deal.0, Action::Edit)?;
        self.permits(&deal, AMOUNT)?;
        Ok(deal)
    }

    fn change_receipt(
        &mut self,
        (id, seen): (ReceiptId, u64),
        action: Action,
        change: impl FnOnce(&mut Receipt, By, &ClosedMonths) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let old: Receipt = self.authorized(id.0, action)?;
        self.permits(&old, AMOUNT)?;
        old.stamp.seen(seen)?;
        let closed = self.closed()?;
        let mut new = old.clone();
        let event = change(&mut new, self.by, &closed)?;
        self.pays(&old, &new)?;
        if let Some(to) = settled_by(&event) {
            let told = events::Event::from(event.clone());
            self.tell(Kind::Deal, to.deal.0, told)?;
        }
        Ok(self.put((Some(&old), None), (&new, None), events::Event::from(event))?)
    }

    /// Rows of payments, and the lines of every deal it pays or paid for.
    pub(super) fn pays(&mut self, old: &Receipt, new: &Receipt) -> Result<(), Stopped> {
        let (before, after) = (payments::rows(old), payments::rows(new));
        if before != after {
            let all = old.allocations.iter().chain(&new.allocations);
            all.for_each(|one| self.derive_lines(one.to.deal));
            write_difference(self.overlay, before, after)?;
        }
        Ok(())
    }
}

fn settled_by(event: &Event) -> Option<InstalmentId> {
    match event {
        Event::Allocated { to, .. } | Event::Released { to, .. } => Some(*to),
        Event::GivenBack { from, .. } => *from,
        Event::Recorded { .. } | Event::Corrected(_) | Event::Deleted | Event::Restored => None,
    }
}
