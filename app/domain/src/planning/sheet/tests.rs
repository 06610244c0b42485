//! Rules of sheets.
use super::*;
use crate::by::{Actor, By};
use crate::period::{FiscalStart, Length};
use crate::planning::refusal::PeriodRefusal;
use crate::time::{Moment, Month};

const HEAD: PersonId = PersonId(30);
const ABOVE: PersonId = PersonId(20);
const DEPUTY: PersonId = PersonId(7);

fn on(day: u32) -> Day {
    Day::from_ymd_opt(2026, 11, day).unwrap()
}

fn hand(person: PersonId) -> Hand {
    let noon = on(23).and_hms_opt(12, 0, 0).unwrap().and_utc();
    Hand::own(By {
        actor: Actor::Person(person),
        now: Moment(noon.timestamp_micros()),
    })
}

fn deputy_of(person: PersonId) -> Hand {
    Hand {
        instead_of: Some(person),
        ..hand(DEPUTY)
    }
}

fn november() -> Period {
    Period::of(on(1), Length::Month, FiscalStart::default())
}

fn draft() -> Sheet {
    let open = ClosedMonths::default();
    let due = Some(on(25));
    let today = Some(on(23));
    Sheet::open(
        hand(ABOVE),
        SheetId(1),
        (GroupId(3), november()),
        due,
        today,
        &open,
    )
    .unwrap()
    .0
}

fn what<'a>(day: u32) -> ToSubmit<'a> {
    ToSubmit {
        heads: &[HEAD],
        today: Some(on(day)),
        ..ToSubmit::default()
    }
}

fn submitted() -> Sheet {
    let mut sheet = draft();
    sheet
        .submit(hand(HEAD), what(24), &ClosedMonths::default())
        .unwrap();
    sheet
}

fn agreed() -> Sheet {
    let mut sheet = submitted();
    sheet
        .agree(hand(ABOVE), &[ABOVE], &ClosedMonths::default())
        .unwrap();
    sheet
}

#[test]
fn a_sheet_goes_from_draft_over_submitted_to_returned_or_agreed() {
    let open = ClosedMonths::default();
    let mut sheet = submitted();
    sheet
        .return_down(hand(ABOVE), &[ABOVE], " Za mało ", &open)
        .unwrap();
    assert_eq!(
        (sheet.state, sheet.reason.as_deref()),
        (SheetState::Returned, Some("Za mało"))
    );
    sheet.submit(hand(HEAD), what(24), &open).unwrap();
    assert_eq!(
        (sheet.state, sheet.reason.clone()),
        (SheetState::Submitted, None)
    );
    sheet.agree(hand(ABOVE), &[ABOVE], &open).unwrap();
    assert_eq!(sheet.state, SheetState::Agreed);
}

#[test]
fn every_other_step_is_refused() {
    let open = ClosedMonths::default();
    for (mut sheet, submits, decides) in [
        (draft(), true, false),
        (submitted(), false, true),
        (agreed(), false, false),
    ] {
        let asks = sheet.clone().ask_reopening(hand(HEAD), "x", &open).is_ok();
        assert_eq!(asks, sheet.state == SheetState::Agreed);
        assert_eq!(
            sheet.clone().agree(hand(ABOVE), &[ABOVE], &open).is_ok(),
            decides
        );
        assert_eq!(
            sheet
                .clone()
                .return_down(hand(ABOVE), &[ABOVE], "x", &open)
                .is_ok(),
            decides
        );
        assert_eq!(sheet.submit(hand(HEAD), what(24), &open).is_ok(), submits);
    }
    assert!(
        submitted()
            .return_down(hand(ABOVE), &[ABOVE], " ", &open)
            .is_err()
    );
}

#[test]
fn only_a_head_submits_and_only_the_level_above_decides() {
    let open = ClosedMonths::default();
    let refused = draft().submit(hand(PersonId(5)), what(24), &open);
    assert_eq!(refused, Err(SheetRefusal::NotHead.into()));
    let refused = submitted().agree(hand(PersonId(5)), &[ABOVE], &open);
    assert_eq!(refused, Err(SheetRefusal::NotAbove.into()));
}

