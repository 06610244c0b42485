//! The payment schedule of a deal. Invariants: numbers are never given twice; all amounts share one
//! currency; what they make beside the deal's amount is always told, never forced to fit.
mod balance;
mod event;

pub use balance::Balance;
pub use event::Event;

use super::due::{Anchor, Anchors};
use super::instalment::{Instalment, Terms};
use super::refusal::ScheduleRefusal;
use crate::by::By;
use crate::change::Change;
use crate::id::{DealId, InstalmentId};
use crate::money::{self, Money};
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// All instalments of one deal; whose they are and who sees them is the deal's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Schedule {
    pub deal: DealId,
    /// Days typed for the anchors; signing is the day of winning unless typed.
    #[serde(default)]
    pub anchors: Anchors,
    pub instalments: Vec<Instalment>,
    /// The highest number ever given.
    pub last: u16,
    pub stamp: Stamp,
}

/// Most instalments of a deal, and portions of a template: ten years of months.
pub(super) const MOST: usize = 120;

impl Schedule {
    /// Lays instalments on a deal that has none; the first takes the number of the implied one.
    ///
    /// # Errors
    /// None or too many; bad terms; several currencies.
    pub fn lay(by: By, deal: DealId, terms: Vec<Terms>) -> Result<(Self, Event), Refused> {
        let instalments = numbered(terms, 1)?;
        let last = u16::try_from(instalments.len()).unwrap_or(u16::MAX);
        let event = Event::Laid {
            count: last,
            total: total(&instalments)?,
        };
        let schedule = Self {
            deal,
            anchors: Anchors::default(),
            instalments,
            last,
            stamp: Stamp::new(by),
        };
        Ok((schedule, event))
    }

    /// Lays other instalments instead: those that are settled stay as they are, and the numbers of
    /// the others are not used again.
    ///
    /// # Errors
    /// Stale; none or too many; bad terms; several currencies.
    pub fn lay_anew(
        &mut self,
        by: By,
        seen: u64,
        terms: Vec<Terms>,
        settled: impl Fn(InstalmentId) -> bool,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let new = numbered(terms, self.last.saturating_add(1))?;
        let count = u16::try_from(new.len()).unwrap_or(u16::MAX);
        let keeps = |one: &&Instalment| settled(self.id(one.number));
        let mut all: Vec<Instalment> = self.instalments.iter().filter(keeps).cloned().collect();
        all.extend(new);
        let event = Event::Laid {
            count,
            total: total(&all)?,
        };
        self.set(by, all, count)?;
        Ok(event)
    }

    /// # Errors
    /// Stale, too many, bad terms, or another currency.
    pub fn add(&mut self, by: By, seen: u64, terms: Terms) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let new = numbered(vec![terms], self.last.saturating_add(1))?;
        let event = Event::added(&new);
        let mut all = self.instalments.clone();
        all.extend(new);
        self.set(by, all, 1)?;
        Ok(event)
    }

    /// # Errors
    /// Stale, no such instalment, bad terms, another currency, or nothing changed.
    pub fn change(
        &mut self,
        by: By,
        seen: u64,
        number: u16,
        terms: Terms,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let mut all = self.instalments.clone();
        let slot = all.iter_mut().find(|one| one.number == number);
        let slot = slot.ok_or(ScheduleRefusal::NoSuchInstalment)?;
        let was = std::mem::replace(&mut slot.terms, terms.checked()?);
        let is = slot.terms.clone();
        let terms = Change::between(was, is).ok_or(Refused::Unchanged)?;
        self.set(by, all, 0)?;
        let terms = Box::new(terms);
        Ok(Event::Changed { number, terms })
    }

    /// # Errors
    /// Stale, no such instalment, the last one, or settled in part or in full.
    pub fn remove(
        &mut self,
        by: By,
        seen: u64,
        number: u16,
        settled: bool,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let gone = self.get(number).ok_or(ScheduleRefusal::NoSuchInstalment)?;
        let (number, amount) = (gone.number, gone.terms.amount);
        if settled {
            return Err(ScheduleRefusal::Settled.into());
        }
        let mut all = self.instalments.clone();
        all.retain(|one| one.number != number);
        self.set(by, all, 0)?;
        Ok(Event::Removed { number, amount })
    }

    /// Says when the deal is signed or delivered; dates that hang on it follow.
    ///
    /// # Errors
    /// Stale, or nothing changed.
    pub fn anchor(
        &mut self,
        by: By,
        seen: u64,
        anchor: Anchor,
        day: Option<Day>,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let was = std::mem::replace(self.anchors.slot(anchor), day);
        let day = Change::between(was, day).ok_or(Refused::Unchanged)?;
        self.stamp.touch(by);
        Ok(Event::Anchored { anchor, day })
    }

    #[must_use]
    pub fn id(&self, number: u16) -> InstalmentId {
        let deal = self.deal;
        InstalmentId { deal, number }
    }

    #[must_use]
    pub fn get(&self, number: u16) -> Option<&Instalment> {
        self.instalments.iter().find(|one| one.number == number)
    }

    fn set(&mut self, by: By, all: Vec<Instalment>, new: u16) -> Result<(), Refused> {
        sound(&all)?;
        self.instalments = all;
        self.last = self.last.saturating_add(new);
        self.stamp.touch(by);
        Ok(())
    }
}

fn numbered(terms: Vec<Terms>, first: u16) -> Result<Vec<Instalment>, Refused> {
    let terms = terms.into_iter().zip(first..);
    let made = terms.map(|(terms, number)| {
        let terms = terms.checked()?;
        Ok(Instalment { number, terms })
    });
    let made = made.collect::<Result<Vec<_>, Refused>>()?;
    sound(&made)?;
    Ok(made)
}

fn sound(all: &[Instalment]) -> Result<(), Refused> {
    if all.is_empty() {
        return Err(ScheduleRefusal::Empty.into());
    }
    if all.len() > MOST {
        return Err(ScheduleRefusal::TooMany.into());
    }
    total(all)?;
    Ok(())
}

/// As typed; refuses several currencies.
fn total(all: &[Instalment]) -> Result<Option<Money>, money::Refusal> {
    let mut sum: Option<Money> = None;
    for amount in all.iter().filter_map(|one| one.terms.amount) {
        sum = Some(sum.map_or(Ok(amount), |sum| sum.plus(amount))?);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests;
