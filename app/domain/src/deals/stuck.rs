//! Stuck deals. Invariants: only an open deal is stuck; each reason has a first day and is told
//! separately; a snooze hides all reasons until its day and ends by itself; the day on which a deal
//! is stuck for its head is a function of the deal alone, so that an index can keep it.
use super::{Deal, DealRow, Event, Status};
use crate::by::By;
use crate::calendar::Calendar;
use crate::change::Change;
use crate::field::Field;
use crate::pipelines::{Stage, StageKind};
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// Why a deal is stuck.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum StuckKind {
    NoNextStep,
    /// The next step's day is over.
    LateStep,
    /// Longer in its stage than expected, in working days.
    TooLong,
    /// The expected close is over.
    PastClose,
}

/// A reason and the first day on which it holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Stuck {
    pub since: Day,
    pub why: StuckKind,
}

/// Not to be told of until a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Snooze {
    /// From this day on it is told of again.
    pub until: Day,
    pub reason: String,
}

/// Longest snooze, in days: whoever wants more closes the deal or plans a step.
const LONGEST: i64 = 366;

/// What decides, shared by deals and their rows.
#[derive(Clone, Copy)]
struct Facts {
    status: Status,
    has_step: bool,
    step_on: Option<Day>,
    expected_close: Option<Day>,
    stage_since: Moment,
    slow_on: Option<Day>,
    snoozed_until: Option<Day>,
}

impl Facts {
    /// Every reason that holds now or will hold, in the order of their days.
    fn reasons(self) -> Vec<Stuck> {
        if self.status != Status::Open {
            return Vec::new();
        }
        let no_step = self.stage_since.day().filter(|_| !self.has_step);
        let reasons = [
            (StuckKind::NoNextStep, no_step),
            (StuckKind::LateStep, after(self.step_on)),
            (StuckKind::TooLong, self.slow_on),
            (StuckKind::PastClose, after(self.expected_close)),
        ];
        let dated = reasons.into_iter();
        let mut dated: Vec<Stuck> = dated
            .filter_map(|(why, since)| Some(Stuck { since: since?, why }))
            .collect();
        dated.sort_unstable();
        dated
    }

    fn on(self) -> Option<Day> {
        let first = self.reasons().first()?.since;
        Some(self.snoozed_until.map_or(first, |until| first.max(until)))
    }
}

/// The day after.
fn after(day: Option<Day>) -> Option<Day> {
    day.and_then(|day| day.succ_opt())
}

fn holding(reasons: Vec<Stuck>, today: Day) -> Vec<Stuck> {
    let now = reasons.into_iter();
    now.filter(|reason| reason.since <= today).collect()
}

impl Deal {
    /// Every reason that holds today, the longest first, snoozed or not.
    #[must_use]
    pub fn stuck(&self, today: Day) -> Vec<Stuck> {
        holding(self.facts().reasons(), today)
    }

    /// The first day on which the head is told; `None` while nothing is in sight.
    #[must_use]
    pub fn stuck_on(&self) -> Option<Day> {
        self.facts().on()
    }

    /// Whether a snooze keeps it quiet today.
    #[must_use]
    pub fn is_snoozed(&self, today: Day) -> bool {
        self.snooze
            .as_ref()
            .is_some_and(|snooze| today < snooze.until)
    }

    /// The first day that is too long for its stage, by the firm's calendar.
    #[must_use]
    pub fn too_long_on(&self, stage: Option<&Stage>, calendar: &Calendar) -> Option<Day> {
        let stage = stage.filter(|stage| stage.kind == StageKind::Open)?;
        let expected = i64::from(stage.expected_days?);
        calendar.add_working_days(calendar.day(self.stage_since)?, expected + 1)
    }

    /// Keeps `slow_on` in step with the stage and the calendar; true when it changed.
    pub fn time(&mut self, stage: Option<&Stage>, calendar: &Calendar) -> bool {
        let day = self.too_long_on(stage, calendar);
        std::mem::replace(&mut self.slow_on, day) != day
    }

    /// Keeps the deal from being told of as stuck until a day.
    ///
    /// # Errors
    /// Deleted or closed; a day that is not to come or more than a year away; no reason.
    pub fn snooze(&mut self, by: By, until: Day, reason: &str) -> Result<Event, Refused> {
        self.is_open()?;
        let today = by.now.day().unwrap_or_default();
        let days = (until - today).num_days();
        text::within(Field::SnoozeUntil, days, 1, LONGEST)?;
        let reason = text::required(Field::SnoozeReason, reason, super::SHORT)?;
        self.set_snooze(by, Some(Snooze { until, reason }))
    }

    /// Ends a snooze before its day.
    ///
    /// # Errors
    /// Deleted, or not snoozed.
    pub fn wake(&mut self, by: By) -> Result<Event, Refused> {
        self.is_here()?;
        self.set_snooze(by, None)
    }

    fn set_snooze(&mut self, by: By, is: Option<Snooze>) -> Result<Event, Refused> {
        let was = std::mem::replace(&mut self.snooze, is.clone());
        let change = Change::between(was, is).ok_or(Refused::Unchanged)?;
        Ok(self.done(by, Event::Snoozed(change)))
    }

    fn facts(&self) -> Facts {
        let step = self.next_step.as_ref();
        Facts {
            status: self.status,
            has_step: step.is_some(),
            step_on: step.and_then(|step| step.on),
            expected_close: self.expected_close,
            stage_since: self.stage_since,
            slow_on: self.slow_on,
            snoozed_until: self.snooze.as_ref().map(|snooze| snooze.until),
        }
    }
}

impl DealRow {
    /// As [`Deal::stuck`].
    #[must_use]
    pub fn stuck(&self, today: Day) -> Vec<Stuck> {
        holding(self.facts().reasons(), today)
    }

    /// As [`Deal::stuck_on`].
    #[must_use]
    pub fn stuck_on(&self) -> Option<Day> {
        self.facts().on()
    }

    fn facts(&self) -> Facts {
        Facts {
            status: self.status,
            has_step: self.next_step.is_some(),
            step_on: self.next_step_on,
            expected_close: self.expected_close,
            stage_since: self.stage_since,
            slow_on: self.slow_on,
            snoozed_until: self.snoozed_until,
        }
    }
}
