//! `/companies`: the customers, by name or by change.
use super::texts::Texts;
use super::{Row, api};
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::record_list::{self, About, Listing, Query};
use crate::ui::{Cell, Head, Icon, Lead, Table, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const BASE: &str = "/companies";

#[component]
pub fn CompaniesPage() -> impl IntoView {
    let params = use_query_map();
    let query = move || params.with(Query::of);
    let list = ask(move || api::ListCompanies { query: query() });
    gate::page(list, move |list| {
        page(list, &params.with_untracked(Query::of))
    })
}

fn page(list: Listing<Row>, query: &Query) -> AnyView {
    let texts = Texts::of(use_lang());
    let about = About {
        base: BASE,
        title: texts.companies,
        icon: Icon::Building,
        add: ("/companies/new", texts.add),
        search: texts.search,
        counted: texts.counted,
        none: (texts.none, texts.none_text),
        no_match: (texts.no_match, texts.no_match_text),
    };
    record_list::page(list, query, &about, |rows| table(rows, query, texts))
}

fn table(rows: Vec<Row>, query: &Query, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let heads = vec![
        query.head(BASE, Of::Name.label(lang), ""),
        Head::text(Of::Nip.label(lang)),
        Head::text(Of::City.label(lang)),
        Head::text(Of::Industry.label(lang)).minor(),
        Head::text(Of::Owner.label(lang)),
        query.head(BASE, texts.updated, "updated").minor(),
    ];
    let rows = rows
        .into_iter()
        .map(|company| row(company, texts))
        .collect_view();
    view! {
        <Table caption=texts.companies heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(company: Row, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    view! {
        <tr data-company=company.id.to_string()>
            <Lead href=format!("/companies/{}", company.id) name=company.name />
            <Cell label=Of::Nip.label(lang)>{company.nip}</Cell>
            <Cell label=Of::City.label(lang)>{company.city}</Cell>
            <Cell label=Of::Industry.label(lang) minor=true>
                {company.industry}
            </Cell>
            <Cell label=Of::Owner.label(lang)>{company.owner}</Cell>
            <Cell label=texts.updated minor=true>
                {moment(company.updated)}
            </Cell>
        </tr>
    }
    .into_any()
}
