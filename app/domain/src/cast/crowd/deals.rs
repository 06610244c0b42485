//! The deals of a crowd: a quarter open, the others closed somewhere in three years; a few of them
//! confidential, some shared.
use super::{Crowd, DAYS};
use crate::access::{ActionMask, Lane, Share, ShareTo};
use crate::by::Actor;
use crate::cast::deals::{closed_life, draft, live, lived, open_life};
use crate::cast::plan;
use crate::custody::InCustody;
use crate::deals::Deal;
use crate::id::DealId;

/// Of a hundred deals.
const OPEN: u64 = 25;
/// Of a hundred closed ones.
const LOST: u64 = 55;
const RENEWAL_EVERY: u64 = 8;
const CONFIDENTIAL_EVERY: u64 = 211;
const SHARED_EVERY: u64 = 67;

pub(super) fn enter(crowd: &mut Crowd, number: u64) {
    let last = crowd.staff.reps.len().saturating_sub(1);
    let scene = &mut crowd.scene;
    let drawn = scene
        .random
        .between(0, u64::try_from(last).unwrap_or_default());
    let rep = usize::try_from(drawn).unwrap_or_default();
    let Some(place) = crowd.staff.reps.get(rep).copied() else {
        return;
    };
    let Some(customer) = crowd.customers.pick(scene, &crowd.staff, rep) else {
        return;
    };
    let pipeline = usize::from(number.is_multiple_of(RENEWAL_EVERY));
    let Some(pipeline) = scene.cast.pipelines.get(pipeline).cloned() else {
        return;
    };
    let life = match scene.random.chance(OPEN) {
        true => open_life(scene),
        false => {
            let ago = scene.random.between(0, DAYS - 1);
            closed_life(scene, ago)
        }
    };
    let company = (
        customer.id,
        customer.name.as_str(),
        customer.contacts.as_slice(),
    );
    let draft = draft(scene, &pipeline, &life, place, company);
    let lost = scene.random.chance(LOST);
    let Some(mut deal) = lived(scene, DealId(number), draft, &pipeline, &life, lost) else {
        return;
    };
    keep_or_share(crowd, &mut deal);
    plan::of_deal(&mut crowd.scene, &deal);
    crowd.scene.cast.deals.push(deal);
}

fn keep_or_share(crowd: &mut Crowd, deal: &mut Deal) {
    let scene = &mut crowd.scene;
    let by = scene.at(scene.today, Actor::Person(deal.owner), 7);
    if deal.id.0.is_multiple_of(CONFIDENTIAL_EVERY) {
        live(scene, deal, by, |deal| {
            deal.set_lane(by, Lane::Confidential)
        });
    }
    let other = scene
        .random
        .pick(&crowd.staff.reps)
        .map(|(person, _)| *person);
    if let Some(person) = other.filter(|person| *person != deal.owner)
        && deal.id.0.is_multiple_of(SHARED_EVERY)
    {
        let share = Share {
            to: ShareTo::Person(person),
            mask: ActionMask::COLLABORATOR,
            until: None,
            by: deal.owner,
        };
        live(scene, deal, by, |deal| deal.share(by, share));
    }
}
