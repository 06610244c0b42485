//! Server functions of getting in and out.
use super::Invited;
use crate::failure::Failure;
use leptos::prelude::*;

/// Whether the firm waits for its first administrator.
///
/// # Errors
/// When the store cannot be read.
#[server(endpoint = "setup/needed")]
pub async fn needs_setup() -> Result<bool, Failure> {
    let request = crate::current::Request::of_context()?;
    request
        .read_as(SETUP, |reading| Ok(reading.needs_setup()))
        .await
}

/// Signs in and leads on to `next`, when it is a page of ours.
///
/// # Errors
/// `WrongPassword`, `TooOften`, `Busy`.
#[server(endpoint = "sign-in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: Option<String>,
) -> Result<(), Failure> {
    let (door, request) = (use_door()?, Request::of_context()?);
    if let Err(refused) = door.admit(&email) {
        turned_away(&door, &request, None, NoEntry::TooOften).await;
        return Err(refused);
    }
    let account = Email::parse(Field::Email, &email).ok();
    let known = match account {
        Some(account) => {
            request
                .read_as(SETUP, move |reading| Ok(reading.credential(&account)?))
                .await?
        }
        None => None,
    };
    let (person, stored) = known.map_or((None, None), |known| (Some(known.person), known.password));
    // Unknown accounts cost the same hash as known ones.
    let Verdict::Right { renewed } = door.check(stored, password).await? else {
        turned_away(&door, &request, person, NoEntry::WrongPassword).await;
        return Err(Failure::WrongPassword);
    };
    let person = person.ok_or(Failure::WrongPassword)?;
    enter(&door, &request, person, &email, renewed).await?;
    leptos_axum::redirect(next.as_deref().and_then(local).unwrap_or("/"));
    Ok(())
}

/// Signs out; the page after it is sign-in.
///
/// # Errors
/// When the store cannot be written; the browser is signed out all the same.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), Failure> {
    let door = use_door()?;
    door.close_session();
    leptos_axum::redirect("/sign-in");
    match crate::current::Current::of_context() {
        Ok(current) => {
            let session = current.session();
            current
                .of_session(move |work| work.end_session(&session))
                .await
        }
        Err(_) => Ok(()),
    }
}

/// Whether this is the live token of a first run.
///
/// # Errors
/// When the store cannot be read.
#[server(endpoint = "setup/open")]
pub async fn may_set_up(token: String) -> Result<bool, Failure> {
    let at_rest = use_door()?.at_rest(&token);
    let request = Request::of_context()?;
    request
        .read_as(SETUP, move |reading| {
            let found = reading.invitation(&at_rest)?;
            Ok(found.is_some_and(|(purpose, _)| purpose == Purpose::Setup))
        })
        .await
}

