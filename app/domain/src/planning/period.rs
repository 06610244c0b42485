//! A period of the plan: when sheets are due, which lines count, whether it is closed. Invariants: a
//! period is closed after its last day; it is reopened by somebody other than who asked; every
//! version of the rule and every reopening stay on record.
mod event;

pub use event::Event;

use super::counting::{CountingRule, RuleVersion};
use super::hand::{Hand, Signed};
use super::refusal::PeriodRefusal;
use super::sheet::Request;
use crate::change::Change;
use crate::period::Period;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanPeriod {
    pub period: Period,
    /// The last day of the submission window.
    #[serde(default)]
    pub window: Option<Day>,
    /// The last one is in force.
    pub rules: Vec<RuleVersion>,
    #[serde(default)]
    pub closed: Option<Signed>,
    #[serde(default)]
    pub request: Option<Request>,
    /// Granted requests, with who granted them.
    #[serde(default)]
    pub reopened: Vec<(Request, Signed)>,
    pub stamp: Stamp,
}

impl PlanPeriod {
    #[must_use]
    pub fn open(hand: Hand, period: Period, window: Option<Day>, rule: CountingRule) -> Self {
        Self {
            period,
            window,
            rules: vec![RuleVersion::first(hand, rule)],
            closed: None,
            request: None,
            reopened: Vec::new(),
            stamp: Stamp::new(hand.by),
        }
    }

    /// The rule in force and its version.
    #[must_use]
    pub fn rule(&self) -> Option<&RuleVersion> {
        self.rules.last()
    }

    /// # Errors
    /// Closed, or nothing changed.
    pub fn set_window(&mut self, hand: Hand, window: Option<Day>) -> Result<Event, Refused> {
        self.is_open()?;
        let was = std::mem::replace(&mut self.window, window);
        let change = Change::between(was, window).ok_or(Refused::Unchanged)?;
        self.stamp.touch(hand.by);
        Ok(Event::WindowSet(change))
    }

    /// # Errors
    /// Closed, or nothing changed.
    pub fn set_rule(&mut self, hand: Hand, rule: CountingRule) -> Result<Event, Refused> {
        self.is_open()?;
        let last = self.rule();
        if last.is_some_and(|version| version.rule == rule) {
            return Err(Refused::Unchanged);
        }
        let number = last.map_or(0, |version| version.number).saturating_add(1);
        let signed = hand.sign();
        self.rules.push(RuleVersion {
            number,
            rule,
            signed,
        });
        self.stamp.touch(hand.by);
        Ok(Event::RuleSet { number })
    }

    /// # Errors
    /// Closed already, or not over yet on the firm's wall clock.
    pub fn close(&mut self, hand: Hand, today: Day) -> Result<Event, Refused> {
        self.is_open()?;
        if self.period.last_day().is_some_and(|last| today <= last) {
            return Err(PeriodRefusal::NotEnded.into());
        }
        self.closed = Some(hand.sign());
        self.stamp.touch(hand.by);
        let instead_of = hand.instead_of;
        Ok(Event::Closed { instead_of })
    }

    /// # Errors
    /// Not closed, asked already, or no reason.
    pub fn ask_reopening(&mut self, hand: Hand, reason: &str) -> Result<Event, Refused> {
        self.closed.ok_or(PeriodRefusal::NotClosed)?;
        if self.request.is_some() {
            return Err(PeriodRefusal::AskedAlready.into());
        }
        let request = Request::by(hand, reason)?;
        let reason = request.reason.clone();
        self.request = Some(request);
        self.stamp.touch(hand.by);
        let instead_of = hand.instead_of;
        Ok(Event::ReopeningAsked { reason, instead_of })
    }

    /// Grants what was asked.
    ///
    /// # Errors
    /// Not closed, nobody asked, or by whoever asked.
    pub fn reopen(&mut self, hand: Hand) -> Result<Event, Refused> {
        self.closed.ok_or(PeriodRefusal::NotClosed)?;
        let asked = self.request.as_ref().ok_or(PeriodRefusal::NotAsked)?;
        if asked.signed.shares(hand) {
            return Err(PeriodRefusal::OwnRequest.into());
        }
        let granted = self.request.take().map(|request| (request, hand.sign()));
        self.reopened.extend(granted);
        self.closed = None;
        self.stamp.touch(hand.by);
        let instead_of = hand.instead_of;
        Ok(Event::Reopened { instead_of })
    }

    fn is_open(&self) -> Result<(), Refused> {
        if self.closed.is_none() {
            Ok(())
        } else {
            Err(PeriodRefusal::Closed.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::{FiscalStart, Length};
    use crate::planning::tests::examples::{hand, on};

    fn november() -> PlanPeriod {
        let period = Period::of(on(11, 1), Length::Month, FiscalStart::default());
        PlanPeriod::open(hand(1), period, None, CountingRule::default())
    }

    fn closed() -> PlanPeriod {
        let mut period = november();
        period.close(hand(1), on(12, 1)).unwrap();
        period
    }

    #[test]
    fn a_period_is_closed_after_its_last_day() {
        let refused = november().close(hand(1), on(11, 30));
        assert_eq!(refused, Err(PeriodRefusal::NotEnded.into()));
        assert_eq!(
            closed().close(hand(1), on(12, 2)),
            Err(PeriodRefusal::Closed.into())
        );
    }

    #[test]
    fn a_closed_period_keeps_its_window_and_rule() {
        let mut period = closed();
        let no = Err(PeriodRefusal::Closed.into());
        assert_eq!(period.set_window(hand(1), Some(on(11, 5))), no);
        assert_eq!(
            period.set_rule(
                hand(1),
                CountingRule {
                    least_chance: Some(1),
                    ..CountingRule::default()
                }
            ),
            no
        );
    }

    #[test]
    fn reopening_is_asked_for_by_one_granted_by_another_and_recorded() {
        let mut period = closed();
        assert_eq!(period.reopen(hand(2)), Err(PeriodRefusal::NotAsked.into()));
        period.ask_reopening(hand(2), "Późna faktura").unwrap();
        assert_eq!(
            period.ask_reopening(hand(3), "x"),
            Err(PeriodRefusal::AskedAlready.into())
        );
        assert_eq!(
            period.reopen(hand(2)),
            Err(PeriodRefusal::OwnRequest.into())
        );
        period.reopen(hand(1)).unwrap();
        assert_eq!((period.closed, period.reopened.len()), (None, 1));
        assert_eq!(
            period.ask_reopening(hand(2), "x"),
            Err(PeriodRefusal::NotClosed.into())
        );
    }

    #[test]
    fn every_version_of_the_rule_stays() {
        let mut period = november();
        let rule = CountingRule {
            least_chance: Some(50),
            ..CountingRule::default()
        };
        period.set_rule(hand(1), rule.clone()).unwrap();
        assert_eq!(period.set_rule(hand(1), rule), Err(Refused::Unchanged));
        let numbers: Vec<u16> = period.rules.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [1, 2]);
    }
}
