//! Rules of gates, stuck deals, pipelines and the calendar in the store.
use super::firm::{ADMIN, DIRECTOR, Firm, HEAD, NOW, REP, SETUP, STRANGER, today};
use domain::access::Action;
use domain::by::{Actor, By};
use domain::calendar::{CalendarChanges, OwnDay};
use domain::change::Change;
use domain::choices;
use domain::deals::{
    self, DealChanges, DealFilter, DealLine, Fill, LostKind, LostReason, NextStep, ReasonEdit,
    WinTerms,
};
use domain::id::{DealId, PipelineId, ProductId, StageId};
use domain::money::{Currency, Money};
use domain::notes::{Activity, ActivityKind};
use domain::pipelines::{self, Gate, Need, Needs, StageDraft, StageKind, examples};
use domain::refusal::Refusal;
use domain::time::Day;
use store::{OutcomeBy, OutcomeKey};

const SALES: PipelineId = PipelineId(1);
const OFFER: StageId = StageId(3);

fn stage(firm: &Firm, id: StageId) -> StageDraft {
    let reading = firm.reading(ADMIN);
    let (_, stage) = reading.firm().stage(id).unwrap();
    StageDraft {
        name: stage.name.clone(),
        kind: stage.kind,
        probability: stage.probability,
        colour: stage.colour,
        expected_days: stage.expected_days,
        gate: stage.gate,
    }
}

fn gate(firm: &Firm, id: StageId, enter: &[Need]) {
    let enter: Needs = enter.iter().copied().collect();
    let gate = Gate {
        enter,
        leave: Needs::NONE,
    };
    let draft = StageDraft {
        gate,
        ..stage(firm, id)
    };
    firm.act(ADMIN, move |w| w.edit_stage(SALES, id, draft))
        .unwrap();
}

fn missing(needs: &[Need]) -> Refusal {
    let missing = needs.iter().copied().collect();
    deals::Refusal::Gate { missing }.into()
}

#[test]
fn a_gate_names_what_is_missing_and_filling_and_moving_happen_together_or_not_at_all() {
    let firm = Firm::founded();
    gate(
        &firm,
        OFFER,
        &[Need::Amount, Need::Source, Need::NextStepOn, Need::Note],
    );
    let deal = firm.deal(100);
    let lacks = missing(&[Need::Source, Need::NextStepOn, Need::Note]);
    assert_eq!(firm.act(REP, move |w| w.move_deal(deal, OFFER)), Err(lacks));
    let changes = DealChanges {
        source: Some(Change::new(None, Some("targi".to_owned()))),
        ..DealChanges::default()
    };
    let half = Fill {
        changes,
        note: Some("Prosi o wycenę".to_owned()),
        ..Fill::default()
    };
    let whole = Fill {
        next_step: Some(NextStep {
            what: "Oferta".to_owned(),
            on: Some(today()),
        }),
        ..half.clone()
    };
    let later = By {
        actor: Actor::Person(REP),
        now: NOW.plus_seconds(60),
    };
    let before = store::testing::rows(&firm.store).unwrap();
    let refused = firm.sent(later, None, move |w| w.fill_and_move(deal, OFFER, half));
    assert_eq!(refused, Err(missing(&[Need::NextStepOn])));
    assert!(before == store::testing::rows(&firm.store).unwrap());
    firm.sent(later, None, move |w| w.fill_and_move(deal, OFFER, whole))
        .unwrap();
    let moved = firm.reading(REP).deal(deal).unwrap().unwrap();
    assert_eq!(
        (moved.stage, moved.source.as_deref()),
        (OFFER, Some("targi"))
    );
}

#[test]
fn a_note_or_call_counts_for_a_gate_only_since_the_deal_came_to_its_stage() {
    let firm = Firm::founded();
    gate(&firm, OFFER, &[Need::Note]);
    let deal = firm.deal(100);
    let at = |seconds| By {
        actor: Actor::Person(REP),
        now: NOW.plus_seconds(seconds),
    };
    firm.sent(at(1), None, move |w| w.note_deal(deal, "Pierwsza"))
        .unwrap();
    firm.sent(at(2), None, move |w| w.move_deal(deal, StageId(2)))
        .unwrap();
    let refused = firm.sent(at(3), None, move |w| w.move_deal(deal, OFFER));
    assert_eq!(refused, Err(missing(&[Need::Note])));
    let call = Activity {
        kind: ActivityKind::Call,
        at: NOW,
        minutes: Some(5),
        with: None,
    };
    firm.sent(at(4), None, move |w| {
        w.log_activity(deal, call, "Pyta o rabat")
    })
    .unwrap();
    firm.sent(at(5), None, move |w| w.move_deal(deal, OFFER))
        .unwrap();
    let reading = firm.reading(REP);
    let view = reading.deal(deal).unwrap().unwrap();
    let (timeline, _) = reading.deal_timeline(&view, None, 50).unwrap();
    let notes = reading.deal_notes(&view, &timeline).unwrap();
    assert!(notes.iter().any(|note| note.activity == Some(call)));
}

