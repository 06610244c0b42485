//! Rules of verdicts.
use super::*;
use crate::id::{CompanyId, GroupId};
use crate::money::Currency;
use crate::planning::category::Category;
use crate::planning::refusal::PeriodRefusal;
use crate::planning::tests::examples::{hand, line, on, pln};
use crate::time::Month;

const FIRST: Level = Level::Group(GroupId(3));
const SECOND: Level = Level::Group(GroupId(2));
const HEAD: u64 = 30;
const ABOVE: u64 = 20;

fn open() -> ClosedMonths {
    ClosedMonths::default()
}

fn case<'a>(
    line: &'a PlanLine,
    level: Level,
    verdicts: &[Verdict],
    deciders: &'a [PersonId],
    closed: &'a ClosedMonths,
) -> Case<'a> {
    let steps = climb(line, &[FIRST, SECOND], verdicts);
    let step = steps.iter().find(|step| step.level == level);
    Case {
        line,
        level,
        offer: step.and_then(|step| step.offer),
        on_path: step.is_some(),
        deciders,
        sheet: None,
        below: None,
        closed,
    }
}

fn give(
    line: &PlanLine,
    level: Level,
    ruling: Ruling,
    verdicts: &[Verdict],
) -> Result<Verdict, Refused> {
    let (person, closed) = (if level == FIRST { HEAD } else { ABOVE }, open());
    let deciders = [PersonId(person)];
    let case = case(line, level, verdicts, &deciders, &closed);
    Verdict::give(hand(person), &case, ruling).map(|(verdict, _)| verdict)
}

fn agreed(line: &PlanLine) -> Vec<Verdict> {
    vec![give(line, FIRST, Ruling::agreed(), &[]).unwrap()]
}

fn standings(line: &PlanLine, verdicts: &[Verdict]) -> Vec<Standing> {
    let steps = climb(line, &[FIRST, SECOND], verdicts);
    steps.into_iter().map(|step| step.standing).collect()
}

fn ruling(outcome: Outcome, amount: Option<i64>, reason: Option<&str>) -> Ruling {
    Ruling {
        outcome,
        amount: amount.map(pln),
        due: None,
        reason: reason.map(str::to_owned),
    }
}

#[test]
fn a_line_comes_up_only_through_an_agreement_below() {
    let line = line(1, 100);
    assert_eq!(
        standings(&line, &[]),
        [Standing::Unreviewed, Standing::Below]
    );
    let refused = give(&line, SECOND, Ruling::agreed(), &[]);
    assert_eq!(refused.unwrap_err(), VerdictRefusal::NotComeUp.into());
    let mut verdicts = agreed(&line);
    let offer = Offer::of(&line);
    assert_eq!(
        standings(&line, &verdicts),
        [Standing::Agreed(offer), Standing::Unreviewed]
    );
    verdicts.push(give(&line, SECOND, Ruling::agreed(), &verdicts).unwrap());
    assert_eq!(standings(&line, &verdicts), [Standing::Agreed(offer); 2]);
}

#[test]
fn a_sheet_below_that_is_not_submitted_sends_nothing_up() {
    let (line, closed) = (line(1, 100), open());
    let deciders = [PersonId(ABOVE)];
    let mut case = case(&line, SECOND, &agreed(&line), &deciders, &closed);
    for (state, goes) in [
        (SheetState::Draft, false),
        (SheetState::Returned, false),
        (SheetState::Submitted, true),
        (SheetState::Agreed, true),
    ] {
        case.below = Some(state);
        let given = Verdict::give(hand(ABOVE), &case, Ruling::agreed());
        assert_eq!(given.is_ok(), goes, "{state:?}");
    }
    case.sheet = Some(SheetState::Submitted);
    let refused = Verdict::give(hand(ABOVE), &case, Ruling::agreed()).unwrap_err();
    assert_eq!(refused, VerdictRefusal::SheetSubmitted.into());
}

