//! Server functions of imports. Invariant: each asks first whether this person may import.
use super::{CheckCard, FileCard, RunCard, RunLine};
use crate::failure::Failure;
use domain::id::ImportId;
use leptos::prelude::*;

/// The runs there were, the latest first.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "import/runs")]
pub async fn read_runs() -> Result<Vec<RunLine>, Failure> {
    let (current, lang) = (inside::importer().await?, use_lang());
    current
        .read(move |reading| inside::runs(reading, lang))
        .await
}

/// One run.
///
/// # Errors
/// Not an administrator; invisible when there is none.
#[server(endpoint = "import/read-run")]
pub async fn read_run(id: String) -> Result<RunCard, Failure> {
    let (current, lang) = (inside::importer().await?, use_lang());
    current
        .read(move |reading| inside::run(reading, &id, lang))
        .await
}

/// An uploaded file: how it is read and what its columns become.
///
/// # Errors
/// Not an administrator; missing when it is not theirs.
#[server(endpoint = "import/read-file")]
pub async fn read_file(id: String) -> Result<FileCard, Failure> {
    let (current, lang) = (inside::importer().await?, use_lang());
    let paper = use_desk()?.paper(current.by(), &id).await?;
    current
        .read(move |reading| Ok(inside::file(reading, id, &paper, lang)))
        .await
}

/// Reads an uploaded file in another way.
///
/// # Errors
/// Not an administrator; missing when it is not theirs; a value that no select offers.
#[server(endpoint = "import/read")]
pub async fn read_anew(
    id: String,
    #[server(default)] kind: String,
    #[server(default)] encoding: String,
    #[server(default)] delimiter: String,
    #[server(default)] header: String,
    #[server(default)] dates: String,
    #[server(default)] decimal: String,
    #[server(default)] anew: bool,
) -> Result<(), Failure> {
    let current = inside::importer().await?;
    let how = inside::how(
        [&kind, &encoding, &delimiter, &header, &dates, &decimal],
        anew,
    )?;
    use_desk()?.read_anew(current.by(), &id, how)?;
    leptos_axum::redirect(&format!("/import/files/{}", encoded(&id)));
    Ok(())
}

/// Takes a mapping and finds out what it would do.
///
/// # Errors
/// Not an administrator; missing when it is not theirs; a value that no select offers.
#[server(endpoint = "import/check")]
pub async fn check(
    id: String,
    #[server(default)]
    #[server(rename = "column")]
    columns: Vec<String>,
    #[server(default)] currency: String,
    #[server(default)] owner: String,
    #[server(default)] group: String,
    #[server(default)] pipeline: String,
    #[server(default)] unknown: String,
    #[server(default)]
    #[server(rename = "stage-value")]
    stage_values: Vec<String>,
    #[server(default)]
    #[server(rename = "stage")]
    stages: Vec<String>,
) -> Result<(), Failure> {
    let (current, desk) = (inside::importer().await?, use_desk()?);
    let paper = desk.paper(current.by(), &id).await?;
    let chosen = inside::Chosen {
        columns,
        currency,
        owner,
        group,
        pipeline,
        unknown,
        stages: stage_values.into_iter().zip(stages).collect(),
    };
    let (mapping, whole) = chosen.onto(&paper)?;
    let page = format!("/import/files/{}", encoded(&id));
    if whole {
        desk.check(current.by(), &id, mapping)?;
        leptos_axum::redirect(&format!("{page}/check"));
    } else {
        desk.note(current.by(), &id, mapping)?;
        leptos_axum::redirect(&page);
    }
    Ok(())
}

/// What the import of a file would do, how far it is, or what it did.
///
/// # Errors
/// Not an administrator; missing when it is not theirs.
#[server(endpoint = "import/read-check")]
pub async fn read_check(id: String) -> Result<CheckCard, Failure> {
    let (current, lang) = (inside::importer().await?, use_lang());
    let paper = use_desk()?.paper(current.by(), &id).await?;
    Ok(inside::checked(id, &paper, lang))
}

/// Does what was checked.
///
/// # Errors
/// Not an administrator; missing when it is not theirs.
#[server(endpoint = "import/run")]
pub async fn carry_out(
    id: String,
    #[server(default)]
    #[server(rename = "without-rejected")]
    without_rejected: bool,
) -> Result<(), Failure> {
    let current = inside::importer().await?;
    use_desk()?.carry_out(current.by(), &id, without_rejected)?;
    leptos_axum::redirect(&format!("/import/files/{}/check", encoded(&id)));
    Ok(())
}

/// Takes a whole run back.
///
/// # Errors
/// Not an administrator, an unknown run, or one undone already.
#[server(endpoint = "import/undo")]
pub async fn undo_run(id: ImportId) -> Result<(), Failure> {
    let current = inside::importer().await?;
    let undone = current
        .change_much(move |work| work.undo_import(id))
        .await?;
    let done = match undone {
        store::Undo::Done { .. } => "done=undone".to_owned(),
        store::Undo::Blocked { changed, used } => format!("changed={changed}&used={used}"),
    };
    leptos_axum::redirect(&format!("/import/{id}?{done}"));
    Ok(())
}

#[cfg(feature = "ssr")]
use {super::desk::use_desk, crate::target::encoded, crate::ui::use_lang};

#[cfg(feature = "ssr")]
mod inside;
