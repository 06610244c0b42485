//! Rules of the calendar.
use super::*;
use crate::change::Change;

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    let utc: NaiveDateTime = text.parse().unwrap();
    Moment(utc.and_utc().timestamp_micros())
}

fn days_off(year: i32) -> Vec<String> {
    let mut days: Vec<_> = polish(year).map(|holiday| holiday.day).collect();
    days.sort_unstable();
    days.into_iter().map(|day| day.format_short()).collect()
}

trait Short {
    fn format_short(self) -> String;
}

impl Short for Day {
    fn format_short(self) -> String {
        format!("{}.{}", self.day(), self.month())
    }
}

#[test]
fn easter_is_where_the_tables_of_the_church_have_it() {
    for sunday in [
        "1954-04-18",
        "1981-04-19",
        "1999-04-04",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2285-03-22",
    ] {
        assert_eq!(easter(day(sunday).year()), Some(day(sunday)), "{sunday}");
    }
}

#[test]
fn the_holidays_of_2026_are_fourteen_with_christmas_eve() {
    let expected = "1.1 6.1 5.4 6.4 1.5 3.5 24.5 4.6 15.8 1.11 11.11 24.12 25.12 26.12";
    assert_eq!(days_off(2026).join(" "), expected);
}

#[test]
fn a_year_has_the_holidays_that_the_law_gave_it_then() {
    let has = |date: &str| polish(day(date).year()).any(|holiday| holiday.day == day(date));
    for kept in [
        "2025-12-24",
        "2011-01-06",
        "1960-01-06",
        "1989-11-11",
        "1990-05-03",
        "1989-07-22",
        "1989-08-15",
        "1960-08-15",
    ] {
        assert!(has(kept), "{kept}");
    }
    for not_kept in [
        "2024-12-24",
        "2010-01-06",
        "1961-01-06",
        "1988-11-11",
        "1989-05-03",
        "1990-07-22",
        "1988-08-15",
        "1961-08-15",
    ] {
        assert!(!has(not_kept), "{not_kept}");
    }
}

#[test]
fn weekends_holidays_and_own_days_off_are_not_worked_and_own_working_days_are() {
    let mut calendar = Calendar::default();
    let own = |hours| OwnDay {
        name: "Inwentaryzacja".to_owned(),
        hours,
    };
    calendar.own.insert(day("2026-11-23"), own(None));
    calendar
        .own
        .insert(day("2026-11-28"), own(Some(Hours::new(540, 720))));
    calendar
        .own
        .insert(day("2026-12-24"), own(Some(Hours::new(480, 600))));
    let works = |date| calendar.is_working(day(date));
    assert!(!works("2026-11-21") && !works("2026-11-11") && !works("2026-11-23"));
    assert!(works("2026-11-24") && works("2026-11-28") && works("2026-12-24"));
    assert_eq!(
        calendar.name(day("2026-11-11"), Lang::Pl).as_deref(),
        Some("Święto Niepodległości")
    );
    assert_eq!(
        calendar.working_days_between(day("2026-11-20"), day("2026-11-30")),
        6
    );
}

#[test]
fn a_working_day_after_friday_is_monday_and_before_a_long_weekend_tuesday() {
    let calendar = Calendar::default();
    let add = |date, days| calendar.add_working_days(day(date), days).unwrap();
    assert_eq!(add("2026-11-20", 1), day("2026-11-23"));
    assert_eq!(add("2026-11-21", 1), day("2026-11-23"));
    assert_eq!(add("2026-04-03", 1), day("2026-04-07"));
    assert_eq!(add("2026-04-07", -1), day("2026-04-03"));
    assert_eq!(add("2025-12-23", 1), day("2025-12-29"));
    assert_eq!(add("2026-11-21", 0), day("2026-11-21"));
}

#[test]
fn working_time_runs_only_in_hours_and_by_the_clock_of_the_firm() {
    let calendar = Calendar::default();
    // Friday 15:00 in Poland, winter and summer.
    let end = |from| calendar.add_working_time(at(from), TimeDelta::hours(2));
    assert_eq!(end("2026-11-20T14:00:00"), Some(at("2026-11-23T08:00:00")));
    assert_eq!(end("2026-07-03T13:00:00"), Some(at("2026-07-06T07:00:00")));
    // Over the change of clocks.
    assert_eq!(end("2026-10-23T13:00:00"), Some(at("2026-10-26T08:00:00")));
    let between =
        calendar.working_time_between(at("2026-10-23T13:00:00"), at("2026-10-26T08:00:00"));
    assert_eq!(between, TimeDelta::hours(2));
}

