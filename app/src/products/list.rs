//! `/products`: the price list, with what may be done about it.
use super::texts::Texts;
use super::{PriceList, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::record_list;
use crate::ui::{
    Badge, Button, Cell, Empty, Head, Icon, Kind, Lead, LinkButton, Page, Table, Toast, use_lang,
};
use domain::access::{Action, View};
use domain::field::Field as Of;
use domain::products::Product;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const ARCHIVE: &str = "/api/products/archive";

#[component]
pub fn ProductsPage() -> impl IntoView {
    let list = ask(|| api::ListProducts {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(list, move |list| page(&list, done.as_deref()))
}

fn page(list: &PriceList, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let add = list.may_create.then(|| {
        view! { <LinkButton href="/products/new" text=texts.add kind=Kind::Primary icon=Icon::Plus /> }
            .into_any()
    });
    let said = done.and_then(|done| texts.done(done));
    let toast = said.map(|text| view! { <Toast text close="/products" /> });
    let totals = record_list::totals(list.products.len() as u64, true, texts.counted);
    let fault = use_form(ARCHIVE).fault(&[]);
    let content = if list.products.is_empty() {
        view! { <Empty icon=Icon::Box title=texts.none text=texts.none_text /> }.into_any()
    } else {
        table(&list.products, texts)
    };
    view! {
        <Page title=texts.products actions=add.into_any()>
            <div class="stack">{fault} {totals} {content}</div>
            {toast}
        </Page>
    }
    .into_any()
}

fn table(products: &[View<Product>], texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let heads = vec![
        Head::text(Of::Name.label(lang)),
        Head::text(Of::Code.label(lang)),
        Head::text(Of::Category.label(lang)).minor(),
        Head::number(Of::Price.label(lang)),
        Head::text(Of::Unit.label(lang)).minor(),
        Head::text(texts.state),
        Head::tools(texts.tools),
    ];
    let rows: Vec<_> = products.iter().map(|product| row(product, texts)).collect();
    view! { <Table caption=texts.products heads>{rows}</Table> }.into_any()
}

fn row(product: &View<Product>, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let sheet = product.sheet.clone();
    let may = product.may(Action::Edit);
    let lead = if may {
        let href = format!("/products/{}/edit", product.id);
        view! { <Lead href name=sheet.name.clone() /> }.into_any()
    } else {
        view! { <td class="lead">{sheet.name.clone()}</td> }.into_any()
    };
    let price = sheet.price.map(|price| price.column(lang));
    let archived = product
        .archived
        .then(|| view! { <Badge text=texts.archived icon=Icon::Lock /> });
    let tools = may.then(|| archive(product, texts));
    view! {
        <tr data-product=product.id.to_string()>
            {lead} <Cell label=Of::Code.label(lang)>{sheet.code}</Cell>
            <Cell label=Of::Category.label(lang) minor=true>
                {sheet.category}
            </Cell> <Cell label=Of::Price.label(lang) num=true>
                {price}
            </Cell> <Cell label=Of::Unit.label(lang) minor=true>
                {sheet.unit}
            </Cell> <Cell label=texts.state>{archived}</Cell>
            <Cell tools=true>{tools}</Cell>
        </tr>
    }
    .into_any()
}

/// Takes it off the price list, or puts it back.
fn archive(product: &Product, texts: &'static Texts) -> AnyView {
    let back = product.archived;
    let text = if back { texts.unarchive } else { texts.archive };
    let label = format!("{text}: {}", product.name());
    view! {
        <form method="post" action=ARCHIVE>
            <input type="hidden" name="id" value=product.id.to_string() />
            <input type="hidden" name="back" value=back.to_string() />
            <Button text kind=Kind::Quiet small=true attr:aria-label=label />
        </form>
    }
    .into_any()
}
