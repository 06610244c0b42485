//! The verdict of one level on one line. Invariants: it never edits the deal; it is bound to what it
//! was given on (the line and what came up from below) and stops counting by itself when that
//! changes; nobody judges their own line; both sides read it with its reason.
mod bulk;
mod event;
mod standing;

pub use bulk::{Bulk, agree_all};
pub use event::Event;
pub use standing::{Standing, Step, climb};

use super::fingerprint::{Facts, Fingerprint};
use super::hand::{Hand, Signed};
use super::ladder::Level;
use super::line::PlanLine;
use super::months::ClosedMonths;
use super::refusal::VerdictRefusal;
use super::sheet::SheetState;
use crate::change::Change;
use crate::field::Field;
use crate::id::{InstalmentId, PersonId};
use crate::lang::Lang;
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Day;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Verdict {
    pub line: InstalmentId,
    pub level: Level,
    pub ruling: Ruling,
    /// What it was given on; it counts only while this is so.
    pub basis: Fingerprint,
    pub signed: Signed,
    #[serde(default)]
    pub comments: Vec<Comment>,
    pub stamp: Stamp,
}

/// What is decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ruling {
    pub outcome: Outcome,
    /// Instead of what came up.
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub due: Option<Day>,
    #[serde(default)]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Agreed,
    Disputed,
    Excluded,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Comment {
    pub signed: Signed,
    pub text: String,
}

/// What stands before a level: the line's own figures, or those agreed below.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Offer {
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub due: Option<Day>,
}

/// A line before a level that may judge it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub line: &'a PlanLine,
    pub level: Level,
    /// What came up; `None` while nothing did. See [`climb`].
    pub offer: Option<Offer>,
    /// Whether the line passes through this level.
    pub on_path: bool,
    pub deciders: &'a [PersonId],
    /// Of the level's own group, if it has one for the period.
    pub sheet: Option<SheetState>,
    /// Of the group it came up from; `None` for the first level.
    pub below: Option<SheetState>,
    pub closed: &'a ClosedMonths,
}

/// Longest reason and comment.
const LONGEST: usize = 2000;
const MOST_COMMENTS: usize = 200;

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Agreed, Self::Disputed, Self::Excluded];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::Excluded => "excluded",
        }
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Agreed => lang.pick("uzgodnione", "agreed"),
            Self::Disputed => lang.pick("sporne", "disputed"),
            Self::Excluded => lang.pick("wyłączone", "excluded"),
        }
    }
}

impl Ruling {
    #[must_use]
    pub const fn agreed() -> Self {
        Self {
            outcome: Outcome::Agreed,
            amount: None,
            due: None,
            reason: None,
        }
    }
}

impl Offer {
    #[must_use]
    pub fn of(line: &PlanLine) -> Self {
        Self {
            amount: line.amount,
            due: line.due,
        }
    }

    /// With what a ruling puts in its place.
    #[must_use]
    pub fn ruled(self, ruling: &Ruling) -> Self {
        Self {
            amount: ruling.amount.or(self.amount),
            due: ruling.due.or(self.due),
        }
    }

    /// What a verdict on this line is bound to: amount, currency, due day, category, payer, owner
    /// and group of the line, and the amount and day that came up. Money that comes in, notes, the
    /// stage within a category and other words of the deal leave a verdict as it is.
    #[must_use]
    pub fn basis(self, line: &PlanLine) -> Fingerprint {
        let money =
            |facts: Facts, money: Money| facts.number(money.minor).text(money.currency.code());
        let day = |facts: Facts, day: Day| facts.number(i64::from(day.num_days_from_ce()));
        Facts::about("verdict/1")
            .id(line.id.deal.0)
            .number(i64::from(line.id.number))
            .id(line.owner.0)
            .id(line.group.0)
            .text(line.category.key())
            .maybe(line.payer, |facts, payer| facts.id(payer.0))
            .maybe(line.amount, money)
            .maybe(line.due, day)
            .maybe(self.amount, money)
            .maybe(self.due, day)
            .done()
    }
}

impl Verdict {
    /// Judges a line that has no verdict of this level yet.
    ///
    /// # Errors
    /// See [`VerdictRefusal`]; a closed period; another currency; a bad reason.
    pub fn give(hand: Hand, case: &Case<'_>, ruling: Ruling) -> Result<(Self, Event), Refused> {
        let (ruling, basis) = case.judge(hand, ruling)?;
        let event = Event::Given {
            line: case.line.id,
            level: case.level,
            ruling: ruling.clone(),
            instead_of: hand.instead_of,
        };
        let verdict = Self {
            line: case.line.id,
            level: case.level,
            ruling,
            basis,
            signed: hand.sign(),
            comments: Vec::new(),
            stamp: Stamp::new(hand.by),
        };
        Ok((verdict, event))
    }

