//! Questions about access asked from the record's side: who sees it, as whom, what would change.
//! Invariant: each is `decide` asked again; nothing here grants anything.
use super::acl::RecordAcl;
use super::action::Action;
use super::decide::{Because, Decision, Denial, Missing, World, decide};
use super::principal::Principal;
use crate::id::PersonId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// How many records somebody gains and loses by a change of policy, groups or roles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shift {
    pub gained: u64,
    pub lost: u64,
}

/// *Who can see this?* Everyone who reads the record and why, in the order given.
pub fn audience<'a>(
    world: &World,
    people: impl IntoIterator<Item = &'a Principal>,
    acl: &RecordAcl,
    now: Moment,
) -> Vec<(PersonId, Because)> {
    let sees = |who: &'a Principal| {
        let because = decide(world, who, Action::Read, acl, now).verdict().ok()?;
        Some((who.id, because))
    };
    people.into_iter().filter_map(sees).collect()
}

/// *View as*: what `shown` may read, and `viewer` too. It reads only; the reason is `shown`'s.
#[must_use]
pub fn seen_as(
    world: &World,
    shown: &Principal,
    viewer: &Principal,
    action: Action,
    acl: &RecordAcl,
    now: Moment,
) -> Decision {
    let decides = |who, action| decide(world, who, action, acl, now);
    let both_read = [viewer, shown].map(|who| decides(who, Action::Read).allows());
    if both_read != [true, true] {
        return Decision::Deny(Denial::Invisible);
    }
    let reads = matches!(action, Action::Read | Action::Field(_));
    if !reads || !decides(viewer, action).allows() {
        return Decision::Deny(Denial::Forbidden(Missing::Right(action)));
    }
    decides(shown, action)
}

/// *What if*: compares what one person reads before and after a change.
pub fn shift<'a>(
    before: (&World, &Principal),
    after: (&World, &Principal),
    records: impl IntoIterator<Item = &'a RecordAcl>,
    now: Moment,
) -> Shift {
    let reads = |(world, who): (&World, &Principal), acl: &RecordAcl| {
        decide(world, who, Action::Read, acl, now).allows()
    };
    records
        .into_iter()
        .fold(Shift::default(), |mut shift, acl| {
            match (reads(before, acl), reads(after, acl)) {
                (false, true) => shift.gained += 1,
                (true, false) => shift.lost += 1,
                _ => {}
            }
            shift
        })
}
