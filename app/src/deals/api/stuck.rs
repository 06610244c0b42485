//! Stuck deals: told in words, snoozed and woken; only on the server.
use domain::access::Action;
use domain::calendar::Calendar;
use domain::dates::parse_day;
use domain::deals::{Deal, Stuck};
use domain::field::Field;
use domain::id::{DealId, StageId};
use domain::lang::Lang;
use domain::refusal::Refusal;
use domain::sentence;
use domain::time::Day;
use store::{Firm, Stopped, Work};

/// Puts reasons into words, by the firm's calendar.
pub(in crate::deals) struct Told<'f> {
    firm: &'f Firm,
    calendar: &'f Calendar,
    today: Day,
    lang: Lang,
}

impl<'f> Told<'f> {
    pub(in crate::deals) fn on(firm: &'f Firm, today: Day, lang: Lang) -> Self {
        Self {
            firm,
            calendar: firm.calendar(),
            today,
            lang,
        }
    }

    /// Of a deal in this stage.
    pub(in crate::deals) fn all(&self, reasons: Vec<Stuck>, stage: StageId) -> Vec<String> {
        let stage = self.firm.stage(stage).map(|(_, stage)| stage);
        let expected = stage.and_then(|stage| stage.expected_days);
        let day = (self.today, self.calendar);
        let told = reasons.into_iter();
        told.map(|reason| sentence::stuck(reason, day, expected, self.lang))
            .collect()
    }
}

pub(super) fn day(raw: &str) -> Result<Day, Refusal> {
    Ok(parse_day(Field::SnoozeUntil, raw)?)
}

pub(super) fn snooze(
    work: &mut Work<'_, '_>,
    id: DealId,
    until: Day,
    reason: &str,
) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, |deal, by| deal.snooze(by, until, reason))
}

pub(super) fn wake(work: &mut Work<'_, '_>, id: DealId) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, Deal::wake)
}

/// The same list, saying which deal was snoozed.
pub(super) fn told_of(list: &str, id: DealId) -> String {
    let mark = if list.contains('?') { '&' } else { '?' };
    format!("{list}{mark}snoozed={id}")
}
