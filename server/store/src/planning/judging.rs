//! Verdicts given. Invariants: whoever gives one sees the deal and its amounts and is a decider of
//! the level, or stands in for one; a verdict never edits the deal, and is told on it.
use super::judged::{Judged, verdicts_of};
use super::lines::Deriving;
use super::periods::Rules;
use super::sheets::state_at;
use super::sums::AMOUNT;
use crate::error::Stopped;
use crate::reading::Reading;
use crate::records;
use crate::tables::Kind;
use crate::work::{Work, denied};
use domain::access::{Action, Principal, decide};
use domain::deals::Deal;
use domain::events;
use domain::id::{DealId, InstalmentId, PersonId};
use domain::period::Period;
use domain::planning::{
    Case, ClosedMonths, Hand, Ladder, Level, Offer, Ruling, SheetState, Standing, Verdict,
    VerdictRefusal, climb, verdict::Event,
};
use domain::refusal::Refusal;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::judged_lines::JudgeFilter;

/// Whom of these somebody stands in for who is none of them.
pub(super) fn stands_in_for(
    who: &Principal,
    deciders: &[PersonId],
    now: Moment,
) -> Option<PersonId> {
    if deciders.contains(&who.id) {
        return None;
    }
    let mut deputies = who.deputy_for.iter();
    let found = deputies.find(|deputy| {
        deputy.live(now)
            && deputy.mask.has(Action::Approve)
            && deciders.contains(&deputy.for_person)
    });
    found.map(|deputy| deputy.for_person)
}

impl Reading {
    /// Whether the reader is one of these, or stands in for one in approving.
    pub(super) fn decides(&self, deciders: &[PersonId]) -> bool {
        deciders.contains(&self.who.id) || self.stands_in_for(deciders).is_some()
    }

    pub(super) fn stands_in_for(&self, deciders: &[PersonId]) -> Option<PersonId> {
        stands_in_for(&self.who, deciders, self.now)
    }
}

/// What came of agreeing many lines.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct BulkDone {
    pub given: u64,
    pub refused: Vec<(InstalmentId, Refusal)>,
}

impl Work<'_, '_> {
    /// Judges a line for a level. `seen` is the version of that level's verdict, 0 for none.
    ///
    /// # Errors
    /// Invisible; stale; not a decider; see [`VerdictRefusal`].
    pub fn give_verdict(
        &mut self,
        line: InstalmentId,
        level: Level,
        seen: u64,
        ruling: Ruling,
    ) -> Result<(), Stopped> {
        let closed = self.closed()?;
        self.judge((line, level), Some(seen), ruling, &closed)
    }

