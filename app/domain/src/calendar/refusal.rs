//! Why a change of the calendar is refused.
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    /// The end is not after the beginning, or beyond midnight.
    Hours,
    NoWorkingDay,
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        Some(Field::WorkingHours)
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::Hours => (
                "Koniec pracy musi być później niż początek i najpóźniej o północy. Popraw godziny.",
                "Work must end after it begins and by midnight. Correct the hours.",
            ),
            Self::NoWorkingDay => (
                "W kalendarzu nie ma ani jednego dnia roboczego, więc żaden termin by nie nadszedł. Zaznacz co najmniej jeden dzień tygodnia.",
                "The calendar has no working day, so no deadline would ever come. Tick at least one weekday.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    use Refusal::*;
    crate::refusal::chain(Hours, |refusal| match refusal {
        Hours => Some(NoWorkingDay),
        NoWorkingDay => None,
    })
}
