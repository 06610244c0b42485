//! The firm's time zone: days and hours as its people live them. Invariant: a zone is a row of one
//! compact table, the rules in force since 1996; a moment has one day in it, and every day an end.
use crate::dates;
use crate::lang::Lang;
use crate::time::{Day, Moment};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A zone of the table, by its IANA name wherever it is kept or sent.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(&'static Rule);

#[derive(PartialEq, Eq)]
struct Rule {
    name: &'static str,
    /// Minutes east of Greenwich in winter.
    minutes: i64,
    summer: Summer,
}

/// When the clock is an hour ahead.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Summer {
    Never,
    /// From the last Sunday of March to the last of October, both at 01:00 UTC.
    European,
    /// From the second Sunday of March to the first of November, both at 02:00 of the local clock.
    American,
}

const fn rule(name: &'static str, minutes: i64, summer: Summer) -> Rule {
    Rule {
        name,
        minutes,
        summer,
    }
}

use Summer::{American, European, Never};

static RULES: [Rule; 44] = [
    rule("Europe/Warsaw", 60, European),
    rule("Europe/Amsterdam", 60, European),
    rule("Europe/Athens", 120, European),
    rule("Europe/Belgrade", 60, European),
    rule("Europe/Berlin", 60, European),
    rule("Europe/Bratislava", 60, European),
    rule("Europe/Brussels", 60, European),
    rule("Europe/Bucharest", 120, European),
    rule("Europe/Budapest", 60, European),
    rule("Europe/Copenhagen", 60, European),
    rule("Europe/Dublin", 0, European),
    rule("Europe/Helsinki", 120, European),
    rule("Europe/Istanbul", 180, Never),
    rule("Europe/Kyiv", 120, European),
    rule("Europe/Lisbon", 0, European),
    rule("Europe/Ljubljana", 60, European),
    rule("Europe/London", 0, European),
    rule("Europe/Luxembourg", 60, European),
    rule("Europe/Madrid", 60, European),
    rule("Europe/Minsk", 180, Never),
    rule("Europe/Oslo", 60, European),
    rule("Europe/Paris", 60, European),
    rule("Europe/Prague", 60, European),
    rule("Europe/Riga", 120, European),
    rule("Europe/Rome", 60, European),
    rule("Europe/Sofia", 120, European),
    rule("Europe/Stockholm", 60, European),
    rule("Europe/Tallinn", 120, European),
    rule("Europe/Vienna", 60, European),
    rule("Europe/Vilnius", 120, European),
    rule("Europe/Zagreb", 60, European),
    rule("Europe/Zurich", 60, European),
    rule("America/Chicago", -360, American),
    rule("America/Denver", -420, American),
    rule("America/Los_Angeles", -480, American),
    rule("America/New_York", -300, American),
    rule("America/Phoenix", -420, Never),
    rule("America/Toronto", -300, American),
    rule("Asia/Dubai", 240, Never),
    rule("Asia/Kolkata", 330, Never),
    rule("Asia/Shanghai", 480, Never),
    rule("Asia/Singapore", 480, Never),
    rule("Asia/Tokyo", 540, Never),
    rule("UTC", 0, Never),
];

impl Zone {
    /// Every zone to choose from, the usual one first.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(Self)
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|zone| zone.name() == name)
    }

    /// Such as "Europe/Warsaw".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The day of this moment; `None` beyond the calendar.
    #[must_use]
    pub fn day(self, moment: Moment) -> Option<Day> {
        self.local(moment).map(|local| local.date())
    }

    /// The first moment after this day: until then something lasts that lasts until the day.
    #[must_use]
    pub fn end_of(self, day: Day) -> Option<Moment> {
        let midnight = day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0)?;
        let winter = midnight - TimeDelta::minutes(self.0.minutes);
        let utc = midnight - self.offset(winter - TimeDelta::hours(1));
        Some(Moment(utc.and_utc().timestamp_micros()))
    }

    /// The last day of something that ends at this moment.
    #[must_use]
    pub fn last_day(self, until: Moment) -> Option<Day> {
        self.day(Moment(until.0.saturating_sub(1)))
    }

    /// "23.11.2026 14:05"; empty beyond the calendar.
    #[must_use]
    pub fn written(self, moment: Moment, lang: Lang) -> String {
        let Some(local) = self.local(moment) else {
            return String::new();
        };
        let time = local.time().to_string();
        let hour_minute = time.get(..5).unwrap_or_default();
        format!("{} {hour_minute}", dates::short(local.date(), lang))
    }

    /// Minutes east of Greenwich in winter.
    pub(crate) fn winter_minutes(self) -> i64 {
        self.0.minutes
    }

    /// Minutes east of Greenwich at this moment; those of winter beyond the calendar.
    pub(crate) fn minutes_at(self, moment: Moment) -> i64 {
        let offset = utc(moment).map(|utc| self.offset(utc).num_minutes());
        offset.unwrap_or(self.0.minutes)
    }

    fn local(self, moment: Moment) -> Option<NaiveDateTime> {
        let utc = utc(moment)?;
        Some(utc + self.offset(utc))
    }

    fn offset(self, utc: NaiveDateTime) -> TimeDelta {
        let ahead = if self.is_summer(utc) { 60 } else { 0 };
        TimeDelta::minutes(self.0.minutes + ahead)
    }

    fn is_summer(self, utc: NaiveDateTime) -> bool {
        let year = utc.year();
        let (from, to) = match self.0.summer {
            Never => return false,
            European => (
                last_sunday(year, 3).and_then(|day| day.and_hms_opt(1, 0, 0)),
                last_sunday(year, 10).and_then(|day| day.and_hms_opt(1, 0, 0)),
            ),
            American => {
                // Two in the morning: by the winter clock in March, by the summer clock in November.
                let at = |day: Option<NaiveDate>, hour| {
                    let clock = day.and_then(|day| day.and_hms_opt(hour, 0, 0));
                    clock.map(|clock| clock - TimeDelta::minutes(self.0.minutes))
                };
                (at(sunday(year, 3, 2), 2), at(sunday(year, 11, 1), 1))
            }
        };
        from.is_some_and(|from| utc >= from) && to.is_some_and(|to| utc < to)
    }
}

