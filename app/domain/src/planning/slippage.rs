//! What became of what was promised: agreed figures frozen at the end of a window, beside what is
//! planned and received now. Invariants: what was promised is what the frozen snapshot holds, never
//! worked out anew; each promised amount is kept, received or slipped, and the three sum to it.
use super::indicators::{Accuracy, Ratio};
use super::snapshot::{Kept, Snapshot};
use crate::id::{InstalmentId, PersonId};
use crate::money::Currency;
use crate::period::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Of one currency, in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Slippage {
    /// Agreed for the period when it was frozen.
    pub promised: i64,
    /// Of that, what came in since.
    pub received: i64,
    /// Of that, what is still planned within the period.
    pub kept: i64,
    /// Of that, what was put off, lowered or lost.
    pub slipped: i64,
}

impl Slippage {
    /// Slippage = slipped ÷ promised; absent where nothing was promised.
    #[must_use]
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::of(self.slipped, self.promised)
    }

    /// Of the lines that were agreed for the period in the frozen snapshot.
    #[must_use]
    pub fn between(frozen: &Snapshot, now: &Snapshot, period: Period, currency: Currency) -> Self {
        let now: BTreeMap<InstalmentId, &Kept> = by_id(now);
        let mut all = Self::default();
        for was in &frozen.lines {
            let Some(promised) = was.promised_in(period, currency) else {
                continue;
            };
            let is = now
                .get(&was.id)
                .filter(|is| is.currency() == Some(currency));
            let received = is.map_or(0, |is| is.received - was.received);
            let received = received.clamp(0, promised);
            let planned =
                is.filter(|is| is.counts && is.due.is_some_and(|due| period.contains(due)));
            let open = planned
                .and_then(|is| is.outstanding())
                .map_or(0, |money| money.minor);
            let kept = open.clamp(0, promised - received);
            all.promised += promised;
            all.received += received;
            all.kept += kept;
            all.slipped += promised - received - kept;
        }
        all
    }
}

/// How often a line's day was put off, over snapshots in the order of time.
#[must_use]
pub fn pushes<'a>(line: InstalmentId, snapshots: impl IntoIterator<Item = &'a Snapshot>) -> u32 {
    let mut pushes = 0;
    let mut before = None;
    for snapshot in snapshots {
        let found = snapshot.lines.binary_search_by_key(&line, |kept| kept.id);
        let due = found.ok().and_then(|at| snapshot.lines.get(at)?.due);
        if let (Some(was), Some(is)) = (before, due)
            && is > was
        {
            pushes += 1;
        }
        before = due.or(before);
    }
    pushes
}

/// How well each person's agreed figures of the period met what came in; `received` tells what of a
/// line came in within it. Who promised nothing and received something is measured, too.
#[must_use]
pub fn accuracy(
    frozen: &Snapshot,
    (period, currency): (Period, Currency),
    received: impl Fn(InstalmentId) -> i64,
) -> BTreeMap<PersonId, Accuracy> {
    let mut people: BTreeMap<PersonId, Accuracy> = BTreeMap::new();
    for line in &frozen.lines {
        let forecast = line.promised_in(period, currency).unwrap_or(0);
        let actual = if line.currency() == Some(currency) {
            received(line.id)
        } else {
            0
        };
        if forecast != 0 || actual != 0 {
            people.entry(line.owner).or_default().add(forecast, actual);
        }
    }
    people
}

fn by_id(snapshot: &Snapshot) -> BTreeMap<InstalmentId, &Kept> {
    let lines = snapshot.lines.iter();
    lines.map(|line| (line.id, line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{GroupId, SnapshotId};
    use crate::money::Sums;
    use crate::period::{FiscalStart, Length};
    use crate::planning::snapshot::{Promise, Taken};
    use crate::planning::tests::examples::{line, on};
    use crate::time::{Day, Moment};
    use proptest::prelude::*;

    fn november() -> Period {
        Period::of(on(11, 1), Length::Month, FiscalStart::default())
    }

    fn kept(deal: u64, minor: i64, due: Day, agreed: Option<i64>) -> Kept {
        let mut line = line(deal, minor);
        line.due = Some(due);
        let agreed = agreed.map(|minor| Promise { minor, due });
        Kept {
            agreed,
            ..Kept::of(&line, true)
        }
    }

    fn taken(lines: Vec<Kept>) -> Snapshot {
        let at = (Moment(0), Taken::Daily);
        Snapshot::take(SnapshotId(1), GroupId(3), at, lines, Sums::default())
    }

    fn slipped(frozen: Vec<Kept>, now: Vec<Kept>) -> Slippage {
        Slippage::between(&taken(frozen), &taken(now), november(), Currency::PLN)
    }

    #[test]
    fn what_was_promised_is_received_kept_or_slipped() {
        let (soon, late) = (on(11, 20), on(12, 20));
        let frozen = vec![
            kept(1, 100, soon, Some(100)),
            kept(2, 100, soon, Some(90)),
            kept(3, 100, soon, None),
            kept(4, 100, soon, Some(100)),
        ];
        let paid = Kept {
            received: 40,
            ..kept(1, 100, soon, None)
        };
        let now = vec![paid, kept(2, 100, late, None), kept(3, 100, late, None)];
        let found = slipped(frozen, now);
        let wanted = Slippage {
            promised: 290,
            received: 40,
            kept: 60,
            slipped: 190,
        };
        assert_eq!((found, found.ratio()), (wanted, Some(Ratio(6552))));
        assert_eq!(slipped(Vec::new(), Vec::new()).ratio(), None);
    }

    #[test]
    fn every_day_put_off_is_a_push_and_none_brought_forward() {
        let days = [on(11, 20), on(11, 25), on(11, 22), on(12, 1), on(12, 1)];
        let all: Vec<Snapshot> = days
            .iter()
            .map(|due| taken(vec![kept(1, 1, *due, None)]))
            .collect();
        assert_eq!(pushes(line(1, 1).id, &all), 2);
        assert_eq!(pushes(line(2, 1).id, &all), 0);
    }

    #[test]
    fn accuracy_is_measured_on_what_was_frozen() {
        let frozen = taken(vec![
            kept(1, 100, on(11, 20), Some(100)),
            kept(2, 50, on(12, 1), Some(50)),
        ]);
        let result = accuracy(&frozen, (november(), Currency::PLN), |id| {
            if id.deal.0 == 1 { 80 } else { 20 }
        });
        let accuracy = result[&PersonId(5)];
        assert_eq!(accuracy.wape(), Some(Ratio(4000)));
        assert_eq!(accuracy.bias(), Some(Ratio(0)));
    }

    proptest! {
        #[test]
        fn the_parts_of_what_was_promised_sum_to_it(
            lines in prop::collection::vec((1..200_i64, 0..250_i64, 0..300_i64, any::<bool>(), any::<bool>()), 0..10),
        ) {
            let (mut frozen, mut now) = (Vec::new(), Vec::new());
            for (deal, (agreed, amount, received, late, gone)) in (1..).zip(lines) {
                frozen.push(kept(deal, 100, on(11, 20), Some(agreed)));
                let due = if late { on(12, 20) } else { on(11, 21) };
                if !gone {
                    now.push(Kept { received, ..kept(deal, amount, due, None) });
                }
            }
            let found = slipped(frozen, now);
            prop_assert_eq!(found.received + found.kept + found.slipped, found.promised);
            prop_assert!(found.received >= 0 && found.kept >= 0 && found.slipped >= 0);
        }
    }
}