/// Founds the firm with its first administrator, and signs them in.
///
/// # Errors
/// A used token, a bad value, a weak password.
#[server(endpoint = "setup")]
pub async fn set_up(
    token: String,
    name: String,
    #[server(rename = "person-name")] person_name: String,
    email: String,
    password: String,
    #[server(default)] director: bool,
) -> Result<(), Failure> {
    if !may_set_up(token.clone()).await? {
        return Err(Refusal::Invisible.into());
    }
    let (door, request) = (use_door()?, Request::of_context()?);
    let address = Email::parse(Field::Email, &email).map_err(Refusal::from)?;
    password_ok(&password, &person_name, Some(&address)).map_err(Refusal::from)?;
    let (phc, at_rest) = (door.hash(password).await?, door.at_rest(&token));
    let founding = Founding {
        firm: name,
        person: person_name,
        email: address,
        director,
        lang: crate::preferences::use_preferences().lang,
        phc,
    };
    let person = request
        .change_as(SETUP, None, move |work| {
            let (purpose, _) = work.use_invitation(&at_rest)?;
            if purpose != Purpose::Setup {
                return Err(Refusal::Invisible.into());
            }
            founding.found(work)
        })
        .await?;
    enter(&door, &request, person, &email, None).await?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Whom this one-time link is for.
///
/// # Errors
/// `Missing` for a link that does not work, whatever the cause.
#[server(endpoint = "invitation/for")]
pub async fn read_invitation(token: String) -> Result<Invited, Failure> {
    let (_, person, firm) = guest(token).await?;
    Ok(Invited {
        name: person.name,
        email: person
            .email
            .map(|email| email.to_string())
            .unwrap_or_default(),
        firm,
    })
}

/// Sets the password of whom the link is for, and signs them in.
///
/// # Errors
/// A used link or a weak password.
#[server(endpoint = "invitation")]
pub async fn accept(token: String, password: String) -> Result<(), Failure> {
    let (at_rest, person, _) = guest(token).await?;
    let (door, request) = (use_door()?, Request::of_context()?);
    password_ok(&password, &person.name, person.email.as_ref()).map_err(Refusal::from)?;
    let (phc, id) = (door.hash(password).await?, person.id);
    request
        .change_as(SETUP, None, move |work| {
            if work.use_invitation(&at_rest)? != (Purpose::SetPassword, Some(id)) {
                return Err(Refusal::Invisible.into());
            }
            work.set_password(id, &phc, None)
        })
        .await?;
    let account = person
        .email
        .map(|email| email.to_string())
        .unwrap_or_default();
    enter(&door, &request, id, &account, None).await?;
    leptos_axum::redirect("/");
    Ok(())
}

#[cfg(feature = "ssr")]
use inside::*;

#[cfg(feature = "ssr")]
mod inside {
    //! What the functions above share on the server.
    pub(super) use crate::current::Request;
    pub(super) use crate::door::{Verdict, use_door};
    pub(super) use crate::target::local;
    pub(super) use domain::audit::NoEntry;
    pub(super) use domain::field::Field;
    pub(super) use domain::people::{Email, password_ok};
    pub(super) use domain::refusal::Refusal;
    pub(super) use store::Purpose;

    use crate::door::Door;
    use crate::failure::Failure;
    use crate::preferences::choose_language;
    use domain::access::Role;
    use domain::audit::Deed;
    use domain::by::{Actor, SystemActor};
    use domain::change::Change;
    use domain::firm::FirmChanges;
    use domain::id::{GroupId, PersonId};
    use domain::lang::Lang;
    use domain::people::{Person, PersonDraft};
    use domain::pipelines::examples;
    use domain::planning::Template;
    use std::sync::Arc;
    use std::time::Duration;
    use store::{Session, Stopped, TokenHash, Work};

    /// Who acts before anybody is signed in.
    pub(super) const SETUP: Actor = Actor::System(SystemActor::Setup);

    /// Tells the audit log of somebody who did not get in.
    pub(super) async fn turned_away(
        door: &Arc<dyn Door>,
        request: &Request,
        account: Option<PersonId>,
        why: NoEntry,
    ) {
        let address = door.device().address;
        let deed = Deed::SignInRefused {
            account,
            why,
            address,
        };
        request.note(None, deed).await;
    }

    /// Begins a session for somebody who has just proved who they are.
    pub(super) async fn enter(
        door: &Arc<dyn Door>,
        request: &Request,
        person: PersonId,
        account: &str,
        renewed: Option<String>,
    ) -> Result<(), Failure> {
        let (secret, device, old) = (door.secret(), door.device(), door.session());
        let at_rest = secret.at_rest;
        let lang = request
            .change_as(Actor::Person(person), None, move |work| {
                if let Some(phc) = renewed {
                    work.renew_password(&phc)?;
                }
                if let Some(old) = old {
                    work.end_session(&old)?;
                }
                work.begin_session(at_rest, &device.agent, &device.address)?;
                Ok(work
                    .firm()
                    .people
                    .get(&person)
                    .and_then(|person| person.lang))
            })
            .await?;
        door.recognise(account);
        let age = u64::try_from(Session::MOST_SECONDS).unwrap_or_default();
        door.open_session(&secret, Duration::from_secs(age));
        match lang {
            Some(lang) => choose_language(lang).await,
            None => Ok(()),
        }
    }

    /// The hash of the token, the active person it is for, and the name of the firm.
    pub(super) async fn guest(token: String) -> Result<(TokenHash, Person, String), Failure> {
        let at_rest = use_door()?.at_rest(&token);
        let request = Request::of_context()?;
        let (person, firm) = request
            .read_as(SETUP, move |reading| {
                let person = reading.invitation(&at_rest)?.and_then(|(_, person)| person);
                let person = person.filter(|person| person.active).cloned();
                let settings = reading.firm().settings.as_ref();
                let firm = settings.map_or_else(String::new, |firm| firm.name.clone());
                Ok((crate::current::found(person)?, firm))
            })
            .await?;
        Ok((at_rest, person, firm))
    }

    /// What the first administrator decides.
    pub(super) struct Founding {
        pub(super) firm: String,
        pub(super) person: String,
        pub(super) email: Email,
        pub(super) director: bool,
        pub(super) lang: Lang,
        pub(super) phc: String,
    }

    impl Founding {
        /// The firm unless an import founded it, and its administrator.
        pub(super) fn found(self, work: &mut Work<'_, '_>) -> Result<PersonId, Stopped> {
            let group = match work.firm().settings.is_some() {
                true => None,
                false => Some(self.begin(work)?),
            };
            let mut roles = vec![Role::Administrator];
            if self.director {
                roles.push(Role::Director);
            }
            let person = work.create_person(PersonDraft {
                name: self.person,
                email: Some(self.email),
                groups: group.into_iter().collect(),
                roles,
                lang: Some(self.lang),
                ..PersonDraft::default()
            })?;
            if let Some(group) = group.filter(|_| self.director) {
                work.appoint_head(group, person)?;
            }
            work.set_password(person, &self.phc, None)?;
            Ok(person)
        }

        fn begin(&self, work: &mut Work<'_, '_>) -> Result<GroupId, Stopped> {
            work.found_firm(&self.firm, self.lang)?;
            let mut first = None;
            for example in examples(self.lang) {
                let pipeline = work.create_pipeline(&example.name, example.stages)?;
                first = first.or(Some(pipeline));
            }
            work.edit_firm(FirmChanges {
                default_pipeline: Some(Change::new(None, first)),
                ..FirmChanges::default()
            })?;
            for (name, portions) in Template::examples(self.lang) {
                work.create_template(name, portions)?;
            }
            work.create_group(&self.firm, None)
        }
    }
}
