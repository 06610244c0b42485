//! Changing the calendar part by part: editors of different parts both succeed.
use super::{Calendar, Holidays, Hours, OwnDay, Refusal, Week};
use crate::change::{Change, apply};
use crate::field::Field;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the editor saw and what they typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CalendarChanges {
    #[serde(default)]
    pub week: Option<Change<Week>>,
    #[serde(default)]
    pub holidays: Option<Change<Holidays>>,
    /// Own days added, changed or taken out.
    #[serde(default)]
    pub own: BTreeMap<Day, Change<Option<OwnDay>>>,
}

/// Most own days: forty years of fifty each.
const MOST_OWN: usize = 2000;
const NAME: usize = 100;

impl Calendar {
    /// Changes the parts; gives what really changed, or the fields that clash with what stands.
    pub(crate) fn change(
        &mut self,
        changes: CalendarChanges,
    ) -> Result<Result<CalendarChanges, Vec<Field>>, Refused> {
        let changes = changes.checked()?;
        let clashing = changes.clashes(self);
        if !clashing.is_empty() {
            return Ok(Err(clashing));
        }
        let mut new = self.clone();
        let done = CalendarChanges {
            week: apply(&mut new.week, changes.week),
            holidays: apply(&mut new.holidays, changes.holidays),
            own: changes
                .own
                .into_iter()
                .filter_map(|(day, change)| Some((day, new.set_own(day, change.is)?)))
                .collect(),
        };
        if done == CalendarChanges::default() {
            return Err(Refused::Unchanged);
        }
        if new.own.len() > MOST_OWN {
            let field = Field::OwnDay;
            return Err(text::Refusal::TooMany {
                field,
                limit: MOST_OWN,
            }
            .into());
        }
        *self = new;
        Ok(Ok(done))
    }

    fn set_own(&mut self, day: Day, is: Option<OwnDay>) -> Option<Change<Option<OwnDay>>> {
        let was = match is.clone() {
            Some(own) => self.own.insert(day, own),
            None => self.own.remove(&day),
        };
        Change::between(was, is)
    }
}

impl CalendarChanges {
    fn checked(mut self) -> Result<Self, Refused> {
        if let Some(week) = &self.week {
            if week.is.0.iter().all(Option::is_none) {
                return Err(Refusal::NoWorkingDay.into());
            }
            week.is
                .0
                .iter()
                .flatten()
                .try_for_each(|hours| sound(*hours))?;
        }
        for change in self.own.values_mut() {
            let Some(own) = &mut change.is else { continue };
            own.name = text::required(Field::OwnDay, &own.name, NAME)?;
            own.hours.map_or(Ok(()), sound)?;
        }
        Ok(self)
    }

    fn clashes(&self, calendar: &Calendar) -> Vec<Field> {
        let own = self.own.iter();
        let mut own = own.map(|(day, change)| change.clashes(&calendar.own.get(day).cloned()));
        let clashing = [
            (
                Field::WorkingHours,
                clash(self.week.as_ref(), &calendar.week),
            ),
            (
                Field::Holidays,
                clash(self.holidays.as_ref(), &calendar.holidays),
            ),
            (Field::OwnDay, own.any(|clashes| clashes)),
        ];
        let fields = clashing.into_iter().filter(|(_, clashes)| *clashes);
        fields.map(|(field, _)| field).collect()
    }
}

fn clash<T: PartialEq>(change: Option<&Change<T>>, current: &T) -> bool {
    change.is_some_and(|change| change.clashes(current))
}

fn sound(hours: Hours) -> Result<(), Refused> {
    if hours.is_sound() {
        Ok(())
    } else {
        Err(Refusal::Hours.into())
    }
}
