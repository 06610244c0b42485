//! People and groups: who follows whom, and what never happens to the firm.
use super::firm::{ADMIN, DIRECTOR, Firm, HEAD, NORTH, REP, SETUP, SOUTH, TEAM, email};
use domain::access::{AccessRefusal, Role};
use domain::change::Change;
use domain::deals::WinTerms;
use domain::people::{PersonChanges, PersonDraft, Refusal as People};
use domain::refusal::Refusal;

#[test]
fn open_deals_follow_who_moved_and_closed_ones_stay() {
    let firm = Firm::founded();
    let (open, won) = (firm.deal(1), firm.deal(2));
    let on = super::firm::today();
    firm.act(REP, move |w| {
        w.win_deal(
            won,
            WinTerms {
                on,
                amount: None,
                stage: None,
            },
        )
    })
    .unwrap();
    firm.act(ADMIN, |w| w.move_person(REP, vec![SOUTH]))
        .unwrap();
    let group = |deal| firm.reading(DIRECTOR).deal(deal).unwrap().unwrap().group;
    assert_eq!((group(open), group(won)), (TEAM, TEAM));
    let more = firm.act(ADMIN, |w| w.follow(REP, TEAM, SOUTH, 10)).unwrap();
    assert!(!more);
    assert_eq!((group(open), group(won)), (SOUTH, TEAM));
    assert_eq!(firm.reading(HEAD).deal(open).unwrap(), None);
    assert!(firm.reading(HEAD).deal(won).unwrap().is_some());
}

#[test]
fn following_in_chunks_ends_and_takes_everything() {
    let firm = Firm::founded();
    for minor in 0..7 {
        firm.deal(minor);
    }
    firm.company("Alfa");
    firm.act(ADMIN, |w| w.move_person(REP, vec![SOUTH]))
        .unwrap();
    let mut chunks = 1;
    while firm.act(ADMIN, |w| w.follow(REP, TEAM, SOUTH, 3)).unwrap() {
        chunks += 1;
    }
    assert_eq!(chunks, 3);
    let left = firm.act(ADMIN, |w| w.dissolve_group(TEAM));
    assert_eq!(left, Ok(()));
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn a_group_that_holds_records_is_not_dissolved() {
    let firm = Firm::founded();
    firm.deal(1);
    firm.act(ADMIN, |w| w.move_person(REP, vec![SOUTH]))
        .unwrap();
    assert!(firm.act(ADMIN, |w| w.dissolve_group(TEAM)).is_err());
}

#[test]
fn the_last_administrator_stays_but_a_firm_without_one_can_be_built() {
    let firm = Firm::founded();
    let last = Err(Refusal::Access(AccessRefusal::LastAdministrator));
    assert_eq!(
        firm.by(SETUP, |w| w.change_roles(ADMIN, vec![Role::Rep])),
        last
    );
    assert_eq!(firm.by(SETUP, |w| w.deactivate_person(ADMIN)), last);
    let fresh = Firm::empty();
    fresh
        .by(SETUP, |w| {
            w.found_firm("Meblex", domain::lang::Lang::Pl)?;
            let group = w.create_group("Zespół", None)?;
            let person = w.create_person(PersonDraft {
                name: "Jan".into(),
                ..PersonDraft::default()
            })?;
            w.move_person(person, vec![group])
        })
        .unwrap();
}

#[test]
fn an_address_names_one_person_even_when_a_change_was_caught() {
    let firm = Firm::founded();
    let taken = PersonChanges {
        email: Some(Change::new(Some(email("rita")), Some(email("olek")))),
        ..PersonChanges::default()
    };
    // The import goes on after a refusal inside one work.
    let caught = firm
        .by(SETUP, move |w| Ok(w.edit_person(REP, taken).is_err()))
        .unwrap();
    assert!(caught);
    assert!(firm.store.check().unwrap().is_clean());
    let again = firm.by(SETUP, |w| {
        w.create_person(PersonDraft {
            name: "Ewa".into(),
            email: Some(email("rita")),
            ..PersonDraft::default()
        })
    });
    assert_eq!(again, Err(Refusal::Person(People::EmailTaken)));
}

#[test]
fn what_people_change_holds_from_the_commit_on() {
    let firm = Firm::founded();
    let deal = firm.deal(1);
    let before = firm.reading(HEAD);
    assert!(before.deal(deal).unwrap().is_some());
    firm.act(ADMIN, |w| w.dismiss_head(NORTH, HEAD)).unwrap();
    assert!(firm.reading(HEAD).deal(deal).unwrap().is_none());
    assert!(
        before.deal(deal).unwrap().is_some(),
        "a reading is one snapshot"
    );
    firm.act(ADMIN, |w| w.appoint_head(NORTH, HEAD)).unwrap();
    assert!(firm.reading(HEAD).deal(deal).unwrap().is_some());
}

#[test]
fn a_refused_change_of_the_firm_is_seen_by_nobody() {
    let firm = Firm::founded();
    let deal = firm.deal(1);
    let refused = firm.act(ADMIN, |w| {
        w.dismiss_head(NORTH, HEAD)?;
        assert!(!w.firm().groups[&NORTH].heads.contains(&HEAD));
        w.rename_group(TEAM, "")
    });
    assert!(refused.is_err());
    assert!(firm.reading(HEAD).deal(deal).unwrap().is_some());
}