#[test]
fn a_verdict_goes_amber_when_what_it_was_given_on_changes_and_comes_back_with_it() {
    let before = line(1, 100);
    let verdicts = agreed(&before);
    let changes: [fn(&mut PlanLine); 7] = [
        |line| line.amount = Some(pln(101)),
        |line| line.amount = Some(Money::new(100, Currency::EUR)),
        |line| line.due = Some(on(11, 21)),
        |line| line.category = Category::BestCase,
        |line| line.payer = Some(CompanyId(1)),
        |line| line.owner = PersonId(6),
        |line| line.group = GroupId(4),
    ];
    for change in changes {
        let mut line = before.clone();
        change(&mut line);
        assert_eq!(
            standings(&line, &verdicts),
            [Standing::Amber, Standing::Below],
            "{line:?}"
        );
        assert_ne!(line, before);
    }
    assert!(matches!(
        standings(&before, &verdicts)[0],
        Standing::Agreed(_)
    ));
}

#[test]
fn money_that_comes_in_leaves_a_verdict_as_it_is() {
    let mut line = line(1, 100);
    let verdicts = agreed(&line);
    line.received = Some(pln(40));
    line.invoice = Some("FV 1".to_owned());
    line.chance = 70;
    assert!(matches!(
        standings(&line, &verdicts)[0],
        Standing::Agreed(_)
    ));
}

#[test]
fn another_verdict_below_turns_the_one_above_amber() {
    let line = line(1, 100);
    let mut verdicts = agreed(&line);
    verdicts.push(give(&line, SECOND, Ruling::agreed(), &verdicts).unwrap());
    verdicts[0] = give(
        &line,
        FIRST,
        ruling(Outcome::Agreed, Some(90), Some("rabat")),
        &[],
    )
    .unwrap();
    assert_eq!(standings(&line, &verdicts)[1], Standing::Amber);
    verdicts[0] = give(
        &line,
        FIRST,
        ruling(Outcome::Disputed, None, Some("brak umowy")),
        &[],
    )
    .unwrap();
    assert_eq!(
        standings(&line, &verdicts),
        [Standing::Disputed, Standing::Amber]
    );
}

#[test]
fn another_amount_or_date_goes_up_instead_and_never_edits_the_line() {
    let before = line(1, 100);
    let line = before.clone();
    let moved = Ruling {
        due: Some(on(12, 5)),
        ..ruling(Outcome::Agreed, Some(90), Some("rabat"))
    };
    let verdicts = [give(&line, FIRST, moved, &[]).unwrap()];
    let offer = Offer {
        amount: Some(pln(90)),
        due: Some(on(12, 5)),
    };
    assert_eq!(
        climb(&line, &[FIRST, SECOND], &verdicts)[1].offer,
        Some(offer)
    );
    assert_eq!(line, before);
}

#[test]
fn disputing_excluding_and_other_figures_need_a_reason() {
    let line = line(1, 100);
    let missing = |ruling| {
        give(&line, FIRST, ruling, &[]).unwrap_err() == VerdictRefusal::ReasonMissing.into()
    };
    assert!(missing(ruling(Outcome::Disputed, None, None)));
    assert!(missing(ruling(Outcome::Excluded, None, Some(" "))));
    assert!(missing(ruling(Outcome::Agreed, Some(99), None)));
    // The amount that came up is no other amount.
    assert!(give(&line, FIRST, ruling(Outcome::Agreed, Some(100), None), &[]).is_ok());
}

#[test]
fn nobody_agrees_their_own_lines_not_even_as_a_deputy() {
    let (line, closed) = (line(1, 100), open());
    let deciders = [PersonId(HEAD), line.owner];
    let case = case(&line, FIRST, &[], &deciders, &closed);
    for instead_of in [None, Some(PersonId(HEAD))] {
        let owner = Hand {
            instead_of,
            ..hand(5)
        };
        let refused = Verdict::give(owner, &case, Ruling::agreed()).unwrap_err();
        assert_eq!(refused, VerdictRefusal::OwnLine.into());
    }
    let for_owner = Hand {
        instead_of: Some(line.owner),
        ..hand(HEAD)
    };
    assert!(Verdict::give(for_owner, &case, Ruling::agreed()).is_err());
}

