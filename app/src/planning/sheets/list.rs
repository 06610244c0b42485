//! The sheets of a period, the groups set in as they stand below each other.
use super::api::ListSheets;
use super::model::{Listing, Row, State, When};
use super::texts::Texts;
use crate::gate;
use crate::loaded::ask;
use crate::planning::places;
use crate::ui::{
    Badge, Cell, Empty, Head, Icon, Kind, Lead, LinkButton, Page, Segmented, Tab, Table, Tone,
    use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const BASE: &str = "/plan/sheets";

#[component]
pub fn SheetsPage() -> impl IntoView {
    let query = use_query_map();
    let period = move || query.read().get("period").unwrap_or_default();
    let listing = ask(move || ListSheets { period: period() });
    gate::page(listing, |listing| page(&listing))
}

fn page(listing: &Listing) -> AnyView {
    let texts = Texts::of(use_lang());
    let actions = switcher(&listing.when, BASE);
    let content = match listing.rows.is_empty() {
        true => {
            view! { <Empty icon=Icon::Tree title=texts.none text=texts.none_text /> }.into_any()
        }
        false => table(listing),
    };
    view! {
        <Page title=texts.title actions>
            <div class="stack-l">{places(BASE)} {content}</div>
        </Page>
    }
    .into_any()
}

/// Another period of the same page.
pub(super) fn switcher(when: &When, base: &str) -> AnyView {
    let texts = Texts::of(use_lang());
    let to = |value: &str| format!("{base}?period={value}");
    let names = [texts.month, texts.quarter, texts.year];
    let tabs = when.lengths.iter().zip(names);
    let tabs: Vec<_> = tabs
        .map(|((value, here), name)| Tab::new(to(value), name, *here))
        .collect();
    view! {
        <Segmented label=texts.period tabs />
        <div class="row">
            <LinkButton href=to(&when.previous) text=texts.previous icon=Icon::ChevronLeft bare=true kind=Kind::Quiet />
            <span class="strong nowrap" data-period=when.value.clone()>
                {when.label.clone()}
            </span>
            <LinkButton href=to(&when.next) text=texts.next icon=Icon::ChevronRight bare=true kind=Kind::Quiet />
        </div>
    }
    .into_any()
}

fn table(listing: &Listing) -> AnyView {
    let texts = Texts::of(use_lang());
    let unit = listing.currency.code();
    let heads = vec![
        Head::text(texts.group),
        Head::text(texts.state),
        Head::text(texts.due).minor(),
        Head::number(format!("{}, {unit}", texts.declared)),
        Head::number(format!("{}, {unit}", texts.up)),
        Head::number(texts.waiting),
    ];
    let rows: Vec<_> = listing
        .rows
        .iter()
        .map(|one| row(one, &listing.when.value))
        .collect();
    view! {
        <Table caption=texts.title heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(row: &Row, period: &str) -> AnyView {
    let texts = Texts::of(use_lang());
    let row = row.clone();
    let href = format!("{BASE}/{}?period={period}", row.group);
    let badge = state(row.state, row.said);
    let mine = row.mine.then_some(texts.mine);
    view! {
        <tr data-sheet=row.group.to_string()>
            <Lead href name=row.name below=mine />
            <Cell label=texts.state>{badge}</Cell>
            <Cell label=texts.due minor=true late=row.late>
                {row.due}
            </Cell>
            <Cell label=texts.declared num=true>
                {row.declared}
            </Cell>
            <Cell label=texts.up num=true>
                {row.up}
            </Cell>
            <Cell label=texts.waiting num=true>
                {row.waiting}
            </Cell>
        </tr>
    }
    .into_any()
}

pub(super) fn state(state: State, said: String) -> AnyView {
    let (tone, icon) = match state {
        State::None | State::Superseded => (Tone::Plain, Icon::Stage),
        State::Draft => (Tone::Info, Icon::Edit),
        State::Submitted => (Tone::Accent, Icon::Export),
        State::Returned => (Tone::Warn, Icon::Undo),
        State::Agreed => (Tone::Ok, Icon::Won),
    };
    view! { <Badge text=said tone icon /> }.into_any()
}
