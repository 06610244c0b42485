//! `/deals/{id}/move`: where a deal can go, and what it takes to go there. The board shows the same in
//! a dialog. Invariant: a stage whose gate lacks something says so before it is chosen, and its
//! form asks for exactly that.
pub mod api;
pub mod model;
mod panel;
pub(in crate::deals) mod texts;

pub(in crate::deals) use panel::{Acts, WON, panel};

use crate::gate;
use crate::loaded::ask;
use crate::ui::{Crumb, Page, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::Moving;
use std::sync::Arc;
use texts::Texts;

#[component]
pub fn MoveDealPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let acts = Acts::new();
    let moving = ask(move || api::LoadMoving {
        id: id(),
        to: of("to"),
        list: of("in"),
    });
    gate::page(moving, move |moving| page(moving, acts))
}

fn page(moving: Moving, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let deal = format!("/deals/{}", moving.id);
    let crumbs = vec![
        Crumb::new(moving.back.clone(), texts.deals),
        Crumb::new(deal, moving.title.clone()),
    ];
    let title = moving.title_of(texts);
    let back = moving.back.clone();
    let content = panel(&Arc::new(moving), acts, back, None);
    view! {
        <Page title crumbs narrow=true>
            {content}
        </Page>
    }
    .into_any()
}
