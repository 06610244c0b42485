//! The quotas of a group and year on the screen.
use super::api::LoadQuotas;
use super::model::Book;
use super::texts::Texts;
use super::{grid, tools, versions};
use crate::act::Act;
use crate::gate;
use crate::loaded::ask_again;
use crate::planning::places;
use crate::ui::{
    Banner, Button, Choice, Empty, Icon, Kind, LinkButton, Page, Select, Tone, use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What can be done on the page; each that ends draws it anew.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) set: Act,
    pub(super) copy: Act,
    pub(super) split: Act,
    pub(super) paste: Act,
}

#[component]
pub fn QuotasPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let acts = Acts {
        set: Act::new("/api/planning/set-quotas"),
        copy: Act::new("/api/planning/copy-quotas"),
        split: Act::new("/api/planning/split-quota"),
        paste: Act::new("/api/planning/paste-quotas"),
    };
    let done = move || acts.set.done() + acts.copy.done() + acts.split.done() + acts.paste.done();
    let book = ask_again(done, move || LoadQuotas {
        year: of("year"),
        group: of("group"),
        cell: of("cell"),
    });
    gate::page(book, move |book| page(&book, acts))
}

fn page(book: &Book, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let inside = match book.rows.is_empty() {
        true => {
            view! { <Empty icon=Icon::People title=texts.empty text=texts.empty_hint /> }.into_any()
        }
        false => grid::grid(book, acts.set),
    };
    let mismatches: Vec<_> = book
        .mismatches
        .iter()
        .cloned()
        .map(|said| view! { <Banner tone=Tone::Warn>{said}</Banner> })
        .collect();
    let only_read = (!book.sets && !book.rows.is_empty())
        .then(|| view! { <p class="muted">{texts.only_read}</p> });
    let (form, tools) = (form(book), book.sets.then(|| tools::tools(book, acts)));
    let versions = versions::panel(book);
    view! {
        <Page title=texts.title>
            <div class="stack-l">
                {places("/plan/quotas")} {form} {mismatches} {only_read} {versions} {inside} {tools}
            </div>
        </Page>
    }
    .into_any()
}

/// The address of the same group in another year.
pub(super) fn address(book: &Book, year: &str) -> String {
    format!("/plan/quotas?year={year}&group={}", book.group)
}

fn form(book: &Book) -> AnyView {
    let texts = Texts::of(use_lang());
    let groups = book.groups.iter();
    let groups: Vec<_> = groups
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let (previous, next) = (address(book, &book.previous), address(book, &book.next));
    view! {
        <form method="get" action="/plan/quotas" class="card plan-scope no-print">
            <input type="hidden" name="year" value=book.year.clone() />
            <div class="row">
                <LinkButton href=previous text=texts.previous icon=Icon::ChevronLeft bare=true kind=Kind::Quiet />
                <span class="strong nowrap">{book.label.clone()}</span>
                <LinkButton href=next text=texts.next icon=Icon::ChevronRight bare=true kind=Kind::Quiet />
            </div>
            <Select name="group" label=texts.group options=groups value=book.group.to_string() />
            <Button text=texts.apply />
        </form>
    }
    .into_any()
}
