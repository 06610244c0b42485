//! Rules of deals.
use super::*;
use crate::by::Actor;
use crate::id::NoteId;
use crate::lang::Lang;
use crate::money::{self, Currency};
use crate::pipelines::{self, Pipeline, StageKind};
use proptest::prelude::*;

mod depth;

const OWNER: PersonId = PersonId(7);

fn by(day: u32) -> By {
    let moment = on(day)
        .and_hms_opt(9, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_micros();
    By {
        actor: Actor::Person(OWNER),
        now: Moment(moment),
    }
}

fn on(day: u32) -> Day {
    Day::from_ymd_opt(2026, 11, day).unwrap()
}

fn pln(major: i64) -> Option<Money> {
    Some(Money::major(major, Currency::PLN))
}

/// Sales: stages 11 to 17, of which 16 is won and 17 lost; renewals: 21 to 25.
fn pipelines() -> [Pipeline; 2] {
    let examples = pipelines::examples(Lang::En);
    [(1, &examples[0]), (2, &examples[1])].map(|(id, example)| {
        let stages = (id * 10 + 1..)
            .map(StageId)
            .zip(example.stages.clone())
            .collect();
        Pipeline::create(by(1), PipelineId(id), &example.name, stages)
            .unwrap()
            .0
    })
}

fn draft() -> DealDraft {
    let draft = DealDraft::new("Chairs", PipelineId(1), OWNER, GroupId(4));
    DealDraft {
        amount: pln(1000),
        ..draft
    }
}

fn opened(draft: DealDraft) -> Result<Deal, Refused> {
    Deal::open(by(2), DealId(1), draft, &pipelines()[0]).map(|(deal, _)| deal)
}

fn deal() -> Deal {
    opened(draft()).unwrap()
}

fn price() -> LostReason {
    LostReason {
        kind: LostKind::Price,
        text: None,
    }
}

fn line(quantity: i64, price: Option<Money>) -> DealLine {
    DealLine {
        product: None,
        name: "Chair".to_owned(),
        quantity,
        price,
        discount: 0,
    }
}

#[test]
fn a_new_deal_stands_in_the_first_open_stage_and_opens_today() {
    let deal = deal();
    assert_eq!(
        (deal.stage, deal.status, deal.opened),
        (StageId(11), Status::Open, Some(on(2)))
    );
    assert_eq!((deal.closed, deal.stamp.version), (None, 1));
}

#[test]
fn a_deal_needs_a_title_and_a_living_pipeline_of_its_own() {
    let blank = opened(DealDraft {
        title: "  ".to_owned(),
        ..draft()
    });
    assert_eq!(blank.unwrap_err().field(), Some(Field::Title));
    let other = opened(DealDraft {
        pipeline: PipelineId(2),
        ..draft()
    });
    assert_eq!(other, Err(Refusal::OtherPipeline.into()));
    let [mut sales, _] = pipelines();
    sales.archive(by(1)).unwrap();
    let archived = Deal::open(by(2), DealId(1), draft(), &sales);
    assert_eq!(archived.unwrap_err(), pipelines::Refusal::Archived.into());
}

#[test]
fn a_negative_amount_and_a_chance_over_a_hundred_are_refused() {
    let negative = opened(DealDraft {
        amount: pln(-1),
        ..draft()
    });
    assert_eq!(
        negative,
        Err(money::Refusal::Negative {
            field: Field::Amount
        }
        .into())
    );
    let chance = opened(DealDraft {
        probability: Some(101),
        ..draft()
    });
    assert_eq!(chance.unwrap_err().field(), Some(Field::Probability));
}

#[test]
fn a_deal_entered_after_the_fact_stands_in_the_stage_of_its_outcome() {
    let won = opened(DealDraft {
        outcome: Some(Outcome::Won { on: on(1) }),
        ..draft()
    })
    .unwrap();
    assert_eq!(
        (won.stage, won.status, won.closed),
        (StageId(16), Status::Won, Some(on(1)))
    );
    assert_eq!(
        won.opened,
        Some(on(1)),
        "it cannot have opened after it closed"
    );
    let open_stage = DealDraft {
        stage: Some(StageId(12)),
        outcome: Some(Outcome::Won { on: on(1) }),
        ..draft()
    };
    assert_eq!(opened(open_stage), Err(Refusal::NotAClosingStage.into()));
    let won_stage = DealDraft {
        stage: Some(StageId(16)),
        ..draft()
    };
    assert_eq!(opened(won_stage), Err(Refusal::WinInstead.into()));
}

#[test]
fn a_lost_deal_needs_a_reason() {
    let [sales, _] = pipelines();
    let lose = |kind, text: Option<&str>| {
        let reason = LostReason {
            kind,
            text: text.map(str::to_owned),
        };
        deal().lose(by(3), &sales, on(3), reason).map(|_| ())
    };
    assert_eq!(
        lose(LostKind::NotRecorded, None),
        Err(Refusal::ReasonMissing.into())
    );
    assert_eq!(
        lose(LostKind::Other, Some(" ")),
        Err(Refusal::ReasonUntold.into())
    );
    assert_eq!(lose(LostKind::Other, Some("merged")), Ok(()));
    assert_eq!(lose(LostKind::Price, None), Ok(()));
}

#[test]
fn a_deal_that_came_lost_from_an_import_may_lack_its_reason() {
    let reason = LostReason {
        kind: LostKind::NotRecorded,
        text: None,
    };
    let lost = DealDraft {
        outcome: Some(Outcome::Lost { on: on(1), reason }),
        ..draft()
    };
    assert_eq!(opened(lost.clone()), Err(Refusal::ReasonMissing.into()));
    let imported = opened(DealDraft {
        import: Some(ImportId(1)),
        ..lost
    })
    .unwrap();
    assert_eq!((imported.status, imported.opened), (Status::Lost, None));
}

#[test]
fn a_deal_closes_between_its_opening_and_tomorrow() {
    let [sales, _] = pipelines();
    let win = |day| {
        deal()
            .win(
                by(3),
                &sales,
                WinTerms {
                    on: on(day),
                    amount: None,
                    stage: None,
                },
            )
            .map(|_| ())
    };
    assert_eq!(win(1), Err(Refusal::ClosedBeforeOpened.into()));
    assert_eq!(win(2), Ok(()));
    assert_eq!(win(4), Ok(()), "in the east the next day has begun");
    assert_eq!(win(5), Err(Refusal::ClosedInFuture.into()));
}

#[test]
fn winning_sets_the_amount_agreed_and_says_what_it_was() {
    let [sales, _] = pipelines();
    let mut deal = deal();
    let event = deal
        .win(
            by(3),
            &sales,
            WinTerms {
                on: on(3),
                amount: pln(900),
                stage: None,
            },
        )
        .unwrap();
    let amount = Some(Change::new(pln(1000), pln(900)));
    let stage = Change::new(StageId(11), StageId(16));
    assert_eq!(
        event,
        Event::Won {
            stage,
            on: on(3),
            amount
        }
    );
    assert_eq!(
        (deal.amount, deal.status, deal.stage_since),
        (pln(900), Status::Won, by(3).now)
    );
}

#[test]
fn a_won_or_lost_stage_is_not_moved_into() {
    let [sales, _] = pipelines();
    assert_eq!(
        deal().move_to_stage(by(3), &sales, StageId(16)),
        Err(Refusal::WinInstead.into())
    );
    assert_eq!(
        deal().move_to_stage(by(3), &sales, StageId(17)),
        Err(Refusal::LoseInstead.into())
    );
    assert_eq!(
        deal().move_to_stage(by(3), &sales, StageId(11)),
        Err(Refused::Unchanged)
    );
}

#[test]
fn a_deal_may_move_to_another_living_pipeline() {
    let [_, mut renewals] = pipelines();
    let mut moved = deal();
    moved.move_to_stage(by(3), &renewals, StageId(22)).unwrap();
    assert_eq!((moved.pipeline, moved.stage), (PipelineId(2), StageId(22)));
    renewals.archive(by(3)).unwrap();
    let refused = deal().move_to_stage(by(3), &renewals, StageId(22));
    assert_eq!(refused, Err(pipelines::Refusal::Archived.into()));
}

#[test]
fn a_reopened_deal_returns_to_where_it_stood() {
    let [sales, _] = pipelines();
    let mut deal = deal();
    deal.move_to_stage(by(3), &sales, StageId(13)).unwrap();
    deal.lose(by(4), &sales, on(4), price()).unwrap();
    deal.reopen(by(5), &sales, None).unwrap();
    assert_eq!((deal.stage, deal.status), (StageId(13), Status::Open));
    assert_eq!((deal.closed, &deal.lost_reason), (None, &None));
    assert_eq!(
        deal.reopen(by(5), &sales, None),
        Err(Refusal::StillOpen.into())
    );
}

#[test]
fn editors_of_different_fields_both_succeed_and_of_the_same_field_do_not() {
    let mut deal = deal();
    let title = DealChanges {
        title: Some(Change::new("Chairs".to_owned(), "Chairs, red".to_owned())),
        ..DealChanges::default()
    };
    let amount = DealChanges {
        amount: Some(Change::new(pln(1000), pln(2000))),
        ..DealChanges::default()
    };
    let clashing = DealChanges {
        amount: Some(Change::new(pln(1000), pln(3000))),
        ..DealChanges::default()
    };
    deal.edit(by(3), title).unwrap();
    deal.edit(by(4), amount.clone()).unwrap();
    let stale = deal.edit(by(5), clashing).unwrap_err();
    let wanted = Refused::Stale {
        by: by(4).actor,
        at: by(4).now,
        now: 3,
        fields: vec![Field::Amount],
    };
    assert_eq!(stale, wanted);
    assert_eq!(
        deal.edit(by(5), amount),
        Err(Refused::Unchanged),
        "the same value clashes with nobody"
    );
    assert_eq!(
        (deal.title.as_str(), deal.amount),
        ("Chairs, red", pln(2000))
    );
}

#[test]
fn an_edit_is_recorded_with_what_was_and_what_is() {
    let seen = deal();
    let typed = Deal {
        source: Some("fair".to_owned()),
        probability: Some(40),
        ..seen.clone()
    };
    let event = deal()
        .edit(by(3), DealChanges::between(&seen, &typed))
        .unwrap();
    let edits = vec![
        Edit::Probability(Change::new(None, Some(40))),
        Edit::Source(Change::new(None, Some("fair".to_owned()))),
    ];
    assert_eq!(
        event,
        Event::Edited {
            edits,
            hidden: false
        }
    );
}

#[test]
fn closing_day_and_lost_reason_fit_the_status() {
    let mut open = deal();
    let closed = DealChanges {
        closed: Some(Change::new(None, Some(on(2)))),
        ..DealChanges::default()
    };
    assert_eq!(open.edit(by(3), closed), Err(Refusal::ClosedOnOpen.into()));
    let lost = DealChanges {
        lost_reason: Some(Change::new(None, Some(price()))),
        ..DealChanges::default()
    };
    assert_eq!(open.edit(by(3), lost), Err(Refusal::NotLost.into()));
    assert_eq!(open, deal(), "a refused edit leaves nothing behind");
}

#[test]
fn lines_have_the_currency_of_the_amount() {
    let mut deal = deal();
    let euro = line(1000, Some(Money::major(5, Currency::EUR)));
    let refused = deal.add_line(by(3), 1, euro.clone(), false).unwrap_err();
    assert!(matches!(
        refused,
        Refused::Money(money::Refusal::Mixed { .. })
    ));
    deal.add_line(by(3), 1, line(1000, pln(5)), false).unwrap();
    let amount = Some(Money::major(1, Currency::EUR));
    let edit = DealChanges {
        amount: Some(Change::new(pln(1000), amount)),
        ..DealChanges::default()
    };
    assert!(matches!(deal.edit(by(3), edit), Err(Refused::Money(_))));
}

#[test]
fn the_amount_follows_the_lines_only_when_asked() {
    let mut deal = deal();
    deal.add_line(by(3), 1, line(2500, pln(100)), false)
        .unwrap();
    assert_eq!(deal.amount, pln(1000));
    let half = DealLine {
        discount: 5000,
        ..line(1000, pln(100))
    };
    deal.add_line(by(3), 2, half, true).unwrap();
    assert_eq!(deal.amount, pln(300));
    let event = deal.remove_line(by(3), 3, 0, true).unwrap();
    assert_eq!(deal.amount, pln(50));
    assert!(matches!(
        event,
        Event::LineRemoved {
            amount: Some(_),
            ..
        }
    ));
}

#[test]
fn lines_are_addressed_by_place_so_a_stale_view_is_refused() {
    let mut deal = deal();
    deal.add_line(by(3), 1, line(1000, pln(1)), false).unwrap();
    assert!(matches!(
        deal.remove_line(by(3), 1, 0, false),
        Err(Refused::Stale { now: 2, .. })
    ));
    assert_eq!(
        deal.remove_line(by(3), 2, 1, false),
        Err(Refusal::NoSuchLine.into())
    );
    assert_eq!(
        deal.add_line(by(3), 2, line(0, pln(1)), false),
        Err(Refusal::Quantity.into())
    );
    let huge = line(
        1_000_000_000,
        Some(Money::new(Money::MAX_MINOR, Currency::PLN)),
    );
    assert!(matches!(
        deal.add_line(by(3), 2, huge, false),
        Err(Refused::Money(_))
    ));
}

#[test]
fn attention_goes_to_open_deals_without_a_step_or_past_a_date() {
    let mut deal = opened(DealDraft {
        expected_close: Some(on(10)),
        ..draft()
    })
    .unwrap();
    assert!(deal.needs_attention(on(10)).no_next_step && !deal.needs_attention(on(10)).past_close);
    let step = NextStep {
        what: "Call".to_owned(),
        on: Some(on(8)),
    };
    deal.plan_next_step(by(3), Some(step)).unwrap();
    assert!(!deal.needs_attention(on(8)).any());
    let late = deal.needs_attention(on(11));
    assert!(late.late_step && late.past_close && !late.no_next_step);
    deal.win(
        by(12),
        &pipelines()[0],
        WinTerms {
            on: on(12),
            amount: None,
            stage: None,
        },
    )
    .unwrap();
    assert!(!deal.needs_attention(on(30)).any());
}

#[test]
fn the_weighted_amount_takes_the_deals_own_chance_before_the_stages() {
    let [sales, _] = pipelines();
    let mut deal = deal();
    assert_eq!(deal.weighted(&sales.stages[0]), pln(100));
    deal.probability = Some(33);
    assert_eq!(deal.weighted(&sales.stages[0]), pln(330));
    deal.status = Status::Lost;
    assert_eq!(deal.weighted(&sales.stages[6]), pln(0));
}

#[test]
fn age_counts_from_opening_to_closing() {
    let mut deal = deal();
    assert_eq!(deal.age(on(12)), Some(10));
    deal.closed = Some(on(5));
    assert_eq!(deal.age(on(12)), Some(3));
    deal.opened = None;
    assert_eq!(deal.age(on(12)), None);
}

#[test]
fn a_deleted_deal_takes_no_command_but_restore() {
    let [sales, _] = pipelines();
    let mut deal = deal();
    assert_eq!(deal.restore(by(3)), Err(Refused::NotDeleted));
    deal.delete(by(3)).unwrap();
    let before = deal.clone();
    let terms = WinTerms {
        on: on(3),
        amount: None,
        stage: None,
    };
    let refused = [
        deal.delete(by(4)),
        deal.edit(by(4), DealChanges::default()),
        deal.move_to_stage(by(4), &sales, StageId(12)),
        deal.win(by(4), &sales, terms),
        deal.lose(by(4), &sales, on(3), price()),
        deal.reopen(by(4), &sales, None),
        deal.reassign(by(4), PersonId(8), GroupId(5)),
        deal.set_lane(by(4), Lane::Confidential),
        deal.plan_next_step(by(4), None),
        deal.add_line(by(4), 2, line(1000, None), false),
        deal.note(by(4), NoteId(1), "x").map(|(_, event)| event),
    ];
    assert!(
        refused
            .iter()
            .all(|result| *result == Err(Refused::Deleted)),
        "{refused:?}"
    );
    assert_eq!(deal, before);
    assert_eq!(deal.restore(by(5)), Ok(Event::Restored));
}

#[test]
fn the_same_contact_takes_part_once() {
    let part = DealContact {
        contact: ContactId(1),
        role: None,
    };
    let twice = DealDraft {
        contacts: vec![part.clone(), part],
        ..draft()
    };
    assert_eq!(opened(twice), Err(Refusal::ContactTwice.into()));
}

#[test]
fn what_is_commercial_is_absent_for_those_who_may_not_see_it() {
    use crate::access::{Action, ActionMask, FieldClass, FieldMask, Guarded};
    let mut deal = deal();
    deal.add_line(by(3), 1, line(1000, pln(5)), false).unwrap();
    deal.probability = Some(5);
    let basic = FieldMask::of(ActionMask::of(&[Action::Field(FieldClass::Basic)]));
    let event = Event::Won {
        stage: Change::new(StageId(1), StageId(2)),
        on: on(3),
        amount: Some(Change::new(pln(1), pln(2))),
    };
    let edits = vec![Edit::Amount(Change::new(pln(1), pln(2)))];
    let edited = Event::Edited {
        edits,
        hidden: false,
    };
    let texts = [
        serde_json::to_string(&deal.clone().mask(basic)),
        serde_json::to_string(&DealRow::of(&deal, None).mask(basic)),
        serde_json::to_string(&event.masked(basic)),
        serde_json::to_string(&edited.clone().masked(basic)),
    ];
    for text in texts {
        assert!(!text.as_ref().unwrap().contains("PLN"), "{text:?}");
    }
    assert_eq!(
        edited.masked(basic),
        Event::Edited {
            edits: Vec::new(),
            hidden: true
        }
    );
    assert_eq!(deal.clone().mask(FieldMask::ALL), deal);
}

#[derive(Clone, Debug)]
enum Step {
    Move(usize, u64),
    Win(u32, Option<i64>),
    Lose(u32, bool),
    Reopen(Option<u64>),
    Amount(i64),
    Delete,
    Restore,
    Line(i64, bool),
    Plan(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..2_usize, 10..27_u64).prop_map(|(pipeline, stage)| Step::Move(pipeline, stage)),
        1 => (1..6_u32, proptest::option::of(-5..5_i64)).prop_map(|(day, amount)| Step::Win(day, amount)),
        1 => (1..6_u32, any::<bool>()).prop_map(|(day, told)| Step::Lose(day, told)),
        2 => proptest::option::of(10..27_u64).prop_map(Step::Reopen),
        1 => (-5..100_i64).prop_map(Step::Amount),
        1 => Just(Step::Delete),
        2 => Just(Step::Restore),
        1 => (-1..5_i64, any::<bool>()).prop_map(|(quantity, follow)| Step::Line(quantity, follow)),
        1 => any::<bool>().prop_map(Step::Plan),
    ]
}

