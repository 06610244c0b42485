//! What is sent twice, and what two people do at once.
use super::firm::{DIRECTOR, Firm, HEAD, NOW, REP, draft};
use domain::access::{Action, ActionMask, FieldClass, Share, ShareTo};
use domain::by::{Actor, By};
use domain::change::Change;
use domain::custody::Kept;
use domain::deals::{DealChanges, DealFilter};
use domain::field::Field;
use domain::id::PersonId;
use domain::money::{Currency, Money};
use domain::refusal::Refusal;

const TOKEN: [u8; 16] = [7; 16];

fn by(person: PersonId) -> By {
    By {
        actor: Actor::Person(person),
        now: NOW,
    }
}

fn count(firm: &Firm) -> u64 {
    let filter = DealFilter::default();
    firm.reading(DIRECTOR)
        .deal_totals(&filter, super::firm::today())
        .unwrap()
        .count
}

#[test]
fn the_same_token_twice_opens_one_deal() {
    let firm = Firm::founded();
    let open = || firm.sent(by(REP), Some(TOKEN), |w| w.open_deal(draft(100)));
    let first = open().unwrap();
    assert_eq!(open().unwrap(), first);
    assert_eq!(count(&firm), 1);
    let other = firm.sent(by(REP), Some([8; 16]), |w| w.open_deal(draft(100)));
    assert_ne!(other.unwrap(), first);
}

#[test]
fn the_same_token_from_many_threads_opens_one_deal() {
    let firm = Firm::founded();
    let ids: Vec<_> = std::thread::scope(|scope| {
        let send = || {
            firm.sent(by(REP), Some(TOKEN), |w| w.open_deal(draft(100)))
                .unwrap()
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(count(&firm), 1);
}

#[test]
fn the_same_token_of_somebody_else_is_another_intention() {
    let firm = Firm::founded();
    let mine = firm
        .sent(by(REP), Some(TOKEN), |w| w.open_deal(draft(100)))
        .unwrap();
    let theirs = firm
        .sent(by(HEAD), Some(TOKEN), |w| w.open_deal(draft(100)))
        .unwrap();
    assert_ne!(mine, theirs);
}

#[test]
fn a_refused_command_may_be_sent_again_under_its_token() {
    let firm = Firm::founded();
    let bad = || {
        firm.sent(by(REP), Some(TOKEN), |w| {
            let mut draft = draft(100);
            draft.title.clear();
            w.open_deal(draft)
        })
    };
    assert!(bad().is_err());
    assert!(bad().is_err());
    assert!(
        firm.sent(by(REP), Some(TOKEN), |w| w.open_deal(draft(100)))
            .is_ok()
    );
}

fn amount(was: i64, is: i64) -> DealChanges {
    let money = |minor| Some(Money::new(minor, Currency::PLN));
    DealChanges {
        amount: Some(Change::new(money(was), money(is))),
        ..DealChanges::default()
    }
}

fn title(was: &str, is: &str) -> DealChanges {
    let title = Some(Change::new(was.to_owned(), is.to_owned()));
    DealChanges {
        title,
        ..DealChanges::default()
    }
}

#[test]
fn two_people_who_edit_one_field_overwrite_nothing_silently() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    firm.act(REP, move |w| w.edit_deal(deal, amount(100, 200)))
        .unwrap();
    let second = firm.act(HEAD, move |w| w.edit_deal(deal, amount(100, 300)));
    let Err(Refusal::Stale {
        by, fields, now, ..
    }) = second
    else {
        panic!("{second:?}");
    };
    assert_eq!(
        (by, fields, now),
        (Actor::Person(REP), vec![Field::Amount], 2)
    );
    let kept = firm.reading(HEAD).deal(deal).unwrap().unwrap();
    assert_eq!(kept.amount, Some(Money::new(200, Currency::PLN)));
}

#[test]
fn edits_of_different_fields_merge() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let was = "Biurka dla szkoły";
    firm.act(REP, move |w| w.edit_deal(deal, amount(100, 200)))
        .unwrap();
    firm.act(HEAD, move |w| w.edit_deal(deal, title(was, "Ławki")))
        .unwrap();
    let kept = firm.reading(HEAD).deal(deal).unwrap().unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.amount),
        ("Ławki", Some(Money::new(200, Currency::PLN)))
    );
}

#[test]
fn of_many_at_once_on_one_field_one_wins() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let won: usize = std::thread::scope(|scope| {
        let edit = |to| {
            let firm = &firm;
            move || {
                firm.act(REP, move |w| w.edit_deal(deal, amount(100, to)))
                    .is_ok()
            }
        };
        let threads: Vec<_> = (200..208).map(|to| scope.spawn(edit(to))).collect();
        threads
            .into_iter()
            .map(|thread| usize::from(thread.join().unwrap()))
            .sum()
    });
    assert_eq!(won, 1);
    assert_eq!(
        firm.reading(REP).deal(deal).unwrap().unwrap().stamp.version,
        2
    );
}

#[test]
fn who_may_not_read_an_amount_can_neither_change_nor_guess_it() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let blind = ActionMask::of(&[Action::Read, Action::Edit, Action::Field(FieldClass::Basic)]);
    let to = ShareTo::Person(super::firm::STRANGER);
    let share = Share {
        to,
        mask: blind,
        until: None,
        by: REP,
    };
    firm.act(REP, move |w| w.share(Kept::Deal(deal), share))
        .unwrap();
    let guess = |was, is| {
        firm.act(super::firm::STRANGER, move |w| {
            w.edit_deal(deal, amount(was, is))
        })
    };
    let (wrong, right, held) = (guess(1, 2), guess(100, 2), guess(5, 100));
    assert!(wrong.is_err());
    assert_eq!((&wrong, &wrong), (&right, &held));
    // Nor by the back door of a command that takes any change.
    let forced = firm.act(super::firm::STRANGER, move |w| {
        w.change_deal(deal, Action::Edit, |deal, by| deal.edit(by, amount(100, 2)))
    });
    assert_eq!(forced, wrong);
    let renamed = title("Biurka dla szkoły", "Ławki");
    firm.act(super::firm::STRANGER, move |w| w.edit_deal(deal, renamed))
        .unwrap();
}
