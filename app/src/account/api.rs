//! Server functions of one's own account.
use super::Account;
use crate::failure::Failure;
use leptos::prelude::*;

/// The signed-in person's account.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "account/read")]
pub async fn read_account() -> Result<Account, Failure> {
    let current = Current::of_context()?;
    let (id, here) = (current.person(), current.session());
    let lang = crate::ui::use_lang();
    current
        .read(move |reading| {
            let person = found(reading.firm().people.get(&id))?;
            let sessions = reading.sessions()?;
            let zone = reading.firm().zone();
            let open = |(token, session): (TokenHash, Session)| Open {
                key: key(&token),
                agent: session.agent,
                address: session.address,
                begun: When::of(session.begun, zone, lang),
                seen: When::of(session.seen, zone, lang),
                here: token == here,
            };
            Ok(Account {
                name: person.name.clone(),
                email: person.email.as_ref().map(ToString::to_string),
                title: person.title.clone(),
                phone: person.phone.clone(),
                lang: person.lang,
                sessions: sessions.into_iter().map(open).collect(),
            })
        })
        .await
}

/// Changes one's own particulars; the language holds from the next page on.
///
/// # Errors
/// A bad value, nothing changed, or a field somebody else changed meanwhile.
#[server(endpoint = "account/save")]
pub async fn save_account(
    #[server(rename = "person-name")] name: String,
    #[server(default)]
    #[server(rename = "was-person-name")]
    was_name: String,
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
    #[server(default)] lang: String,
    #[server(default)]
    #[server(rename = "was-lang")]
    was_lang: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let (id, lang) = (current.person(), code(&lang));
    let changes = PersonChanges {
        name: Change::between(was_name, name),
        email: None,
        lang: Change::between(code(&was_lang), lang),
        title: Change::between(filled(was_title), filled(title)),
        phone: Change::between(filled(was_phone), filled(phone)),
    };
    current
        .change(None, move |work| work.edit_person(id, changes))
        .await?;
    if let Some(lang) = lang {
        choose_language(lang).await?;
    }
    leptos_axum::redirect("/account?done=saved");
    Ok(())
}

/// Sets a new password for somebody who knows the old one; other sessions end.
///
/// # Errors
/// `WrongOldPassword`, `TooOften`, a weak password.
#[server(endpoint = "account/password")]
pub async fn change_password(
    #[server(rename = "old-password")] old: String,
    password: String,
) -> Result<(), Failure> {
    let (current, door) = (Current::of_context()?, use_door()?);
    let (id, here) = (current.person(), current.session());
    let (name, email, stored) = current
        .read(move |reading| {
            let person = found(reading.firm().people.get(&id))?;
            let email = found(person.email.clone())?;
            let known = found(reading.credential(&email)?)?;
            Ok((person.name.clone(), email, known.password))
        })
        .await?;
    door.admit(email.as_str())?;
    if door.check(stored, old).await? == Verdict::Wrong {
        return Err(Failure::WrongOldPassword);
    }
    password_ok(&password, &name, Some(&email)).map_err(Refusal::from)?;
    let phc = door.hash(password).await?;
    current
        .change(None, move |work| work.set_password(id, &phc, Some(&here)))
        .await?;
    door.recognise(email.as_str());
    leptos_axum::redirect("/account?done=password");
    Ok(())
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "account/sessions/end")]
pub async fn end_session(session: String) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let ended = current
        .read(move |reading| {
            let own = reading.sessions()?.into_iter().map(|(token, _)| token);
            Ok(own.into_iter().find(|token| key(token) == session))
        })
        .await?;
    // One that has ended by itself needs no ending.
    if let Some(token) = ended {
        current
            .change(None, move |work| work.end_session(&token))
            .await?;
    }
    leptos_axum::redirect("/account?done=ended");
    Ok(())
}

/// Signs out everywhere else.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "account/sessions/end-others")]
pub async fn end_other_sessions() -> Result<(), Failure> {
    let current = Current::of_context()?;
    let here = current.session();
    current
        .change(None, move |work| work.end_own_sessions(Some(&here)))
        .await?;
    leptos_axum::redirect("/account?done=ended");
    Ok(())
}

#[cfg(feature = "ssr")]
use inside::*;

#[cfg(feature = "ssr")]
mod inside {
    //! What the functions above share on the server.
    pub(super) use super::super::Open;
    pub(super) use crate::current::{Current, found};
    pub(super) use crate::door::{Verdict, use_door};
    pub(super) use crate::moments::When;
    pub(super) use crate::preferences::choose_language;
    pub(super) use domain::change::Change;
    pub(super) use domain::lang::Lang;
    pub(super) use domain::people::{PersonChanges, password_ok};
    pub(super) use domain::refusal::Refusal;
    use std::fmt::Write;
    pub(super) use store::{Session, TokenHash};

    /// Eight bytes of the hash: enough to tell ten sessions apart, nothing to sign in with.
    pub(super) fn key(token: &TokenHash) -> String {
        let mut key = String::with_capacity(16);
        for byte in token.iter().take(8) {
            // Writing to a string cannot fail.
            let _ = write!(key, "{byte:02x}");
        }
        key
    }

    pub(super) fn filled(typed: String) -> Option<String> {
        Some(typed).filter(|typed| !typed.trim().is_empty())
    }

    pub(super) fn code(typed: &str) -> Option<Lang> {
        match typed {
            "pl" => Some(Lang::Pl),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}
