//! Why a deal is stuck, in words. Invariant: each reason says by how much, in the days it is counted in.
use super::words;
use crate::calendar::Calendar;
use crate::deals::{Stuck, StuckKind};
use crate::lang::Lang;
use crate::time::Day;

/// One reason as it holds today; `expected` are the working days that the stage may take.
#[must_use]
pub fn stuck(
    reason: Stuck,
    (today, calendar): (Day, &Calendar),
    expected: Option<u16>,
    lang: Lang,
) -> String {
    let late = || words::days((today - reason.since).num_days().saturating_add(1), lang);
    match reason.why {
        StuckKind::NoNextStep => lang
            .pick("Brak następnego kroku", "No next step")
            .to_owned(),
        StuckKind::LateStep => lang.pick(
            format!("Następny krok po terminie: {}", late()),
            format!("Next step overdue: {}", late()),
        ),
        StuckKind::TooLong => {
            let before = reason.since.pred_opt().unwrap_or(reason.since);
            let days = calendar.working_days_between(before, today);
            too_long(words::working_days(days, lang), expected, lang)
        }
        StuckKind::PastClose => lang.pick(
            format!("Po przewidywanym zamknięciu: {}", late()),
            format!("Past the expected close: {}", late()),
        ),
    }
}

fn too_long(days: String, expected: Option<u16>, lang: Lang) -> String {
    let said = lang.pick(
        format!("Za długo w etapie: {days}"),
        format!("Too long in the stage: {days}"),
    );
    match expected {
        Some(expected) => format!("{said} {} {expected}", lang.pick("ponad", "over")),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_reason_says_by_how_much_in_its_own_days() {
        let calendar = Calendar::default();
        let said = |why, since, today, lang| {
            let since = day(since);
            stuck(Stuck { since, why }, (day(today), &calendar), Some(5), lang)
        };
        use StuckKind::*;
        assert_eq!(
            said(NoNextStep, "2026-11-20", "2026-11-23", Lang::Pl),
            "Brak następnego kroku"
        );
        // Friday to Monday are four days, of which two are worked.
        assert_eq!(
            said(LateStep, "2026-11-20", "2026-11-23", Lang::Pl),
            "Następny krok po terminie: 4\u{a0}dni"
        );
        assert_eq!(
            said(TooLong, "2026-11-20", "2026-11-23", Lang::Pl),
            "Za długo w etapie: 2\u{a0}dni robocze ponad 5"
        );
        assert_eq!(
            said(TooLong, "2026-11-23", "2026-11-23", Lang::En),
            "Too long in the stage: 1\u{a0}working day over 5"
        );
        assert_eq!(
            said(PastClose, "2026-11-23", "2026-11-23", Lang::Pl),
            "Po przewidywanym zamknięciu: 1\u{a0}dzień"
        );
    }
}
