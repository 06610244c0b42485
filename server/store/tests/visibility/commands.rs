//! One random command. Invariant: every kind of change the store offers may come, by anybody.
use super::queries::{self, money, words};
use super::scene::{SETUP, Scene};
use domain::access::{Action, ActionMask, FieldClass, Lane, Preset, Role, Share, ShareTo};
use domain::by::Actor;
use domain::change::Change;
use domain::companies::{CompanyChanges, CompanyDraft, Profile};
use domain::contacts::{Card, ContactDraft};
use domain::custody::{InCustody, Kept};
use domain::deals::{DealChanges, LostKind, LostReason, NextStep, Outcome, WinTerms};
use domain::id::{DealId, PersonId};
use domain::people::PersonChanges;
use domain::time::Moment;

pub(crate) fn step(scene: &mut Scene) {
    let pause = *scene.rng.pick(&[1, 60, 3_600, 90_000]);
    scene.now = scene.now.plus_seconds(pause);
    let actor = scene.actor();
    let command = scene.rng.below(52);
    scene.tell(format!("{command} by {actor:?} at {:?}", scene.now));
    match command {
        0..3 => open_deal(scene, actor),
        3..5 => edit_deal(scene, actor),
        5 => move_deal(scene, actor),
        6 => close_deal(scene, actor),
        7 => end_deal(scene, actor),
        8 | 9 => keep_deal(scene, actor),
        10 | 11 | 20 | 21 => share(scene, actor),
        12 => create_company(scene, actor),
        13 => change_company(scene, actor),
        14 => create_contact(scene, actor),
        15 | 16 => move_person(scene, actor),
        17 => change_person(scene, actor),
        22..26 => super::depth::step(scene, actor),
        26..40 => super::plan::step(scene, actor),
        40..52 => super::tasks::step(scene, actor),
        _ => change_firm(scene, actor),
    }
}

pub(crate) fn open_deal(scene: &mut Scene, actor: Actor) {
    let mut draft = scene.draft(actor);
    let rng = &mut scene.rng;
    draft.amount = rng.chance(75).then(|| money(rng));
    draft.probability = rng.chance(30).then(|| rng.below(101) as u8);
    if rng.chance(20) {
        draft.lane = Lane::Confidential;
    }
    if rng.chance(60) && !scene.companies.is_empty() {
        draft.company = Some(*rng.pick(&scene.companies));
    }
    if rng.chance(50) {
        draft.next_step = Some(NextStep {
            what: words(rng),
            on: None,
        });
    }
    draft.expected_close = scene.rng.chance(70).then(|| scene.day());
    let past = scene.now.plus_seconds(-100 * 86_400).day().unwrap();
    draft.opened = Some(past);
    if scene.rng.chance(30) {
        let on = scene.day().min(scene.today());
        let reason = LostReason {
            kind: LostKind::Price,
            text: None,
        };
        draft.outcome = Some(match scene.rng.chance(60) {
            true => Outcome::Won { on },
            false => Outcome::Lost { on, reason },
        });
    }
    if let Ok(id) = scene.act(actor, move |w| w.open_deal(draft)) {
        scene.deals.push(id);
    }
}

fn edit_deal(scene: &mut Scene, actor: Actor) {
    let id = *scene.rng.pick(&scene.deals);
    let actor = someone_near(scene, id, actor);
    let Some(seen) = scene.reading(actor).deal(id).unwrap() else {
        let changes = DealChanges {
            title: Some(Change::new("a".into(), "b".into())),
            ..Default::default()
        };
        assert!(scene.act(actor, move |w| w.edit_deal(id, changes)).is_err());
        return;
    };
    let mut typed = seen.record().clone();
    match scene.rng.below(5) {
        0 => typed.title = words(&mut scene.rng),
        1 => typed.amount = scene.rng.chance(80).then(|| money(&mut scene.rng)),
        2 => typed.probability = scene.rng.chance(50).then(|| scene.rng.below(101) as u8),
        3 => typed.expected_close = Some(scene.day()),
        _ => typed.company = Some(*scene.rng.pick(&scene.companies)),
    }
    let changes = DealChanges::between(&seen, &typed);
    let _ = scene.act(actor, move |w| w.edit_deal(id, changes));
}

fn move_deal(scene: &mut Scene, actor: Actor) {
    let (id, stage) = (
        *scene.rng.pick(&scene.deals),
        scene.rng.pick(&scene.stages).0,
    );
    if scene.rng.chance(50) {
        let step = Some(NextStep {
            what: words(&mut scene.rng),
            on: Some(scene.day()),
        });
        let _ = scene.act(actor, move |w| {
            w.change_deal(id, Action::Edit, |deal, by| deal.plan_next_step(by, step))
        });
    }
    let _ = scene.act(actor, move |w| w.move_deal(id, stage));
}

