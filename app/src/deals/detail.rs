//! `/deals/{id}`: everything about one deal, and everything that can be done to it. Invariant: what
//! the viewer may not do or see is absent, and the server decides again.
mod access;
mod acts;
pub mod api;
#[cfg(feature = "ssr")]
mod clock;
mod decimal;
mod facts;
mod head;
mod lines;
pub mod model;
mod next;
mod texts;
mod timeline;
pub mod undo;

pub(in crate::deals) use acts::{open_stages, people};
pub(in crate::deals) use texts::Texts;
pub use undo::Deleted;

use crate::gate;
use crate::ui::{Crumb, Icon, LinkButton, Page, use_lang};
use acts::Acts;
use domain::access::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::Detail;

#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let acts = Acts::new();
    let detail = Resource::new_blocking(move || (id(), acts.done()), |(id, _)| api::deal(id));
    gate::page(detail, move |detail| view! { <One detail acts /> })
}

#[component]
fn One(detail: Detail, acts: Acts) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let deal = &detail.deal;
    let here = deal.deleted.is_none();
    let edit = (here && deal.may(Action::Edit)).then(|| {
        let href = format!("/deals/{}/edit", deal.id);
        view! { <LinkButton href text=texts.edit icon=Icon::Edit /> }.into_any()
    });
    let crumbs = vec![Crumb::new("/deals", texts.deals)];
    view! {
        <Page title=deal.title.clone() crumbs actions=edit.unwrap_or_else(|| ().into_any())>
            <div class="stack-l">
                {undo::in_trash(&detail, acts)}
                {head::head(&detail, acts)}
                <div class="three">
                    <div class="stack">
                        {timeline::composer(&detail, acts)}
                        {timeline::timeline(&detail)}
                    </div>
                    <div class="stack">
                        {facts::facts(&detail)}
                        {lines::lines(&detail, acts)}
                    </div>
                    <div class="stack">
                        {next::next_step(&detail, acts)}
                        {acts::actions(&detail, acts)}
                        {access::access(&detail, acts)}
                    </div>
                </div>
            </div>
        </Page>
    }
}