fn take(deal: &mut Deal, step: Step, pipelines: &[Pipeline; 2]) -> Result<Event, Refused> {
    let by = by(4);
    let own = pipelines
        .iter()
        .find(|pipeline| pipeline.id == deal.pipeline)
        .unwrap();
    match step {
        Step::Move(at, stage) => deal.move_to_stage(by, &pipelines[at], StageId(stage)),
        Step::Win(day, amount) => {
            let amount = amount.and_then(pln);
            deal.win(
                by,
                own,
                WinTerms {
                    on: on(day),
                    amount,
                    stage: None,
                },
            )
        }
        Step::Lose(day, told) => {
            let kind = if told {
                LostKind::Timing
            } else {
                LostKind::Other
            };
            deal.lose(by, own, on(day), LostReason { kind, text: None })
        }
        Step::Reopen(stage) => deal.reopen(by, own, stage.map(StageId)),
        Step::Amount(major) => {
            let amount = Some(Change::new(deal.amount, pln(major)));
            deal.edit(
                by,
                DealChanges {
                    amount,
                    ..DealChanges::default()
                },
            )
        }
        Step::Delete => deal.delete(by),
        Step::Restore => deal.restore(by),
        Step::Line(quantity, follow) => {
            deal.add_line(by, deal.stamp.version, line(quantity * 500, pln(3)), follow)
        }
        Step::Plan(some) => {
            let step = some.then(|| NextStep {
                what: "Call".to_owned(),
                on: None,
            });
            deal.plan_next_step(by, step)
        }
    }
}

