//! `/contacts`: the people at customers.
use super::texts::Texts;
use super::{Row, api};
use crate::gate;
use crate::loaded::ask;
use crate::record_list::{self, About, Listing, Query};
use crate::ui::{Cell, Head, Icon, Lead, Table, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const BASE: &str = "/contacts";

#[component]
pub fn ContactsPage() -> impl IntoView {
    let params = use_query_map();
    let query = move || params.with(Query::of);
    let list = ask(move || api::ListContacts { query: query() });
    gate::page(list, move |list| {
        page(list, &params.with_untracked(Query::of))
    })
}

fn page(list: Listing<Row>, query: &Query) -> AnyView {
    let texts = Texts::of(use_lang());
    let about = About {
        base: BASE,
        title: texts.contacts,
        icon: Icon::Person,
        add: ("/contacts/new", texts.add),
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
        query.head(BASE, Of::PersonName.label(lang), ""),
        Head::text(Of::Company.label(lang)),
        Head::text(Of::Phone.label(lang)),
        Head::text(Of::Email.label(lang)).minor(),
        Head::text(Of::Owner.label(lang)).minor(),
    ];
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <Table caption=texts.contacts heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(contact: Row) -> AnyView {
    let lang = use_lang();
    let company = contact.company.map(|company| {
        view! { <a href=format!("/companies/{}", company.id)>{company.name}</a> }
    });
    view! {
        <tr data-contact=contact.id.to_string()>
            <Lead href=format!("/contacts/{}", contact.id) name=contact.name below=contact.position />
            <Cell label=Of::Company.label(lang)>{company}</Cell>
            <Cell label=Of::Phone.label(lang)>{contact.phone}</Cell>
            <Cell label=Of::Email.label(lang) minor=true>
                {contact.email}
            </Cell>
            <Cell label=Of::Owner.label(lang) minor=true>
                {contact.owner}
            </Cell>
        </tr>
    }
    .into_any()
}
