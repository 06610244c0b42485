//! A second, naive answer to what goes up, for tests of every layer. Invariant: written from the
//! words of the rule and sharing none of the code it judges: no tree, no ladder, no roll-up, no
//! fingerprints; it compares what a verdict was given on by value.
use super::ladder::Level;
use super::verdict::Outcome;
use crate::id::{GroupId, PersonId};
use crate::money::Currency;
use crate::time::Day;
use std::collections::BTreeMap;

/// A firm as the rule speaks of it.
#[derive(Clone, Debug, Default)]
pub struct Firm {
    pub parents: BTreeMap<GroupId, Option<GroupId>>,
    pub heads: BTreeMap<GroupId, Vec<PersonId>>,
    pub approver: Option<PersonId>,
}

/// A line that counts.
#[derive(Clone, Debug)]
pub struct Line {
    pub owner: PersonId,
    pub group: GroupId,
    pub currency: Currency,
    pub amount: i64,
    pub due: Day,
    pub verdicts: Vec<Given>,
}

/// A verdict with everything it was given on.
#[derive(Clone, Debug)]
pub struct Given {
    pub level: Level,
    pub outcome: Outcome,
    /// The amount and day it lets through.
    pub lets: (i64, Day),
    /// Whether the line still is what it was judged as.
    pub line_same: bool,
    /// The amount and day that stood before it.
    pub on: (i64, Day),
}

impl Firm {
    fn over(&self, group: GroupId) -> Vec<GroupId> {
        let mut all = Vec::new();
        let mut next = Some(group);
        while let Some(here) = next {
            all.push(here);
            next = self.parents.get(&here).copied().flatten();
        }
        all
    }

    fn heads(&self, group: GroupId, person: PersonId) -> bool {
        self.heads
            .get(&group)
            .is_some_and(|heads| heads.contains(&person))
    }

    /// Who judges the line, from below.
    fn judges(&self, line: &Line) -> Vec<Level> {
        let mut judges = Vec::new();
        for group in self.over(line.group) {
            if self.heads(group, line.owner) {
                judges.clear();
            } else if self
                .heads
                .get(&group)
                .is_some_and(|heads| !heads.is_empty())
            {
                judges.push(Level::Group(group));
            }
        }
        if judges.is_empty() && self.approver.is_some_and(|person| person != line.owner) {
            judges.push(Level::Firm);
        }
        judges
    }

    /// What goes up from this unit in one currency, of lines agreed for days that fit.
    #[must_use]
    pub fn up(
        &self,
        unit: GroupId,
        currency: Currency,
        lines: &[Line],
        fits: impl Fn(Day) -> bool,
    ) -> i64 {
        let mut sum = 0;
        for line in lines.iter().filter(|line| line.currency == currency) {
            if !self.over(line.group).contains(&unit) {
                continue;
            }
            let judges = self.judges(line);
            // Through the unit's own judge or the last below it, else the first above.
            let inside = |judge: &Level| match judge {
                Level::Group(group) => self.over(*group).contains(&unit),
                Level::Firm => false,
            };
            let needed = judges.iter().filter(|judge| inside(judge)).count().max(1);
            if needed > judges.len() {
                continue;
            }
            let mut stands = Some((line.amount, line.due));
            for judge in judges.iter().take(needed) {
                let verdict = line.verdicts.iter().find(|given| given.level == *judge);
                stands = match (stands, verdict) {
                    (Some(stands), Some(given))
                        if given.outcome == Outcome::Agreed
                            && given.line_same
                            && given.on == stands =>
                    {
                        Some(given.lets)
                    }
                    _ => None,
                };
            }
            if let Some((amount, due)) = stands
                && fits(due)
            {
                sum += amount;
            }
        }
        sum
    }
}
