//! One plan from the deal to what goes up, as a test: the parts meet where the rules say.
pub(super) mod examples;

use super::*;
use crate::calendar::Calendar;
use crate::deals::{Deal, DealDraft};
use crate::groups::{Group, Groups, OrgTree};
use crate::id::{DealId, GroupId, PersonId, PipelineId, ReceiptId, SheetId, StageId};
use crate::lang::Lang;
use crate::money::Currency;
use crate::period::{FiscalStart, Length, Period};
use crate::pipelines::{self, Pipeline};
use crate::time::Month;
use examples::{hand, on, pln};

const TEAM: GroupId = GroupId(3);
const REGION: GroupId = GroupId(2);
const REP: PersonId = PersonId(5);
const HEAD: PersonId = PersonId(30);
const DIRECTOR: PersonId = PersonId(20);

fn groups() -> Groups {
    let group = |id, parent, head| Group {
        id,
        name: id.to_string(),
        parent,
        heads: vec![head],
        archived: false,
    };
    let all = [
        group(REGION, None, DIRECTOR),
        group(TEAM, Some(REGION), HEAD),
    ];
    all.into_iter().map(|group| (group.id, group)).collect()
}

fn pipeline() -> Pipeline {
    let example = &pipelines::examples(Lang::En)[0];
    let stages = (1..).map(StageId).zip(example.stages.clone()).collect();
    Pipeline::create(hand(1).by, PipelineId(1), &example.name, stages)
        .unwrap()
        .0
}

fn deal() -> Deal {
    let draft = DealDraft {
        amount: Some(pln(10_000)),
        expected_close: Some(on(11, 30)),
        ..DealDraft::new("Chairs", PipelineId(1), REP, TEAM)
    };
    Deal::open(hand(5).by, DealId(1), draft, &pipeline())
        .unwrap()
        .0
}

fn november() -> Period {
    Period::of(on(11, 1), Length::Month, FiscalStart::default())
}

/// The lines of the deal with what the receipt pays.
fn lines_with(deal: &Deal, schedule: Option<&Schedule>, receipts: &[Receipt]) -> Vec<PlanLine> {
    let pipeline = pipeline();
    let stage = pipeline.stage(deal.stage).unwrap();
    let paid = |id| receipt::paid(id, receipts).unwrap();
    lines(
        deal,
        stage,
        schedule,
        (Settings::default(), &Calendar::default()),
        paid,
    )
    .unwrap()
}

/// A verdict of this head on the line, after those given below.
fn agree(
    ladder: &Ladder<'_>,
    line: &PlanLine,
    given: &[Verdict],
    level: Level,
    head: PersonId,
) -> Verdict {
    let steps = climb(line, &ladder.levels(line.owner, line.group), given);
    let step = steps.iter().find(|step| step.level == level).unwrap();
    let (deciders, closed) = (ladder.deciders(level), ClosedMonths::default());
    let case = Case {
        line,
        level,
        offer: step.offer,
        on_path: true,
        deciders: &deciders,
        sheet: None,
        below: None,
        closed: &closed,
    };
    Verdict::give(hand(head.0), &case, Ruling::agreed())
        .unwrap()
        .0
}

fn up(ladder: &Ladder<'_>, lines: &[PlanLine], verdicts: &[Verdict], group: GroupId) -> i64 {
    let of = |line: &PlanLine| -> Vec<Verdict> {
        verdicts
            .iter()
            .filter(|verdict| verdict.line == line.id)
            .cloned()
            .collect()
    };
    let given: Vec<Vec<Verdict>> = lines.iter().map(of).collect();
    let pairs = lines
        .iter()
        .zip(&given)
        .map(|(line, given)| (line, given.as_slice()));
    let result = roll_up(ladder, november(), &CountingRule::default(), pairs);
    result
        .groups
        .get(&group)
        .map_or(0, |figures| figures.up.of(Currency::PLN).minor)
}