#[test]
fn whoever_submitted_decides_nothing_not_even_as_a_deputy() {
    let open = ClosedMonths::default();
    let refused = submitted().agree(hand(HEAD), &[HEAD, ABOVE], &open);
    assert_eq!(refused, Err(SheetRefusal::OwnSheet.into()));
    let head_as_deputy = Hand {
        instead_of: Some(ABOVE),
        ..hand(HEAD)
    };
    assert_eq!(
        submitted().agree(head_as_deputy, &[ABOVE], &open),
        Err(SheetRefusal::OwnSheet.into())
    );
    let mut sheet = draft();
    sheet.submit(deputy_of(HEAD), what(24), &open).unwrap();
    assert_eq!(
        sheet.agree(deputy_of(ABOVE), &[ABOVE], &open),
        Err(SheetRefusal::OwnSheet.into())
    );
    assert_eq!(
        sheet.agree(hand(HEAD), &[HEAD], &open),
        Err(SheetRefusal::OwnSheet.into())
    );
}

#[test]
fn deputies_act_marked_so() {
    let open = ClosedMonths::default();
    let mut sheet = draft();
    let event = sheet.submit(deputy_of(HEAD), what(24), &open).unwrap();
    assert!(matches!(
        event,
        Event::Submitted {
            instead_of: Some(HEAD),
            ..
        }
    ));
    let signed = sheet.submitted.unwrap().signed;
    assert_eq!(
        (signed.by, signed.instead_of),
        (Actor::Person(DEPUTY), Some(HEAD))
    );
}

#[test]
fn a_submission_after_its_window_is_marked_late() {
    let open = ClosedMonths::default();
    for (day, late) in [(25, false), (26, true)] {
        let mut sheet = draft();
        sheet.submit(hand(HEAD), what(day), &open).unwrap();
        assert_eq!(
            sheet.submitted.map(|submission| submission.late),
            Some(late)
        );
    }
    let over = Sheet::open(
        hand(ABOVE),
        SheetId(1),
        (GroupId(3), november()),
        Some(on(22)),
        Some(on(23)),
        &open,
    );
    assert_eq!(over.unwrap_err(), SheetRefusal::WindowPassed.into());
}

#[test]
fn sheets_below_are_decided_first() {
    let waiting = ToSubmit {
        waiting_below: 1,
        ..what(24)
    };
    let refused = draft().submit(hand(HEAD), waiting, &ClosedMonths::default());
    assert_eq!(refused, Err(SheetRefusal::BelowWaits.into()));
}

#[test]
fn a_closed_period_is_read_only() {
    let closed: ClosedMonths = [Month::of(on(1))].into_iter().collect();
    let no = Err(PeriodRefusal::Closed.into());
    assert_eq!(draft().submit(hand(HEAD), what(24), &closed), no);
    assert_eq!(submitted().agree(hand(ABOVE), &[ABOVE], &closed), no);
    assert_eq!(
        submitted().return_down(hand(ABOVE), &[ABOVE], "x", &closed),
        no
    );
    assert_eq!(agreed().ask_reopening(hand(HEAD), "x", &closed), no);
}

#[test]
fn an_agreed_sheet_is_reopened_only_when_somebody_else_asked() {
    let open = ClosedMonths::default();
    let mut sheet = agreed();
    let refused = sheet
        .reopen(hand(ABOVE), SheetId(2), &[ABOVE], &open)
        .unwrap_err();
    assert_eq!(refused, SheetRefusal::NotAsked.into());
    sheet
        .ask_reopening(hand(HEAD), "Nowe zamówienie", &open)
        .unwrap();
    let again = sheet.ask_reopening(hand(HEAD), "x", &open);
    assert_eq!(again, Err(SheetRefusal::AskedAlready.into()));
    let own = sheet
        .reopen(hand(HEAD), SheetId(2), &[HEAD], &open)
        .unwrap_err();
    assert_eq!(own, SheetRefusal::OwnSheet.into());
    let (next, _) = sheet
        .reopen(hand(ABOVE), SheetId(2), &[ABOVE], &open)
        .unwrap();
    assert_eq!(
        (sheet.state, next.state, next.edition),
        (SheetState::Superseded, SheetState::Draft, 2)
    );
}
