//! What the card of custody is made of; only on the server.
use crate::custody::model::{Audience, Custody, Shared};
use crate::failure::Failure;
use crate::people::pick::api::inside::{offered, reached};
use domain::access::{
    Action, ActionMask, Because, Guarded, Lane, Principal, RecordAcl, Share, ShareTo, View,
};
use domain::custody::Kept;
use domain::dates::parse_day;
use domain::field::Field;
use domain::groups::Names;
use domain::id::PersonId;
use domain::lang::Lang;
use domain::refusal::Refusal;
use domain::time::Day;
use store::{Reading, Stopped};

/// People named on the card when many see the record.
const NAMED: usize = 20;

pub(super) fn named(of: &str) -> Result<Kept, Failure> {
    Ok(of.parse::<Kept>()?)
}

pub(super) fn lane(raw: &str) -> Result<Lane, Refusal> {
    match raw {
        "normal" => Ok(Lane::Normal),
        "confidential" => Ok(Lane::Confidential),
        _ => Err(Refusal::Unknown(Field::Lane)),
    }
}

/// The card of a record that the reader sees; `here` is false for a deleted one.
pub(crate) fn card<T: Guarded>(
    reading: &Reading,
    of: Kept,
    record: &View<T>,
    here: bool,
    (lang, today): (Lang, Day),
) -> Custody {
    let (acl, firm) = (record.acl(), reading.firm());
    let may_share = here && record.may(Action::Share);
    let may_hand_over = here && record.may(Action::Reassign);
    let who = reading.who();
    let offer = |wanted: bool, groups| match wanted {
        true => offered(firm, groups),
        false => Vec::new(),
    };
    Custody {
        of,
        owner: acl.owner,
        lane: acl.lane,
        may_share,
        may_hand_over,
        explains: explains(who, record),
        because: record.because().to_viewer(acl.kind).say(lang, firm),
        audience: audience(reading, &acl, lang),
        shares: shares(reading, &acl),
        offered: offer(may_share, true),
        offered_owners: offer(may_hand_over, false),
        today,
    }
}

/// Whether the reader is told in full who sees the record.
pub(crate) fn explains<T>(who: &Principal, record: &View<T>) -> bool {
    let decides = record.may(Action::Share) || record.may(Action::Reassign);
    decides || who.administers() || who.audits()
}

/// Nobody gives what they do not have: the share holds what its giver may do of what is asked.
pub(super) fn share(
    reading: &Reading,
    of: Kept,
    to: &str,
    (edits, until): (bool, &str),
    by: PersonId,
) -> Result<Share, Stopped> {
    let rights = rights(reading, of)?;
    let asked = if edits {
        ActionMask::COLLABORATOR
    } else {
        ActionMask::READER
    };
    let until = match until.trim() {
        "" => None,
        raw => reading.firm().zone().end_of(parse_day(Field::Share, raw)?),
    };
    Ok(Share {
        to: reached(reading.firm(), to)?,
        mask: asked.and(rights),
        until,
        by,
    })
}

/// What the reader may do with the record.
fn rights(reading: &Reading, of: Kept) -> Result<ActionMask, Stopped> {
    let rights = match of {
        Kept::Deal(id) => reading.deal(id)?.map(|record| record.rights()),
        Kept::Company(id) => reading.company(id)?.map(|record| record.rights()),
        Kept::Contact(id) => reading.contact(id)?.map(|record| record.rights()),
    };
    crate::current::found(rights)
}

/// Everybody who sees the record, the first of them by their reason, the closest reason first.
/// Costs one decision for each person of the firm and words for the first alone.
fn audience(reading: &Reading, acl: &RecordAcl, lang: Lang) -> Audience {
    let firm = reading.firm();
    let mut seen = reading.audience(acl);
    let count = seen.len();
    let closeness = |(id, because): &(PersonId, Because)| (distance(because), *id);
    if count > NAMED {
        seen.select_nth_unstable_by_key(NAMED, closeness);
        seen.truncate(NAMED);
    }
    seen.sort_by_key(closeness);
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (id, because) in &seen {
        let name = Names::person(firm, *id);
        let said = because.about(*id, acl.kind).say(lang, firm);
        let reason = said
            .strip_prefix(name)
            .map_or(said.as_str(), |rest| rest.trim_start_matches(": "));
        match reasons.last_mut().filter(|(last, _)| last == reason) {
            Some((_, people)) => people.push(name.to_owned()),
            None => reasons.push((reason.to_owned(), vec![name.to_owned()])),
        }
    }
    Audience { count, reasons }
}

pub(crate) fn distance(because: &Because) -> (u8, u64) {
    match because {
        Because::Owner => (0, 0),
        Because::Deputy { for_person, .. } => (1, for_person.0),
        Because::Group(group) => (2, group.0),
        Because::Head { of, .. } => (3, of.0),
        Because::Below { of, .. } => (4, of.0),
        Because::Share {
            to: ShareTo::Person(person),
            ..
        } => (5, person.0),
        Because::Share {
            to: ShareTo::Group(group),
            ..
        } => (6, group.0),
        Because::Participant => (7, 0),
        Because::HeadOf { of, .. } => (8, of.0),
        Because::Everyone => (9, 0),
    }
}

fn shares(reading: &Reading, acl: &RecordAcl) -> Vec<Shared> {
    let firm = reading.firm();
    let name = |to| match to {
        ShareTo::Person(id) => Names::person(firm, id).to_owned(),
        ShareTo::Group(id) => Names::group(firm, id).to_owned(),
    };
    let shares = acl.shares.iter().map(|share| Shared {
        to: share.to,
        name: name(share.to),
        edits: share.mask.has(Action::Edit),
        until: share.until.and_then(|until| firm.zone().last_day(until)),
        over: !share.live(reading.now()),
    });
    shares.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_one_of_two() {
        assert_eq!(lane("normal"), Ok(Lane::Normal));
        assert_eq!(lane("confidential"), Ok(Lane::Confidential));
        assert!(lane("").is_err() && lane("Normal").is_err());
    }
}
