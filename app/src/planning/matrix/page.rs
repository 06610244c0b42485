//! `/plan` on the screen: what is looked at, the whole of it in figures, the matrix, an opened cell
//! beside it. Invariant: opening a cell asks for that cell alone.
use super::api::{LoadCell, LoadMatrix};
use super::model::Matrix;
use super::texts::Texts;
use super::{cell, grid, top};
use crate::gate;
use crate::loaded::ask;
use crate::planning::places;
use crate::ui::{Empty, Icon, LinkButton, Page, PrintButton, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

#[component]
pub fn PlanPage() -> impl IntoView {
    let search = use_location().search;
    let query = use_query_map();
    // What the table depends on, and what only the panel does.
    let scope = Memo::new(move |_| {
        let search = search.get();
        let pairs = search.trim_start_matches('?').split('&');
        let kept = pairs.filter(|pair| !pair.starts_with("cell=") && !pair.starts_with("behind="));
        kept.collect::<Vec<_>>().join("&")
    });
    let open = Memo::new(move |_| query.read().get("cell").unwrap_or_default());
    let behind = move || query.read().get("behind").unwrap_or_default();
    let matrix = ask(move || LoadMatrix { query: scope.get() });
    let cell = ask(move || LoadCell {
        cell: open.get(),
        behind: behind(),
    });
    let base = RwSignal::new(String::from("/plan"));
    let panel = move || gate::page(cell, move |opened| cell::panel(opened, base));
    gate::page(matrix, move |matrix| {
        base.set(matrix.scope.address());
        shown(&matrix, open, panel().into_any())
    })
}

fn shown(matrix: &Matrix, open: Memo<String>, panel: AnyView) -> AnyView {
    let texts = Texts::of(use_lang());
    let actions = view! { <PrintButton /> }.into_any();
    let inside = if matrix.rows.is_empty() {
        let go = view! { <LinkButton href="/deals" text=texts.deals /> }.into_any();
        view! { <Empty icon=Icon::Target title=texts.empty text=texts.empty_hint actions=go /> }
            .into_any()
    } else {
        view! {
            {top::figures(matrix)}
            {top::order(matrix)}
            {grid::grid(matrix, open)}
            <p class="small muted no-print">{texts.hint}</p>
        }
        .into_any()
    };
    let form = top::form(matrix);
    view! {
        <Page title=texts.title actions>
            <div class="stack-l">
                {places("/plan")} {form} <div class="plan-split">
                    {panel}
                    <div class="stack">{inside}</div>
                </div>
            </div>
        </Page>
    }
    .into_any()
}
