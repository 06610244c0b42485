//! The plan of receipts told one by one: a month from what a rep declares to what the director may
//! rely on, money that is allocated and taken back, closed months, quotas of one's own.
use super::firm::{DIRECTOR, Firm, HEAD, NORTH, NOW, REP, SETUP, STRANGER, TEAM, draft};
use domain::access::Lane;
use domain::change::Change;
use domain::id::{DealId, InstalmentId, ReceiptId};
use domain::money::{Currency, Money};
use domain::period::{Length, Period};
use domain::planning::{
    CountingRule, Due, Holder, Level, Outcome, PeriodRefusal, QuotaDraft, QuotaRefusal,
    ReceiptDraft, Ruling, Scope, Settings, SheetRefusal, Taken, Terms, VerdictRefusal, What,
};
use domain::refusal::Refusal;
use domain::time::Day;
use store::JudgeFilter;

fn on(month: u32, day: u32) -> Day {
    Day::from_ymd_opt(2026, month, day).unwrap()
}

fn month(month: u32) -> Period {
    Period::of(on(month, 1), Length::Month, Default::default())
}

fn pln(minor: i64) -> Money {
    Money::new(minor, Currency::PLN)
}

/// A deal of the rep expected on that day.
fn due(firm: &Firm, minor: i64, day: Day) -> InstalmentId {
    let deal = firm
        .act(REP, move |w| {
            let mut draft = draft(minor);
            draft.expected_close = Some(day);
            draft.probability = Some(95);
            w.open_deal(draft)
        })
        .unwrap();
    InstalmentId { deal, number: 1 }
}

fn ruling(outcome: Outcome) -> Ruling {
    Ruling {
        outcome,
        reason: Some("Klient nie potwierdził".to_owned()),
        ..Ruling::agreed()
    }
}

/// The director agrees what nobody is above.
fn named(firm: &Firm) {
    let was = Settings::default();
    let is = Settings {
        approver: Some(DIRECTOR),
        ..was
    };
    firm.by(SETUP, move |w| w.change_planning(Change::new(was, is)))
        .unwrap();
}

