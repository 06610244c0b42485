//! Server functions of the lists to choose from.
use super::Lists;
#[cfg(feature = "ssr")]
use super::{Entry, Usual};
#[cfg(feature = "ssr")]
use crate::current::{Current, administrator};
use crate::failure::Failure;
#[cfg(feature = "ssr")]
use domain::{
    choices::{Choices, Edit},
    deals::{LostKind, ReasonEdit},
    field::Field,
    refusal::Refusal,
    sentence::lost_kind,
};
use leptos::prelude::*;

/// All lists.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "choices/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_choices() -> Result<Lists, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| {
            administrator(reading.who())?;
            let firm = reading.firm().settings.clone();
            let (sources, reasons) = firm
                .map(|firm| (firm.sources, firm.lost_reasons))
                .unwrap_or_default();
            let usual = LostKind::CHOICES.map(|kind| Usual {
                key: kind.key().to_owned(),
                name: lost_kind(kind, lang).to_owned(),
                offered: !reasons.hidden.contains(&kind),
            });
            Ok(Lists {
                sources: entries(&sources),
                reasons: entries(&reasons.own),
                usual: usual.into(),
            })
        })
        .await
}

/// Does one thing with one entry of a list: "add", "rename" to another name, "up", "down", "archive",
/// "restore"; with a usual reason "leave" and "offer".
///
/// # Errors
/// Not an administrator, a bad name or one of another entry, no such entry, or nothing to do.
#[server(endpoint = "choices/edit")]
pub async fn edit_choices(
    list: String,
    verb: String,
    name: String,
    #[server(default)] to: String,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let field = match list.as_str() {
        "sources" => Field::Source,
        _ => Field::LostReason,
    };
    let kind = LostKind::of_key(&name).ok_or(Refusal::Unknown(field));
    let usual = |offered| {
        Ok::<_, Refusal>(ReasonEdit::Usual {
            kind: kind?,
            offered,
        })
    };
    let reason = match (list.as_str(), verb.as_str()) {
        ("usual", "offer") => usual(true)?,
        ("usual", "leave") => usual(false)?,
        ("reasons", verb) => ReasonEdit::Own(edit(verb, name, to, field)?),
        ("sources", verb) => {
            let edit = edit(verb, name, to, field)?;
            current
                .change(None, move |work| work.edit_sources(&edit))
                .await?;
            leptos_axum::redirect(&format!("/choices?done={verb}"));
            return Ok(());
        }
        _ => return Err(Refusal::Unknown(field).into()),
    };
    current
        .change(None, move |work| work.edit_lost_reasons(&reason))
        .await?;
    leptos_axum::redirect(&format!("/choices?done={verb}"));
    Ok(())
}

#[cfg(feature = "ssr")]
fn edit(verb: &str, name: String, to: String, field: Field) -> Result<Edit, Refusal> {
    Ok(match verb {
        "add" => Edit::Added { name },
        "rename" => Edit::Renamed { was: name, is: to },
        "up" => Edit::Moved { name, up: true },
        "down" => Edit::Moved { name, up: false },
        "archive" => Edit::Archived { name },
        "restore" => Edit::Restored { name },
        _ => return Err(Refusal::Unknown(field)),
    })
}

#[cfg(feature = "ssr")]
fn entries(choices: &Choices) -> Vec<Entry> {
    let entry = |choice: &domain::choices::Choice| Entry {
        name: choice.name.clone(),
        was: choice.was.clone(),
        archived: choice.archived,
    };
    choices.iter().map(entry).collect()
}
