//! Rules of the lines of a plan.
use super::*;
use crate::by::{Actor, By, SystemActor};
use crate::deals::{DealDraft, LostKind, LostReason, WinTerms};
use crate::id::DealId;
use crate::pipelines::{self, Pipeline};
use crate::planning::due::{Anchor, Due};
use crate::planning::instalment::Terms;
use crate::time::Moment;

fn on(day: u32) -> Day {
    Day::from_ymd_opt(2026, 11, day).unwrap()
}

fn by() -> By {
    let noon = on(23).and_hms_opt(12, 0, 0).unwrap().and_utc();
    By {
        actor: Actor::System(SystemActor::Seed),
        now: Moment(noon.timestamp_micros()),
    }
}

fn pln(minor: i64) -> Money {
    Money::new(minor, Currency::PLN)
}

fn pipeline() -> Pipeline {
    let example = &pipelines::examples(Lang::En)[0];
    let stages = (1..).map(StageId).zip(example.stages.clone()).collect();
    Pipeline::create(by(), PipelineId(1), &example.name, stages)
        .unwrap()
        .0
}

fn deal(amount: Option<i64>, close: Option<Day>) -> Deal {
    let draft = DealDraft {
        amount: amount.map(pln),
        expected_close: close,
        company: Some(CompanyId(3)),
        ..DealDraft::new("Chairs", PipelineId(1), PersonId(7), GroupId(4))
    };
    Deal::open(by(), DealId(5), draft, &pipeline()).unwrap().0
}

fn lines_of(deal: &Deal, schedule: Option<&Schedule>, paid: Option<i64>) -> Vec<PlanLine> {
    let pipeline = pipeline();
    let stage = pipeline.stage(deal.stage).unwrap();
    let firm = (Settings::default(), &Calendar::default());
    lines(deal, stage, schedule, firm, |_| paid.map(pln)).unwrap()
}

#[test]
fn a_deal_without_a_schedule_has_one_implied_line() {
    let lines = lines_of(&deal(Some(10_000), Some(on(30))), None, Some(6_150));
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!((line.id.to_string().as_str(), line.implied), ("5-1", true));
    assert_eq!(
        (line.amount, line.gross),
        (Some(pln(10_000)), Some(pln(12_300)))
    );
    assert_eq!(
        (line.due, line.category),
        (Some(on(30)), Category::Pipeline)
    );
    assert_eq!(
        (line.received, line.outstanding()),
        (Some(pln(5_000)), Some(pln(5_000)))
    );
    assert_eq!(
        (line.owner, line.group, line.payer),
        (PersonId(7), GroupId(4), Some(CompanyId(3)))
    );
}

#[test]
fn what_lacks_a_date_or_an_amount_is_told_as_not_planned_and_never_dropped() {
    let why = |amount, close| lines_of(&deal(amount, close), None, None)[0].not_planned();
    assert_eq!(why(Some(1), Some(on(1))), None);
    assert_eq!(why(Some(1), None), Some(NotPlanned::NoDate));
    assert_eq!(why(None, Some(on(1))), Some(NotPlanned::NoAmount));
    assert_eq!(why(None, None), Some(NotPlanned::NoDateNoAmount));
}

#[test]
fn a_schedule_takes_the_place_of_the_implied_line_and_goes_on_with_its_number() {
    let deal = deal(Some(10_000), Some(on(30)));
    let terms = |minor, anchor| Terms {
        amount: Some(pln(minor)),
        due: Some(Due::After {
            anchor,
            working_days: 1,
        }),
        ..Terms::default()
    };
    let terms = vec![
        terms(3_000, Anchor::Signing),
        terms(7_000, Anchor::Delivery),
    ];
    let schedule = Schedule::lay(by(), deal.id, terms).unwrap().0;
    let lines = lines_of(&deal, Some(&schedule), None);
    let numbers: Vec<u16> = lines.iter().map(|line| line.id.number).collect();
    assert_eq!(numbers, [1, 2]);
    // Signing is expected on Monday the 30th; delivery is not known.
    assert_eq!(lines[0].due, Day::from_ymd_opt(2026, 12, 1));
    assert_eq!(lines[1].not_planned(), Some(NotPlanned::NoDate));
}

#[test]
fn lines_of_a_won_deal_are_committed_on_its_day_and_those_of_a_lost_one_omitted() {
    let mut won = deal(Some(100), Some(on(30)));
    let terms = WinTerms {
        on: on(23),
        amount: None,
        stage: None,
    };
    won.win(by(), &pipeline(), terms).unwrap();
    let line = &lines_of(&won, None, None)[0];
    assert_eq!((line.due, line.category), (Some(on(23)), Category::Commit));
    let mut lost = deal(Some(100), Some(on(30)));
    let reason = LostReason {
        kind: LostKind::Price,
        text: None,
    };
    lost.lose(by(), &pipeline(), on(23), reason).unwrap();
    let hoped = Terms {
        category: Some(Category::Commit),
        ..Terms::default()
    };
    let schedule = Schedule::lay(by(), lost.id, vec![hoped]).unwrap().0;
    assert_eq!(
        lines_of(&lost, Some(&schedule), None)[0].category,
        Category::Omitted
    );
}
