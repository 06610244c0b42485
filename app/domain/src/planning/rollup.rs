//! What of the plan goes up: for every unit, the lines of it and below by how far they are agreed.
//! Invariants: each line that counts stands in exactly one of the parts of every unit over it, so
//! the parts sum to what is declared; `up` holds what is agreed with a current basis and nothing
//! else; it is one pass over the lines, a step for each group over them.
use super::counting::CountingRule;
use super::ladder::{Ladder, Level};
use super::line::PlanLine;
use super::verdict::{Standing, Step, Verdict, climb};
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use crate::money::{Money, Sums};
use crate::period::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The figures of one unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Lines by their own amounts, of which every one lies in one part.
    #[serde(default)]
    parts: BTreeMap<Part, Sums>,
    /// What goes up: agreed amounts in agreed months.
    #[serde(default)]
    pub up: Sums,
    /// Lines left out by the rule.
    #[serde(default)]
    pub not_counted: Sums,
}

/// Where a declared line stands for a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Part {
    Agreed,
    Disputed,
    Excluded,
    /// Changed since its verdict.
    Amber,
    Unreviewed,
    /// Not agreed at a level below.
    Below,
    /// Nobody may agree it.
    SelfDeclared,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RollUp {
    pub groups: BTreeMap<GroupId, Figures>,
    /// A person's lines in a group, by the first level over them.
    pub people: BTreeMap<(GroupId, PersonId), Figures>,
}

impl Part {
    pub const ALL: [Self; 7] = [
        Self::Agreed,
        Self::Disputed,
        Self::Excluded,
        Self::Amber,
        Self::Unreviewed,
        Self::Below,
        Self::SelfDeclared,
    ];

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Agreed => lang.pick("uzgodnione", "agreed"),
            Self::Disputed => lang.pick("sporne", "disputed"),
            Self::Excluded => lang.pick("wyłączone", "excluded"),
            Self::Amber => lang.pick("zmienione po uzgodnieniu", "changed since the verdict"),
            Self::Unreviewed => lang.pick("do uzgodnienia", "to review"),
            Self::Below => lang.pick("na niższym poziomie", "at the level below"),
            Self::SelfDeclared => lang.pick("zadeklarowane samodzielnie", "self-declared"),
        }
    }
}

impl Figures {
    #[must_use]
    pub fn part(&self, part: Part) -> Sums {
        self.parts.get(&part).cloned().unwrap_or_default()
    }

    /// Everything that counts, as its owners declare it.
    #[must_use]
    pub fn declared(&self) -> Sums {
        let mut sums = Sums::default();
        self.parts.values().for_each(|part| sums.add_all(part));
        sums
    }
}

/// The roll-up of a period: a line is declared in its own month, and goes up in the month it was
/// agreed for.
#[must_use]
pub fn roll_up<'a>(
    ladder: &Ladder<'_>,
    period: Period,
    rule: &CountingRule,
    lines: impl IntoIterator<Item = (&'a PlanLine, &'a [Verdict])>,
) -> RollUp {
    let mut result = RollUp::default();
    for (line, verdicts) in lines {
        let counts = rule.counts(line);
        let levels = ladder.levels(line.owner, line.group);
        let steps = climb(line, &levels, verdicts);
        let add = |figures: &mut Figures, level: Option<Level>| {
            if counts {
                figures.take(line, period, place(&steps, level));
            } else if let Some(amount) = line.amount.filter(|_| declared_in(line, period)) {
                figures.not_counted.add(amount);
            }
        };
        let person = (line.group, line.owner);
        let first = levels.first().copied();
        add(result.people.entry(person).or_default(), first);
        for unit in ladder.tree().ancestors(line.group) {
            let level = ladder.deciding(unit, &levels);
            add(result.groups.entry(unit).or_default(), level);
        }
    }
    result
}

fn place(steps: &[Step], level: Option<Level>) -> Option<Standing> {
    let step = steps.iter().find(|step| Some(step.level) == level)?;
    Some(step.standing)
}

fn declared_in(line: &PlanLine, period: Period) -> bool {
    line.due.is_some_and(|due| period.contains(due))
}

impl Figures {
    fn take(&mut self, line: &PlanLine, period: Period, standing: Option<Standing>) {
        let declared: Option<Money> = line.amount.filter(|_| declared_in(line, period));
        let part = match standing {
            None => Part::SelfDeclared,
            Some(Standing::Below) => Part::Below,
            Some(Standing::Unreviewed) => Part::Unreviewed,
            Some(Standing::Agreed(_)) => Part::Agreed,
            Some(Standing::Disputed) => Part::Disputed,
            Some(Standing::Excluded) => Part::Excluded,
            Some(Standing::Amber) => Part::Amber,
        };
        if let Some(amount) = declared {
            self.parts.entry(part).or_default().add(amount);
        }
        if let Some(Standing::Agreed(offer)) = standing
            && offer.due.is_some_and(|due| period.contains(due))
            && let Some(amount) = offer.amount
        {
            self.up.add(amount);
        }
    }
}

#[cfg(test)]
mod tests;