#[test]
fn only_who_heads_the_level_or_stands_in_for_them_judges() {
    let (line, closed) = (line(1, 100), open());
    let deciders = [PersonId(HEAD)];
    let case = case(&line, FIRST, &[], &deciders, &closed);
    let refused = Verdict::give(hand(8), &case, Ruling::agreed()).unwrap_err();
    assert_eq!(refused, VerdictRefusal::NotDecider.into());
    let deputy = Hand {
        instead_of: Some(PersonId(HEAD)),
        ..hand(8)
    };
    let (verdict, event) = Verdict::give(deputy, &case, Ruling::agreed()).unwrap();
    assert_eq!(verdict.signed.instead_of, Some(PersonId(HEAD)));
    assert!(matches!(
        event,
        Event::Given {
            instead_of: Some(PersonId(HEAD)),
            ..
        }
    ));
    let elsewhere = Case {
        on_path: false,
        ..case
    };
    let refused = Verdict::give(hand(HEAD), &elsewhere, Ruling::agreed()).unwrap_err();
    assert_eq!(refused, VerdictRefusal::NotALevel.into());
}

#[test]
fn a_closed_period_takes_no_verdict_and_none_is_moved_into_it() {
    let (line, closed): (_, ClosedMonths) =
        (line(1, 100), [Month::of(on(11, 1))].into_iter().collect());
    let deciders = [PersonId(HEAD)];
    let no = Refused::from(PeriodRefusal::Closed);
    let here = case(&line, FIRST, &[], &deciders, &closed);
    assert_eq!(
        Verdict::give(hand(HEAD), &here, Ruling::agreed()).unwrap_err(),
        no
    );
    let mut later = line.clone();
    later.due = Some(on(12, 1));
    let there = case(&later, FIRST, &[], &deciders, &closed);
    let back = Ruling {
        due: Some(on(11, 1)),
        reason: Some("x".to_owned()),
        ..Ruling::agreed()
    };
    assert_eq!(Verdict::give(hand(HEAD), &there, back).unwrap_err(), no);
}

#[test]
fn what_is_not_planned_is_agreed_only_with_a_date_and_an_amount() {
    let mut line = line(1, 100);
    line.due = None;
    let refused = give(&line, FIRST, Ruling::agreed(), &[]).unwrap_err();
    assert_eq!(refused, VerdictRefusal::NotPlanned.into());
    let dated = Ruling {
        due: Some(on(11, 30)),
        reason: Some("umowa".to_owned()),
        ..Ruling::agreed()
    };
    assert!(give(&line, FIRST, dated, &[]).is_ok());
    assert!(
        give(
            &line,
            FIRST,
            ruling(Outcome::Agreed, Some(0), Some("x")),
            &[]
        )
        .is_err()
    );
}

#[test]
fn many_lines_are_agreed_at_once_and_the_refused_told() {
    let (mut own, one, two, closed) = (line(1, 100), line(2, 5), line(3, 6), open());
    own.owner = PersonId(HEAD);
    let deciders = [PersonId(HEAD)];
    let stale = agreed(&line(3, 7)).remove(0);
    let cases = [
        (&own, None),
        (&one, None),
        (&two, Some(stale)),
        (&two, Some(agreed(&two).remove(0))),
    ];
    let cases = cases.map(|(line, given)| (case(line, FIRST, &[], &deciders, &closed), given));
    let bulk = agree_all(hand(HEAD), cases);
    let given: Vec<_> = bulk.given.iter().map(|(verdict, _)| verdict.line).collect();
    assert_eq!(given, [one.id, two.id]);
    let refused = [
        (own.id, VerdictRefusal::OwnLine.into()),
        (two.id, Refused::Unchanged),
    ];
    assert_eq!(bulk.refused, refused);
}

#[test]
fn both_sides_comment_and_the_ruling_stays() {
    let line = line(1, 100);
    let mut verdict = agreed(&line).remove(0);
    let before = verdict.ruling.clone();
    verdict.comment(hand(5), "Klient potwierdza").unwrap();
    assert_eq!((verdict.comments.len(), &verdict.ruling), (1, &before));
    assert!(verdict.comment(hand(5), " ").is_err());
}
