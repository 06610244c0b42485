//! Server functions of pipelines.
use super::{Card, Pipelines, StageFields};
use crate::failure::Failure;
use domain::id::{PipelineId, StageId};
use leptos::prelude::*;

/// All pipelines, and what a new one can be made of.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "pipelines/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_pipelines() -> Result<Pipelines, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| inside::list(reading, lang))
        .await
}

/// One pipeline.
///
/// # Errors
/// Not an administrator, or none of that number.
#[server(endpoint = "pipelines/one", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_pipeline(id: String) -> Result<Card, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| inside::card(reading, &id))
        .await
}

/// A new pipeline with the stages of an example.
///
/// # Errors
/// A bad name, no such example, or not an administrator.
#[server(endpoint = "pipelines/create")]
pub async fn create_pipeline(name: String, example: usize) -> Result<(), Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    let stages = inside::example(example, lang)?;
    let id = current
        .change(None, move |work| work.create_pipeline(&name, stages))
        .await?;
    leptos_axum::redirect(&format!("/pipelines/{id}?done=created"));
    Ok(())
}

/// # Errors
/// A bad name, nothing changed, or not an administrator.
#[server(endpoint = "pipelines/rename")]
pub async fn rename_pipeline(id: PipelineId, name: String) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.rename_pipeline(id, &name))
        .await?;
    leptos_axum::redirect(&format!("/pipelines/{id}?done=saved"));
    Ok(())
}

/// Puts a pipeline one place up or down among the others.
///
/// # Errors
/// At the end already, or not an administrator.
#[server(endpoint = "pipelines/place")]
pub async fn place_pipeline(id: PipelineId, #[server(default)] up: bool) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| inside::place(work, id, up))
        .await?;
    leptos_axum::redirect("/pipelines?done=ordered");
    Ok(())
}

/// Lets new deals go to this pipeline.
///
/// # Errors
/// An archived one, the default already, or not an administrator.
#[server(endpoint = "pipelines/default")]
pub async fn default_pipeline(id: PipelineId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| inside::make_default(work, id))
        .await?;
    leptos_axum::redirect("/pipelines?done=default");
    Ok(())
}

/// Takes a pipeline out of the choices, or puts it back; its deals stay.
///
/// # Errors
/// The default one, so already, or not an administrator.
#[server(endpoint = "pipelines/archive")]
pub async fn archive_pipeline(
    id: PipelineId,
    #[server(default)] back: bool,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| match back {
            true => work.unarchive_pipeline(id),
            false => work.archive_pipeline(id),
        })
        .await?;
    let done = if back { "restored" } else { "archived" };
    leptos_axum::redirect(&format!("/pipelines?done={done}"));
    Ok(())
}

/// Adds a stage behind another one; at the beginning without one.
///
/// # Errors
/// A bad value at its field, an equal name, too many stages, or not an administrator.
#[server(endpoint = "pipelines/add-stage")]
pub async fn add_stage(
    id: PipelineId,
    #[server(default)] after: String,
    form: StageFields,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let draft = inside::draft(&form)?;
    current
        .change(None, move |work| inside::add(work, id, &after, draft))
        .await?;
    leptos_axum::redirect(&format!("/pipelines/{id}?done=stage"));
    Ok(())
}

/// Changes a stage that still is as the form showed it. Other expected days time its deals anew.
///
/// # Errors
/// A bad value at its field, nothing changed, somebody else's change meanwhile, or not an
/// administrator.
#[server(endpoint = "pipelines/edit-stage")]
pub async fn edit_stage(
    id: PipelineId,
    stage: StageId,
    version: u64,
    form: StageFields,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let draft = inside::draft(&form)?;
    current
        .change(None, move |work| {
            inside::edit(work, (id, version), stage, draft)
        })
        .await?;
    leptos_axum::redirect(&format!("/pipelines/{id}?done=saved"));
    Ok(())
}

/// Puts a stage one place up or down.
///
/// # Errors
/// At the end already, or not an administrator.
#[server(endpoint = "pipelines/place-stage")]
pub async fn place_stage(
    id: PipelineId,
    stage: StageId,
    #[server(default)] up: bool,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| inside::place_stage(work, id, stage, up))
        .await?;
    leptos_axum::redirect(&format!("/pipelines/{id}?done=ordered"));
    Ok(())
}

/// Takes a stage out of the choices, or puts it back; its deals stay in it.
///
/// # Errors
/// The last of its kind, so already, or not an administrator.
#[server(endpoint = "pipelines/archive-stage")]
pub async fn archive_stage(
    id: PipelineId,
    stage: StageId,
    #[server(default)] back: bool,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| match back {
            true => work.unarchive_stage(id, stage),
            false => work.archive_stage(id, stage),
        })
        .await?;
    let done = if back {
        "stage-restored"
    } else {
        "stage-archived"
    };
    leptos_axum::redirect(&format!("/pipelines/{id}?done={done}"));
    Ok(())
}

/// Moves all open deals of a stage to another, without its gates.
///
/// # Errors
/// An unknown stage, one that takes no deals, or not an administrator.
#[server(endpoint = "pipelines/empty-stage")]
pub async fn empty_stage(id: PipelineId, stage: StageId, to: String) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let to = inside::stage(&to)?;
    // Each round is one work of limited size; others' work goes in between.
    while current
        .change_much(move |work| work.empty_stage(stage, to, inside::ROUND))
        .await?
    {}
    leptos_axum::redirect(&format!("/pipelines/{id}?done=emptied"));
    Ok(())
}

#[cfg(feature = "ssr")]
use crate::current::Current;

#[cfg(feature = "ssr")]
mod inside;
