//! The lines of a level as its decider walks through them. Invariants: a line comes once; only lines
//! whose amounts the reader sees; where a line stands is worked out from its verdicts.
use super::covered::{Covered, month_number};
use super::judged::verdicts_of;
use super::list::{LineRow, List};
use super::periods::Rules;
use super::scan::each_line;
use super::sheets::state_at;
use crate::deals::index::day_key;
use crate::engine::Reader;
use crate::error::StoreError;
use crate::firm::Firm;
use crate::keys::Key;
use crate::reading::Reading;
use crate::tables::Order;
use domain::id::{GroupId, InstalmentId, PersonId};
use domain::period::Period;
use domain::planning::{
    Category, Level, LineFilter, LineState, Offer, PlanLine, Standing, Step, Verdict, climb,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which lines of a level.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JudgeFilter {
    pub owners: BTreeSet<PersonId>,
    pub categories: BTreeSet<Category>,
    pub standing: Option<Stands>,
}

/// Where a line stands at a level, without its figures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Stands {
    Below,
    Unreviewed,
    Agreed,
    Disputed,
    Excluded,
    Amber,
}

#[derive(Clone, PartialEq, Debug)]
pub struct JudgedLine {
    pub row: LineRow,
    /// What came up; absent while nothing did.
    pub offer: Option<Offer>,
    pub standing: Standing,
    /// Every level of the line, the lowest first.
    pub steps: Vec<Step>,
    pub verdicts: Vec<Verdict>,
    /// The version of this level's verdict; 0 for none.
    pub version: u64,
    /// Whether the reader may judge it now.
    pub may: bool,
}

impl From<Standing> for Stands {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Below => Self::Below,
            Standing::Unreviewed => Self::Unreviewed,
            Standing::Agreed(_) => Self::Agreed,
            Standing::Disputed => Self::Disputed,
            Standing::Excluded => Self::Excluded,
            Standing::Amber => Self::Amber,
        }
    }
}

impl JudgeFilter {
    pub(crate) fn fits_line(&self, line: &PlanLine) -> bool {
        (self.owners.is_empty() || self.owners.contains(&line.owner))
            && (self.categories.is_empty() || self.categories.contains(&line.category))
    }

    pub(crate) fn fits_standing(&self, standing: Standing) -> bool {
        self.standing.is_none_or(|one| one == standing.into())
    }
}

