//! Server functions of the access rules.
use crate::failure::Failure;
use domain::access::Preset;
use leptos::prelude::*;

/// The rules in force.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "access/read")]
pub async fn read_access() -> Result<Preset, Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .read(|reading| {
            crate::current::administrator(reading.who())?;
            Ok(reading.firm().preset())
        })
        .await
}

/// Puts other rules in force, for everybody at once.
///
/// # Errors
/// Not an administrator, nothing changed, or rules that somebody else changed meanwhile.
#[server(endpoint = "access/choose")]
pub async fn choose_access(was: Preset, preset: Preset) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.choose_preset(was, preset))
        .await?;
    leptos_axum::redirect("/access?done=saved");
    Ok(())
}
