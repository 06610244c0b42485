//! Payment schedules in the store. Invariants: a schedule is its deal's: whoever may edit the deal
//! and sees its amounts changes it; no instalment comes into a closed month, and one that lies in it
//! keeps its amount and stays; what happened is told on the deal.
use super::lines::Deriving;
use super::payments::payments_of;
use crate::error::Stopped;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::access::{Action, FieldClass};
use domain::deals::Deal;
use domain::events;
use domain::id::{DealId, InstalmentId, TemplateId};
use domain::money::Money;
use domain::planning::{
    Anchor, PlanLine, Schedule, ScheduleRefusal, Template, Terms, schedule::Event,
};
use domain::refusal::Refusal;
use domain::time::Day;

impl Record for Schedule {
    const KIND: Kind = Kind::Schedule;
    fn number(&self) -> u64 {
        self.deal.0
    }
}

impl Work<'_, '_> {
    /// Lays a schedule on a deal, or another one instead: what is settled stays. `seen` is the
    /// version that the actor saw, 0 where there was none.
    ///
    /// # Errors
    /// Invisible or forbidden; stale; bad terms; several currencies; a closed month.
    pub fn lay_schedule(
        &mut self,
        deal: DealId,
        seen: u64,
        terms: Vec<Terms>,
    ) -> Result<(), Stopped> {
        let paid = payments_of(&*self.overlay, deal)?;
        self.change_schedule(deal, seen, |schedule, by| match schedule {
            None => {
                let (new, event) = Schedule::lay(by, deal, terms)?;
                *schedule = Some(new);
                Ok(event)
            }
            Some(old) => old.lay_anew(by, seen, terms, |id| paid.contains_key(&id.number)),
        })
    }

    /// Lays the instalments of a template for the deal's amount.
    ///
    /// # Errors
    /// As [`Work::lay_schedule`]; an unknown template; a deal without an amount.
    pub fn lay_template(
        &mut self,
        deal: DealId,
        seen: u64,
        template: TemplateId,
    ) -> Result<(), Stopped> {
        let found: Deal = self.authorized(deal.0, Action::Edit)?;
        self.permits(&found, Action::Field(FieldClass::Commercial))?;
        let template: Template = self.found(template.0)?;
        let amount = found.amount.ok_or(ScheduleRefusal::NoAmount)?;
        let settings = self.firm.planning();
        let terms = template.terms(amount)?.into_iter().map(|terms| Terms {
            basis: settings.basis,
            vat: settings.vat,
            ..terms
        });
        let terms = terms.collect();
        self.lay_schedule(deal, seen, terms)
    }

    /// Adds an instalment; where only the implied one stands, it becomes the first.
    ///
    /// # Errors
    /// As [`Work::lay_schedule`].
    pub fn add_instalment(&mut self, deal: DealId, seen: u64, terms: Terms) -> Result<(), Stopped> {
        self.change_schedule(deal, seen, |schedule, by| match schedule {
            Some(schedule) => schedule.add(by, seen, terms),
            None => {
                let (new, event) = Schedule::lay(by, deal, vec![terms])?;
                *schedule = Some(new);
                Ok(event)
            }
        })
    }

    /// Changes an instalment; changing the implied one lays it down.
    ///
    /// # Errors
    /// As [`Work::lay_schedule`]; no such instalment; nothing changed.
    pub fn change_instalment(
        &mut self,
        id: InstalmentId,
        seen: u64,
        terms: Terms,
    ) -> Result<(), Stopped> {
        self.change_schedule(id.deal, seen, |schedule, by| match schedule {
            Some(schedule) => schedule.change(by, seen, id.number, terms),
            None if id.number == 1 => {
                let (new, event) = Schedule::lay(by, id.deal, vec![terms])?;
                *schedule = Some(new);
                Ok(event)
            }
            None => Err(ScheduleRefusal::NoSuchInstalment.into()),
        })
    }

    /// # Errors
    /// As [`Work::lay_schedule`]; no such instalment; the last one; settled in part or in full.
    pub fn remove_instalment(&mut self, id: InstalmentId, seen: u64) -> Result<(), Stopped> {
        let settled = payments_of(&*self.overlay, id.deal)?.contains_key(&id.number);
        self.change_schedule(id.deal, seen, |schedule, by| match schedule {
            Some(schedule) => schedule.remove(by, seen, id.number, settled),
            None => Err(ScheduleRefusal::NoSuchInstalment.into()),
        })
    }

    /// Says when the deal is signed or delivered; dates that hang on it follow.
    ///
    /// # Errors
    /// As [`Work::lay_schedule`]; no schedule; nothing changed.
    pub fn set_anchor(
        &mut self,
        deal: DealId,
        seen: u64,
        anchor: Anchor,
        day: Option<Day>,
    ) -> Result<(), Stopped> {
        self.change_schedule(deal, seen, |schedule, by| match schedule {
            Some(schedule) => schedule.anchor(by, seen, anchor, day),
            None => Err(ScheduleRefusal::NoSuchInstalment.into()),
        })
    }

    fn change_schedule(
        &mut self,
        id: DealId,
        seen: u64,
        change: impl FnOnce(&mut Option<Schedule>, domain::by::By) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        self.permits(&deal, Action::Field(FieldClass::Commercial))?;
        if deal.deleted.is_some() {
            return Err(Refusal::Deleted.into());
        }
        let mut schedule: Option<Schedule> = records::load(&*self.overlay, id.0)?;
        if let Some(schedule) = &schedule {
            schedule.stamp.seen(seen)?;
        }
        let before = self.lines_of(&deal)?;
        let event = change(&mut schedule, self.by)?;
        if let Some(schedule) = &schedule {
            records::save(self.overlay, schedule)?;
        }
        let after = self.lines_of(&deal)?;
        self.outside_closed(&before, &after)?;
        self.derive_lines(id);
        let event = events::Event::from(event);
        Ok(self.tell(Kind::Deal, id.0, event)?)
    }

    pub(crate) fn lines_of(&self, deal: &Deal) -> Result<Vec<PlanLine>, Stopped> {
        let firm = self.firm.clone();
        let lines = Deriving::of(&firm).of_deal(&*self.overlay, deal)?;
        Ok(lines.into_iter().map(|covered| covered.line).collect())
    }

    /// What is overdue in a closed month may be planned anew later; nothing else there changes.
    fn outside_closed(&self, before: &[PlanLine], after: &[PlanLine]) -> Result<(), Stopped> {
        let closed = self.closed()?;
        for is in after {
            let was = before.iter().find(|was| was.id == is.id);
            if was.map(|was| (was.due, was.amount)) != Some((is.due, is.amount)) {
                closed.guard_day(is.due)?;
            }
        }
        for was in before {
            let is = after.iter().find(|is| is.id == was.id);
            // What came in was of this currency.
            if let (Some(paid), Some(amount)) = (was.paid, is.and_then(|is| is.amount)) {
                amount.plus(Money::zero(paid.currency))?;
            }
            if is.map(|is| is.amount) != Some(was.amount) {
                closed.guard_day(was.due)?;
            }
        }
        Ok(())
    }
}
