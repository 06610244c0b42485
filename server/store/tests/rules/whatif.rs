//! What-if before saving, held against what saving does: every person's readable records are listed
//! before and after, and the difference is what was told.
use super::firm::{ADMIN, DIRECTOR, Firm, HEAD, NORTH, NOW, REP, SOUTH, STRANGER, TEAM, draft};
use domain::access::{ActionMask, Lane, Preset, RecordType, Role, Share, ShareTo, Shift};
use domain::by::{Actor, By};
use domain::companies::{CompanyDraft, Profile};
use domain::custody::Kept;
use domain::id::{CompanyId, DealId, GroupId, PersonId};
use domain::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use store::{Following, Stopped, WhatIf, Work};

const EVERYBODY: [PersonId; 5] = [ADMIN, HEAD, REP, STRANGER, DIRECTOR];

/// A firm with records in three groups, a shared one and a confidential one.
fn firm() -> Firm {
    let firm = Firm::founded();
    for (owner, group, count) in [(REP, TEAM, 4), (STRANGER, SOUTH, 3), (HEAD, NORTH, 2)] {
        for number in 0..count {
            firm.act(owner, move |w| {
                let mut deal = draft(100 + number);
                (deal.owner, deal.group) = (owner, group);
                w.open_deal(deal)
            })
            .unwrap();
            firm.act(owner, move |w| {
                w.create_company(CompanyDraft {
                    profile: Profile {
                        name: format!("Firma {owner} {number}"),
                        ..Profile::default()
                    },
                    owner,
                    group,
                    lane: Lane::Normal,
                    import: None,
                })
            })
            .unwrap();
        }
    }
    let share = Share {
        to: ShareTo::Person(STRANGER),
        mask: ActionMask::READER,
        until: None,
        by: REP,
    };
    firm.act(REP, move |w| {
        w.share(Kept::Deal(DealId(1)), share)?;
        w.set_lane(Kept::Deal(DealId(2)), Lane::Confidential)
    })
    .unwrap();
    firm
}

type Reads = BTreeMap<PersonId, BTreeSet<(RecordType, u64)>>;

fn reads(firm: &Firm) -> Reads {
    let of = |person| {
        let reading = firm.reading(person);
        let deals = (1..=9).filter(|id| reading.deal(DealId(*id)).unwrap().is_some());
        let companies = (1..=9).filter(|id| reading.company(CompanyId(*id)).unwrap().is_some());
        let deals = deals.map(|id| (RecordType::Deal, id));
        let all = deals.chain(companies.map(|id| (RecordType::Company, id)));
        (person, all.collect())
    };
    EVERYBODY.map(of).into()
}

/// What was told, and what saving then does.
fn judged(
    following: &[Following],
    change: impl Fn(&mut Work<'_, '_>) -> Result<(), Stopped> + Clone + Send + 'static,
) {
    let firm = firm();
    let by = By {
        actor: Actor::Person(ADMIN),
        now: NOW,
    };
    let before = reads(&firm);
    let ask = |about| {
        let told = firm.store.what_if(by, about, following, change.clone());
        told.unwrap()
    };
    let told: Vec<WhatIf> = EVERYBODY.map(|person| ask(Some(person))).into();
    assert_eq!(reads(&firm), before, "asking changes nothing");
    let (save, along) = (change.clone(), following.to_vec());
    firm.act(ADMIN, move |w| {
        save(w)?;
        for one in along {
            w.follow(one.person, one.from, one.to, 100)?;
        }
        Ok(())
    })
    .unwrap();
    let after = reads(&firm);
    for (person, told) in EVERYBODY.iter().zip(told) {
        let (was, is) = (&before[person], &after[person]);
        let gained: BTreeSet<_> = is.difference(was).copied().collect();
        let lost: BTreeSet<_> = was.difference(is).copied().collect();
        let shift = told.people.iter().find(|one| one.person == *person);
        let wanted = Shift {
            gained: gained.len() as u64,
            lost: lost.len() as u64,
        };
        assert_eq!(
            shift.map(|one| one.sum()).unwrap_or_default(),
            wanted,
            "{person}"
        );
        assert!(told.exact);
        assert_eq!(
            told.gained.into_iter().collect::<BTreeSet<_>>(),
            gained,
            "{person}"
        );
        assert_eq!(
            told.lost.into_iter().collect::<BTreeSet<_>>(),
            lost,
            "{person}"
        );
    }
}

#[test]
fn every_preset_does_what_was_told() {
    for preset in [Preset::Open, Preset::Regional, Preset::Private] {
        judged(&[], move |w| w.choose_preset(Preset::Team, preset));
    }
}

#[test]
fn moving_a_person_does_what_was_told_with_and_without_their_records() {
    let groups = || vec![SOUTH];
    judged(&[], move |w| w.move_person(REP, groups()));
    let along = Following {
        person: REP,
        from: TEAM,
        to: SOUTH,
    };
    judged(&[along], move |w| w.move_person(REP, groups()));
}

#[test]
fn moving_a_group_a_head_or_a_role_does_what_was_told() {
    judged(&[], |w| w.move_group(TEAM, Some(SOUTH)));
    judged(&[], |w| w.appoint_head(SOUTH, REP));
    judged(&[], |w| w.dismiss_head(NORTH, HEAD));
    judged(&[], |w| w.change_roles(REP, vec![Role::Director]));
    judged(&[], |w| w.change_roles(STRANGER, vec![Role::Auditor]));
    judged(&[], |w| w.deactivate_person(STRANGER));
}

#[test]
fn only_administrators_ask_and_a_refused_change_is_refused_here_too() {
    let firm = firm();
    let ask = |person, change: fn(&mut Work<'_, '_>) -> Result<(), Stopped>| {
        let by = By {
            actor: Actor::Person(person),
            now: NOW,
        };
        firm.store.what_if(by, None, &[], change)
    };
    for person in [REP, HEAD, DIRECTOR] {
        let refused = ask(person, |_| Ok(()));
        assert!(matches!(refused, Err(Stopped::Refused(_))), "{person}");
    }
    let circle = ask(ADMIN, |w| w.move_group(NORTH, Some(TEAM)));
    assert!(matches!(circle, Err(Stopped::Refused(Refusal::Group(_)))));
    let unknown = ask(ADMIN, |w| w.move_person(REP, vec![GroupId(99)]));
    assert!(matches!(
        unknown,
        Err(Stopped::Refused(Refusal::Unknown(_)))
    ));
    assert_eq!(ask(ADMIN, |_| Ok(())).unwrap().people, []);
}
