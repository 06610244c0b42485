//! The plan of a group for a period, as it goes up: Draft → Submitted → Returned or Agreed →
//! superseded by the next version. Invariants: whoever submitted a sheet decides nothing about it;
//! what is agreed changes only by a reopening that was asked for with a reason; a closed period
//! changes no sheet.
mod event;

pub use event::Event;

use super::hand::{Hand, Signed};
use super::months::ClosedMonths;
use super::refusal::SheetRefusal;
use crate::field::Field;
use crate::id::{GroupId, PersonId, SheetId};
use crate::lang::Lang;
use crate::money::Sums;
use crate::period::Period;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub id: SheetId,
    pub group: GroupId,
    pub period: Period,
    /// Counted from 1; the highest is the one in force.
    pub edition: u16,
    #[serde(default)]
    pub state: SheetState,
    /// The last day of its submission window.
    #[serde(default)]
    pub due: Option<Day>,
    #[serde(default)]
    pub submitted: Option<Submission>,
    /// Who agreed or returned it.
    #[serde(default)]
    pub decided: Option<Signed>,
    /// Why it was returned.
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub request: Option<Request>,
    pub stamp: Stamp,
}

#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum SheetState {
    #[default]
    Draft,
    Submitted,
    Returned,
    Agreed,
    Superseded,
}

/// What was submitted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Submission {
    pub signed: Signed,
    /// After the window's last day.
    #[serde(default)]
    pub late: bool,
    /// What goes up: agreed by this level and current.
    #[serde(default)]
    pub up: Sums,
    /// Lines left without a verdict or with one that no longer counts; none of them goes up.
    #[serde(default)]
    pub open_lines: u64,
    /// The version of the filter that said which lines count.
    #[serde(default)]
    pub rule: u16,
}

/// Asked for: to open again what is closed or agreed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Request {
    pub signed: Signed,
    pub reason: String,
}

/// What a submission is made of, besides who and when.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ToSubmit<'a> {
    pub heads: &'a [PersonId],
    /// Sheets of the level below that are submitted and undecided.
    pub waiting_below: u64,
    pub up: Sums,
    pub open_lines: u64,
    pub rule: u16,
    /// On the firm's wall clock.
    pub today: Option<Day>,
}

const LONGEST: usize = 2000;

impl SheetState {
    /// Whether it is out of the hands of its level.
    #[must_use]
    pub fn has_left(self) -> bool {
        matches!(self, Self::Submitted | Self::Agreed)
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Draft => lang.pick("szkic", "draft"),
            Self::Submitted => lang.pick("złożony", "submitted"),
            Self::Returned => lang.pick("zwrócony", "returned"),
            Self::Agreed => lang.pick("uzgodniony", "agreed"),
            Self::Superseded => lang.pick("zastąpiony", "superseded"),
        }
    }
}

impl Request {
    pub(super) fn by(hand: Hand, reason: &str) -> Result<Self, Refused> {
        Ok(Self {
            signed: hand.sign(),
            reason: told(reason)?,
        })
    }
}

impl Sheet {
    /// Opens the first edition for a group and period; `today` is that of the firm's wall clock.
    ///
    /// # Errors
    /// A closed period, or a window that is over.
    pub fn open(
        hand: Hand,
        id: SheetId,
        of: (GroupId, Period),
        due: Option<Day>,
        today: Option<Day>,
        closed: &ClosedMonths,
    ) -> Result<(Self, Event), Refused> {
        guard(of.1, closed)?;
        if due < today && due.is_some() {
            return Err(SheetRefusal::WindowPassed.into());
        }
        let sheet = Self::edition(hand, id, of, due, 1);
        Ok((sheet, Event::Opened { edition: 1, due }))
    }

    /// Hands the plan up. A level that gave no verdict on a line sends none of it.
    ///
    /// # Errors
    /// A closed period; not a head; not a draft or returned; sheets below wait for a decision.
    pub fn submit(
        &mut self,
        hand: Hand,
        what: ToSubmit<'_>,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        guard(self.period, closed)?;
        if !hand
            .duty_of()
            .is_some_and(|person| what.heads.contains(&person))
        {
            return Err(SheetRefusal::NotHead.into());
        }
        if !matches!(self.state, SheetState::Draft | SheetState::Returned) {
            return Err(SheetRefusal::NotOpen.into());
        }
        if what.waiting_below > 0 {
            return Err(SheetRefusal::BelowWaits.into());
        }
        let late = matches!((self.due, what.today), (Some(due), Some(today)) if due < today);
        let event = Event::Submitted {
            up: what.up.clone(),
            open_lines: what.open_lines,
            late,
            instead_of: hand.instead_of,
        };
        self.submitted = Some(Submission {
            signed: hand.sign(),
            late,
            up: what.up,
            open_lines: what.open_lines,
            rule: what.rule,
        });
        self.decided = None;
        self.reason = None;
        Ok(self.turn(hand, SheetState::Submitted, event))
    }

