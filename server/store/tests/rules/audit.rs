//! The audit log: what it tells, to whom, that it cannot be altered unseen, and that its pages are
//! those of the whole whatever is filtered by.
use super::firm::{ADMIN, DIRECTOR, Firm, HEAD, NOW, REP, STRANGER, TEAM, hire};
use domain::access::{ActionMask, Preset, Role, Share, ShareTo};
use domain::audit::{Deed, Entry, Exported, Filter, NoEntry, Subject, Theme};
use domain::by::{Actor, By};
use domain::custody::Kept;
use domain::events::Event;
use domain::id::PersonId;
use domain::people;
use domain::refusal::Refusal;
use domain::time::Moment;
use proptest::prelude::*;
use store::engine::{Batch, Engine, Space};
use store::testing::rows;

const AUDITOR: PersonId = PersonId(6);
const ALL: usize = 10_000;

fn audited() -> Firm {
    let firm = Firm::founded();
    firm.act(ADMIN, |w| hire(w, "Stefan", Role::Auditor, TEAM))
        .unwrap();
    firm
}

/// The whole log, the oldest first.
fn told(firm: &Firm) -> Vec<Entry> {
    let page = firm.reading(ADMIN);
    let page = page.audit(&Filter::default(), None, ALL).unwrap();
    let mut entries: Vec<Entry> = page.rows.into_iter().map(|row| row.entry).collect();
    entries.reverse();
    entries
}

/// What a command adds to the log.
fn adds(firm: &Firm, command: impl FnOnce(&Firm)) -> Vec<Entry> {
    let before = told(firm).len();
    command(firm);
    told(firm).split_off(before)
}

fn share(to: PersonId) -> Share {
    Share {
        to: ShareTo::Person(to),
        mask: ActionMask::READER,
        until: None,
        by: REP,
    }
}

#[test]
fn every_change_of_access_is_told_with_who_and_what() {
    let firm = audited();
    let deal = firm.deal(100);
    let themes = |command: fn(&Firm)| -> Vec<Theme> {
        adds(&firm, command).iter().map(Entry::theme).collect()
    };
    let kept = |firm: &Firm, share| {
        firm.act(REP, move |w| w.share(Kept::Deal(deal), share))
            .unwrap();
    };
    let shared = adds(&firm, |firm| kept(firm, share(STRANGER)));
    assert_eq!(shared[0].actor, Some(Actor::Person(REP)));
    assert_eq!(shared[0].people(), [REP, STRANGER]);
    assert!(matches!(
        &shared[0].deed,
        Deed::Changed { of: Subject::Record(Kept::Deal(id)), .. } if *id == deal
    ));
    let groups = themes(|firm| {
        firm.act(ADMIN, |w| w.appoint_head(TEAM, REP)).unwrap();
    });
    assert_eq!(groups, [Theme::Groups]);
    let policy = themes(|firm| {
        firm.act(ADMIN, |w| w.choose_preset(Preset::Team, Preset::Open))
            .unwrap();
    });
    assert_eq!(policy, [Theme::Firm]);
    let roles = adds(&firm, |firm| {
        firm.act(ADMIN, |w| w.change_roles(REP, vec![Role::Head]))
            .unwrap();
    });
    let Deed::Changed { event, .. } = &roles[0].deed else {
        panic!("{roles:?}");
    };
    let Event::Person(people::Event::RolesChanged(change)) = &**event else {
        panic!("{event:?}");
    };
    assert_eq!(
        (&change.was, &change.is),
        (&vec![Role::Rep], &vec![Role::Head])
    );
    let session = adds(&firm, |firm| {
        firm.act(REP, |w| w.begin_session([1; 32], "Firefox", "10.0.0.7"))
            .unwrap();
    });
    assert_eq!(session[0].theme(), Theme::SignIn);
}

#[test]
fn what_concerns_no_access_is_not_told() {
    let firm = audited();
    let added = adds(&firm, |firm| {
        let deal = firm.deal(100);
        firm.company("Alfa");
        firm.act(REP, move |w| w.note_deal(deal, "Zadzwonić"))
            .unwrap();
    });
    assert_eq!(added, []);
}

#[test]
fn a_refused_command_leaves_no_trace_but_the_refusal_that_is_noted() {
    let firm = audited();
    let deal = firm.deal(100);
    let added = adds(&firm, |firm| {
        firm.act(STRANGER, move |w| w.share(Kept::Deal(deal), share(HEAD)))
            .unwrap_err();
    });
    assert_eq!(added, []);
    let added = adds(&firm, |firm| {
        let deed = Deed::Refused {
            command: "/api/custody/share".to_owned(),
            why: Box::new(Refusal::Invisible),
        };
        let actor = Some(Actor::Person(STRANGER));
        firm.store
            .note_refusal(actor, NOW, deed)
            .unwrap()
            .wait()
            .unwrap();
    });
    assert_eq!(added[0].actor, Some(Actor::Person(STRANGER)));
}

#[test]
fn only_auditors_and_administrators_read_the_log_and_take_it_away() {
    let firm = audited();
    for person in [REP, HEAD, DIRECTOR, STRANGER] {
        let refused = firm.reading(person).audit(&Filter::default(), None, 1);
        assert_eq!(refused, Err(Refusal::Invisible.into()));
        let taken = firm.act(person, |w| w.tell_export(Exported::AuditLog, 1));
        assert_eq!(taken, Err(Refusal::Invisible));
    }
    for person in [ADMIN, AUDITOR] {
        assert!(
            firm.reading(person)
                .audit(&Filter::default(), None, 1)
                .is_ok()
        );
        let added = adds(&firm, |firm| {
            firm.act(person, |w| w.tell_export(Exported::AuditLog, 7))
                .unwrap();
        });
        assert_eq!(added[0].theme(), Theme::Exports);
    }
}