#[test]
fn a_question_over_all_time_costs_years_not_days() {
    let calendar = Calendar::default();
    let all = calendar.working_days_between(Day::MIN, Day::MAX);
    assert!(all > 136_000_000, "{all}");
    let last = calendar.add_working_days(Day::MIN, all).unwrap();
    assert!(calendar.is_working(last) && (Day::MAX - last).num_days() < 3);
    assert_eq!(calendar.add_working_days(Day::MIN, all + 9), None);
    let ever = calendar.working_time_between(Moment(i64::MIN), Moment(i64::MAX));
    assert!(ever > TimeDelta::days(30_000_000));
    assert_eq!(calendar.add_working_time(Moment(0), TimeDelta::MAX), None);
}

fn changed(
    calendar: &mut Calendar,
    changes: CalendarChanges,
) -> Result<(), crate::refusal::Refusal> {
    calendar.change(changes).map(|done| assert!(done.is_ok()))
}

#[test]
fn a_calendar_without_a_working_day_or_with_hours_turned_round_is_refused() {
    let mut calendar = Calendar::default();
    let was = calendar.week;
    let week = |is| CalendarChanges {
        week: Some(Change::new(was, is)),
        ..CalendarChanges::default()
    };
    assert_eq!(
        changed(&mut calendar, week(Week([None; 7]))),
        Err(Refusal::NoWorkingDay.into())
    );
    for (from, to) in [(960, 480), (480, 480), (0, 1441)] {
        let hours = Week([Some(Hours::new(from, to)); 7]);
        assert_eq!(
            changed(&mut calendar, week(hours)),
            Err(Refusal::Hours.into())
        );
    }
    assert_eq!(calendar, Calendar::default());
    assert_eq!(
        changed(&mut calendar, week(was)),
        Err(crate::refusal::Refusal::Unchanged)
    );
}

#[test]
fn own_days_of_two_editors_both_stand_and_one_day_clashes() {
    let mut calendar = Calendar::default();
    let own = |name: &str| {
        Some(OwnDay {
            name: name.to_owned(),
            hours: None,
        })
    };
    let set = |date, was, is| CalendarChanges {
        own: [(day(date), Change::new(was, is))].into(),
        ..CalendarChanges::default()
    };
    changed(&mut calendar, set("2026-05-02", None, own("A"))).unwrap();
    changed(&mut calendar, set("2026-05-04", None, own("B"))).unwrap();
    let late = calendar.change(set("2026-05-02", None, own("C"))).unwrap();
    assert_eq!(late, Err(vec![crate::field::Field::OwnDay]));
    changed(&mut calendar, set("2026-05-02", own("A"), None)).unwrap();
    assert_eq!(calendar.own.len(), 1);
}

#[test]
fn a_calendar_comes_back_from_what_is_stored_and_an_old_firm_has_the_usual_one() {
    let mut calendar = Calendar {
        holidays: Holidays::None,
        ..Calendar::default()
    };
    calendar.own.insert(
        day("2026-05-02"),
        OwnDay {
            name: "x".to_owned(),
            hours: None,
        },
    );
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    assert_eq!(
        serde_json::from_str::<Calendar>("{}").unwrap(),
        Calendar::default()
    );
}

fn any_hours() -> impl Strategy<Value = Option<Hours>> {
    prop::option::weighted(
        0.7,
        (0..1440_u16).prop_flat_map(|from| {
            (Just(from), from + 1..=1440).prop_map(|(from, to)| Hours::new(from, to))
        }),
    )
}

fn any_day() -> impl Strategy<Value = Day> {
    (700_000..745_000).prop_map(|number| Day::from_num_days_from_ce_opt(number).unwrap())
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(Zone::all().collect::<Vec<_>>())
}

