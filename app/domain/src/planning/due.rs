//! When money is due: on a day, or so many working days after the deal is signed or delivered.
//! Invariant: a due date that hangs on an unknown day is unknown, never guessed.
use crate::calendar::Calendar;
use crate::field::Field;
use crate::lang::Lang;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// The event a due date hangs on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Anchor {
    Signing,
    Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Due {
    On(Day),
    After { anchor: Anchor, working_days: u16 },
}

/// The days the anchors fall on, as far as they are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Anchors {
    #[serde(default)]
    pub signing: Option<Day>,
    #[serde(default)]
    pub delivery: Option<Day>,
}

/// Five years of working days.
const FARTHEST: i64 = 1300;

impl Anchor {
    pub const ALL: [Self; 2] = [Self::Signing, Self::Delivery];

    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Signing => Field::Signing,
            Self::Delivery => Field::Delivery,
        }
    }

    /// "od podpisania", "od dostawy": after "14 dni roboczych".
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Signing => lang.pick("od podpisania", "after signing"),
            Self::Delivery => lang.pick("od dostawy", "after delivery"),
        }
    }
}

impl Anchors {
    #[must_use]
    pub fn of(self, anchor: Anchor) -> Option<Day> {
        match anchor {
            Anchor::Signing => self.signing,
            Anchor::Delivery => self.delivery,
        }
    }

    pub(super) fn slot(&mut self, anchor: Anchor) -> &mut Option<Day> {
        match anchor {
            Anchor::Signing => &mut self.signing,
            Anchor::Delivery => &mut self.delivery,
        }
    }
}

impl Due {
    /// The day; `None` while its anchor is unknown.
    #[must_use]
    pub fn day(self, anchors: Anchors, calendar: &Calendar) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::After {
                anchor,
                working_days,
            } => calendar.add_working_days(anchors.of(anchor)?, i64::from(working_days)),
        }
    }

    pub(super) fn checked(self) -> Result<Self, text::Refusal> {
        if let Self::After { working_days, .. } = self {
            text::within(Field::Due, i64::from(working_days), 0, FARTHEST)?;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_date_counts_working_days_from_its_anchor_and_is_unknown_without_it() {
        let day = |day| Day::from_ymd_opt(2026, 11, day).unwrap();
        let due = Due::After {
            anchor: Anchor::Delivery,
            working_days: 2,
        };
        let calendar = Calendar::default();
        let anchors = Anchors {
            signing: Some(day(2)),
            // The Tuesday before Independence Day, which is off.
            delivery: Some(day(10)),
        };
        assert_eq!(due.day(anchors, &calendar), Some(day(13)));
        assert_eq!(due.day(Anchors::default(), &calendar), None);
        assert_eq!(Due::On(day(1)).day(anchors, &calendar), Some(day(1)));
    }
}