#[test]
fn a_line_goes_from_the_deal_over_two_levels_and_back_when_it_changes() {
    let (groups, open) = (groups(), ClosedMonths::default());
    let tree = OrgTree::of(groups.values()).unwrap();
    let ladder = Ladder::new(&tree, &groups, None);
    let mut deal = deal();
    let implied = lines_with(&deal, None, &[]);
    let first = agree(&ladder, &implied[0], &[], Level::Group(TEAM), HEAD);
    assert_eq!(
        up(&ladder, &implied, std::slice::from_ref(&first), TEAM),
        10_000
    );
    assert_eq!(
        up(&ladder, &implied, std::slice::from_ref(&first), REGION),
        0
    );
    let second = agree(
        &ladder,
        &implied[0],
        std::slice::from_ref(&first),
        Level::Group(REGION),
        DIRECTOR,
    );
    let verdicts = [first, second];
    assert_eq!(up(&ladder, &implied, &verdicts, REGION), 10_000);

    // Money comes in: the agreement stands.
    let draft = ReceiptDraft {
        on: on(11, 20),
        amount: pln(12_300),
        payer: None,
        document: None,
        owner: REP,
        group: TEAM,
        lane: crate::access::Lane::Normal,
        import: None,
    };
    let (mut receipt, _) = Receipt::record(hand(5).by, ReceiptId(1), draft, &open).unwrap();
    receipt
        .allocate(
            hand(5).by,
            implied[0].id,
            implied[0].gross,
            pln(12_300),
            &open,
        )
        .unwrap();
    let paid = lines_with(&deal, None, &[receipt]);
    assert_eq!(
        (paid[0].received, paid[0].outstanding()),
        (Some(pln(10_000)), Some(pln(0)))
    );
    assert_eq!(up(&ladder, &paid, &verdicts, REGION), 10_000);

    // The deal's amount changes: nothing of it goes up until it is agreed again.
    deal.amount = Some(pln(9_000));
    let changed = lines_with(&deal, None, &[]);
    assert_eq!(
        (
            up(&ladder, &changed, &verdicts, TEAM),
            up(&ladder, &changed, &verdicts, REGION)
        ),
        (0, 0)
    );
}

#[test]
fn laying_a_schedule_keeps_the_history_of_the_first_line_and_asks_for_agreement_anew() {
    let groups = groups();
    let tree = OrgTree::of(groups.values()).unwrap();
    let ladder = Ladder::new(&tree, &groups, None);
    let deal = deal();
    let implied = lines_with(&deal, None, &[]);
    let verdict = agree(&ladder, &implied[0], &[], Level::Group(TEAM), HEAD);
    let (_, portions) = &Template::examples(Lang::En)[0];
    let (template, _) =
        Template::create(hand(1).by, crate::id::TemplateId(1), "T", portions.clone()).unwrap();
    let terms = template.terms(deal.amount.unwrap()).unwrap();
    let (mut schedule, _) = Schedule::lay(hand(5).by, deal.id, terms).unwrap();
    schedule
        .anchor(hand(5).by, 1, Anchor::Delivery, Some(on(12, 15)))
        .unwrap();
    let laid = lines_with(&deal, Some(&schedule), &[]);
    assert_eq!(
        schedule.balance(deal.amount, VatBasis::Net),
        Ok(Balance::Even)
    );
    let steps = climb(
        &laid[0],
        &ladder.levels(REP, TEAM),
        std::slice::from_ref(&verdict),
    );
    assert_eq!(
        (laid[0].id, steps[0].standing),
        (implied[0].id, Standing::Amber)
    );
    let months: Vec<Option<Month>> = laid.iter().map(PlanLine::month).collect();
    assert_eq!(
        months,
        [Some(Month::of(on(11, 30))), Some(Month::of(on(12, 15)))]
    );
}

#[test]
fn records_of_the_plan_are_stored_and_read_back_the_same() {
    let (deal, open) = (deal(), ClosedMonths::default());
    let (schedule, _) = Schedule::lay(hand(5).by, deal.id, vec![Terms::default()]).unwrap();
    same(&schedule);
    same(&lines_with(&deal, Some(&schedule), &[])[0]);
    let sheet = Sheet::open(hand(20), SheetId(1), (TEAM, november()), None, None, &open)
        .unwrap()
        .0;
    same(&sheet);
    same(&PlanPeriod::open(
        hand(20),
        november(),
        None,
        CountingRule::default(),
    ));
    let groups = groups();
    let tree = OrgTree::of(groups.values()).unwrap();
    let ladder = Ladder::new(&tree, &groups, None);
    let line = &lines_with(&deal, None, &[])[0];
    same(&agree(&ladder, line, &[], Level::Group(TEAM), HEAD));
    let result = roll_up(
        &ladder,
        november(),
        &CountingRule::default(),
        [(line, [].as_slice())],
    );
    same(&result.groups[&TEAM]);
}

fn same<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(
    record: &T,
) {
    let text = serde_json::to_string(record).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), record, "{text}");
}
