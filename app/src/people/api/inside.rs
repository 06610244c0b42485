//! What the server functions of people share on the server.
use super::super::{Card, Colleague, Entry, Inside, Named, People, Query};
use crate::current::{Current, found};
use crate::door::Secret;
use crate::failure::Failure;
use crate::groups::api::{choosable, named};
use domain::field::Field;
use domain::id::{GroupId, PersonId};
use domain::people::{Email, Person};
use domain::refusal::Refusal;
use domain::text::{fold, sort_key};
use domain::time::Moment;
use store::{Firm, Reading, Stopped};

/// Rows of one page.
const PAGE: usize = 50;
/// Records moved in one unit of work: others wait no longer than that.
const CHUNK: usize = 200;
const WEEK_SECONDS: i64 = 7 * 24 * 3600;

pub(super) fn people(reading: &Reading, query: &Query) -> Result<People, Stopped> {
    let (firm, who) = (reading.firm(), reading.who());
    let wanted = fold(query.q.trim());
    let group = query.group.parse().ok().map(GroupId);
    let mut matching: Vec<&Person> = firm
        .people
        .values()
        .filter(|person| shown(person, &query.show))
        .filter(|person| group.is_none_or(|group| within(firm, person, group)))
        .filter(|person| wanted.is_empty() || says(person, &wanted))
        .collect();
    matching.sort_by_cached_key(|person| (sort_key(&person.name), person.id));
    let pages = matching.len().div_ceil(PAGE).max(1);
    let page = usize::try_from(query.page).unwrap_or(1).clamp(1, pages);
    let here = matching.iter().skip((page - 1) * PAGE).take(PAGE);
    Ok(People {
        rows: here
            .map(|person| colleague(reading, person))
            .collect::<Result<_, _>>()?,
        count: matching.len() as u64,
        page: u32::try_from(page).unwrap_or(u32::MAX),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        groups: choosable(firm),
        administers: who.administers(),
    })
}

/// People without access are shown to whoever asks, since their records still bear their names.
fn shown(person: &Person, show: &str) -> bool {
    match show {
        "all" => true,
        "off" => !person.active,
        _ => person.active,
    }
}

fn within(firm: &Firm, person: &Person, group: GroupId) -> bool {
    let below = |own: &GroupId| firm.world.tree.below(*own, group);
    person.groups.iter().any(below)
}

fn says(person: &Person, wanted: &str) -> bool {
    let email = person.email.as_ref().map(Email::as_str);
    let texts = [Some(person.name.as_str()), email, person.title.as_deref()];
    texts
        .into_iter()
        .flatten()
        .any(|text| fold(text).contains(wanted))
}

pub(super) fn card(reading: &Reading, id: &str) -> Result<Card, Stopped> {
    let id = found(id.parse().ok().map(PersonId))?;
    let person = found(reading.firm().people.get(&id))?;
    let who = reading.who();
    let looks = (who.audits() || who.administers()) && !who.is_seen_through();
    Ok(Card {
        person: colleague(reading, person)?,
        groups: choosable(reading.firm()),
        view_as: looks && person.active && person.id != who.id,
    })
}

fn colleague(reading: &Reading, person: &Person) -> Result<Colleague, Stopped> {
    let firm = reading.firm();
    let headed = firm.groups.values();
    let headed = headed.filter(|group| !group.archived && group.heads.contains(&person.id));
    let inside = if reading.who().administers() {
        Some(Inside {
            roles: person.roles.clone(),
            entry: entry(reading, person)?,
            oneself: reading.who().id == person.id,
        })
    } else {
        None
    };
    Ok(Colleague {
        id: person.id,
        name: person.name.clone(),
        title: person.title.clone(),
        email: person.email.as_ref().map(ToString::to_string),
        phone: person.phone.clone(),
        groups: person.groups.iter().map(|id| named(firm, *id)).collect(),
        heads: headed
            .map(|group| Named {
                id: group.id.0,
                name: group.name.clone(),
            })
            .collect(),
        active: person.active,
        inside,
    })
}

fn entry(reading: &Reading, person: &Person) -> Result<Entry, Stopped> {
    let Some(email) = &person.email else {
        return Ok(Entry::NoEmail);
    };
    let known = reading.credential(email)?;
    Ok(match known.and_then(|known| known.password) {
        Some(_) => Entry::Able,
        None => Entry::Waits,
    })
}

/// The address that was typed; none when nothing was.
pub(super) fn email(typed: &str) -> Result<Option<Email>, Failure> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let email = Email::parse(Field::Email, typed).map_err(Refusal::from)?;
    Ok(Some(email))
}

/// The group that was chosen; none when none was.
pub(super) fn group(chosen: &str) -> Result<Option<GroupId>, Failure> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let number = chosen.parse().map_err(|_| Refusal::Unknown(Field::Group))?;
    Ok(Some(GroupId(number)))
}

pub(super) fn filled(typed: String) -> Option<String> {
    Some(typed).filter(|typed| !typed.trim().is_empty())
}

pub(super) fn in_a_week(current: &Current) -> Moment {
    current.now().plus_seconds(WEEK_SECONDS)
}

/// Leads to the page that shows the link, the only one that can.
pub(super) fn show_link(id: PersonId, secret: &Secret) -> Result<(), Failure> {
    let door = crate::door::use_door()?;
    door.hand(&format!("{id}.{}", secret.token));
    leptos_axum::redirect(&format!("/people/{id}/invitation"));
    Ok(())
}

/// Takes everything open along, in units of work that keep nobody waiting.
pub(super) async fn follow(
    current: &Current,
    id: PersonId,
    from: GroupId,
    to: GroupId,
) -> Result<(), Failure> {
    let step = move |work: &mut store::Work<'_, '_>| work.follow(id, from, to, CHUNK);
    while current.change(None, step).await? {}
    Ok(())
}
