//! Who is signed in.
use super::Me;
use crate::failure::Failure;
use leptos::prelude::*;

/// The signed-in person.
///
/// # Errors
/// `SignedOut` without a live session.
#[server(endpoint = "me")]
pub async fn who_am_i() -> Result<Me, Failure> {
    let current = crate::current::Current::of_context()?;
    let id = current.person();
    current
        .read(move |reading| {
            let (firm, who) = (reading.firm(), reading.who());
            let person = crate::current::found(firm.people.get(&id))?;
            Ok(Me {
                id,
                name: person.name.clone(),
                firm: firm
                    .settings
                    .as_ref()
                    .map_or_else(String::new, |firm| firm.name.clone()),
                administers: who.administers(),
                audits: who.audits() || who.administers(),
                viewing: who
                    .is_seen_through()
                    .then(|| domain::groups::Names::person(firm, who.id).to_owned()),
                leads: !who.heads.is_empty(),
            })
        })
        .await
}