#[test]
fn only_what_the_head_agreed_goes_up_and_it_stops_counting_when_it_changes() {
    let firm = Firm::founded();
    named(&firm);
    let (good, doubtful) = (due(&firm, 100, on(11, 25)), due(&firm, 70, on(11, 27)));
    let level = Level::Group(NORTH);
    firm.act(HEAD, move |w| {
        w.give_verdict(good, level, 0, Ruling::agreed())?;
        w.give_verdict(doubtful, level, 0, ruling(Outcome::Disputed))
    })
    .unwrap();
    let sheet = firm
        .act(HEAD, |w| {
            let id = w.open_sheet(NORTH, month(11), None)?;
            Ok(id)
        })
        .unwrap();
    firm.act(HEAD, move |w| w.submit_sheet(sheet, 1)).unwrap();
    let row = firm.reading(DIRECTOR).sheet(sheet).unwrap().unwrap();
    let submitted = row.sheet.as_ref().unwrap().submitted.clone().unwrap();
    assert_eq!(submitted.up.of(Currency::PLN).minor, 100);
    assert_eq!(row.figures.declared().of(Currency::PLN).minor, 170);
    assert!(row.may.decide && !row.may.submit);
    // Its verdicts stand still while it is out of the head's hands.
    let again = firm.act(HEAD, move |w| {
        w.give_verdict(doubtful, level, 1, Ruling::agreed())
    });
    assert_eq!(again, Err(VerdictRefusal::SheetSubmitted.into()));
    let own = firm.act(HEAD, move |w| w.agree_sheet(sheet, 2));
    assert_eq!(own, Err(SheetRefusal::OwnSheet.into()));
    firm.act(DIRECTOR, move |w| w.agree_sheet(sheet, 2))
        .unwrap();
    // The rep lowers what was agreed: it goes up no more, and the head sees why.
    firm.act(REP, move |w| {
        w.change_instalment(
            good,
            0,
            Terms {
                amount: Some(pln(90)),
                due: Some(Due::On(on(11, 25))),
                ..Terms::default()
            },
        )
    })
    .unwrap();
    let up = firm
        .reading(DIRECTOR)
        .sheet(sheet)
        .unwrap()
        .unwrap()
        .figures
        .up;
    assert_eq!(up.of(Currency::PLN).minor, 0);
    let filter = JudgeFilter {
        standing: Some(store::Stands::Amber),
        ..JudgeFilter::default()
    };
    let amber = firm.reading(HEAD).judged_lines(level, month(11), &filter);
    assert_eq!(amber.unwrap().len(), 1);
    let snapshots = firm.reading(DIRECTOR).snapshots(NORTH).unwrap();
    let taken: Vec<Taken> = snapshots.iter().map(|one| one.taken).collect();
    assert_eq!(taken, [Taken::Agreed(sheet), Taken::Submitted(sheet)]);
    let scope = Scope {
        group: NORTH,
        person: None,
        period: None,
        currency: Currency::PLN,
    };
    let since = firm.reading(HEAD).waterfall(snapshots[1].id, None, scope);
    let since = since.unwrap().unwrap();
    assert!(since.balances() && since.remainder == Some(pln(0)));
    assert_eq!((since.from, since.to), (pln(170), pln(160)));
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn two_heads_at_once_and_an_unseen_verdict_is_refused() {
    let firm = Firm::founded();
    let (line, level) = (due(&firm, 100, on(11, 25)), Level::Group(NORTH));
    firm.act(HEAD, move |w| {
        w.give_verdict(line, level, 0, Ruling::agreed())
    })
    .unwrap();
    let late = firm.act(HEAD, move |w| {
        w.give_verdict(line, level, 0, ruling(Outcome::Excluded))
    });
    assert!(
        matches!(late, Err(Refusal::Stale { now: 1, .. })),
        "{late:?}"
    );
    let strange = firm.act(STRANGER, move |w| {
        w.give_verdict(line, level, 1, Ruling::agreed())
    });
    assert_eq!(strange, Err(Refusal::Invisible));
    let own = firm.act(REP, move |w| {
        w.give_verdict(line, level, 1, Ruling::agreed())
    });
    assert_eq!(own, Err(VerdictRefusal::OwnLine.into()));
}

fn receipt(firm: &Firm, minor: i64, on: Day) -> Result<ReceiptId, Refusal> {
    firm.act(REP, move |w| {
        w.record_receipt(ReceiptDraft {
            on,
            amount: pln(minor),
            payer: None,
            document: None,
            owner: REP,
            group: TEAM,
            lane: Lane::Normal,
            import: None,
        })
    })
}

#[test]
fn what_is_allocated_is_taken_back_without_a_trace_in_the_sums() {
    let firm = Firm::founded();
    let (one, two) = (due(&firm, 100, on(11, 25)), due(&firm, 50, on(12, 5)));
    let id = receipt(&firm, 123, on(11, 20)).unwrap();
    let rows = |firm: &Firm| {
        let months = [month(11), month(12)];
        firm.reading(HEAD).plan_matrix(&months, None).unwrap()
    };
    let before = rows(&firm);
    firm.act(REP, move |w| {
        w.allocate(id, 1, one, pln(100))?;
        w.allocate(id, 2, two, pln(23))
    })
    .unwrap();
    let page =
        firm.reading(HEAD)
            .cell_lines(Holder::Group(NORTH), month(11), What::Received, None, 50);
    assert_eq!(page.unwrap().rows.len(), 2);
    assert_ne!(rows(&firm), before);
    let more = firm.act(REP, move |w| w.allocate(id, 3, two, pln(1)));
    assert!(more.is_err());
    firm.act(REP, move |w| {
        w.release(id, 3, one, None)?;
        w.release(id, 4, two, None)
    })
    .unwrap();
    assert_eq!(rows(&firm), before);
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn a_closed_month_takes_no_money_and_no_instalment_until_it_is_opened_again() {
    let firm = Firm::founded();
    let line = due(&firm, 100, on(11, 25));
    let closed = Err(PeriodRefusal::Closed.into());
    firm.act(DIRECTOR, |w| w.close_period(month(10))).unwrap();
    let early = firm.act(DIRECTOR, |w| w.close_period(month(11)));
    assert_eq!(early, Err(PeriodRefusal::NotEnded.into()));
    let by_rep = firm.act(REP, |w| w.close_period(month(9)));
    assert!(matches!(by_rep, Err(Refusal::Access(_))), "{by_rep:?}");
    assert_eq!(receipt(&firm, 10, on(10, 20)).map(|_| ()), closed);
    let into = |firm: &Firm| {
        firm.act(REP, move |w| {
            let terms = Terms {
                amount: Some(pln(10)),
                due: Some(Due::On(on(10, 30))),
                ..Terms::default()
            };
            w.lay_schedule(line.deal, 0, vec![terms])
        })
    };
    assert_eq!(into(&firm), closed);
    firm.act(HEAD, |w| w.ask_period_reopening(month(10), "Późna faktura"))
        .unwrap();
    firm.act(DIRECTOR, |w| w.reopen_period(month(10))).unwrap();
    assert_eq!(into(&firm), Ok(()));
}

#[test]
fn nobody_sets_their_own_quota_and_a_rep_sets_none() {
    let firm = Firm::founded();
    let set = |holder, minor| {
        let month = month(11).first_month();
        vec![QuotaDraft {
            holder,
            month,
            amount: Some(pln(minor)),
            reason: None,
        }]
    };
    let rep = Holder::Person {
        person: REP,
        group: TEAM,
    };
    let own = Holder::Person {
        person: HEAD,
        group: NORTH,
    };
    let quota = |person, holder| firm.act(person, move |w| w.set_quotas(set(holder, 500)));
    assert_eq!(quota(HEAD, rep), Ok(1));
    assert_eq!(quota(HEAD, rep), Err(Refusal::Unchanged));
    assert_eq!(quota(HEAD, own), Err(QuotaRefusal::OwnQuota.into()));
    assert!(matches!(quota(REP, rep), Err(Refusal::Access(_))));
    assert_eq!(quota(STRANGER, rep), Err(Refusal::Invisible));
    let copied = firm.act(HEAD, |w| w.copy_quotas(month(11), month(12), 10));
    assert_eq!(copied, Ok(1));
    let book = firm.reading(HEAD).quotas(month(12)).unwrap();
    assert_eq!(book.sum(rep, month(12)), Some(pln(550)));
    let hidden = firm.reading(STRANGER).quotas(month(12)).unwrap();
    assert_eq!(hidden.sum(rep, month(12)), None);
}

#[test]
fn the_days_snapshots_are_taken_once() {
    let firm = Firm::founded();
    due(&firm, 100, on(11, 25));
    firm.store.take_daily_snapshots(NOW).unwrap();
    firm.store
        .take_daily_snapshots(NOW.plus_seconds(60))
        .unwrap();
    assert_eq!(firm.reading(HEAD).snapshots(NORTH).unwrap().len(), 1);
    firm.store
        .take_daily_snapshots(NOW.plus_seconds(86_400))
        .unwrap();
    assert_eq!(firm.reading(HEAD).snapshots(TEAM).unwrap().len(), 2);
    assert!(firm.reading(STRANGER).snapshots(NORTH).unwrap().is_empty());
}

#[test]
fn a_rule_of_a_period_says_what_counts_in_it() {
    let firm = Firm::founded();
    let line = due(&firm, 100, on(11, 25));
    let declared = |firm: &Firm| {
        let rows = firm.reading(HEAD).plan_matrix(&[month(11)], None).unwrap();
        rows.first().map_or(0, |row| row.cells[0].declared)
    };
    assert_eq!(declared(&firm), 100);
    let rule = CountingRule {
        least_chance: Some(96),
        ..CountingRule::default()
    };
    firm.act(DIRECTOR, move |w| w.set_period(month(11), None, rule))
        .unwrap();
    assert_eq!(declared(&firm), 0);
    assert_eq!(line.deal, DealId(1));
}