    /// Accepts the plan as it came up.
    ///
    /// # Errors
    /// A closed period; not submitted; one's own; not a decider of the level above.
    pub fn agree(
        &mut self,
        hand: Hand,
        deciders: &[PersonId],
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_decide(hand, deciders, closed)?;
        self.decided = Some(hand.sign());
        let instead_of = hand.instead_of;
        Ok(self.turn(hand, SheetState::Agreed, Event::Agreed { instead_of }))
    }

    /// Gives the plan back with a reason.
    ///
    /// # Errors
    /// As [`Sheet::agree`], or no reason.
    pub fn return_down(
        &mut self,
        hand: Hand,
        deciders: &[PersonId],
        reason: &str,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_decide(hand, deciders, closed)?;
        let reason = told(reason)?;
        self.decided = Some(hand.sign());
        self.reason = Some(reason.clone());
        let instead_of = hand.instead_of;
        let event = Event::Returned { reason, instead_of };
        Ok(self.turn(hand, SheetState::Returned, event))
    }

    /// Asks for an agreed sheet to be opened again.
    ///
    /// # Errors
    /// A closed period; not agreed; asked already; no reason.
    pub fn ask_reopening(
        &mut self,
        hand: Hand,
        reason: &str,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        guard(self.period, closed)?;
        if self.state != SheetState::Agreed {
            return Err(SheetRefusal::NotAgreed.into());
        }
        if self.request.is_some() {
            return Err(SheetRefusal::AskedAlready.into());
        }
        let request = Request::by(hand, reason)?;
        let reason = request.reason.clone();
        let instead_of = hand.instead_of;
        self.request = Some(request);
        let event = Event::ReopeningAsked { reason, instead_of };
        Ok(self.turn(hand, SheetState::Agreed, event))
    }

    /// Grants what was asked: this edition is superseded by a draft of the next. Verdicts stay; they
    /// are bound to their lines, not to an edition.
    ///
    /// # Errors
    /// A closed period; not agreed; nobody asked; not a decider of the level above, or who asked.
    pub fn reopen(
        &mut self,
        hand: Hand,
        id: SheetId,
        deciders: &[PersonId],
        closed: &ClosedMonths,
    ) -> Result<(Self, Event), Refused> {
        guard(self.period, closed)?;
        if self.state != SheetState::Agreed {
            return Err(SheetRefusal::NotAgreed.into());
        }
        let asked = self.request.as_ref().ok_or(SheetRefusal::NotAsked)?;
        if asked.signed.shares(hand) {
            return Err(SheetRefusal::OwnSheet.into());
        }
        decides(hand, deciders)?;
        let edition = self.edition.saturating_add(1);
        let next = Self::edition(hand, id, (self.group, self.period), None, edition);
        let instead_of = hand.instead_of;
        let event = Event::Reopened {
            edition,
            instead_of,
        };
        let event = self.turn(hand, SheetState::Superseded, event);
        Ok((next, event))
    }

    fn edition(
        hand: Hand,
        id: SheetId,
        (group, period): (GroupId, Period),
        due: Option<Day>,
        edition: u16,
    ) -> Self {
        Self {
            id,
            group,
            period,
            edition,
            state: SheetState::Draft,
            due,
            submitted: None,
            decided: None,
            reason: None,
            request: None,
            stamp: Stamp::new(hand.by),
        }
    }

    fn may_decide(
        &self,
        hand: Hand,
        deciders: &[PersonId],
        closed: &ClosedMonths,
    ) -> Result<(), Refused> {
        guard(self.period, closed)?;
        let submitted = self.submitted.as_ref();
        let submitted = submitted.filter(|_| self.state == SheetState::Submitted);
        let submitted = submitted.ok_or(SheetRefusal::NotSubmitted)?;
        if submitted.signed.shares(hand) {
            return Err(SheetRefusal::OwnSheet.into());
        }
        decides(hand, deciders)
    }

    fn turn(&mut self, hand: Hand, state: SheetState, event: Event) -> Event {
        self.state = state;
        self.stamp.touch(hand.by);
        event
    }
}

fn decides(hand: Hand, deciders: &[PersonId]) -> Result<(), Refused> {
    if hand
        .duty_of()
        .is_some_and(|person| deciders.contains(&person))
    {
        Ok(())
    } else {
        Err(SheetRefusal::NotAbove.into())
    }
}

fn guard(period: Period, closed: &ClosedMonths) -> Result<(), Refused> {
    period.months().try_for_each(|month| closed.guard(month))
}

fn told(reason: &str) -> Result<String, Refused> {
    let reason = text::note(Field::Reason, reason, LONGEST)?;
    if reason.is_empty() {
        let field = Field::Reason;
        return Err(text::Refusal::Empty { field }.into());
    }
    Ok(reason)
}

#[cfg(test)]
mod tests;
