//! What changed a plan between two snapshots. Invariants: every line's change is divided into bars
//! that sum to it, so `from + bars = to` to the last minor unit; the snapshots' own totals are
//! compared with that, and what they do not explain is shown as an error, never smoothed away.
mod bars;

pub use bars::{Bar, Entry};

use super::snapshot::{Kept, Snapshot};
use crate::groups::OrgTree;
use crate::id::{GroupId, PersonId};
use crate::lang::{Lang, Say};
use crate::money::{Currency, Money};
use crate::period::Period;
use std::collections::BTreeMap;

/// Whose plan of which period is looked at, in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope {
    pub group: GroupId,
    /// Only this person's lines.
    pub person: Option<PersonId>,
    /// `None`: all of it, dated or not.
    pub period: Option<Period>,
    pub currency: Currency,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waterfall {
    pub from: Money,
    pub to: Money,
    /// What is behind each bar, in the order of lines.
    pub entries: Vec<Entry>,
    /// What the snapshots' own totals do not explain; `None` where the scope is narrower than they.
    pub remainder: Option<Money>,
}

impl Waterfall {
    /// Both snapshots are of the scope's group or of one over it.
    #[must_use]
    pub fn between(from: &Snapshot, to: &Snapshot, scope: Scope, tree: &OrgTree) -> Self {
        let view = View { scope, tree };
        let mut pairs: BTreeMap<_, (Option<&Kept>, Option<&Kept>)> = BTreeMap::new();
        for line in &from.lines {
            pairs.entry(line.id).or_default().0 = Some(line);
        }
        for line in &to.lines {
            pairs.entry(line.id).or_default().1 = Some(line);
        }
        let mut result = Self {
            from: Money::zero(scope.currency),
            to: Money::zero(scope.currency),
            entries: Vec::new(),
            remainder: None,
        };
        for (was, is) in pairs.into_values() {
            result.from.minor += was.map_or(0, |line| view.value(line));
            result.to.minor += is.map_or(0, |line| view.value(line));
            result.entries.extend(bars::of(&view, was, is));
        }
        result.remainder = result.unexplained(from, to, scope);
        result
    }

    /// The sum of one bar, signed.
    #[must_use]
    pub fn bar(&self, bar: Bar) -> Money {
        let of = self.entries.iter().filter(|entry| entry.bar == bar);
        Money::new(of.map(|entry| entry.minor).sum(), self.from.currency)
    }

    /// Whether nothing is left unexplained.
    #[must_use]
    pub fn balances(&self) -> bool {
        let bars: i64 = self.entries.iter().map(|entry| entry.minor).sum();
        let explained = self.from.minor + bars == self.to.minor;
        explained && self.remainder.is_none_or(|rest| rest.minor == 0)
    }

    /// The change of the totals less the bars, where the totals are of the very same scope.
    fn unexplained(&self, from: &Snapshot, to: &Snapshot, scope: Scope) -> Option<Money> {
        let whole = scope.person.is_none() && scope.period.is_none();
        if !whole || from.group != scope.group || to.group != scope.group {
            return None;
        }
        let [was, is] = [from, to].map(|one| one.total.of(scope.currency).minor);
        let bars: i64 = self.entries.iter().map(|entry| entry.minor).sum();
        Some(Money::new(is - was - bars, scope.currency))
    }
}

impl Say for Waterfall {
    fn say(&self, lang: Lang) -> String {
        if self.balances() {
            let text = "Zmiana planu jest wyjaśniona co do grosza.";
            return lang
                .pick(
                    text,
                    "The change of the plan is explained to the last cent.",
                )
                .to_owned();
        }
        let rest = self
            .remainder
            .unwrap_or(Money::zero(self.from.currency))
            .format(lang);
        lang.pick(
            format!("Błąd: zmiana planu nie bilansuje się, niewyjaśnione {rest}. Zgłoś to administratorowi."),
            format!("Error: the change of the plan does not balance, {rest} is unexplained. Tell the administrator."),
        )
    }
}

/// A scope with its tree.
struct View<'a> {
    scope: Scope,
    tree: &'a OrgTree,
}

impl View<'_> {
    /// Whether the line is one of these people's.
    fn owns(&self, line: &Kept) -> bool {
        let person = self.scope.person.is_none_or(|person| person == line.owner);
        person && self.tree.below(line.group, self.scope.group)
    }

    fn in_period(&self, line: &Kept) -> bool {
        let inside = |period: Period| line.due.is_some_and(|due| period.contains(due));
        self.scope.period.is_none_or(inside)
    }

    fn in_currency(&self, line: &Kept) -> bool {
        line.amount
            .is_some_and(|amount| amount.currency == self.scope.currency)
    }

    /// What the line adds to the plan of the scope.
    fn value(&self, line: &Kept) -> i64 {
        if line.counts && self.owns(line) && self.in_period(line) && self.in_currency(line) {
            line.outstanding().map_or(0, |money| money.minor)
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests;
