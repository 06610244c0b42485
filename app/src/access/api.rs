//! Server functions of the access rules.
use crate::failure::Failure;
use domain::access::Preset;
use domain::zone::Zone;
use leptos::prelude::*;

/// The rules in force, and the firm's zone.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "access/read")]
pub async fn read_access() -> Result<(Preset, Zone), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .read(|reading| {
            crate::current::administrator(reading.who())?;
            Ok((reading.firm().preset(), reading.firm().zone()))
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

/// Lets days and hours be those of another zone, for everybody at once.
///
/// # Errors
/// Not an administrator, nothing changed, no such zone, or somebody else chose meanwhile.
#[server(endpoint = "access/zone")]
pub async fn choose_zone(was: String, zone: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let named = |name: &str| {
        let unknown = domain::refusal::Refusal::Unknown(domain::field::Field::Zone);
        Zone::named(name).ok_or(unknown)
    };
    let (was, zone) = (named(&was)?, named(&zone)?);
    current
        .change(None, move |work| work.choose_zone(was, zone))
        .await?;
    leptos_axum::redirect("/access?done=zone");
    Ok(())
}
