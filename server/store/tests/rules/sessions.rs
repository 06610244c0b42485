//! Who is signed in, and for how long.
use super::firm::{ADMIN, Firm, HEAD, NOW, REP, SETUP, STRANGER, email, hire};
use domain::access::Role;
use domain::by::{Actor, By};
use domain::id::PersonId;
use domain::lang::Lang;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Purpose, Session, TokenHash};

const TOKEN: TokenHash = [1; 32];

fn token(number: u8) -> TokenHash {
    [number; 32]
}

fn begin(firm: &Firm, person: PersonId, token: TokenHash, now: Moment) -> Result<(), Refusal> {
    let by = By {
        actor: Actor::Person(person),
        now,
    };
    firm.sent(by, None, move |w| {
        w.begin_session(token, "Firefox", "10.0.0.1")
    })
}

fn live(firm: &Firm, token: TokenHash, now: Moment) -> bool {
    firm.at(REP, now).session(&token).unwrap().is_some()
}

fn touch(firm: &Firm, now: Moment) {
    let by = By {
        actor: Actor::Person(REP),
        now,
    };
    firm.sent(by, None, |w| w.touch_session(&TOKEN)).unwrap();
}

#[test]
fn a_session_ends_when_nobody_uses_it() {
    let firm = Firm::founded();
    begin(&firm, REP, TOKEN, NOW).unwrap();
    let idle = NOW.plus_seconds(Session::IDLE_SECONDS);
    assert!(live(&firm, TOKEN, idle.plus_seconds(-1)));
    assert!(!live(&firm, TOKEN, idle));
    touch(&firm, idle.plus_seconds(-1));
    assert!(live(&firm, TOKEN, idle));
    // What is over stays over, however it is touched.
    let late = idle.plus_seconds(2 * Session::IDLE_SECONDS);
    touch(&firm, late);
    assert!(!live(&firm, TOKEN, late));
}

#[test]
fn a_session_in_use_ends_after_a_week_all_the_same() {
    let firm = Firm::founded();
    begin(&firm, REP, TOKEN, NOW).unwrap();
    let mut now = NOW;
    while now < NOW.plus_seconds(Session::MOST_SECONDS - Session::IDLE_SECONDS / 2) {
        now = now.plus_seconds(Session::IDLE_SECONDS / 2);
        touch(&firm, now);
    }
    assert!(live(
        &firm,
        TOKEN,
        NOW.plus_seconds(Session::MOST_SECONDS - 1)
    ));
    assert!(!live(&firm, TOKEN, NOW.plus_seconds(Session::MOST_SECONDS)));
}

#[test]
fn deactivation_ends_every_session_and_link_and_forbids_new_ones() {
    let firm = Firm::founded();
    begin(&firm, REP, TOKEN, NOW).unwrap();
    let until = NOW.plus_seconds(600);
    firm.act(ADMIN, move |w| w.invite(REP, token(9), until))
        .unwrap();
    firm.act(ADMIN, |w| w.deactivate_person(REP)).unwrap();
    assert!(!live(&firm, TOKEN, NOW));
    assert!(begin(&firm, REP, token(2), NOW).is_err());
    assert!(firm.by(SETUP, |w| w.use_invitation(&token(9))).is_err());
    assert!(firm.act(REP, |w| w.set_password(REP, "phc", None)).is_err());
    assert_eq!(
        firm.reading(ADMIN).credential(&email("rita")).unwrap(),
        None
    );
    firm.act(ADMIN, |w| w.reactivate_person(REP)).unwrap();
    assert!(!live(&firm, TOKEN, NOW), "what ended does not come back");
}

