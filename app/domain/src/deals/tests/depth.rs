//! Rules of gates, stuck deals, trails, files and logged calls.
use super::*;
use crate::access::{FieldMask, Guarded};
use crate::calendar::Calendar;
use crate::files::{Digest, Media, Upload};
use crate::id::FileId;
use crate::notes::{Activity, ActivityKind, Note, Subject};
use crate::pipelines::{Gate, Need, Needs, StageDraft};

fn sales() -> Pipeline {
    pipelines()[0].clone()
}

/// The sales pipeline with a gate on one stage.
fn gated(stage: u64, gate: Gate) -> Pipeline {
    let mut sales = sales();
    let old = sales.stage(StageId(stage)).unwrap().clone();
    let draft = StageDraft {
        name: old.name,
        kind: old.kind,
        probability: old.probability,
        colour: old.colour,
        expected_days: old.expected_days,
        gate,
    };
    sales.edit_stage(by(1), StageId(stage), draft).unwrap();
    sales
}

fn needs(needs: &[Need]) -> Needs {
    needs.iter().copied().collect()
}

fn full() -> Deal {
    let mut deal = deal();
    deal.company = Some(CompanyId(1));
    deal.expected_close = Some(on(30));
    deal.source = Some("targi".to_owned());
    deal.contacts = vec![DealContact {
        contact: ContactId(1),
        role: None,
    }];
    let step = NextStep {
        what: "Call".to_owned(),
        on: Some(on(29)),
    };
    deal.plan_next_step(by(2), Some(step)).unwrap();
    deal.add_line(by(2), deal.stamp.version, line(1000, pln(5)), false)
        .unwrap();
    deal.attach(by(2), FileId(1), upload("a.pdf")).unwrap();
    deal
}

fn upload(name: &str) -> Upload {
    Upload {
        name: name.to_owned(),
        digest: Digest([1; 32]),
        bytes: 3,
        media: Media::Pdf,
    }
}

#[test]
fn a_full_deal_lacks_nothing_and_each_missing_thing_is_named() {
    let every: Needs = Need::ALL.into_iter().collect();
    assert_eq!(full().missing(every, true), Needs::NONE);
    assert_eq!(full().missing(every, false), needs(&[Need::Note]));
    type Take = fn(&mut Deal);
    let strip: [(Need, Take); 9] = [
        (Need::Amount, |deal| deal.amount = None),
        (Need::ExpectedClose, |deal| deal.expected_close = None),
        (Need::Company, |deal| deal.company = None),
        (Need::Contact, |deal| deal.contacts.clear()),
        (Need::NextStep, |deal| deal.next_step = None),
        (Need::NextStepOn, |deal| {
            deal.next_step.as_mut().unwrap().on = None
        }),
        (Need::Source, |deal| deal.source = None),
        (Need::Lines, |deal| deal.lines.clear()),
        (Need::File, |deal| deal.files.clear()),
    ];
    for (need, take) in strip {
        let mut deal = full();
        take(&mut deal);
        assert!(deal.missing(every, true).has(need), "{need:?}");
        assert_eq!(
            deal.missing(every.without(need).without(Need::NextStepOn), true),
            Needs::NONE
        );
        let refusal = deal.passes(needs(&[need]), true).unwrap_err();
        assert_eq!(refusal.field(), Some(need.field()));
        for lang in [Lang::Pl, Lang::En] {
            use crate::lang::Say;
            assert!(refusal.say(lang).contains(need.name(lang)), "{need:?}");
        }
    }
}

