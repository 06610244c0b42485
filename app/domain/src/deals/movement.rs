//! How deals move through a pipeline over time. Invariants: pure arithmetic over stays; where a
//! deal stood is told by its trail, what it is worth by its amount now.
use super::trail::{Stay, stage_at};
use crate::calendar::Calendar;
use crate::id::StageId;
use crate::pipelines::{Pipeline, StageKind};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From where to where; nothing stands before a deal was opened.
pub type Passage = (Option<StageId>, StageId);

/// Where a deal stood at the first moment and at the second; `None` when it was not there yet at
/// the second.
#[must_use]
pub fn passage(stays: &[Stay], from: Moment, to: Moment) -> Option<Passage> {
    Some((stage_at(stays, from), stage_at(stays, to)?))
}

/// What became of the deals that entered a stage.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FunnelStage {
    /// Deals that entered it in the time looked at; each counts once.
    pub entered: u64,
    /// Of these, deals that later stood in a stage further on or were won.
    pub onwards: u64,
    /// Of these, deals that did not get further and stand lost.
    pub lost: u64,
    /// Median of the working days that ended stays took.
    #[serde(default)]
    pub median_days: Option<u32>,
}

/// A funnel being counted.
pub struct Funnel<'a> {
    calendar: &'a Calendar,
    places: BTreeMap<StageId, (usize, StageKind)>,
    from: Moment,
    to: Moment,
    stages: BTreeMap<StageId, FunnelStage>,
    days: BTreeMap<StageId, Vec<u32>>,
}

impl<'a> Funnel<'a> {
    /// Of deals that entered stages of this pipeline after the first moment and by the second.
    #[must_use]
    pub fn new(pipeline: &Pipeline, calendar: &'a Calendar, from: Moment, to: Moment) -> Self {
        let stages = pipeline.stages.iter().zip(0..);
        let places = stages.map(|(stage, place)| (stage.id, (place, stage.kind)));
        Self {
            calendar,
            places: places.collect(),
            from,
            to,
            stages: BTreeMap::new(),
            days: BTreeMap::new(),
        }
    }

    /// Counts one deal.
    pub fn take(&mut self, stays: &[Stay]) {
        let mut seen: Vec<StageId> = Vec::new();
        for (at, stay) in stays.iter().enumerate() {
            let inside = self.from < stay.since && stay.since <= self.to;
            let Some((place, _)) = self.places.get(&stay.stage).copied().filter(|_| inside) else {
                continue;
            };
            let later = stays.get(at + 1..).unwrap_or_default();
            if let Some(next) = later.first() {
                let days = self.days_between(stay.since, next.since);
                self.days.entry(stay.stage).or_default().push(days);
            }
            if seen.contains(&stay.stage) {
                continue;
            }
            seen.push(stay.stage);
            let further = later.iter().any(|stay| self.is_further(stay.stage, place));
            let ends_lost = stays.last().is_some_and(|last| self.is_lost(last.stage));
            let count = self.stages.entry(stay.stage).or_default();
            count.entered += 1;
            count.onwards += u64::from(further);
            count.lost += u64::from(!further && ends_lost);
        }
    }

    /// Every stage of the pipeline that was entered.
    #[must_use]
    pub fn counted(mut self) -> BTreeMap<StageId, FunnelStage> {
        for (stage, mut days) in std::mem::take(&mut self.days) {
            days.sort_unstable();
            let median = days.get(days.len() / 2).copied();
            if let Some(count) = self.stages.get_mut(&stage) {
                count.median_days = median;
            }
        }
        self.stages
    }

    fn is_further(&self, stage: StageId, than: usize) -> bool {
        self.places
            .get(&stage)
            .is_some_and(|(place, kind)| match kind {
                StageKind::Open => *place > than,
                StageKind::Won => true,
                StageKind::Lost => false,
            })
    }

    fn is_lost(&self, stage: StageId) -> bool {
        let kind = self.places.get(&stage).map(|(_, kind)| *kind);
        kind == Some(StageKind::Lost)
    }

    fn days_between(&self, from: Moment, to: Moment) -> u32 {
        let (Some(from), Some(to)) = (self.calendar.day(from), self.calendar.day(to)) else {
            return 0;
        };
        u32::try_from(self.calendar.working_days_between(from, to)).unwrap_or(0)
    }
}
