//! How much of what is refused the log takes in. Invariant: for each person, and for all who are not
//! signed in together, at most so many entries a day; memory grows with people, not with refusals.
use domain::audit::Deed;
use domain::by::Actor;
use domain::id::PersonId;
use domain::time::Moment;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Refusals of one person told a day.
const OF_PERSON: u32 = 200;
/// Refusals of all strangers told a day.
const OF_STRANGERS: u32 = 1_000;
const DAY: i64 = 24 * 3600 * Moment::MICROS_PER_SECOND;

#[derive(Default)]
pub(crate) struct Budget(Mutex<Told>);

#[derive(Default)]
struct Told {
    day: i64,
    told: BTreeMap<Option<PersonId>, u32>,
}

impl Budget {
    /// What is written of it: the deed, or once that there is more, or nothing.
    pub(crate) fn admit(&self, actor: Option<Actor>, now: Moment, deed: Deed) -> Option<Deed> {
        let (person, most) = match actor {
            Some(Actor::Person(person)) => (Some(person), OF_PERSON),
            // The system is refused nothing over and over.
            Some(Actor::System(_)) | None => (None, OF_STRANGERS),
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let today = now.0.div_euclid(DAY);
        if kept.day != today {
            *kept = Told {
                day: today,
                told: BTreeMap::new(),
            };
        }
        let told = kept.told.entry(person).or_default();
        *told = told.saturating_add(1);
        match (*told).cmp(&most) {
            std::cmp::Ordering::Less => Some(deed),
            std::cmp::Ordering::Equal => Some(Deed::Silenced),
            std::cmp::Ordering::Greater => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refusal::Refusal;

    fn refused() -> Deed {
        Deed::Refused {
            command: "/api/deals/win".to_owned(),
            why: Box::new(Refusal::Invisible),
        }
    }

    #[test]
    fn whoever_is_refused_over_and_over_fills_no_disk_and_silences_nobody_else() {
        let budget = Budget::default();
        let ask = |person: Option<u64>, now| {
            let actor = person.map(|id| Actor::Person(PersonId(id)));
            budget.admit(actor, Moment(now), refused())
        };
        let told: Vec<_> = (0..10_000).filter_map(|now| ask(Some(4), now)).collect();
        assert_eq!(told.len(), OF_PERSON as usize);
        assert_eq!(told.last(), Some(&Deed::Silenced));
        assert_eq!(ask(Some(5), 0), Some(refused()));
        assert_eq!(ask(None, 0), Some(refused()));
        assert_eq!(ask(Some(4), DAY), Some(refused()), "the next day");
    }
}
