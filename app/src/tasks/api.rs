//! Server functions of assignments: lists, one in full, and a verb for each thing done to it.
use super::model::{Detail, Editable, List, Typed};
use crate::failure::Failure;
use domain::id::AssignmentId;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod read;
#[cfg(feature = "ssr")]
mod write;

/// One page of a list. All comes from the address, so it may be anything.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "tasks/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_tasks(
    #[server(default)] list: String,
    #[server(default)] person: String,
    #[server(default)] late: bool,
    #[server(default)] closed: bool,
    #[server(default)] after: String,
    #[server(default)] added: String,
) -> Result<List, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    let asked = read::Asked {
        list,
        person,
        late,
        closed,
        after,
        added,
    };
    current
        .read(move |reading| read::list(reading, &asked, lang))
        .await
}

/// One assignment, with the events before a place.
///
/// # Errors
/// The same for absent and invisible; `SignedOut`, or trouble with the store.
#[server(endpoint = "tasks/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_task(id: String, #[server(default)] before: String) -> Result<Detail, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    let id: AssignmentId = id.parse().map_err(|_| Failure::Missing)?;
    current
        .read(move |reading| read::one(reading, id, &before, lang))
        .await
}

/// The form of one assignment, or of a new one about what is named when the id is empty.
///
/// # Errors
/// Invisible when there is none, or not theirs to change.
#[server(endpoint = "tasks/form", input = leptos::server_fn::codec::GetUrl)]
pub async fn task_form(
    id: String,
    #[server(default)] deal: String,
    #[server(default)] parent: String,
    #[server(default)] person: String,
) -> Result<Editable, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| read::form(reading, &id, (&deal, &parent, &person), lang))
        .await
}

/// What a typed line is understood as, in one sentence; empty for an empty line.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "tasks/understand", input = leptos::server_fn::codec::GetUrl)]
pub async fn understand(line: String) -> Result<String, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::understood(reading, &line, lang)))
        .await
}

/// Sets an assignment from one line and leads back to where it was typed.
///
/// # Errors
/// The refusal at the line, or `SignedOut`.
#[server(endpoint = "tasks/quick")]
pub async fn quick(
    quick: String,
    #[server(default)] deal: String,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let deal = write::deal(&deal)?;
    let id = current
        .change(None, move |work| write::quick(work, &quick, deal))
        .await?;
    let back = crate::target::local(&back).unwrap_or("/tasks").to_owned();
    let sign = if back.contains('?') { '&' } else { '?' };
    leptos_axum::redirect(&format!("{back}{sign}added={id}"));
    Ok(())
}

/// Sets an assignment and leads to it.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/set")]
pub async fn set_task(form: Typed) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let id = current
        .change(None, move |work| write::set(work, &form))
        .await?;
    leptos_axum::redirect(&format!("/tasks/{id}"));
    Ok(())
}

/// Changes what an assignment says and leads to it.
///
/// # Errors
/// The refusal at its field, stale, or `SignedOut`.
#[server(endpoint = "tasks/save")]
pub async fn save_task(id: AssignmentId, version: u64, form: Typed) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| write::save(work, id, version, &form))
        .await?;
    leptos_axum::redirect(&format!("/tasks/{id}"));
    Ok(())
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/see")]
pub async fn see_task(id: AssignmentId) -> Result<(), Failure> {
    changed(id, |task, doer| task.see(doer)).await
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/start")]
pub async fn start_task(id: AssignmentId) -> Result<(), Failure> {
    changed(id, |task, doer| task.start(doer)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/finish")]
pub async fn finish_task(
    id: AssignmentId,
    #[server(default)] result: String,
) -> Result<(), Failure> {
    changed(id, move |task, doer| task.finish(doer, &result)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/give-up")]
pub async fn give_task_up(id: AssignmentId, reason: String) -> Result<(), Failure> {
    changed(id, move |task, doer| task.give_up(doer, &reason)).await
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/accept")]
pub async fn accept_task(id: AssignmentId) -> Result<(), Failure> {
    changed(id, |task, doer| task.accept(doer)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/return")]
pub async fn return_task(id: AssignmentId, reason: String) -> Result<(), Failure> {
    changed(id, move |task, doer| task.give_back(doer, &reason)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/cancel")]
pub async fn cancel_task(
    id: AssignmentId,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    changed(id, move |task, doer| task.cancel(doer, &reason)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/hand-over")]
pub async fn hand_task_over(
    id: AssignmentId,
    assignee: String,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            write::hand_over(work, id, &assignee, &reason)
        })
        .await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/ask-deadline")]
pub async fn ask_task_deadline(
    id: AssignmentId,
    deadline: String,
    #[server(default)]
    #[server(rename = "deadline-time")]
    time: String,
    reason: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            write::ask_deadline(work, id, (&deadline, &time), &reason)
        })
        .await
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/grant-deadline")]
pub async fn grant_task_deadline(id: AssignmentId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.grant_task_deadline(id))
        .await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/refuse-deadline")]
pub async fn refuse_task_deadline(id: AssignmentId, reason: String) -> Result<(), Failure> {
    changed(id, move |task, doer| task.refuse_deadline(doer, &reason)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/add-item")]
pub async fn add_item(id: AssignmentId, item: String) -> Result<(), Failure> {
    changed(id, move |task, doer| task.add_item(doer, &item)).await
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/remove-item")]
pub async fn remove_item(id: AssignmentId, number: u16) -> Result<(), Failure> {
    changed(id, move |task, doer| task.remove_item(doer, number)).await
}

/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "tasks/tick")]
pub async fn tick_item(
    id: AssignmentId,
    number: u16,
    #[server(default)] done: bool,
) -> Result<(), Failure> {
    changed(id, move |task, doer| task.tick(doer, number, done)).await
}

/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "tasks/comment")]
pub async fn comment(id: AssignmentId, comment: String) -> Result<(), Failure> {
    changed(id, move |task, doer| task.comment(doer, &comment)).await
}

#[cfg(feature = "ssr")]
async fn changed(
    id: AssignmentId,
    verb: impl FnOnce(&mut Assignment, Doer) -> Result<Event, Refusal> + Send + 'static,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.change_task(id, verb))
        .await
}

#[cfg(feature = "ssr")]
use {
    crate::current::Current,
    domain::refusal::Refusal,
    domain::tasks::{Assignment, Doer, Event},
};
