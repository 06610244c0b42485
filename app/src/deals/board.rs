//! `/deals?view=board`: the deals of one pipeline by stage. Invariants: the whole state of the board is
//! in its address, as that of the list is; the figures above a column are those of all its deals;
//! whatever can be done by dragging can be done by keyboard and by a plain form.
pub mod api;
mod card;
mod column;
mod desk;
mod dialog;
mod follow;
mod hands;
pub mod model;
mod texts;

use super::filters::FilterBar;
use super::list::{actions, address, problems, totals};
use super::texts::Texts as Around;
use crate::gate;
use crate::live::{self, News};
use crate::loaded::ask_again;
use crate::ui::{Page, Segmented, Tab, use_lang};
use api::LoadBoard;
use desk::Desk;
use domain::deals::{DealFilter, DealQuery};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Board;
use std::sync::Arc;
use texts::Texts;

#[component]
pub fn BoardPage() -> impl IntoView {
    let search = use_location().search;
    let turn = RwSignal::new(0_usize);
    let news = live::news();
    let board = ask_again(
        move || turn.get(),
        move || {
            news.forget();
            LoadBoard {
                query: search.get(),
            }
        },
    );
    gate::page(board, move |board| page(board, turn, news))
}

/// `turn` loads the board anew.
fn page(board: Board, turn: RwSignal<usize>, news: News) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let list = Arc::new(board.list.clone());
    let pipelines = pipelines(&board, texts);
    let desk = Desk::new(board, turn);
    follow::follow(&desk, news);
    let columns: Vec<AnyView> = desk
        .lanes()
        .map(|lane| column::column(&desk, lane))
        .collect();
    let (region, said) = (NodeRef::<html::Div>::new(), desk.said());
    let hands = hands::Hands::new(desk.clone(), region);
    let around = Around::of(lang);
    let head = view! {
        {problems(&list)}
        <super::detail::Deleted />
        <FilterBar list=Arc::clone(&list) />
        {pipelines}
        {totals(&list, around)}
    };
    hands.follow();
    let rove = hands.clone();
    // Runs in the browser alone.
    Effect::new(move |_| rove.rove_first());
    view! {
        <Page title=around.deals actions=actions(&list, around)>
            {head}
            <div
                class="board"
                node_ref=region
                role="region"
                aria-label=texts.board
                tabindex="0"
                on:dragstart=hands.starts()
                on:dragend=hands.ends()
                on:dragover=hands.over()
                on:drop=hands.drops()
                on:keydown=hands.keys()
                on:focusin=hands.focuses()
                on:click=hands.clicks()
            >
                {columns}
            </div>
            <p class="vh" role="status" aria-live="polite">
                {move || said.get()}
            </p>
            {dialog::dialog(&desk)}
        </Page>
    }
    .into_any()
}

/// The pipelines to choose from; nothing where there is but one.
fn pipelines(board: &Board, texts: &'static Texts) -> Option<AnyView> {
    let query = &board.list.query;
    let tab = |(id, name): &(domain::id::PipelineId, String)| {
        let filter = DealFilter {
            pipelines: [*id].into(),
            // A stage is of one pipeline.
            stages: Default::default(),
            ..query.filter.clone()
        };
        let query = DealQuery {
            filter,
            ..query.clone()
        };
        Tab::new(address(&query, None), name.clone(), *id == board.pipeline)
    };
    let tabs: Vec<Tab> = board.pipelines.iter().map(tab).collect();
    (board.pipelines.len() > 1).then(|| {
        view! { <div class="board-pipelines"><Segmented label=texts.pipeline tabs /></div> }
            .into_any()
    })
}
