//! `/deals/{id}`: everything about one deal, and everything that can be done to it. Invariant: what
//! the viewer may not do or see is absent, and the server decides again.
mod acts;
pub mod api;
pub(crate) mod decimal;
mod facts;
mod files;
mod head;
mod held;
mod lines;
pub mod model;
mod next;
mod notes;
mod standing;
mod tasks;
mod texts;
mod timeline;
pub mod undo;

pub(in crate::deals) use acts::open_stages;
pub(in crate::deals) use texts::{Texts, days};
pub use undo::Deleted;

use crate::gate;
use crate::live;
use crate::planning::schedule::section::section;
use crate::ui::{Crumb, Icon, Kind, LinkButton, Page, PrintButton, PrintFoot, Typing, use_lang};
use acts::Acts;
use domain::access::Action;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{Around, Detail};

#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let here = move || id().parse::<u64>().ok();
    let acts = Acts::new();
    let typing = Typing::default();
    let detail = live::ask(
        move |kind, id| kind == "deal" && untrack(here) == Some(id),
        move || acts.done(),
        move || api::Deal {
            id: id(),
            list: of("in"),
            before: of("before"),
        },
    );
    gate::page(detail, move |detail| view! { <One detail acts typing /> })
}

#[component]
fn One(detail: Detail, acts: Acts, typing: Typing) -> impl IntoView {
    // Runs in the browser alone, once this drawing of the page stands.
    Effect::new(move |_| typing.restore());
    let texts = Texts::of(use_lang());
    let deal = &detail.deal;
    let here = deal.deleted.is_none();
    let edit = (here && deal.may(Action::Edit)).then(|| {
        let href = format!("/deals/{}/edit", deal.id);
        view! { <LinkButton href text=texts.edit icon=Icon::Edit /> }.into_any()
    });
    let list = detail.around.list.clone();
    let crumbs = vec![Crumb::new(
        list.unwrap_or_else(|| "/deals".into()),
        texts.deals,
    )];
    let neighbours = neighbours(&detail.around, texts);
    let actions = view! {
        {neighbours}
        <PrintButton />
        {edit}
    }
    .into_any();
    view! {
        <Page title=deal.title.clone() crumbs actions>
            <div
                class="stack-l"
                on:input=move |event| typing.typed(&event)
                on:change=move |event| typing.typed(&event)
                on:submit=move |event| typing.sent(&event)
            >
                {undo::in_trash(&detail, acts)}
                {head::head(&detail, acts)}
                <div class="three">
                    <div class="stack">
                        {timeline::composer(&detail, acts)}
                        {timeline::timeline(&detail)}
                    </div>
                    <div class="stack">
                        {facts::facts(&detail)}
                        {section(detail.deal.id, &detail.plan, acts.lay)}
                        {lines::lines(&detail, acts)}
                        {files::files(&detail)}
                    </div>
                    <div class="stack">
                        {standing::standing(&detail)}
                        {next::next_step(&detail, acts)}
                        {tasks::tasks(&detail)}
                        {acts::actions(&detail, acts)}
                        {crate::custody::card(&detail.custody, acts.custody)}
                    </div>
                </div>
                <PrintFoot printed=detail.printed.clone() />
            </div>
        </Page>
    }
}

/// The way to the deals before and behind this one in the list it was opened from.
fn neighbours(around: &Around, texts: &'static Texts) -> AnyView {
    let step = |href: &Option<String>, rel, text, icon| {
        let href = href.clone()?;
        Some(view! { <LinkButton href text icon kind=Kind::Quiet bare=true attr:rel=rel /> })
    };
    view! {
        {step(&around.previous, "prev", texts.previous, Icon::ChevronLeft)}
        {step(&around.next, "next", texts.next, Icon::ChevronRight)}
    }
    .into_any()
}