#[test]
fn a_note_that_was_removed_opens_no_gate_and_only_its_author_removes_it() {
    let firm = Firm::founded();
    gate(&firm, OFFER, &[Need::Note]);
    let deal = firm.deal(100);
    let at = |person, seconds| By {
        actor: Actor::Person(person),
        now: NOW.plus_seconds(seconds),
    };
    let note = firm.sent(at(REP, 1), None, move |w| w.note_deal(deal, "Pierwsza"));
    let note = note.unwrap();
    for person in [HEAD, STRANGER] {
        let removed = firm.sent(at(person, 2), None, move |w| w.delete_note(deal, note));
        assert!(removed.is_err());
    }
    firm.sent(at(REP, 3), None, move |w| {
        w.rewrite_note(deal, note, "Druga")
    })
    .unwrap();
    firm.sent(at(REP, 4), None, move |w| w.delete_note(deal, note))
        .unwrap();
    let refused = firm.sent(at(REP, 5), None, move |w| w.move_deal(deal, OFFER));
    assert_eq!(refused, Err(missing(&[Need::Note])));
    let reading = firm.reading(REP);
    let view = reading.deal(deal).unwrap().unwrap();
    let (timeline, _) = reading.deal_timeline(&view, None, 50).unwrap();
    assert_eq!(reading.deal_notes(&view, &timeline).unwrap(), []);
}

#[test]
fn winning_and_opening_pass_gates_and_losing_is_never_held_up() {
    let firm = Firm::founded();
    gate(&firm, StageId(6), &[Need::Source]);
    gate(&firm, StageId(2), &[Need::Company]);
    let deal = firm.deal(100);
    let terms = WinTerms {
        on: today(),
        amount: None,
        stage: None,
    };
    assert_eq!(
        firm.act(REP, move |w| w.win_deal(deal, terms)),
        Err(missing(&[Need::Source]))
    );
    let draft = deals::DealDraft {
        stage: Some(StageId(2)),
        ..super::firm::draft(5)
    };
    assert_eq!(
        firm.act(REP, move |w| w.open_deal(draft)),
        Err(missing(&[Need::Company]))
    );
    let reason = deals::LostReason {
        kind: deals::LostKind::Price,
        text: None,
    };
    firm.act(REP, move |w| w.lose_deal(deal, today(), reason))
        .unwrap();
}

#[test]
fn only_administrators_change_pipelines_and_the_calendar() {
    let firm = Firm::founded();
    for person in [HEAD, REP, STRANGER, DIRECTOR] {
        let own = OwnDay {
            name: "Wolne".to_owned(),
            hours: None,
        };
        let changes = CalendarChanges {
            own: [(today(), Change::new(None, Some(own)))].into(),
            ..CalendarChanges::default()
        };
        assert!(
            firm.act(person, move |w| w.change_calendar(changes))
                .is_err()
        );
        assert!(firm.act(person, |w| w.archive_stage(SALES, OFFER)).is_err());
        assert!(
            firm.act(person, |w| w.rename_pipeline(SALES, "Inny"))
                .is_err()
        );
        assert!(
            firm.act(person, |w| w.empty_stage(OFFER, StageId(1), 9))
                .is_err()
        );
        assert!(firm.act(person, |w| w.order_pipelines(&[SALES])).is_err());
        assert!(firm.act(person, |w| w.retime(9)).is_err());
    }
}

