//! Adjustments in the store. Invariant: bound to what is agreed of everybody concerned, whoever
//! makes it and whoever looks.
use super::covered::month_number;
use super::periods::Rules;
use super::quotas::reads;
use super::scan::each_line;
use crate::engine::Reader;
use crate::error::{Stopped, StoreError};
use crate::firm::Firm;
use crate::keys::Key;
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::{Kind, Order};
use crate::work::Work;
use domain::events;
use domain::id::AdjustmentId;
use domain::money::{Money, Sums};
use domain::period::Period;
use domain::planning::{Adjustment, Hand, Holder, LineState, adjustment::Event};
use domain::refusal::Refusal;
use domain::time::Month;

impl Record for Adjustment {
    const KIND: Kind = Kind::Adjustment;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Work<'_, '_> {
    /// Adds a signed amount with a reason to what somebody or some group agreed for a month.
    ///
    /// # Errors
    /// Whoever may not set their quota; one's own figures; a closed month; zero; no reason.
    pub fn adjust(
        &mut self,
        holder: Holder,
        month: Month,
        delta: Money,
        reason: &str,
    ) -> Result<AdjustmentId, Stopped> {
        self.sets_quota(holder)?;
        let agreed = agreed(&*self.overlay, &self.firm, holder, month)?;
        let (hand, closed) = (Hand::own(self.by), self.closed()?);
        let id = AdjustmentId(self.new_id(Kind::Adjustment)?);
        let what = (delta, reason);
        let (made, event) = Adjustment::make(hand, id, (holder, month), what, &agreed, &closed)?;
        self.keep_adjustment(&made, event)?;
        Ok(id)
    }

    /// # Errors
    /// As [`Work::adjust`]; withdrawn already.
    pub fn withdraw_adjustment(&mut self, id: AdjustmentId) -> Result<(), Stopped> {
        let mut known: Adjustment = self.found(id.0)?;
        if !reads(&self.firm.world, &self.who, known.holder, self.by.now) {
            return Err(Refusal::Invisible.into());
        }
        self.sets_quota(known.holder)?;
        let closed = self.closed()?;
        let event = known.withdraw(Hand::own(self.by), &closed)?;
        Ok(self.keep_adjustment(&known, event)?)
    }

    fn keep_adjustment(&mut self, one: &Adjustment, event: Event) -> Result<(), StoreError> {
        records::save(self.overlay, one)?;
        self.tell(Kind::Adjustment, one.id.0, events::Event::from(event))
    }
}

impl Reading {
    /// The adjustments of a period that the reader may see, and whether each still counts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn adjustments(&self, period: Period) -> Result<Vec<(Adjustment, bool)>, StoreError> {
        let mut all: Vec<Adjustment> = records::load_all(&*self.snapshot)?;
        all.retain(|one| {
            period.months().any(|month| month == one.month) && self.reads_plan(one.holder)
        });
        let counts = |one: Adjustment| {
            let agreed = agreed(&*self.snapshot, &self.firm, one.holder, one.month)?;
            let counts = one.counts(&agreed);
            Ok((one, counts))
        };
        all.into_iter().map(counts).collect()
    }
}

/// What is agreed of a holder for a month, over all their lines.
fn agreed(
    reader: &(impl Reader + ?Sized),
    firm: &Firm,
    holder: Holder,
    month: Month,
) -> Result<Sums, StoreError> {
    let rule = Rules::load(reader)?.of_months([month]).remove(&month);
    let rule = rule.unwrap_or_default();
    let ladder = firm.ladder();
    let groups = match holder {
        Holder::Group(group) => firm.world.tree.subtree(group).to_vec(),
        Holder::Person { group, .. } => vec![group],
    };
    let at = month_number(month);
    let (from, until) = (Key::new().int(at), Key::new().int(at + 1));
    let mut sums = Sums::default();
    let bounds = (Order::Agreed, &from, Some(&until));
    each_line(reader, &groups, &LineState::ALL, bounds, &mut |covered| {
        let line = &covered.line;
        let theirs = holder.person().is_none_or(|person| person == line.owner);
        if !theirs || !rule.counts(line) {
            return;
        }
        let levels = ladder.levels(line.owner, line.group);
        let level = match holder {
            Holder::Group(unit) => ladder.deciding(unit, &levels),
            Holder::Person { .. } => levels.first().copied(),
        };
        let agreed = covered.agreed.iter();
        let mut agreed = agreed.filter(|one| Some(one.level) == level);
        if let Some(one) = agreed.find(|one| Month::of(one.due) == month) {
            sums.add(one.amount);
        }
    })?;
    Ok(sums)
}
