//! Moments on the screen. Invariant: the same text from server and browser, so the zone is UTC and
//! said so; `datetime` carries the exact moment.
use domain::dates;
use domain::lang::Lang;
use domain::time::Moment;
use leptos::prelude::*;

/// "23.11.2026, 14:05 UTC" as a `<time>`.
pub fn moment(at: Moment, lang: Lang) -> AnyView {
    let Some(day) = at.day() else {
        return ().into_any();
    };
    let (hour, minute) = clock(at);
    let text = format!("{}, {hour:02}:{minute:02} UTC", dates::short(day, lang));
    let exact = format!("{}T{hour:02}:{minute:02}Z", dates::iso(day));
    view! {
        <time class="nowrap" datetime=exact>
            {text}
        </time>
    }
    .into_any()
}

/// Hour and minute of the day in UTC.
fn clock(at: Moment) -> (i64, i64) {
    const MINUTE: i64 = 60 * Moment::MICROS_PER_SECOND;
    let minutes = at.0.div_euclid(MINUTE).rem_euclid(24 * 60);
    (minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_from_midnight_even_before_1970() {
        let at = |seconds: i64| clock(Moment(0).plus_seconds(seconds));
        assert_eq!(at(86_400 + 3_600 * 14 + 5 * 60 + 59), (14, 5));
        assert_eq!(at(-60), (23, 59));
    }
}