/// Whether the clock never changes.
fn is_fixed(zone: Zone) -> bool {
    ["UTC", "Asia/Kolkata", "Asia/Tokyo"].contains(&zone.name())
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let own = (any_day(), any_hours()).prop_map(|(day, hours)| {
        (
            day,
            OwnDay {
                name: "Own".to_owned(),
                hours,
            },
        )
    });
    let week = prop::array::uniform7(any_hours())
        .prop_filter("a working day", |week| week.iter().any(Option::is_some));
    let zone = any_zone();
    let holidays = prop::sample::select(vec![Holidays::Poland, Holidays::None]);
    (
        week,
        holidays,
        prop::collection::btree_map(any_day(), own, 0..4),
        zone,
    )
        .prop_map(|(week, holidays, own, zone)| Calendar {
            week: Week(week),
            holidays,
            own: own.into_values().collect(),
            zone,
        })
}

/// Day by day, as nothing else does.
fn brute_days(calendar: &Calendar, from: Day, to: Day) -> i64 {
    if to < from {
        return -brute_days(calendar, to, from);
    }
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.filter(|day| calendar.is_working(*day)).count() as i64
}

fn moment(day: Day, micros: i64) -> Moment {
    let midnight = day
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_micros();
    Moment(midnight + micros)
}

fn any_moment() -> impl Strategy<Value = Moment> {
    (any_day(), 0..86_400_000_000_i64).prop_map(|(day, micros)| moment(day, micros))
}

proptest! {
    #[test]
    fn working_days_are_what_counting_day_by_day_gives(calendar in any_calendar(), from in any_day(), days in -900..900_i64) {
        let to = from + TimeDelta::days(days);
        prop_assert_eq!(calendar.working_days_between(from, to), brute_days(&calendar, from, to));
    }

    #[test]
    fn working_days_add_up(calendar in any_calendar(), a in any_day(), b in any_day(), c in any_day()) {
        let between = |from, to| calendar.working_days_between(from, to);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert_eq!(between(a, b), -between(b, a));
    }

    #[test]
    fn adding_working_days_is_the_inverse_of_counting_them(calendar in any_calendar(), day in any_day(), days in -3_000..3_000_i64) {
        let end = calendar.add_working_days(day, days).unwrap();
        prop_assert!(days == 0 || calendar.is_working(end));
        if days >= 0 || calendar.is_working(day) {
            prop_assert_eq!(calendar.working_days_between(day, end), days);
        }
        if calendar.is_working(day) {
            prop_assert_eq!(calendar.add_working_days(end, -days), Some(day));
        }
    }

    #[test]
    fn working_time_adds_up_and_never_runs_backwards(calendar in any_calendar(), a in any_moment(), b in any_moment(), c in any_moment()) {
        let between = |from, to| calendar.working_time_between(from, to);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert!(b < a || between(a, b) >= TimeDelta::zero());
        prop_assert!(b < a || between(a, b) <= TimeDelta::microseconds(b.0 - a.0) + TimeDelta::hours(1));
    }

    #[test]
    fn adding_working_time_finds_the_first_moment_by_which_it_was_worked(calendar in any_calendar(), from in any_moment(), time in 1..4_000_000_000_000_i64) {
        let time = TimeDelta::microseconds(time);
        let end = calendar.add_working_time(from, time).unwrap();
        prop_assert!(calendar.working_time_between(from, end) >= time);
        prop_assert!(calendar.working_time_between(from, Moment(end.0 - 1)) < time);
        if is_fixed(calendar.zone) {
            prop_assert_eq!(calendar.working_time_between(from, end), time);
            let back = calendar.add_working_time(end, -time).unwrap();
            prop_assert_eq!(calendar.working_time_between(back, end), time);
            prop_assert!(calendar.working_time_between(Moment(back.0 + 1), end) < time);
        }
    }

    #[test]
    fn the_wall_clock_never_runs_backwards_and_leads_back(zone in any_zone(), hour in 400_000..500_000_i64, a in 0..7_200_000_000_i64, b in 0..7_200_000_000_i64) {
        let [a, b] = [a, b].map(|micros| Moment(hour * 3_600_000_000 + micros));
        prop_assert!((a <= b) == (wall::of(zone, a) <= wall::of(zone, b)) || wall::of(zone, a) == wall::of(zone, b));
        let back = wall::moment(zone, wall::of(zone, a));
        prop_assert!(back <= a && wall::of(zone, back) == wall::of(zone, a));
        prop_assert!(wall::of(zone, Moment(back.0 - 1)) < wall::of(zone, a));
    }
}