fn close_deal(scene: &mut Scene, actor: Actor) {
    let (id, on) = (*scene.rng.pick(&scene.deals), scene.day());
    let amount = scene.rng.chance(30).then(|| money(&mut scene.rng));
    let reason = LostReason {
        kind: LostKind::NoBudget,
        text: None,
    };
    let _ = match scene.rng.below(3) {
        0 => scene.act(actor, move |w| {
            w.win_deal(
                id,
                WinTerms {
                    on,
                    amount,
                    stage: None,
                },
            )
        }),
        1 => scene.act(actor, move |w| w.lose_deal(id, on, reason)),
        _ => scene.act(actor, move |w| w.reopen_deal(id, None)),
    };
}

fn end_deal(scene: &mut Scene, actor: Actor) {
    let id = *scene.rng.pick(&scene.deals);
    let restore = scene.rng.chance(50);
    let _ = scene.act(actor, move |w| {
        w.change_deal(id, Action::Delete, |deal, by| match restore {
            true => deal.restore(by),
            false => deal.delete(by),
        })
    });
}

fn keep_deal(scene: &mut Scene, actor: Actor) {
    let (id, to) = (*scene.rng.pick(&scene.deals), scene.person());
    if scene.rng.chance(70) {
        let _ = scene.act(actor, move |w| w.reassign(Kept::Deal(id), to));
        return;
    }
    let lane = *scene.rng.pick(&Lane::EVERY);
    let _ = scene.act(actor, move |w| {
        w.change_deal(id, Action::Share, |deal, by| deal.set_lane(by, lane))
    });
}

/// Mostly the owner of the deal, who may do most with it.
fn someone_near(scene: &mut Scene, id: DealId, actor: Actor) -> Actor {
    let owner = scene.reading(SETUP).deal(id).unwrap().unwrap().owner;
    if scene.rng.chance(60) {
        Actor::Person(owner)
    } else {
        actor
    }
}

fn share(scene: &mut Scene, actor: Actor) {
    let id = *scene.rng.pick(&scene.deals);
    let actor = someone_near(scene, id, actor);
    let to = match scene.rng.chance(60) {
        true => ShareTo::Person(scene.person()),
        false => ShareTo::Group(scene.group()),
    };
    if scene.rng.chance(20) {
        let _ = scene.act(actor, move |w| {
            w.change_deal(id, Action::Share, |deal, by| deal.unshare(by, to))
        });
        return;
    }
    let blind = ActionMask::of(&[Action::Read, Action::Field(FieldClass::Basic)]);
    let masks = [
        blind,
        ActionMask::READER,
        ActionMask::COLLABORATOR,
        blind.with(Action::Edit),
    ];
    let until = scene.rng.chance(50).then(|| scene.rng.below(7_000) as i64);
    let share = Share {
        to,
        mask: *scene.rng.pick(&masks),
        until: until.map(|seconds| scene.now.plus_seconds(seconds)),
        by: match actor {
            Actor::Person(person) => person,
            Actor::System(_) => PersonId(0),
        },
    };
    let _ = scene.act(actor, move |w| w.share(Kept::Deal(id), share));
}

pub(crate) fn create_company(scene: &mut Scene, actor: Actor) {
    let draft = scene.draft(actor);
    let lane = if scene.rng.chance(25) {
        Lane::Confidential
    } else {
        Lane::Normal
    };
    let draft = CompanyDraft {
        profile: Profile {
            name: words(&mut scene.rng),
            ..Profile::default()
        },
        owner: draft.owner,
        group: draft.group,
        lane,
        import: None,
    };
    if let Ok(id) = scene.act(actor, move |w| w.create_company(draft)) {
        scene.companies.push(id);
    }
}

/// Shares a company or contact of the actor's, or by whoever may.
fn share_other(scene: &mut Scene, actor: Actor) {
    let by = domain::by::By {
        actor,
        now: scene.now,
    };
    let share = Share {
        to: ShareTo::Person(scene.person()),
        mask: ActionMask::READER,
        until: None,
        by: PersonId(0),
    };
    let company = *scene.rng.pick(&scene.companies);
    let _ = scene.act(actor, move |w| {
        w.change_company(company, Action::Share, |company| company.share(by, share))
    });
    if scene.contacts.is_empty() {
        return;
    }
    let contact = *scene.rng.pick(&scene.contacts);
    let _ = scene.act(actor, move |w| {
        w.change_contact(contact, Action::Share, |contact| contact.share(by, share))
    });
}

