//! Deadlines. Invariants: the author moves one, the assignee asks for it with a reason and the
//! author consents or refuses; every move after the first setting is counted; a subtask is due no
//! later than what it is part of.
use super::course::required;
use super::{Assignment, Doer, Event, Refusal, Verb};
use crate::change::Change;
use crate::dates;
use crate::field::Field;
use crate::id::PersonId;
use crate::lang::Lang;
use crate::refusal::Refusal as Refused;
use crate::time::Moment;
use crate::zone::Zone;
use serde::{Deserialize, Serialize};

/// Asked for: another deadline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeadlineRequest {
    pub by: PersonId,
    pub at: Moment,
    pub to: Moment,
    pub reason: String,
}

/// What stands around a deadline: that of the assignment above, and the last of those below.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    pub above: Option<Moment>,
    pub below: Option<Moment>,
}

impl Bounds {
    pub(super) fn hold(self, deadline: Option<Moment>, now: Moment) -> Result<(), Refusal> {
        if deadline.is_some_and(|deadline| deadline <= now) {
            return Err(Refusal::DeadlinePast);
        }
        if self
            .above
            .is_some_and(|above| deadline.is_none_or(|deadline| above < deadline))
        {
            return Err(Refusal::BeyondParent);
        }
        let cut = |deadline: Moment| self.below.is_some_and(|below| deadline < below);
        if deadline.is_some_and(cut) {
            return Err(Refusal::BeforeSubtask);
        }
        Ok(())
    }
}

impl Assignment {
    /// Asks the author for another deadline; a newer request stands instead of an older one.
    ///
    /// # Errors
    /// As [`Assignment::allows`]; a deadline that is over, beyond its bounds or the same; no reason.
    pub fn ask_deadline(
        &mut self,
        doer: Doer,
        to: Moment,
        reason: &str,
        bounds: Bounds,
    ) -> Result<Event, Refused> {
        self.allows(Verb::AskDeadline, doer)?;
        let reason = required(Field::Reason, reason)?;
        if self.deadline == Some(to) {
            return Err(Refusal::SameDeadline.into());
        }
        bounds.hold(Some(to), doer.by.now)?;
        self.request = Some(DeadlineRequest {
            by: self.assignee.person,
            at: doer.by.now,
            to,
            reason: reason.clone(),
        });
        let state = self.state;
        Ok(self.turn(doer, state, Event::DeadlineAsked { to, reason }))
    }

    /// Consents to the deadline that was asked for.
    ///
    /// # Errors
    /// As [`Assignment::allows`]; it is over or beyond its bounds by now.
    pub fn grant_deadline(&mut self, doer: Doer, bounds: Bounds) -> Result<Event, Refused> {
        self.allows(Verb::AnswerDeadline, doer)?;
        let asked = self.request.as_ref().ok_or(Refusal::NothingAsked)?.to;
        bounds.hold(Some(asked), doer.by.now)?;
        let was = self.deadline;
        self.move_deadline(Some(asked));
        self.request = None;
        let (state, change) = (self.state, Change::new(was, Some(asked)));
        Ok(self.turn(doer, state, Event::DeadlineGranted(change)))
    }

    /// # Errors
    /// As [`Assignment::allows`], or no reason.
    pub fn refuse_deadline(&mut self, doer: Doer, reason: &str) -> Result<Event, Refused> {
        self.allows(Verb::AnswerDeadline, doer)?;
        let reason = required(Field::Reason, reason)?;
        self.request = None;
        let state = self.state;
        Ok(self.turn(doer, state, Event::DeadlineRefused { reason }))
    }

    pub(super) fn move_deadline(&mut self, to: Option<Moment>) {
        if self.first_deadline.is_none() {
            self.first_deadline = to;
        } else {
            self.moves = self.moves.saturating_add(1);
        }
        self.deadline = to;
    }
}

/// A deadline as people say it: one that lasts until midnight is a day.
#[must_use]
pub fn told(deadline: Moment, zone: Zone, lang: Lang) -> String {
    let written = zone.written(deadline, lang);
    match written.ends_with(" 00:00") {
        true => zone
            .last_day(deadline)
            .map_or(written, |day| dates::short(day, lang)),
        false => written,
    }
}
