//! A deleted deal: its undo on the list, its restoring on its page.
use super::acts::{Acts, RESTORE};
use super::model::Detail;
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Banner, Button, Icon, Toast, Tone, use_lang};
use domain::access::Action;
use domain::id::DealId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// On the list, right after deleting: what happened, and its undo.
#[component]
pub fn Deleted() -> impl IntoView {
    let query = use_query_map();
    let id = move || {
        query
            .read()
            .get("deleted")
            .and_then(|id| id.parse::<DealId>().ok())
    };
    let act = Act::new(RESTORE);
    let texts = Texts::of(use_lang());
    move || {
        id().map(|id| {
            let undo = view! {
                <ActForm act>
                    {hidden([("id", id.to_string())])} <Button text=texts.undo icon=Icon::Undo small=true />
                </ActForm>
            };
            view! { <Toast text=texts.deleted undo=undo.into_any() close="/deals" /> }
        })
    }
}

/// On the page of a deleted deal.
pub(super) fn in_trash(detail: &Detail, acts: Acts) -> AnyView {
    if detail.deal.deleted.is_none() {
        return ().into_any();
    }
    let act = acts.restore;
    let texts = Texts::of(use_lang());
    let refused = Refused::of(act);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    let restore = detail.deal.may(Action::Delete).then(|| {
        view! { <ActForm act>{fields} <Button text=texts.restore icon=Icon::Undo small=true /></ActForm> }
    });
    view! {
        <Banner tone=Tone::Warn actions=restore.into_any()>{texts.deleted}</Banner>
        {refused.elsewhere(&[])}
    }
    .into_any()
}
