//! Moments as people in Poland read them. Invariant: the offset follows the rule of the European
//! Union (summer time from the last Sunday of March to the last of October, both at 01:00 UTC), as
//! the firm has no zone of its own to choose yet; no table of zones travels to the browser.
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use domain::dates;
use domain::lang::Lang;
use domain::time::{Day, Moment};

/// "23.11.2026 14:05" in Polish time; empty beyond the calendar.
pub(super) fn written(moment: Moment, lang: Lang) -> String {
    let Some(utc) = utc(moment) else {
        return String::new();
    };
    let local = utc + offset(utc);
    let (day, time) = (local.date(), local.time());
    let hour_minute = time.to_string();
    let hour_minute = hour_minute.get(..5).unwrap_or_default();
    format!("{} {hour_minute}", dates::short(day, lang))
}

/// "2026-11-23T13:05:00Z".
pub(super) fn iso(moment: Moment) -> String {
    let Some(utc) = utc(moment) else {
        return String::new();
    };
    let time = utc.time().to_string();
    format!(
        "{}T{}Z",
        dates::iso(utc.date()),
        time.get(..8).unwrap_or_default()
    )
}

/// The first moment after this day in Polish time: until then a share lasts.
pub(super) fn end_of(day: Day) -> Option<Moment> {
    let midnight = day.succ_opt()?.and_hms_opt(0, 0, 0)?;
    let utc = midnight - offset(midnight - TimeDelta::hours(1));
    Some(Moment(utc.and_utc().timestamp_micros()))
}

/// The last day of something that ends at this moment.
pub(super) fn last_day(until: Moment) -> Option<Day> {
    let utc = utc(Moment(until.0.saturating_sub(1)))?;
    Some((utc + offset(utc)).date())
}

fn utc(moment: Moment) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp_micros(moment.0)?.naive_utc();
    // Room for the offset at both ends of the calendar.
    (1..=9999).contains(&utc.year()).then_some(utc)
}

fn offset(utc: NaiveDateTime) -> TimeDelta {
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer =
        change(3).is_some_and(|start| utc >= start) && change(10).is_some_and(|end| utc < end);
    TimeDelta::hours(if summer { 2 } else { 1 })
}

/// March and October have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let past = last.weekday().days_since(Weekday::Sun);
    last.checked_sub_signed(TimeDelta::days(i64::from(past)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(
            text.parse::<NaiveDateTime>()
                .unwrap()
                .and_utc()
                .timestamp_micros(),
        )
    }

    #[test]
    fn a_moment_is_written_in_polish_time() {
        assert_eq!(
            written(at("2026-11-23T13:05:59"), Lang::Pl),
            "23.11.2026 14:05"
        );
        assert_eq!(
            written(at("2026-07-01T22:30:00"), Lang::Pl),
            "02.07.2026 00:30"
        );
        assert_eq!(
            written(at("2026-07-01T22:30:00"), Lang::En),
            "02/07/2026 00:30"
        );
    }

    #[test]
    fn summer_time_begins_and_ends_on_the_last_sunday() {
        let hour = |text| written(at(text), Lang::Pl).split_off(11);
        assert_eq!(hour("2026-03-29T00:59:00"), "01:59");
        assert_eq!(hour("2026-03-29T01:00:00"), "03:00");
        assert_eq!(hour("2026-10-25T00:59:00"), "02:59");
        assert_eq!(hour("2026-10-25T01:00:00"), "02:00");
    }

    #[test]
    fn the_machine_reads_coordinated_time() {
        assert_eq!(iso(at("2026-11-23T13:05:59")), "2026-11-23T13:05:59Z");
        assert_eq!(iso(Moment(i64::MAX)), "");
    }

    #[test]
    fn a_share_lasts_to_the_end_of_its_last_day() {
        for day in [
            "2026-11-23",
            "2026-07-01",
            "2026-03-28",
            "2026-03-29",
            "2026-10-24",
            "2026-10-25",
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!(last_day(end_of(day).unwrap()), Some(day));
        }
        assert_eq!(
            end_of("2026-11-23".parse().unwrap()),
            Some(at("2026-11-23T23:00:00"))
        );
    }
}