#[test]
fn entering_asks_always_and_leaving_only_on_the_way_on() {
    let asks = needs(&[Need::File]);
    let enter = gated(
        13,
        Gate {
            enter: asks,
            leave: Needs::NONE,
        },
    );
    let leave = gated(
        13,
        Gate {
            enter: Needs::NONE,
            leave: asks,
        },
    );
    let renewals = &pipelines()[1];
    let between = |pipeline: &Pipeline, from, to| {
        needs_between((pipeline, StageId(from)), (pipeline, StageId(to)))
    };
    assert_eq!(
        [between(&enter, 11, 13), between(&enter, 15, 13)],
        [asks, asks]
    );
    assert_eq!(between(&enter, 13, 14), Needs::NONE);
    assert_eq!(
        [between(&leave, 13, 14), between(&leave, 13, 16)],
        [asks, asks]
    );
    assert_eq!(
        [between(&leave, 13, 12), between(&leave, 13, 17)],
        [Needs::NONE; 2]
    );
    let away = needs_between((&leave, StageId(13)), (renewals, StageId(21)));
    assert_eq!(away, asks);
}

#[test]
fn needs_are_kept_by_name_and_one_of_a_later_version_is_left_out() {
    let some = needs(&[Need::Amount, Need::File]);
    assert_eq!(
        serde_json::to_string(&some).unwrap(),
        r#"["Amount","File"]"#
    );
    let later: Needs = serde_json::from_str(r#"["Amount","Signature","File"]"#).unwrap();
    assert_eq!(later, some);
}

#[test]
fn an_archived_stage_keeps_its_deals_and_takes_no_more() {
    let mut pipeline = sales();
    let mut deal = deal();
    pipeline.archive_stage(by(3), StageId(11)).unwrap();
    pipeline.archive_stage(by(3), StageId(12)).unwrap();
    let archived = pipelines::Refusal::StageArchived;
    assert_eq!(
        deal.move_to_stage(by(3), &pipeline, StageId(12)),
        Err(archived.into())
    );
    assert_eq!(deal.stage, StageId(11));
    deal.move_to_stage(by(3), &pipeline, StageId(13)).unwrap();
    assert_eq!(
        deal.move_to_stage(by(3), &pipeline, StageId(11)),
        Err(archived.into())
    );
    let new = Deal::open(by(3), DealId(2), draft(), &pipeline).unwrap().0;
    assert_eq!(new.stage, StageId(13));
    let into = DealDraft {
        stage: Some(StageId(11)),
        ..draft()
    };
    assert_eq!(
        Deal::open(by(3), DealId(3), into, &pipeline).unwrap_err(),
        archived.into()
    );
}

#[test]
fn a_reopened_deal_does_not_return_to_an_archived_stage() {
    let mut pipeline = sales();
    let mut deal = deal();
    let terms = WinTerms {
        on: on(3),
        amount: None,
        stage: None,
    };
    deal.win(by(3), &pipeline, terms).unwrap();
    pipeline.archive_stage(by(4), StageId(11)).unwrap();
    deal.reopen(by(4), &pipeline, None).unwrap();
    assert_eq!(deal.stage, StageId(12));
}

#[test]
fn the_last_stage_of_its_kind_is_never_archived_and_a_taken_name_not_restored() {
    let mut pipeline = sales();
    let won = pipelines::Refusal::NoStageOf(StageKind::Won);
    assert_eq!(pipeline.archive_stage(by(3), StageId(16)), Err(won.into()));
    pipeline.archive_stage(by(3), StageId(11)).unwrap();
    assert_eq!(
        pipeline.archive_stage(by(3), StageId(11)),
        Err(Refused::Unchanged)
    );
    let again = StageDraft {
        name: "Lead".to_owned(),
        ..StageDraft::default()
    };
    pipeline.add_stage(by(3), StageId(18), 0, again).unwrap();
    let taken = pipelines::Refusal::NameTaken;
    assert_eq!(
        pipeline.unarchive_stage(by(3), StageId(11)),
        Err(taken.into())
    );
}

fn why(deal: &Deal, today: Day) -> Vec<StuckKind> {
    deal.stuck(today)
        .into_iter()
        .map(|stuck| stuck.why)
        .collect()
}

#[test]
fn each_reason_of_being_stuck_holds_from_its_own_day() {
    let (sales, calendar) = (sales(), Calendar::default());
    let mut deal = deal();
    assert_eq!(why(&deal, on(2)), [StuckKind::NoNextStep]);
    assert_eq!(why(&deal, on(1)), []);
    let step = NextStep {
        what: "Call".to_owned(),
        on: Some(on(6)),
    };
    deal.plan_next_step(by(2), Some(step)).unwrap();
    assert_eq!(
        (why(&deal, on(6)), why(&deal, on(7))),
        (vec![], vec![StuckKind::LateStep])
    );
    deal.expected_close = Some(on(8));
    // Five working days in the first stage, from Monday 2 November; 11 November is a holiday.
    deal.time(sales.stage(deal.stage), &calendar);
    assert_eq!(deal.slow_on, Some(on(10)));
    let all = [
        StuckKind::LateStep,
        StuckKind::PastClose,
        StuckKind::TooLong,
    ];
    assert_eq!(why(&deal, on(10)), all);
    assert_eq!(deal.stuck_on(), Some(on(7)));
    deal.move_to_stage(by(6), &sales, StageId(13)).unwrap();
    deal.time(sales.stage(deal.stage), &calendar);
    assert_eq!(deal.slow_on, calendar.add_working_days(on(6), 11));
    let terms = WinTerms {
        on: on(6),
        amount: None,
        stage: None,
    };
    deal.win(by(6), &sales, terms).unwrap();
    deal.time(sales.stage(deal.stage), &calendar);
    assert_eq!((deal.stuck_on(), deal.slow_on), (None, None));
}

#[test]
fn a_snooze_has_a_reason_ends_by_itself_and_by_moving() {
    let mut deal = deal();
    assert!(deal.snooze(by(5), on(5), "czekamy").is_err());
    assert!(deal.snooze(by(5), on(9), " ").is_err());
    deal.snooze(by(5), on(9), "czekamy na zarząd").unwrap();
    assert!(deal.is_snoozed(on(8)) && !deal.is_snoozed(on(9)));
    assert_eq!(deal.stuck_on(), Some(on(9)));
    assert_eq!(why(&deal, on(6)), [StuckKind::NoNextStep]);
    deal.wake(by(6)).unwrap();
    assert_eq!(deal.wake(by(6)), Err(Refused::Unchanged));
    assert_eq!(deal.stuck_on(), Some(on(2)));
    deal.snooze(by(5), on(9), "x").unwrap();
    deal.move_to_stage(by(6), &sales(), StageId(12)).unwrap();
    assert_eq!(deal.snooze, None);
}

#[test]
fn the_trail_tells_where_a_deal_stood_at_any_moment() {
    let sales = sales();
    let mut deal = deal();
    deal.move_to_stage(by(4), &sales, StageId(13)).unwrap();
    deal.lose(by(6), &sales, on(6), price()).unwrap();
    deal.reopen(by(8), &sales, None).unwrap();
    let at = |day| deal.stage_at(by(day).now).map(|stage| stage.0);
    let expected = [
        None,
        Some(11),
        Some(11),
        Some(13),
        Some(13),
        Some(17),
        Some(17),
        Some(13),
    ];
    assert_eq!([1, 2, 3, 4, 5, 6, 7, 8].map(at), expected);
    deal.trail.clear();
    assert_eq!(deal.stage_at(by(8).now), Some(StageId(13)));
}

#[test]
fn a_long_trail_keeps_its_beginning_and_its_end() {
    let sales = sales();
    let mut deal = deal();
    for step in 0..300 {
        let to = if step % 2 == 0 { 12 } else { 13 };
        deal.move_to_stage(by(4), &sales, StageId(to)).unwrap();
    }
    let stays = deal.stays();
    assert_eq!(
        (stays.len(), stays[0].stage, stays[99].stage),
        (100, StageId(11), deal.stage)
    );
}

#[test]
fn files_come_and_go_by_their_own_number_and_are_internal() {
    let mut deal = full();
    deal.attach(by(3), FileId(2), upload("a.pdf")).unwrap();
    let removed = deal.detach(by(3), FileId(1)).unwrap();
    assert_eq!(deal.files.len(), 1);
    assert_eq!(
        deal.detach(by(3), FileId(1)),
        Err(crate::files::Refusal::Gone.into())
    );
    let blind = removed.masked(FieldMask::NONE);
    assert_eq!(
        blind,
        Event::FileRemoved {
            file: FileId(1),
            name: String::new()
        }
    );
    assert!(deal.mask(FieldMask::NONE).files.is_empty());
}

#[test]
fn a_call_is_logged_with_its_note_and_never_from_the_future() {
    let deal = deal();
    let call = |day: u32, minutes| Activity {
        kind: ActivityKind::Call,
        at: by(day).now,
        minutes,
        with: None,
    };
    let (note, event) = deal
        .log(by(3), NoteId(1), call(2, Some(15)), "Prosi o rabat")
        .unwrap();
    assert_eq!(note.activity, Some(call(2, Some(15))));
    assert!(matches!(
        event,
        Event::Logged {
            kind: ActivityKind::Call,
            ..
        }
    ));
    assert!(deal.log(by(3), NoteId(1), call(9, None), "x").is_err());
    assert!(deal.log(by(3), NoteId(1), call(2, Some(0)), "x").is_err());
    assert!(deal.log(by(3), NoteId(1), call(2, None), " ").is_err());
    let stranger = Activity {
        with: Some(ContactId(99)),
        ..call(2, None)
    };
    assert!(deal.log(by(3), NoteId(1), stranger, "x").is_err());
}

#[test]
fn a_funnel_counts_each_deal_once_and_takes_the_median_of_working_days() {
    let (sales, calendar) = (sales(), Calendar::default());
    let stay = |stage, day: u32| Stay {
        stage: StageId(stage),
        since: by(day).now,
    };
    let mut funnel = Funnel::new(&sales, &calendar, by(1).now, by(20).now);
    // Straight through and won; back and forth and lost; still there; entered before.
    funnel.take(&[stay(11, 2), stay(12, 4), stay(16, 12)]);
    funnel.take(&[
        stay(11, 2),
        stay(12, 3),
        stay(11, 5),
        stay(12, 6),
        stay(17, 9),
    ]);
    funnel.take(&[stay(11, 3)]);
    funnel.take(&[stay(11, 1), stay(12, 30)]);
    let counted = funnel.counted();
    let of = |stage| counted[&StageId(stage)].clone();
    let first = FunnelStage {
        entered: 3,
        onwards: 2,
        lost: 0,
        median_days: Some(1),
    };
    assert_eq!(of(11), first);
    let second = FunnelStage {
        entered: 2,
        onwards: 1,
        lost: 1,
        median_days: Some(2),
    };
    assert_eq!(of(12), second);
    assert_eq!((of(16).entered, of(17).entered), (1, 1));
}

#[test]
fn a_note_is_changed_and_removed_by_its_author_alone() {
    let deal = deal();
    let (mut note, _) = deal.note(by(2), NoteId(1), "Rabat 5 %").unwrap();
    let other = By {
        actor: Actor::Person(PersonId(77)),
        ..by(3)
    };
    let forbidden = Err(Refused::Forbidden(Action::Edit));
    assert_eq!(deal.rewrite_note(other, &mut note, "x"), forbidden);
    assert_eq!(deal.delete_note(other, &mut note), forbidden);
    let changed = Event::NoteChanged { note: NoteId(1) };
    assert_eq!(
        deal.rewrite_note(by(3), &mut note, "Rabat 7 %"),
        Ok(changed)
    );
    assert_eq!(note.text, "Rabat 7 %");
    let removed = Event::NoteRemoved { note: NoteId(1) };
    assert_eq!(deal.delete_note(by(4), &mut note), Ok(removed));
    assert_eq!(deal.delete_note(by(4), &mut note), Err(Refused::Deleted));
    let foreign = &mut Note::write(by(2), NoteId(2), Subject::Deal(DealId(999)), "x").unwrap();
    assert_eq!(
        deal.rewrite_note(by(3), foreign, "y"),
        Err(Refused::Invisible)
    );
}