#[test]
fn an_entry_altered_taken_out_or_put_in_is_found_by_the_check() {
    let entry = |firm: &Firm, number: u64| {
        let key = [&[1_u8][..], &number.to_be_bytes()].concat();
        let all = rows(&firm.store).unwrap().into_iter();
        let mut all = all.filter(|(space, _)| *space == Space::Audit);
        let (_, row) = all.find(|(_, (found, _))| *found == key).unwrap();
        row
    };
    let faults = |change: &dyn Fn(&Firm, &mut Batch)| {
        let firm = audited();
        assert!(firm.store.check().unwrap().is_clean());
        let mut batch = Batch::new();
        change(&firm, &mut batch);
        firm.engine.apply(&batch).unwrap();
        firm.store.check().unwrap().faults
    };
    let altered = faults(&|firm, batch| {
        let (key, mut value) = entry(firm, 3);
        *value.last_mut().unwrap() ^= 1;
        batch.put(Space::Audit, key, value).unwrap();
    });
    assert!(
        altered.iter().any(|fault| fault.contains("audit entry 3")),
        "{altered:?}"
    );
    let removed = faults(&|firm, batch| {
        batch.delete(Space::Audit, entry(firm, 3).0).unwrap();
    });
    assert!(
        removed.iter().any(|fault| fault.contains("audit entry 4")),
        "{removed:?}"
    );
    let exchanged = faults(&|firm, batch| {
        let ((three, a), (four, b)) = (entry(firm, 3), entry(firm, 4));
        batch.put(Space::Audit, three, b).unwrap();
        batch.put(Space::Audit, four, a).unwrap();
    });
    assert!(exchanged.len() >= 2, "{exchanged:?}");
    let cut = faults(&|firm, batch| {
        let last = firm.store.check().unwrap().audit_entries;
        batch.delete(Space::Audit, entry(firm, last).0).unwrap();
    });
    assert!(
        cut.iter().any(|fault| fault.contains("the audit log ends")),
        "{cut:?}"
    );
}

#[test]
fn time_never_runs_back_in_the_log() {
    let firm = audited();
    let by = |now| By {
        actor: Actor::Person(ADMIN),
        now,
    };
    let head = |person| move |w: &mut store::Work<'_, '_>| w.appoint_head(TEAM, person);
    firm.sent(by(Moment(NOW.0 + 9)), None, head(REP)).unwrap();
    firm.sent(by(Moment(NOW.0 + 4)), None, head(HEAD)).unwrap();
    let times: Vec<_> = told(&firm).iter().map(|entry| entry.at).collect();
    assert!(times.is_sorted());
    assert!(firm.store.check().unwrap().is_clean());
}

/// A log of some length, its entries some microseconds apart.
fn long(deeds: &[(u8, u8)]) -> Firm {
    let firm = audited();
    for (at, (person, what)) in deeds.iter().enumerate() {
        let person = PersonId(u64::from(*person % 4) + 2);
        let now = Moment(NOW.0 + i64::try_from(at / 3).unwrap());
        let deed = match what % 3 {
            0 => Deed::SignInRefused {
                account: Some(person),
                why: NoEntry::WrongPassword,
                address: String::new(),
            },
            1 => Deed::Refused {
                command: String::new(),
                why: Box::new(Refusal::Invisible),
            },
            _ => Deed::ViewedAs(person),
        };
        let actor = Some(Actor::Person(person));
        let noted = firm.store.note_refusal(actor, now, deed);
        noted.unwrap().wait().unwrap();
    }
    firm
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_filter_are_those_of_the_whole_log(
        deeds in prop::collection::vec((any::<u8>(), any::<u8>()), 0..60),
        person in prop::option::of(1_u64..7),
        theme in prop::option::of(0_usize..8),
        from in prop::option::of(-2_i64..25),
        until in prop::option::of(-2_i64..25),
        limit in 1_usize..7,
    ) {
        let firm = long(&deeds);
        let filter = Filter {
            person: person.map(PersonId),
            theme: theme.map(|at| Theme::EVERY[at]),
            from: from.map(|at| Moment(NOW.0 + at)),
            until: until.map(|at| Moment(NOW.0 + at)),
        };
        let fits = |entry: &&Entry| {
            filter.person.is_none_or(|one| entry.people().contains(&one))
                && filter.theme.is_none_or(|theme| entry.theme() == theme)
                && filter.from.is_none_or(|from| from <= entry.at)
                && filter.until.is_none_or(|until| entry.at < until)
        };
        let all = told(&firm);
        let mut wanted: Vec<Entry> = all.iter().filter(fits).cloned().collect();
        wanted.reverse();
        let (reading, mut found, mut before) = (firm.reading(ADMIN), Vec::new(), None);
        loop {
            let page = reading.audit(&filter, before, limit).unwrap();
            if let (Some(newer), Some(_)) = (page.newer, before) {
                // One page up and down again is the same page.
                let above = reading.audit(&filter, Some(newer), limit).unwrap();
                prop_assert_eq!(above.older, before);
                prop_assert_eq!(above.rows.len(), limit);
            }
            found.extend(page.rows.into_iter().map(|row| row.entry));
            match page.older {
                Some(number) => before = Some(number),
                None => break,
            }
        }
        prop_assert_eq!(found, wanted);
    }
}
