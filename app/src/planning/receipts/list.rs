//! The list of receipts.
use super::api::ListReceipts;
use super::model::{Listing, Row};
use super::texts::Texts;
use crate::gate;
use crate::loaded::ask;
use crate::planning::{counted_receipts, places};
use crate::ui::{
    Cell, Empty, Head, Icon, Kind, Lead, LinkButton, Note, Page, Pager, Segmented, Tab, Table,
    Totals, use_lang,
};
use domain::field::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const BASE: &str = "/plan/receipts";

#[component]
pub fn ReceiptsPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let listing = ask(move || ListReceipts {
        view: of("view"),
        after: of("after"),
    });
    gate::page(listing, move |listing| {
        page(
            &listing,
            query.with_untracked(|query| query.get("view")).as_deref() == Some("free"),
        )
    })
}

fn page(listing: &Listing, free: bool) -> AnyView {
    let texts = Texts::of(use_lang());
    let actions = listing.records.then(|| {
        view! {
            <LinkButton href="/plan/receipts/paste" text=texts.paste icon=Icon::Import />
            <LinkButton href="/plan/receipts/new" text=texts.add icon=Icon::Plus kind=Kind::Primary />
        }
        .into_any()
    });
    let tabs = vec![
        Tab::new(BASE, texts.all, !free),
        Tab::new(format!("{BASE}?view=free"), texts.free_ones, free),
    ];
    let content = match (listing.rows.is_empty(), free) {
        (true, false) => {
            view! { <Empty icon=Icon::Import title=texts.none text=texts.none_text /> }.into_any()
        }
        (true, true) => {
            view! { <Empty icon=Icon::Won title=texts.none_free text=texts.none_free_text /> }
                .into_any()
        }
        _ => table(listing, free),
    };
    let totals = totals(listing);
    view! {
        <Page title=texts.title actions=actions.into_any()>
            <div class="stack-l">
                {places(BASE)} <Segmented label=texts.view tabs /> {totals} {content}
            </div>
        </Page>
    }
    .into_any()
}

fn totals(listing: &Listing) -> AnyView {
    let sums = listing.sums.iter().map(|(name, sum)| {
        view! {
            <span>{name.clone()} " " <span class="num strong">{sum.clone()}</span></span>
        }
    });
    let sums: Vec<_> = sums.collect();
    let counted = counted_receipts(use_lang(), listing.count);
    view! {
        <Totals count=listing.count sum=listing.data.clone()>
            <span>{counted}</span>
            {sums}
        </Totals>
    }
    .into_any()
}

fn table(listing: &Listing, free: bool) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let heads = vec![
        Head::text(Field::Payer.label(lang)),
        Head::text(texts.on),
        Head::text(Field::Document.label(lang)).minor(),
        Head::text(Field::Owner.label(lang)).minor(),
        Head::number(Field::Amount.label(lang)),
        Head::number(texts.free),
    ];
    let rows: Vec<_> = listing.rows.iter().map(row).collect();
    let view = if free { "view=free&" } else { "" };
    let step = |cursor: &Option<String>| {
        let cursor = cursor.as_deref().map(crate::target::encoded);
        Note::from(cursor.map(|cursor| format!("{BASE}?{view}after={cursor}")))
    };
    let (previous, next) = (step(&listing.previous), step(&listing.next));
    view! {
        <Table caption=texts.title heads>
            {rows}
        </Table>
        <Pager previous next />
    }
    .into_any()
}

fn row(row: &Row) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let row = row.clone();
    let free = match row.settled {
        true => view! { <span class="muted">{texts.settled}</span> }.into_any(),
        false => row.free.into_any(),
    };
    view! {
        <tr data-receipt=row.id.to_string()>
            <Lead href=format!("{BASE}/{}", row.id) name=row.payer />
            <Cell label=texts.on>{row.on}</Cell>
            <Cell label=Field::Document.label(lang) minor=true>
                {row.document}
            </Cell>
            <Cell label=Field::Owner.label(lang) minor=true>
                {row.owner}
            </Cell>
            <Cell label=Field::Amount.label(lang) num=true>
                {row.amount}
            </Cell>
            <Cell label=texts.free num=true>
                {free}
            </Cell>
        </tr>
    }
    .into_any()
}