    /// Agrees every line that came up to a level for a period and waits for its verdict, each by
    /// itself: one that is refused holds up none of the others.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agree_lines(
        &mut self,
        level: Level,
        period: Period,
        filter: &JudgeFilter,
    ) -> Result<BulkDone, Stopped> {
        let closed = self.closed()?;
        let waiting = self.waiting(level, period, filter)?;
        let mut done = BulkDone::default();
        for id in waiting {
            match self.judge((id, level), None, Ruling::agreed(), &closed) {
                Ok(()) => done.given += 1,
                // What one may not see is not told of.
                Err(Stopped::Refused(Refusal::Invisible)) => {}
                Err(Stopped::Refused(why)) => done.refused.push((id, why)),
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(done)
    }

    /// Says something about a line at a level that gave a verdict; either side may.
    ///
    /// # Errors
    /// Invisible; no verdict there; empty, too long or too many.
    pub fn comment_verdict(
        &mut self,
        line: InstalmentId,
        level: Level,
        text: &str,
    ) -> Result<(), Stopped> {
        self.sees_deal(line.deal)?;
        let mut verdicts = self.verdicts(line)?;
        let given = verdicts.iter_mut().find(|one| one.level == level);
        let given = given.ok_or(VerdictRefusal::NotComeUp)?;
        let event = given.comment(Hand::own(self.by), text)?;
        self.keep_verdicts(line, verdicts, event)
    }

    fn judge(
        &mut self,
        (id, level): (InstalmentId, Level),
        seen: Option<u64>,
        ruling: Ruling,
        closed: &ClosedMonths,
    ) -> Result<(), Stopped> {
        let deal = self.sees_deal(id.deal)?;
        let firm = self.firm.clone();
        let lines = Deriving::of(&firm).of_deal(&*self.overlay, &deal)?;
        let line = lines.into_iter().find(|one| one.line.id == id);
        let line = line.ok_or(VerdictRefusal::NotALevel)?.line;
        let mut verdicts = self.verdicts(id)?;
        let ladder = firm.ladder();
        let levels = ladder.levels(line.owner, line.group);
        let steps = climb(&line, &levels, &verdicts);
        let at = levels.iter().position(|one| *one == level);
        let offer = at.and_then(|at| steps.get(at)?.offer);
        let deciders = ladder.deciders(level);
        let below = at.and_then(|at| levels.get(at.checked_sub(1)?).copied());
        let case = Case {
            line: &line,
            level,
            offer,
            on_path: at.is_some(),
            deciders: &deciders,
            sheet: self.sheet_of(level, offer)?,
            // A level without a sheet has sent nothing up yet.
            below: match below {
                None => None,
                Some(below) => Some(self.sheet_of(below, offer)?.unwrap_or(SheetState::Draft)),
            },
            closed,
        };
        let hand = self.hand_of(&deciders);
        let given = verdicts.iter_mut().find(|one| one.level == level);
        let event = match given {
            Some(given) => {
                let seen = seen.unwrap_or(given.stamp.version);
                given.change(hand, seen, &case, ruling)?
            }
            None => {
                let (given, event) = Verdict::give(hand, &case, ruling)?;
                verdicts.push(given);
                event
            }
        };
        self.keep_verdicts(id, verdicts, event)
    }

    /// Lines of the level's people due in the period, or agreed for it below, that wait here.
    fn waiting(
        &self,
        level: Level,
        period: Period,
        filter: &JudgeFilter,
    ) -> Result<BTreeSet<InstalmentId>, Stopped> {
        let firm = self.firm.clone();
        let ladder = firm.ladder();
        let rule = Rules::load(&*self.overlay)?.of_period(period);
        let groups = super::judged_lines::groups_under(&firm, level);
        let mut found = BTreeSet::new();
        super::judged_lines::each_of_period(&*self.overlay, &groups, period, &mut |covered| {
            if rule.counts(&covered.line) && filter.fits_line(&covered.line) {
                found.insert(covered.line.id);
            }
        })?;
        let mut waiting = BTreeSet::new();
        for id in found {
            if let Some(standing) = self.standing_at(&ladder, level, id)?
                && matches!(standing, Standing::Unreviewed | Standing::Amber)
                && filter.fits_standing(standing)
            {
                waiting.insert(id);
            }
        }
        Ok(waiting)
    }

    fn standing_at(
        &self,
        ladder: &Ladder<'_>,
        level: Level,
        id: InstalmentId,
    ) -> Result<Option<Standing>, Stopped> {
        let kept = super::lines::kept(&*self.overlay, id.deal)?;
        let found = kept.lines.into_iter().find(|one| one.line.id == id);
        let Some(covered) = found else {
            return Ok(None);
        };
        let verdicts = self.verdicts(id)?;
        let levels = ladder.levels(covered.line.owner, covered.line.group);
        let steps = climb(&covered.line, &levels, &verdicts);
        let step = steps.into_iter().find(|step| step.level == level);
        Ok(step
            .filter(|step| step.offer.is_some())
            .map(|step| step.standing))
    }

    /// The deal, for whoever sees it with its amounts.
    fn sees_deal(&self, id: DealId) -> Result<Deal, Stopped> {
        let deal: Deal = records::load(&*self.overlay, id.0)?.ok_or(Refusal::Invisible)?;
        self.permits(&deal, Action::Read)?;
        self.permits(&deal, AMOUNT)?;
        Ok(deal)
    }

    pub(super) fn verdicts(&self, id: InstalmentId) -> Result<Vec<Verdict>, Stopped> {
        let mut all = verdicts_of(&*self.overlay, id.deal)?;
        Ok(all.remove(&id.number).unwrap_or_default())
    }

    fn keep_verdicts(
        &mut self,
        line: InstalmentId,
        verdicts: Vec<Verdict>,
        event: Event,
    ) -> Result<(), Stopped> {
        records::save(self.overlay, &Judged { line, verdicts })?;
        self.derive_lines(line.deal);
        Ok(self.tell(Kind::Deal, line.deal.0, events::Event::from(event))?)
    }

    /// The state of the sheet that a line before a level stands on.
    fn sheet_of(&self, level: Level, offer: Option<Offer>) -> Result<Option<SheetState>, Stopped> {
        let Level::Group(group) = level else {
            return Ok(None);
        };
        let due = offer.and_then(|offer| offer.due);
        Ok(match due {
            Some(due) => state_at(&*self.overlay, group, due)?,
            None => None,
        })
    }

    /// One's own hand, or that of a deputy of one of these.
    pub(super) fn hand_of(&self, deciders: &[PersonId]) -> Hand {
        Hand {
            instead_of: stands_in_for(&self.who, deciders, self.by.now),
            ..Hand::own(self.by)
        }
    }

    /// Refuses whoever may not approve in a group.
    pub(super) fn approves_in(&self, group: domain::id::GroupId) -> Result<(), Refusal> {
        let acl = super::quotas::plan_of(group);
        let (world, who, now) = (&self.firm.world, &self.who, self.by.now);
        let decision = decide(world, who, Action::Approve, &acl, now);
        decision.verdict().map(|_| ()).map_err(denied)
    }
}
