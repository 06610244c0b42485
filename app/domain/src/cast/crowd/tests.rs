//! Rules of the crowd.
use super::*;
use crate::deals::Status;

const NOON: Moment = Moment(1_795_435_200_000_000);

fn made(size: Size, wave: u64) -> (Cast, Vec<Cast>, Crowd) {
    let (mut crowd, firm) = Crowd::found(size, NOON.day().unwrap(), NOON);
    let mut waves = Vec::new();
    while let Some(wave) = crowd.wave(wave) {
        waves.push(wave);
    }
    (firm, waves, crowd)
}

#[test]
fn no_command_of_a_crowd_is_refused_and_the_counts_are_those_asked_for() {
    for (deals, people, groups) in [
        (0, 5, 1),
        (1, 5, 40),
        (400, 40, 1),
        (700, 90, 31),
        (300, 6, 2),
    ] {
        let size = Size {
            deals,
            people,
            groups,
            seed: deals,
        };
        let (firm, waves, crowd) = made(size, 300);
        assert_eq!(crowd.refused(), 0, "{size:?}");
        let count = waves.iter().map(|wave| wave.deals.len()).sum::<usize>();
        let counts = [count, firm.people.len(), firm.groups.len()];
        assert_eq!(
            counts.map(|count| u64::try_from(count).unwrap()),
            [deals, people, groups]
        );
    }
}

#[test]
fn the_same_size_and_seed_give_the_same_crowd_and_another_seed_another() {
    let size = Size {
        deals: 200,
        people: 20,
        groups: 7,
        seed: 1,
    };
    let deals = |size| {
        made(size, 90)
            .1
            .into_iter()
            .flat_map(|wave| wave.deals)
            .collect::<Vec<_>>()
    };
    assert_eq!(deals(size), deals(size));
    assert_ne!(deals(size), deals(Size { seed: 2, ..size }));
}

#[test]
fn ids_follow_each_other_through_the_waves() {
    let size = Size {
        deals: 500,
        people: 30,
        groups: 12,
        seed: 3,
    };
    let (_, waves, _) = made(size, 120);
    let follow = |ids: Vec<u64>| assert!((1..).zip(ids).all(|(wanted, id)| wanted == id));
    follow(
        waves
            .iter()
            .flat_map(|wave| &wave.deals)
            .map(|deal| deal.id.0)
            .collect(),
    );
    follow(
        waves
            .iter()
            .flat_map(|wave| &wave.companies)
            .map(|company| company.id.0)
            .collect(),
    );
    follow(
        waves
            .iter()
            .flat_map(|wave| &wave.contacts)
            .map(|contact| contact.id.0)
            .collect(),
    );
    follow(
        waves
            .iter()
            .flat_map(|wave| &wave.notes)
            .map(|note| note.id.0)
            .collect(),
    );
}

#[test]
fn everybody_of_a_role_signs_in_and_deals_are_of_every_kind() {
    let size = Size {
        deals: 3_000,
        people: 60,
        groups: 20,
        seed: 4,
    };
    let (firm, waves, crowd) = made(size, 1_000);
    let roles: Vec<_> = crowd.sign_ins().into_iter().map(|(role, _)| role).collect();
    assert!(
        Role::EVERY.iter().all(|role| roles.contains(role)),
        "{roles:?}"
    );
    let rep = firm.person("rep").unwrap();
    assert!(
        crate::people::password_ok(crate::cast::PASSWORD, &rep.name, rep.email.as_ref()).is_ok()
    );
    let deals: Vec<_> = waves.iter().flat_map(|wave| &wave.deals).collect();
    for status in Status::ALL {
        assert!(deals.iter().filter(|deal| deal.status == status).count() > 300);
    }
    assert!(deals.iter().any(|deal| !deal.shares.is_empty()));
    assert!(deals.iter().any(|deal| deal.lane != Default::default()));
    assert!(deals.iter().any(|deal| deal.next_step.is_some()));
    let oldest = deals.iter().filter_map(|deal| deal.closed).min().unwrap();
    assert!((NOON.day().unwrap() - oldest).num_days() > 1_000);
}
