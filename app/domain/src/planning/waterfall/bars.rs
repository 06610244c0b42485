//! One line's change as bars. Invariant: whatever happened to the line, its bars sum to the
//! difference of its two values; the first cause that explains a coming or going takes all of it.
use super::View;
use crate::deals::Status;
use crate::id::InstalmentId;
use crate::lang::Lang;
use crate::planning::snapshot::Kept;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Bar {
    New,
    /// Came from a later or earlier period, or got its date.
    PulledIn,
    Raised,
    /// Went to another period, or lost its date.
    PushedOut,
    Lowered,
    /// The deal was lost, or the line removed.
    Lost,
    Received,
    /// Came from or went to somebody outside the scope.
    Moved,
    /// Began or ceased to count by the rule.
    Counted,
    /// Turned into another currency, or from one.
    Currency,
}

/// What one line adds to one bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub line: InstalmentId,
    pub bar: Bar,
    /// Signed minor units.
    pub minor: i64,
}

impl Bar {
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::PulledIn,
        Self::Raised,
        Self::PushedOut,
        Self::Lowered,
        Self::Lost,
        Self::Received,
        Self::Moved,
        Self::Counted,
        Self::Currency,
    ];

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::New => lang.pick("nowe", "new"),
            Self::PulledIn => lang.pick("przesunięte do okresu", "pulled in"),
            Self::Raised => lang.pick("podwyższone", "raised"),
            Self::PushedOut => lang.pick("przesunięte poza okres", "pushed out"),
            Self::Lowered => lang.pick("obniżone", "lowered"),
            Self::Lost => lang.pick("utracone", "lost"),
            Self::Received => lang.pick("otrzymane", "received"),
            Self::Moved => lang.pick("zmiana opiekuna", "changed hands"),
            Self::Counted => lang.pick("zmiana zasad lub kategorii", "rule or category"),
            Self::Currency => lang.pick("zmiana waluty", "currency"),
        }
    }
}

pub(super) fn of(view: &View<'_>, was: Option<&Kept>, is: Option<&Kept>) -> Vec<Entry> {
    let Some(id) = was.or(is).map(|line| line.id) else {
        return Vec::new();
    };
    let [before, after] = [was, is].map(|line| line.map_or(0, |line| view.value(line)));
    let entry = |bar, minor| Entry {
        line: id,
        bar,
        minor,
    };
    let (Some(was), Some(is)) = (was, is) else {
        let bar = if is.is_some() { Bar::New } else { Bar::Lost };
        return some(vec![entry(bar, after - before)]);
    };
    let inside = |line: &Kept| {
        line.counts && view.owns(line) && view.in_period(line) && view.in_currency(line)
    };
    match (inside(was), inside(is)) {
        (false, false) => Vec::new(),
        (true, true) => {
            let received = was.received - is.received;
            let rest = after - before - received;
            let bar = if rest > 0 { Bar::Raised } else { Bar::Lowered };
            some(vec![entry(Bar::Received, received), entry(bar, rest)])
        }
        // What came in before the line went away came in all the same.
        (true, false) if same_currency(was, is) => {
            let received = was.received - is.received;
            let bar = cause(view, was, is);
            some(vec![
                entry(Bar::Received, received),
                entry(bar, -before - received),
            ])
        }
        (true, false) => some(vec![entry(cause(view, was, is), -before)]),
        (false, true) => some(vec![entry(cause(view, was, is), after)]),
    }
}

/// Why a line came into the scope or left it. The first that holds, in this order: lost or taken up
/// again, another owner, another period, another currency, else the rule.
fn cause(view: &View<'_>, was: &Kept, is: &Kept) -> Bar {
    let lost = |line: &Kept| line.status == Status::Lost;
    match (lost(was), lost(is)) {
        (false, true) => return Bar::Lost,
        (true, false) => return Bar::New,
        _ => {}
    }
    if view.owns(was) != view.owns(is) {
        return Bar::Moved;
    }
    if view.in_period(was) != view.in_period(is) {
        let came = view.in_period(is);
        return if came { Bar::PulledIn } else { Bar::PushedOut };
    }
    match (was.amount, is.amount) {
        (None, Some(_)) => Bar::Raised,
        (Some(_), None) => Bar::Lowered,
        _ if !same_currency(was, is) => Bar::Currency,
        _ => Bar::Counted,
    }
}

fn same_currency(was: &Kept, is: &Kept) -> bool {
    let [was, is] = [was, is].map(|line| line.amount.map(|amount| amount.currency));
    was == is
}

fn some(entries: Vec<Entry>) -> Vec<Entry> {
    let entries = entries.into_iter();
    entries.filter(|entry| entry.minor != 0).collect()
}