/// "2026-11-23T13:05:00Z", for machines; empty beyond the calendar.
#[must_use]
pub fn iso(moment: Moment) -> String {
    let Some(utc) = utc(moment) else {
        return String::new();
    };
    let time = utc.time().to_string();
    let seconds = time.get(..8).unwrap_or_default();
    format!("{}T{seconds}Z", dates::iso(utc.date()))
}

fn utc(moment: Moment) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp_micros(moment.0)?.naive_utc();
    // Room for the offset at both ends of the calendar.
    (1..=9999).contains(&utc.year()).then_some(utc)
}

/// March and October have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(
        last.weekday().days_since(Weekday::Sun),
    )))
}

fn sunday(year: i32, month: u32, which: u8) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, which)
}

impl Default for Zone {
    fn default() -> Self {
        let [usual, ..] = &RULES;
        Self(usual)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl TryFrom<String> for Zone {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name).ok_or_else(|| format!("no time zone {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let utc: NaiveDateTime = text.parse().unwrap();
        Moment(utc.and_utc().timestamp_micros())
    }

    fn hour(zone: &str, text: &str) -> String {
        let zone = Zone::named(zone).unwrap();
        zone.written(at(text), Lang::Pl).split_off(11)
    }

    #[test]
    fn a_moment_is_written_in_the_time_of_the_firm() {
        let warsaw = Zone::default();
        assert_eq!(warsaw.name(), "Europe/Warsaw");
        let written = |text, lang| warsaw.written(at(text), lang);
        assert_eq!(written("2026-11-23T13:05:59", Lang::Pl), "23.11.2026 14:05");
        assert_eq!(written("2026-07-01T22:30:00", Lang::Pl), "02.07.2026 00:30");
        assert_eq!(written("2026-07-01T22:30:00", Lang::En), "02/07/2026 00:30");
        assert_eq!(hour("Asia/Kolkata", "2026-07-01T22:30:00"), "04:00");
        assert_eq!(hour("UTC", "2026-07-01T22:30:00"), "22:30");
    }

    #[test]
    fn summer_time_begins_and_ends_where_the_zone_says() {
        for (zone, moment, wanted) in [
            ("Europe/Warsaw", "2026-03-29T00:59:00", "01:59"),
            ("Europe/Warsaw", "2026-03-29T01:00:00", "03:00"),
            ("Europe/Warsaw", "2026-10-25T00:59:00", "02:59"),
            ("Europe/Warsaw", "2026-10-25T01:00:00", "02:00"),
            ("Europe/London", "2026-03-29T01:00:00", "02:00"),
            ("Europe/Istanbul", "2026-07-01T12:00:00", "15:00"),
            ("America/New_York", "2026-03-08T06:59:00", "01:59"),
            ("America/New_York", "2026-03-08T07:00:00", "03:00"),
            ("America/New_York", "2026-11-01T05:59:00", "01:59"),
            ("America/New_York", "2026-11-01T06:00:00", "01:00"),
        ] {
            assert_eq!(hour(zone, moment), wanted, "{zone} {moment}");
        }
    }

    #[test]
    fn the_machine_reads_coordinated_time() {
        assert_eq!(iso(at("2026-11-23T13:05:59")), "2026-11-23T13:05:59Z");
        assert_eq!(iso(Moment(i64::MAX)), "");
    }

    #[test]
    fn in_every_zone_a_day_lasts_to_its_end() {
        for zone in Zone::all() {
            for day in [
                "2026-11-23",
                "2026-07-01",
                "2026-03-07",
                "2026-03-08",
                "2026-03-28",
                "2026-03-29",
                "2026-10-24",
                "2026-10-25",
                "2026-10-31",
                "2026-11-01",
            ] {
                let day: Day = day.parse().unwrap();
                let end = zone.end_of(day).unwrap();
                assert_eq!(zone.last_day(end), Some(day), "{zone:?} {day}");
                assert_eq!(zone.day(end), day.succ_opt(), "{zone:?} {day}");
            }
        }
        let warsaw = Zone::default();
        let end = warsaw.end_of("2026-11-23".parse().unwrap());
        assert_eq!(end, Some(at("2026-11-23T23:00:00")));
    }

    #[test]
    fn a_zone_is_kept_by_its_name_and_a_strange_one_is_refused() {
        for zone in Zone::all() {
            let kept = serde_json::to_string(&zone).unwrap();
            assert_eq!(kept, format!("\"{}\"", zone.name()));
            assert_eq!(serde_json::from_str::<Zone>(&kept).unwrap(), zone);
        }
        assert!(serde_json::from_str::<Zone>("\"Mars/Olympus\"").is_err());
    }
}
