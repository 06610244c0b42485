//! Server functions of people.
use super::{Card, People, Query};
use crate::failure::Failure;
use domain::access::Role;
use domain::id::{GroupId, PersonId};
use leptos::prelude::*;

/// One page of colleagues, by name in the Polish order.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "people/list")]
pub async fn read_people(query: Query) -> Result<People, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| inside::people(reading, &query))
        .await
}

/// One colleague.
///
/// # Errors
/// Invisible when there is none.
#[server(endpoint = "people/read")]
pub async fn read_person(id: String) -> Result<Card, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| inside::card(reading, &id))
        .await
}

/// One colleague, for whoever may change them.
///
/// # Errors
/// Not an administrator; invisible when there is none.
#[server(endpoint = "people/read-to-change")]
pub async fn read_to_change(id: String) -> Result<Card, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| {
            administrator(reading.who())?;
            inside::card(reading, &id)
        })
        .await
}

/// The groups a new colleague may join.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "people/read-groups")]
pub async fn read_groups_to_join() -> Result<Vec<crate::groups::Choosable>, Failure> {
    let current = Current::of_context()?;
    current
        .read(|reading| {
            administrator(reading.who())?;
            Ok(choosable(reading.firm()))
        })
        .await
}

/// Takes somebody into the firm, and invites them if asked.
///
/// # Errors
/// Not an administrator, a bad value, or an address that is taken.
#[server(endpoint = "people/create")]
pub async fn create_person(
    #[server(rename = "person-name")] name: String,
    #[server(default)] email: String,
    #[server(default)]
    #[server(rename = "position")]
    title: String,
    #[server(default)] phone: String,
    #[server(default)] group: String,
    #[server(default)]
    #[server(rename = "role")]
    roles: Vec<Role>,
    #[server(default)] invite: bool,
) -> Result<(), Failure> {
    let (current, secret) = (Current::of_context()?, use_door()?.secret());
    let email = inside::email(&email)?;
    let invite = invite && email.is_some();
    let draft = PersonDraft {
        name,
        email,
        groups: inside::group(&group)?.into_iter().collect(),
        roles,
        lang: None,
        title: inside::filled(title),
        phone: inside::filled(phone),
    };
    let (at_rest, until) = (secret.at_rest, inside::in_a_week(&current));
    let id = current
        .change(None, move |work| {
            let id = work.create_person(draft)?;
            if invite {
                work.invite(id, at_rest, until)?;
            }
            Ok(id)
        })
        .await?;
    if invite {
        inside::show_link(id, &secret)
    } else {
        leptos_axum::redirect(&format!("/people/{id}?done=created"));
        Ok(())
    }
}

/// Changes a colleague's particulars.
///
/// # Errors
/// Not an administrator, a bad value, or a field somebody else changed meanwhile.
#[server(endpoint = "people/edit")]
pub async fn edit_person(
    id: PersonId,
    #[server(rename = "person-name")] name: String,
    #[server(default)]
    #[server(rename = "was-person-name")]
    was_name: String,
    #[server(default)] email: String,
    #[server(default)]
    #[server(rename = "was-email")]
    was_email: String,
    #[server(default)]
    #[server(rename = "position")]
    title: String,
    #[server(default)]
    #[server(rename = "was-position")]
    was_title: String,
    #[server(default)] phone: String,
    #[server(default)]
    #[server(rename = "was-phone")]
    was_phone: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let changes = PersonChanges {
        name: Change::between(was_name, name),
        email: Change::between(inside::email(&was_email)?, inside::email(&email)?),
        lang: None,
        title: Change::between(inside::filled(was_title), inside::filled(title)),
        phone: Change::between(inside::filled(was_phone), inside::filled(phone)),
    };
    current
        .change(None, move |work| work.edit_person(id, changes))
        .await?;
    leptos_axum::redirect(&format!("/people/{id}?done=saved"));
    Ok(())
}

/// Puts a colleague into groups; with `follow`, what they work on in groups they leave goes along.
///
/// # Errors
/// Not an administrator, nothing changed, or an unknown group.
#[server(endpoint = "people/groups")]
pub async fn move_person(
    id: PersonId,
    #[server(default)] group: String,
    #[server(default)]
    #[server(rename = "others")]
    others: Vec<GroupId>,
    #[server(default)] follow: bool,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let primary = inside::group(&group)?;
    let mut groups: Vec<GroupId> = primary.into_iter().collect();
    groups.extend(others.into_iter().filter(|other| Some(*other) != primary));
    let wanted = groups.clone();
    let left = current
        .change(None, move |work| {
            let person = work.firm().people.get(&id);
            let before = person.map_or_else(Vec::new, |person| person.groups.clone());
            work.move_person(id, groups)?;
            Ok(before)
        })
        .await?;
    if let Some(to) = primary.filter(|_| follow) {
        for from in left.into_iter().filter(|from| !wanted.contains(from)) {
            inside::follow(&current, id, from, to).await?;
        }
    }
    leptos_axum::redirect(&format!("/people/{id}?done=moved"));
    Ok(())
}

/// Gives a colleague these roles.
///
/// # Errors
/// Not an administrator, nothing changed, or no administrator left.
#[server(endpoint = "people/roles")]
pub async fn change_roles(
    id: PersonId,
    #[server(default)]
    #[server(rename = "role")]
    roles: Vec<Role>,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.change_roles(id, roles))
        .await?;
    leptos_axum::redirect(&format!("/people/{id}?done=roles"));
    Ok(())
}

/// Ends a colleague's access at once.
///
/// # Errors
/// Not an administrator, oneself, or no administrator left.
#[server(endpoint = "people/deactivate")]
pub async fn deactivate(id: PersonId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.deactivate_person(id))
        .await?;
    leptos_axum::redirect(&format!("/people/{id}?done=deactivated"));
    Ok(())
}

/// Gives access back.
///
/// # Errors
/// Not an administrator, or active already.
#[server(endpoint = "people/reactivate")]
pub async fn reactivate(id: PersonId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.reactivate_person(id))
        .await?;
    leptos_axum::redirect(&format!("/people/{id}?done=reactivated"));
    Ok(())
}

/// Makes a one-time link to set a password, and shows it on the next page.
///
/// # Errors
/// Not an administrator, somebody inactive or without an address.
#[server(endpoint = "people/invite")]
pub async fn invite(id: PersonId) -> Result<(), Failure> {
    let (current, secret) = (Current::of_context()?, use_door()?.secret());
    let (at_rest, until) = (secret.at_rest, inside::in_a_week(&current));
    current
        .change(None, move |work| work.invite(id, at_rest, until))
        .await?;
    inside::show_link(id, &secret)
}

/// The link just made for this person, once.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "people/invitation")]
pub async fn fresh_link(id: String) -> Result<(Card, Option<String>), Failure> {
    let card = read_to_change(id).await?;
    let door = use_door()?;
    let handed = door.handed();
    let token = handed.as_deref().and_then(|handed| {
        let (whose, token) = handed.split_once('.')?;
        (whose == card.person.id.to_string()).then_some(token)
    });
    let link = token.map(|token| door.link(&format!("/invitation?token={token}")));
    Ok((card, link))
}

#[cfg(feature = "ssr")]
use {
    crate::current::{Current, administrator},
    crate::door::use_door,
    crate::groups::api::choosable,
    domain::change::Change,
    domain::people::{PersonChanges, PersonDraft},
};

#[cfg(feature = "ssr")]
mod inside;