#[test]
fn the_eleventh_session_ends_the_one_longest_unused() {
    let firm = Firm::founded();
    for number in 0..10 {
        begin(
            &firm,
            REP,
            token(number),
            NOW.plus_seconds(i64::from(number)),
        )
        .unwrap();
    }
    let later = NOW.plus_seconds(60);
    let by = By {
        actor: Actor::Person(REP),
        now: later,
    };
    firm.sent(by, None, |w| w.touch_session(&token(0))).unwrap();
    begin(&firm, REP, token(10), later).unwrap();
    let left: Vec<_> = (0..=10)
        .filter(|number| live(&firm, token(*number), later))
        .collect();
    assert_eq!(left, [0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(firm.at(REP, later).sessions().unwrap().len(), Session::MOST);
}

#[test]
fn nobody_ends_or_lengthens_somebody_elses_session() {
    let firm = Firm::founded();
    begin(&firm, REP, TOKEN, NOW).unwrap();
    firm.act(STRANGER, |w| w.end_session(&TOKEN)).unwrap();
    firm.act(STRANGER, |w| w.touch_session(&TOKEN)).unwrap();
    assert!(live(&firm, TOKEN, NOW));
    assert!(
        begin(&firm, STRANGER, TOKEN, NOW).is_err(),
        "a token is one person's"
    );
    assert_eq!(firm.reading(STRANGER).sessions().unwrap(), []);
    firm.act(REP, |w| w.end_session(&TOKEN)).unwrap();
    assert!(!live(&firm, TOKEN, NOW));
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn the_system_signs_in_nowhere() {
    let firm = Firm::founded();
    let signed_in = firm.by(SETUP, |w| w.begin_session(TOKEN, "", ""));
    assert!(signed_in.is_err());
}

#[test]
fn signing_out_everywhere_keeps_at_most_this_browser() {
    let firm = Firm::founded();
    for number in 1..4 {
        begin(&firm, REP, token(number), NOW).unwrap();
    }
    begin(&firm, HEAD, token(7), NOW).unwrap();
    firm.act(REP, |w| w.end_own_sessions(Some(&token(2))))
        .unwrap();
    let left: Vec<_> = (1..8)
        .filter(|number| live(&firm, token(*number), NOW))
        .collect();
    assert_eq!(left, [2, 7]);
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let firm = Firm::founded();
    begin(&firm, REP, token(1), NOW).unwrap();
    begin(&firm, REP, token(2), NOW).unwrap();
    assert!(
        firm.act(STRANGER, |w| w.set_password(REP, "phc", None))
            .is_err()
    );
    firm.act(REP, |w| w.set_password(REP, "phc", Some(&token(1))))
        .unwrap();
    assert_eq!(
        (live(&firm, token(1), NOW), live(&firm, token(2), NOW)),
        (true, false)
    );
    let credential = firm
        .reading(REP)
        .credential(&email("rita"))
        .unwrap()
        .unwrap();
    assert_eq!(
        (credential.person, credential.password.as_deref()),
        (REP, Some("phc"))
    );
}

#[test]
fn an_invitation_works_once_until_its_moment_and_the_newest_only() {
    let firm = Firm::founded();
    let until = NOW.plus_seconds(600);
    let invite = |number| firm.act(ADMIN, move |w| w.invite(REP, token(number), until));
    assert!(
        firm.act(HEAD, move |w| w.invite(REP, token(1), until))
            .is_err()
    );
    invite(1).unwrap();
    invite(2).unwrap();
    let used = |number, now| {
        let by = By { actor: SETUP, now };
        firm.sent(by, None, move |w| w.use_invitation(&token(number)))
    };
    assert_eq!(used(1, NOW), Err(Refusal::Invisible));
    assert_eq!(used(2, until), Err(Refusal::Invisible));
    assert_eq!(used(2, NOW), Ok((Purpose::SetPassword, Some(REP))));
    assert_eq!(used(2, NOW), Err(Refusal::Invisible));
}

#[test]
fn a_setup_token_opens_an_empty_firm_once_and_never_one_that_is_set_up() {
    let firm = Firm::empty();
    let until = NOW.plus_seconds(1800);
    let offer = |number| firm.by(SETUP, move |w| w.offer_setup(token(number), until));
    assert!(
        firm.act(REP, move |w| w.offer_setup(token(1), until))
            .is_err()
    );
    offer(1).unwrap();
    offer(2).unwrap();
    let used = |number| firm.by(SETUP, move |w| w.use_invitation(&token(number)));
    assert!(used(1).is_err());
    assert_eq!(used(2), Ok((Purpose::Setup, None)));
    assert!(used(2).is_err());
    // Printed at the first start, then the firm was set up from the command line.
    offer(3).unwrap();
    firm.by(SETUP, |w| {
        w.found_firm("Meblex", Lang::Pl)?;
        let group = w.create_group("Firma", None)?;
        hire(w, "Anna", Role::Administrator, group)
    })
    .unwrap();
    assert!(used(3).is_err());
    assert!(offer(4).is_err());
}
