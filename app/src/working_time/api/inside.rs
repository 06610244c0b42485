//! What the page of the working calendar reads and changes; only on the server.
use crate::current::Current;
use crate::failure::Failure;
use crate::working_time::{Own, WorkingTime, clock};
use chrono::Datelike;
use domain::calendar::{Calendar, CalendarChanges, Holidays, Hours, OwnDay, Week, polish};
use domain::change::Change;
use domain::dates::parse_day;
use domain::field::Field;
use domain::lang::Lang;
use domain::refusal::Refusal;
use domain::time::Day;

pub(super) use clock::hours;

pub(super) fn shown(calendar: &Calendar, today: Day, lang: Lang) -> WorkingTime {
    let until = today
        .checked_add_months(chrono::Months::new(12))
        .unwrap_or(today);
    let years = [today.year(), until.year()];
    let holidays = years.into_iter().flat_map(polish);
    let kept = calendar.holidays == Holidays::Poland;
    let coming = holidays
        .filter(|holiday| kept && (today..until).contains(&holiday.day))
        .map(|holiday| (holiday.day, holiday.name(lang).to_owned()));
    let mut coming: Vec<_> = coming.collect();
    coming.dedup();
    let own = |(day, own): (&Day, &OwnDay)| Own {
        day: *day,
        name: own.name.clone(),
        hours: own.hours,
        past: *day < today,
    };
    let (coming_own, past) = (calendar.own.range(today..), calendar.own.range(..today));
    WorkingTime {
        week: calendar.week.0,
        holidays: kept,
        coming,
        own: coming_own.map(own).chain(past.rev().map(own)).collect(),
    }
}

pub(super) fn week(was: &str, from: &[String], to: &[String]) -> Result<CalendarChanges, Refusal> {
    let was = clock::read_week(was).ok_or_else(malformed)?;
    let mut is = [None; 7];
    // A form sends every weekday; a list with holes would be read as other days.
    if [from.len(), to.len()] != [is.len(); 2] {
        return Err(malformed());
    }
    for (slot, (from, to)) in is.iter_mut().zip(from.iter().zip(to)) {
        *slot = hours(from, to)?;
    }
    Ok(CalendarChanges {
        week: Some(Change::new(Week(was), Week(is))),
        ..CalendarChanges::default()
    })
}

pub(super) fn holidays(was: bool, keep: bool) -> CalendarChanges {
    let of = |kept| {
        if kept {
            Holidays::Poland
        } else {
            Holidays::None
        }
    };
    CalendarChanges {
        holidays: Some(Change::new(of(was), of(keep))),
        ..CalendarChanges::default()
    }
}

pub(super) fn without(day: &str, name: String, raw: &str) -> Result<CalendarChanges, Refusal> {
    let day = parse_day(Field::OwnDay, day)?;
    let hours = clock::read_one(raw).ok_or_else(malformed)?;
    Ok(own(day, Some(OwnDay { name, hours }), None))
}

fn own(day: Day, was: Option<OwnDay>, is: Option<OwnDay>) -> CalendarChanges {
    CalendarChanges {
        own: [(day, Change::new(was, is))].into(),
        ..CalendarChanges::default()
    }
}

/// Only forms of ours write it.
fn malformed() -> Refusal {
    let field = Field::WorkingHours;
    let typed = String::new();
    domain::text::Refusal::Malformed { field, typed }.into()
}

pub(super) async fn change(changes: CalendarChanges, done: &str) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.change_calendar(changes))
        .await?;
    leptos_axum::redirect(&format!("/working-time?done={done}"));
    Ok(())
}

/// Whoever adds a day means it whatever stood there: what stood is read in the same work.
pub(super) async fn add(day: Day, name: String, hours: Option<Hours>) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let was = work.firm().calendar().own.get(&day).cloned();
            work.change_calendar(own(day, was, Some(OwnDay { name, hours })))
        })
        .await?;
    leptos_axum::redirect("/working-time?done=added");
    Ok(())
}