fn change_company(scene: &mut Scene, actor: Actor) {
    if scene.rng.chance(25) {
        return share_other(scene, actor);
    }
    let id = *scene.rng.pick(&scene.companies);
    let by = domain::by::By {
        actor,
        now: scene.now,
    };
    if scene.rng.chance(50)
        && let Some(seen) = scene.reading(actor).company(id).unwrap()
    {
        let name = Change::new(seen.name().to_owned(), words(&mut scene.rng));
        let changes = CompanyChanges {
            name: Some(name),
            ..CompanyChanges::default()
        };
        let _ = scene.act(actor, move |w| w.edit_company(id, changes));
        return;
    }
    let lane = *scene.rng.pick(&Lane::EVERY);
    let _ = match scene.rng.below(3) {
        0 => scene.act(actor, move |w| {
            w.change_company(id, Action::Share, |company| company.set_lane(by, lane))
        }),
        1 => scene.act(actor, move |w| {
            w.change_company(id, Action::Delete, |company| company.delete(by))
        }),
        _ => scene.act(actor, move |w| {
            w.change_company(id, Action::Delete, |company| company.restore(by))
        }),
    };
}

pub(crate) fn create_contact(scene: &mut Scene, actor: Actor) {
    let draft = scene.draft(actor);
    let company = scene
        .rng
        .chance(60)
        .then(|| *scene.rng.pick(&scene.companies));
    let draft = ContactDraft {
        card: Card {
            name: words(&mut scene.rng),
            company,
            ..Card::default()
        },
        owner: draft.owner,
        group: draft.group,
        lane: *scene
            .rng
            .pick(&[Lane::Normal, Lane::Normal, Lane::Confidential]),
        import: None,
    };
    if let Ok(id) = scene.act(actor, move |w| w.create_contact(draft)) {
        scene.contacts.push(id);
    }
}

fn move_person(scene: &mut Scene, actor: Actor) {
    let (person, to) = (scene.person(), scene.group());
    let from = {
        let reading = scene.reading(SETUP);
        reading.firm().people[&person].primary_group()
    };
    let moved = scene.act(actor, move |w| w.move_person(person, vec![to]));
    if let (Ok(()), Some(from)) = (moved, from)
        && scene.rng.chance(70)
    {
        let most = 1 + scene.rng.below(4) as usize;
        for _ in 0..40 {
            match scene.act(actor, move |w| w.follow(person, from, to, most)) {
                Ok(true) => {}
                _ => return,
            }
        }
        panic!("following never ends");
    }
}

fn change_person(scene: &mut Scene, actor: Actor) {
    let id = scene.person();
    let roles = vec![
        *scene.rng.pick(&Role::EVERY),
        *scene.rng.pick(&[Role::Rep, Role::Head]),
    ];
    let name = {
        let reading = scene.reading(SETUP);
        reading.firm().people[&id].name.clone()
    };
    let name = Change::new(name, format!("{} {id}", words(&mut scene.rng)));
    let changes = PersonChanges {
        name: Some(name),
        ..PersonChanges::default()
    };
    let _ = match scene.rng.below(5) {
        0 | 1 => scene.act(actor, move |w| w.change_roles(id, roles)),
        2 => scene.act(actor, move |w| w.deactivate_person(id)),
        3 => scene.act(actor, move |w| w.reactivate_person(id)),
        _ => scene.act(actor, move |w| w.edit_person(id, changes)),
    };
}

fn change_firm(scene: &mut Scene, actor: Actor) {
    let (group, other, person) = (scene.group(), scene.group(), scene.person());
    let parent = scene.rng.chance(70).then_some(other);
    let name = queries::words(&mut scene.rng);
    let was = scene.reading(SETUP).firm().preset();
    let is = *scene.rng.pick(&Preset::EVERY);
    let _ = match scene.rng.below(8) {
        0 | 1 => scene.act(actor, move |w| w.move_group(group, parent)),
        2 => scene.act(actor, move |w| w.rename_group(group, &name)),
        3 => scene.act(actor, move |w| w.appoint_head(group, person)),
        4 => scene.act(actor, move |w| w.dismiss_head(group, person)),
        5 => scene.act(actor, move |w| w.dissolve_group(group)),
        6 if scene.groups.len() < 6 => {
            let made = scene.act(actor, move |w| w.create_group(&name, parent));
            made.map(|id| scene.groups.push(id))
        }
        _ => scene.act(actor, move |w| w.choose_preset(was, is)),
    };
}

/// Long after every share has ended.
pub(crate) fn wait(scene: &mut Scene) {
    scene.now = Moment(scene.now.0).plus_seconds(8_000);
}
