//! Server functions of the working calendar.
use super::WorkingTime;
use crate::failure::Failure;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod inside;

/// When the firm works.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "working-time/read")]
pub async fn read_working_time() -> Result<WorkingTime, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| {
            crate::current::administrator(reading.who())?;
            Ok(inside::shown(reading.firm().calendar(), today, lang))
        })
        .await
}

/// Sets the hours of every weekday; a day without hours is off.
///
/// # Errors
/// Not an administrator, bad hours, no working day, or somebody else changed them meanwhile.
#[server(endpoint = "working-time/week")]
pub async fn set_week(
    was: String,
    #[server(default)] from: Vec<String>,
    #[server(default)] to: Vec<String>,
) -> Result<(), Failure> {
    inside::change(inside::week(&was, &from, &to)?, "week").await
}

/// Keeps Poland's public holidays, or none.
///
/// # Errors
/// Not an administrator, nothing changed, or somebody else changed it meanwhile.
#[server(endpoint = "working-time/holidays")]
pub async fn set_holidays(was: bool, #[server(default)] keep: bool) -> Result<(), Failure> {
    inside::change(inside::holidays(was, keep), "holidays").await
}

/// Adds an own day off, or an own working day with hours; what stood on that day is replaced.
///
/// # Errors
/// Not an administrator, no such day, no name, or bad hours.
#[server(endpoint = "working-time/add-day")]
pub async fn add_day(
    day: String,
    name: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<(), Failure> {
    let day = domain::dates::parse_day(domain::field::Field::OwnDay, &day)
        .map_err(domain::refusal::Refusal::from)?;
    let hours = inside::hours(&from, &to)?;
    inside::add(day, name, hours).await
}

/// Takes an own day out; it is worked again as its weekday is.
///
/// # Errors
/// Not an administrator, or somebody else changed the day meanwhile.
#[server(endpoint = "working-time/remove-day")]
pub async fn remove_day(day: String, name: String, hours: String) -> Result<(), Failure> {
    inside::change(inside::without(&day, name, &hours)?, "removed").await
}
