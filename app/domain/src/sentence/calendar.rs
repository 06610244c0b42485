//! Sentences about the firm's calendar.
use super::words::{arrow, day, edits};
use crate::calendar::{CalendarChanges, Holidays, Hours, OwnDay, Week};
use crate::change::Change;
use crate::field::Field;
use crate::lang::Lang;
use crate::time::Day;

/// Own days told one by one; more are counted.
const TOLD: usize = 5;

pub(super) fn sentence(changes: &CalendarChanges, lang: Lang) -> String {
    let said = [
        changes.week.as_ref().map(|change| {
            arrow(Field::WorkingHours, change, lang, |week| {
                self::week(*week, lang)
            })
        }),
        changes.holidays.as_ref().map(|change| {
            arrow(Field::Holidays, change, lang, |holidays| match holidays {
                Holidays::Poland => lang.pick("polskie", "Polish").to_owned(),
                Holidays::None => lang.pick("brak", "none").to_owned(),
            })
        }),
    ];
    let mut said: Vec<String> = said.into_iter().flatten().collect();
    let own = changes.own.iter().take(TOLD);
    said.extend(own.map(|(day, change)| own_day(*day, change, lang)));
    let more = changes.own.len().saturating_sub(TOLD) as u64;
    if more > 0 {
        let noun = lang.plural(
            more,
            lang.pick("własny dzień", "own day"),
            lang.pick("własne dni", "own days"),
            lang.pick("własnych dni", "own days"),
        );
        said.push(format!("+ {more} {noun}"));
    }
    edits(said, false, lang)
}

/// "pn. 8:00–16:00, …"; days off are left out.
fn week(week: Week, lang: Lang) -> String {
    let names = lang.pick(
        ["pn.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    );
    let days = names.into_iter().zip(week.0);
    let worked = days.filter_map(|(name, of)| Some(format!("{name} {}", hours(of?))));
    super::words::joined(worked, lang)
}

fn hours(hours: Hours) -> String {
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    format!("{}–{}", clock(hours.from), clock(hours.to))
}

fn own_day(on: Day, change: &Change<Option<OwnDay>>, lang: Lang) -> String {
    let (label, own) = match (&change.was, &change.is) {
        (_, Some(own)) if own.hours.is_none() => (lang.pick("Dzień wolny", "Day off"), own),
        (_, Some(own)) => (lang.pick("Dzień pracujący", "Working day"), own),
        (Some(own), None) => (lang.pick("Zwykły dzień", "Usual day"), own),
        (None, None) => return day(on, lang),
    };
    let when = own
        .hours
        .map_or(String::new(), |of| format!(" {}", hours(of)));
    format!("{label}: {}{when}, {}", day(on, lang), own.name)
}