#[test]
fn archiving_loses_no_deal_and_emptying_moves_them_where_asked() {
    let firm = Firm::founded();
    let deals = [1, 2, 3].map(|minor| firm.deal(minor));
    firm.act(ADMIN, |w| w.archive_stage(SALES, StageId(1)))
        .unwrap();
    let all = DealFilter::default();
    let board = || {
        firm.reading(REP)
            .board(SALES, &all, today())
            .unwrap()
            .unwrap()
    };
    assert_eq!(board().columns[0].count, 3);
    assert!(
        firm.act(ADMIN, |w| w.empty_stage(StageId(1), OFFER, 2))
            .unwrap()
    );
    assert!(
        !firm
            .act(ADMIN, |w| w.empty_stage(StageId(1), OFFER, 2))
            .unwrap()
    );
    for deal in deals {
        assert_eq!(firm.reading(REP).deal(deal).unwrap().unwrap().stage, OFFER);
    }
    // The empty archived stage is no column any more, and takes nothing back.
    assert!(
        board()
            .columns
            .iter()
            .all(|column| column.stage != StageId(1))
    );
    let back = firm.act(REP, move |w| w.move_deal(deals[0], StageId(1)));
    assert_eq!(back, Err(pipelines::Refusal::StageArchived.into()));
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn pipelines_stand_in_the_order_given_and_the_default_is_not_archived() {
    let firm = Firm::founded();
    let renewals = firm.by(SETUP, |w| {
        let example = examples(domain::lang::Lang::Pl).remove(1);
        w.create_pipeline(&example.name, example.stages)
    });
    let renewals = renewals.unwrap();
    let order = || {
        let reading = firm.reading(ADMIN);
        reading
            .firm()
            .boards()
            .map(|pipeline| pipeline.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(order(), [SALES, renewals]);
    firm.act(ADMIN, move |w| w.order_pipelines(&[renewals]))
        .unwrap();
    assert_eq!(order(), [renewals, SALES]);
    let again = firm.act(ADMIN, move |w| w.order_pipelines(&[renewals, SALES]));
    assert_eq!(again, Err(Refusal::Unchanged));
    let chosen = domain::firm::FirmChanges {
        default_pipeline: Some(Change::new(None, Some(renewals))),
        ..Default::default()
    };
    firm.act(ADMIN, |w| w.edit_firm(chosen)).unwrap();
    let refused = firm.act(ADMIN, move |w| w.archive_pipeline(renewals));
    assert_eq!(refused, Err(pipelines::Refusal::Default.into()));
    firm.act(ADMIN, |w| w.archive_pipeline(SALES)).unwrap();
    let added = StageDraft {
        name: "Demo".to_owned(),
        kind: StageKind::Open,
        ..StageDraft::default()
    };
    let id = firm
        .act(ADMIN, move |w| w.add_stage(renewals, 0, added))
        .unwrap();
    firm.act(ADMIN, move |w| w.move_stage(renewals, id, 2))
        .unwrap();
    let reading = firm.reading(ADMIN);
    assert_eq!(reading.firm().pipelines[&renewals].stages[2].id, id);
}

#[test]
fn a_reason_the_firm_leaves_out_is_refused_and_its_own_is_told_apart() {
    let firm = Firm::founded();
    let hide = ReasonEdit::Usual {
        kind: LostKind::Price,
        offered: false,
    };
    let again = hide.clone();
    assert!(
        firm.act(HEAD, move |w| w.edit_lost_reasons(&again))
            .is_err()
    );
    let own = |edit| ReasonEdit::Own(edit);
    let (was, is) = ("Montaż", "Termin montażu");
    let add = own(choices::Edit::Added { name: was.into() });
    for edit in [hide, add] {
        firm.act(ADMIN, move |w| w.edit_lost_reasons(&edit))
            .unwrap();
    }
    let (first, second) = (firm.deal(100), firm.deal(25));
    let reason = |kind, text: Option<&str>| LostReason {
        kind,
        text: text.map(str::to_owned),
    };
    let price = reason(LostKind::Price, None);
    let refused = firm.act(REP, move |w| w.lose_deal(first, today(), price));
    assert_eq!(
        refused,
        Err(Refusal::Unknown(domain::field::Field::LostReason))
    );
    let words = reason(LostKind::Other, Some(was));
    firm.act(REP, move |w| w.lose_deal(first, today(), words))
        .unwrap();
    // Renamed, it takes along what was lost before.
    let rename = own(choices::Edit::Renamed {
        was: was.into(),
        is: is.into(),
    });
    firm.act(ADMIN, move |w| w.edit_lost_reasons(&rename))
        .unwrap();
    let other = reason(LostKind::Other, Some("Pożar"));
    firm.act(REP, move |w| w.lose_deal(second, today(), other))
        .unwrap();
    let reading = firm.reading(HEAD);
    let told = reading.outcomes(&DealFilter::default(), OutcomeBy::Reason, today(), today());
    let told = told.unwrap();
    let lost = |key| told.get(&key).map(|outcomes| outcomes.lost.count);
    assert_eq!(lost(OutcomeKey::OwnReason(is.to_owned())), Some(1));
    assert_eq!(lost(OutcomeKey::Reason(Some(LostKind::Other))), Some(1));
    let strange = firm.reading(STRANGER);
    let all = DealFilter::default();
    assert!(
        strange
            .outcomes(&all, OutcomeBy::Reason, today(), today())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_was_won_is_told_by_source_and_by_product_with_the_sum_of_its_lines() {
    let firm = Firm::founded();
    let line = |product: u64, price: i64| DealLine {
        product: Some(ProductId(product)),
        name: "Szafa".to_owned(),
        quantity: 2_000,
        price: Some(Money::new(price, Currency::PLN)),
        discount: 0,
    };
    let mut draft = super::firm::draft(500);
    draft.source = Some("targi".to_owned());
    draft.lines = vec![line(1, 100), line(2, 50), line(1, 25)];
    draft.outcome = Some(deals::Outcome::Won { on: today() });
    firm.act(REP, move |w| w.open_deal(draft)).unwrap();
    let by = |by| {
        let reading = firm.reading(HEAD);
        reading
            .outcomes(&DealFilter::default(), by, today(), today())
            .unwrap()
    };
    let source = OutcomeKey::Source(Some("targi".to_owned()));
    let won = by(OutcomeBy::Source)[&source].won.clone();
    assert_eq!((won.count, won.sums.of(Currency::PLN).minor), (1, 500));
    let products = by(OutcomeBy::Product);
    let of = |id| {
        let won = &products[&OutcomeKey::Product(Some(ProductId(id)))].won;
        (won.count, won.sums.of(Currency::PLN).minor)
    };
    assert_eq!((of(1), of(2)), ((1, 250), (1, 100)));
}

#[test]
fn the_funnel_of_a_viewer_counts_what_they_may_see() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let at = |seconds| By {
        actor: Actor::Person(REP),
        now: NOW.plus_seconds(seconds),
    };
    firm.sent(at(60), None, move |w| w.move_deal(deal, OFFER))
        .unwrap();
    let (from, to) = (NOW.plus_seconds(-60), NOW.plus_seconds(600));
    let funnel = |person| {
        let reading = firm.at(person, to);
        let found = reading.movement_and_funnel(SALES, &DealFilter::default(), (from, to));
        found.unwrap().1
    };
    let head = funnel(HEAD);
    assert_eq!(
        (head[&StageId(1)].entered, head[&StageId(1)].onwards),
        (1, 1)
    );
    assert_eq!((head[&OFFER].entered, head[&OFFER].onwards), (1, 0));
    assert!(funnel(STRANGER).is_empty());
}

fn stuck(firm: &Firm, on: Day) -> Vec<DealId> {
    let page = firm
        .reading(HEAD)
        .stuck_deals(&DealFilter::default(), None, on, 50)
        .unwrap();
    assert_eq!(page.totals.count, page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn a_snooze_ends_by_itself_and_a_stranger_hears_nothing() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    assert_eq!(stuck(&firm, today()), [deal]);
    let until = today() + chrono::Days::new(3);
    firm.act(REP, move |w| {
        w.change_deal(deal, Action::Edit, |deal, by| {
            deal.snooze(by, until, "Czekamy")
        })
    })
    .unwrap();
    assert_eq!(stuck(&firm, until - chrono::Days::new(1)), []);
    assert_eq!(stuck(&firm, until), [deal]);
    let strange = firm
        .reading(STRANGER)
        .stuck_totals(&DealFilter::default(), until)
        .unwrap();
    assert_eq!(strange.count, 0);
}

#[test]
fn a_change_of_the_calendar_times_open_deals_anew_also_when_cut_short() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let step = NextStep {
        what: "Telefon".to_owned(),
        on: None,
    };
    firm.act(REP, move |w| {
        w.change_deal(deal, Action::Edit, |deal, by| {
            deal.plan_next_step(by, Some(step))
        })
    })
    .unwrap();
    let slow = || firm.reading(REP).deal(deal).unwrap().unwrap().slow_on;
    let day = |days| today() + chrono::Days::new(days);
    // Five working days from Monday: the sixth is the next Tuesday.
    assert_eq!(slow(), Some(day(8)));
    assert_eq!(
        (stuck(&firm, day(7)), stuck(&firm, day(8))),
        (vec![], vec![deal])
    );
    let own = OwnDay {
        name: "Wolne".to_owned(),
        hours: None,
    };
    let changes = CalendarChanges {
        own: [(day(2), Change::new(None, Some(own)))].into(),
        ..CalendarChanges::default()
    };
    firm.act(ADMIN, move |w| w.change_calendar(changes))
        .unwrap();
    assert_eq!(slow(), Some(day(9)));
    let expected = StageDraft {
        expected_days: Some(1),
        ..stage(&firm, StageId(1))
    };
    firm.act(ADMIN, move |w| w.edit_stage(SALES, StageId(1), expected))
        .unwrap();
    assert_eq!(slow(), Some(day(3)));
    firm.store.retime().unwrap();
    assert!(firm.store.check().unwrap().is_clean());
}
