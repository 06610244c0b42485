//! Hours as forms carry them. Invariant: what is written is read back the same; midnight at the end
//! of a day is "00:00", as a browser's field writes it.
use domain::calendar::Hours;

/// Minutes of a whole day.
const DAY: u16 = 24 * 60;

/// "08:00", the value of a field of time.
pub(super) fn text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes % DAY / 60, minutes % 60)
}

/// The fields of one weekday: both empty on a day off.
pub(super) fn fields(hours: Option<Hours>) -> (String, String) {
    hours.map_or_else(Default::default, |hours| (text(hours.from), text(hours.to)))
}

/// "08:00–16:00", for people.
pub(super) fn span(hours: Hours) -> String {
    format!("{}–{}", text(hours.from), text(hours.to))
}

/// A whole week as one hidden field: "480-960,…"; a day off is "-".
pub(super) fn week(week: &[Option<Hours>; 7]) -> String {
    week.map(one).join(",")
}

/// Hours as a hidden field: "480-960"; "-" without.
pub(super) fn one(hours: Option<Hours>) -> String {
    hours.map_or_else(
        || "-".to_owned(),
        |hours| format!("{}-{}", hours.from, hours.to),
    )
}

/// Reads what [`one`] writes.
#[cfg(feature = "ssr")]
pub(super) fn read_one(raw: &str) -> Option<Option<Hours>> {
    let (from, to) = raw.split_once('-')?;
    if from.is_empty() && to.is_empty() {
        return Some(None);
    }
    Some(Some(Hours::new(from.parse().ok()?, to.parse().ok()?)))
}

/// Reads what [`week`] writes.
#[cfg(feature = "ssr")]
pub(super) fn read_week(raw: &str) -> Option<[Option<Hours>; 7]> {
    let days: Option<Vec<_>> = raw.split(',').map(read_one).collect();
    days?.try_into().ok()
}

/// Reads "8:00", "08:30" or "8"; `None` when it is no time of day.
#[cfg(feature = "ssr")]
pub(super) fn read(raw: &str) -> Option<u16> {
    let (hours, minutes) = raw.split_once([':', '.']).unwrap_or((raw, "0"));
    let digits =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let sound = hours < 24 && minutes < 60 || (hours, minutes) == (24, 0);
    sound.then_some(hours * 60 + minutes)
}

/// Hours from two fields; both empty is a day off. The end of a day may be written as 0:00.
#[cfg(feature = "ssr")]
pub(super) fn hours(from: &str, to: &str) -> Result<Option<Hours>, domain::refusal::Refusal> {
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    if from.is_empty() || to.is_empty() {
        return Err(domain::calendar::Refusal::Hours.into());
    }
    let minutes = |raw: &str| {
        let malformed = domain::text::Refusal::Malformed {
            field: domain::field::Field::WorkingHours,
            typed: domain::text::quoted(raw),
        };
        read(raw).ok_or(malformed)
    };
    let (from, to) = (minutes(from)?, minutes(to)?);
    Ok(Some(Hours::new(from, if to == 0 { DAY } else { to })))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let eight_to_four = Some(Hours::new(480, 960));
        for (from, to) in [("08:00", "16:00"), ("8", "16"), ("8.00", " 16:0 ")] {
            assert_eq!(hours(from, to), Ok(eight_to_four), "{from} {to}");
        }
        assert_eq!(hours("", " "), Ok(None));
        assert_eq!(hours("22:00", "00:00"), Ok(Some(Hours::new(1320, 1440))));
        for (from, to) in [
            ("8", ""),
            ("25:00", "26:00"),
            ("8:60", "9"),
            ("x", "9"),
            ("-1", "9"),
        ] {
            assert!(hours(from, to).is_err(), "{from} {to}");
        }
    }

    #[test]
    fn a_week_crosses_a_form_as_it_is() {
        let all_day = Some(Hours::new(0, 1440));
        let days = [
            Some(Hours::new(480, 960)),
            None,
            all_day,
            None,
            None,
            None,
            None,
        ];
        assert_eq!(read_week(&week(&days)), Some(days));
        assert_eq!(fields(all_day), ("00:00".to_owned(), "00:00".to_owned()));
        assert_eq!(read_week("480-960"), None);
    }
}