/// What must hold of every deal at every time.
fn stands_right(deal: &Deal, pipelines: &[Pipeline; 2]) {
    let pipeline = pipelines
        .iter()
        .find(|pipeline| pipeline.id == deal.pipeline)
        .unwrap();
    let stage = pipeline.stage(deal.stage).unwrap();
    assert_eq!(deal.status, stage.kind.into());
    assert_eq!(deal.closed.is_some(), stage.kind != StageKind::Open);
    assert_eq!(deal.lost_reason.is_some(), stage.kind == StageKind::Lost);
    assert!(deal.amount.is_none_or(|amount| amount.minor >= 0));
    assert!(
        deal.closed
            .is_none_or(|closed| closed >= deal.opened.unwrap() && closed <= on(5))
    );
    lines::same_currency(&deal.lines, deal.amount).unwrap();
}

proptest! {
    #[test]
    fn whatever_is_done_a_deal_stands_right(steps in prop::collection::vec(step(), 0..30)) {
        let pipelines = pipelines();
        let mut deal = deal();
        for step in steps {
            let before = deal.clone();
            match take(&mut deal, step, &pipelines) {
                Ok(_) => prop_assert_eq!(deal.stamp.version, before.stamp.version + 1),
                Err(_) => prop_assert_eq!(&deal, &before, "a refused command changes nothing"),
            }
            stands_right(&deal, &pipelines);
        }
    }
}