impl Reading {
    /// The lines that pass a level in a period, by their day: those that count, with everything
    /// said about them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn judged_lines(
        &self,
        level: Level,
        period: Period,
        filter: &JudgeFilter,
    ) -> Result<Vec<JudgedLine>, StoreError> {
        let groups = groups_under(&self.firm, level);
        let rule = Rules::load(&*self.snapshot)?.of_period(period);
        let lines = self.lines_of_period(&groups, period)?;
        let mut found = Vec::new();
        for (id, covered) in lines {
            let line = &covered.line;
            if !rule.counts(line) || !filter.fits_line(line) {
                continue;
            }
            let verdicts = self.verdicts_on(&covered)?;
            if let Some(judged) = self.judged_line((id, level), covered, verdicts)?
                && filter.fits_standing(judged.standing)
            {
                found.push(judged);
            }
        }
        found.sort_by_key(|one| (one.row.line.due, one.row.line.id));
        Ok(found)
    }

    /// The verdicts on a line of a deal the reader may see, with their reasons and comments.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn line_verdicts(
        &self,
        deal: &domain::access::View<domain::deals::Deal>,
    ) -> Result<BTreeMap<u16, Vec<Verdict>>, StoreError> {
        if !deal.may(super::sums::AMOUNT) {
            return Ok(BTreeMap::new());
        }
        verdicts_of(&*self.snapshot, deal.id)
    }

    /// Lines due in a period or agreed for it whose amounts the reader sees.
    pub(crate) fn lines_of_period(
        &self,
        groups: &[GroupId],
        period: Period,
    ) -> Result<BTreeMap<InstalmentId, Covered>, StoreError> {
        let filter = LineFilter::default();
        let mut found = BTreeMap::new();
        for order in [Order::Due, Order::Agreed] {
            let any = |_: &Covered| true;
            let mut list = List::of_cell(self, &filter, (order, period), &any);
            list.narrow.groups = Some(groups.to_vec());
            list.each(&mut |covered| {
                found
                    .entry(covered.line.id)
                    .or_insert_with(|| covered.clone());
            })?;
        }
        Ok(found)
    }

    pub(crate) fn verdicts_on(&self, covered: &Covered) -> Result<Vec<Verdict>, StoreError> {
        if !covered.judged {
            return Ok(Vec::new());
        }
        let id = covered.line.id;
        let mut all = verdicts_of(&*self.snapshot, id.deal)?;
        Ok(all.remove(&id.number).unwrap_or_default())
    }

    fn judged_line(
        &self,
        (_, level): (InstalmentId, Level),
        covered: Covered,
        verdicts: Vec<Verdict>,
    ) -> Result<Option<JudgedLine>, StoreError> {
        let ladder = self.firm.ladder();
        let line = covered.line;
        let levels = ladder.levels(line.owner, line.group);
        let steps = climb(&line, &levels, &verdicts);
        let Some(at) = steps.iter().position(|step| step.level == level) else {
            return Ok(None);
        };
        let Some(step) = steps.get(at).copied() else {
            return Ok(None);
        };
        let below = at.checked_sub(1).and_then(|at| levels.get(at));
        let left = |level: &Level| self.has_left(*level, step.offer);
        let came = below.map_or(Ok(true), left)? && step.offer.is_some();
        let deciders = ladder.deciders(level);
        // A deputy judges neither their own lines nor those of whom they stand in for.
        let own = line.owner == self.who.id || self.stands_in_for(&deciders) == Some(line.owner);
        let decides = self.decides(&deciders);
        let version = verdicts.iter().find(|one| one.level == level);
        Ok(Some(JudgedLine {
            offer: step.offer,
            standing: step.standing,
            version: version.map_or(0, |one| one.stamp.version),
            may: came && !own && decides && !self.has_left(level, step.offer)?,
            row: self.line_row(line, true)?,
            steps,
            verdicts,
        }))
    }

    /// Whether the sheet that a line stands on is out of its level's hands.
    fn has_left(&self, level: Level, offer: Option<Offer>) -> Result<bool, StoreError> {
        let due = offer.and_then(|offer| offer.due);
        let (Level::Group(group), Some(due)) = (level, due) else {
            return Ok(false);
        };
        let state = state_at(&*self.snapshot, group, due)?;
        Ok(state.is_some_and(|state| state.has_left()))
    }
}

/// The groups whose lines a level may judge.
pub(crate) fn groups_under(firm: &Firm, level: Level) -> Vec<GroupId> {
    match level {
        Level::Group(group) => firm.world.tree.subtree(group).to_vec(),
        Level::Firm => firm.world.tree.depth_first().to_vec(),
    }
}

/// Every line due in a period or agreed for it; a line may come twice.
pub(crate) fn each_of_period(
    reader: &(impl Reader + ?Sized),
    groups: &[GroupId],
    period: Period,
    show: &mut dyn FnMut(Covered),
) -> Result<(), StoreError> {
    let (from, until) = (period.first_day(), period.next().first_day());
    let (from, until) = (day_key(from), day_key(until));
    let states = LineState::ALL;
    each_line(
        reader,
        groups,
        &states,
        (Order::Due, &from, Some(&until)),
        show,
    )?;
    let month = |month| Key::new().int(month_number(month));
    let (from, until) = (
        month(period.first_month()),
        month(period.next().first_month()),
    );
    each_line(
        reader,
        groups,
        &states,
        (Order::Agreed, &from, Some(&until)),
        show,
    )
}
