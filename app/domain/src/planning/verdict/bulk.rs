//! Agreeing many lines at once. Invariant: each line passes the same guards as alone; one that is
//! refused holds up none of the others and is told with its reason.
use super::{Case, Event, Ruling, Verdict};
use crate::id::InstalmentId;
use crate::planning::hand::Hand;
use crate::refusal::Refusal as Refused;

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bulk {
    pub given: Vec<(Verdict, Event)>,
    pub refused: Vec<(InstalmentId, Refused)>,
}

/// Agrees every line as it came up; with a verdict of this level that stands already, that one is
/// changed. The caller chose the lines by a filter.
#[must_use]
pub fn agree_all<'a>(
    hand: Hand,
    cases: impl IntoIterator<Item = (Case<'a>, Option<Verdict>)>,
) -> Bulk {
    let mut bulk = Bulk::default();
    for (case, standing) in cases {
        match agree(hand, &case, standing) {
            Ok(given) => bulk.given.push(given),
            Err(refused) => bulk.refused.push((case.line.id, refused)),
        }
    }
    bulk
}

fn agree(
    hand: Hand,
    case: &Case<'_>,
    standing: Option<Verdict>,
) -> Result<(Verdict, Event), Refused> {
    let Some(mut verdict) = standing else {
        return Verdict::give(hand, case, Ruling::agreed());
    };
    let seen = verdict.stamp.version;
    let event = verdict.change(hand, seen, case, Ruling::agreed())?;
    Ok((verdict, event))
}