    /// Judges again: another ruling, or the same one on what the line is now.
    ///
    /// # Errors
    /// Stale; as [`Verdict::give`]; nothing changed.
    pub fn change(
        &mut self,
        hand: Hand,
        seen: u64,
        case: &Case<'_>,
        ruling: Ruling,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let (ruling, basis) = case.judge(hand, ruling)?;
        if (&ruling, basis) == (&self.ruling, self.basis) {
            return Err(Refused::Unchanged);
        }
        let was = std::mem::replace(&mut self.ruling, ruling.clone());
        self.basis = basis;
        self.signed = hand.sign();
        self.stamp.touch(hand.by);
        Ok(Event::Changed {
            line: self.line,
            level: self.level,
            ruling: Change::new(was, ruling),
            instead_of: hand.instead_of,
        })
    }

    /// Either side says something; the ruling stays.
    ///
    /// # Errors
    /// An empty or too long text, or too many comments.
    pub fn comment(&mut self, hand: Hand, raw: &str) -> Result<Event, Refused> {
        let text = text::note(Field::Comment, raw, LONGEST)?;
        if text.is_empty() {
            let field = Field::Comment;
            return Err(text::Refusal::Empty { field }.into());
        }
        if self.comments.len() >= MOST_COMMENTS {
            return Err(VerdictRefusal::TooManyComments.into());
        }
        let signed = hand.sign();
        self.comments.push(Comment { signed, text });
        self.stamp.touch(hand.by);
        Ok(Event::Commented {
            line: self.line,
            level: self.level,
            instead_of: hand.instead_of,
        })
    }
}

impl Case<'_> {
    /// The guards in their order, then the ruling itself.
    fn judge(&self, hand: Hand, ruling: Ruling) -> Result<(Ruling, Fingerprint), Refused> {
        if !self.on_path {
            return Err(VerdictRefusal::NotALevel.into());
        }
        if hand.is(self.line.owner) {
            return Err(VerdictRefusal::OwnLine.into());
        }
        if !hand
            .duty_of()
            .is_some_and(|person| self.deciders.contains(&person))
        {
            return Err(VerdictRefusal::NotDecider.into());
        }
        if self.below.is_some_and(|state| !state.has_left()) {
            return Err(VerdictRefusal::NotComeUp.into());
        }
        let offer = self.offer.ok_or(VerdictRefusal::NotComeUp)?;
        if self.sheet.is_some_and(SheetState::has_left) {
            return Err(VerdictRefusal::SheetSubmitted.into());
        }
        self.closed.guard_day(offer.due)?;
        self.closed.guard_day(ruling.due)?;
        let ruling = ruling.checked(offer)?;
        Ok((ruling, offer.basis(self.line)))
    }
}

impl Ruling {
    /// What equals the offer is left out, so that it follows from it.
    fn checked(self, offer: Offer) -> Result<Self, Refused> {
        let agrees = self.outcome == Outcome::Agreed;
        if let Some(amount) = self.amount {
            let amount = amount.bounded(Field::Amount)?;
            let zero = Money::zero(amount.currency);
            offer
                .amount
                .map_or(Ok(zero), |offered| offered.plus(zero))?;
            if amount.minor <= 0 {
                return Err(VerdictRefusal::NotPositive.into());
            }
        }
        let reason = text::optional_note(Field::Reason, self.reason.as_ref(), LONGEST)?;
        let ruling = Self {
            amount: self.amount.filter(|amount| Some(*amount) != offer.amount),
            due: self.due.filter(|due| Some(*due) != offer.due),
            reason,
            ..self
        };
        let stands = offer.ruled(&ruling);
        if agrees && (stands.amount.is_none() || stands.due.is_none()) {
            return Err(VerdictRefusal::NotPlanned.into());
        }
        let differs = ruling.amount.is_some() || ruling.due.is_some();
        if ruling.reason.is_none() && (!agrees || differs) {
            return Err(VerdictRefusal::ReasonMissing.into());
        }
        Ok(ruling)
    }
}

#[cfg(test)]
mod tests;
