//! `/search?q=`: deals, companies and contacts that hold the words, on one page. Invariant: only what
//! the viewer may see is found and counted; the whole of each type is in its own list.
pub mod api;
mod texts;

use crate::gate;
use crate::loaded::ask;
use crate::target::encoded;
use crate::ui::{
    Button, Cell, Empty, Field, Head, Icon, Kind, Lead, LinkButton, Page, Table, Totals, use_lang,
};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use texts::Texts;

/// What was looked for and what was found.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Results {
    pub q: String,
    pub deals: Found,
    pub companies: Found,
    pub contacts: Found,
}

/// The first records of one type, and how many there are.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Found {
    pub rows: Vec<Row>,
    pub count: u64,
    /// False: at least so many.
    pub exact: bool,
}

/// A record that was found: its name, what it belongs to and one fact of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub href: String,
    pub name: String,
    pub of: String,
    pub fact: String,
}

#[component]
pub fn SearchPage() -> impl IntoView {
    let params = use_query_map();
    let q = move || params.read().get("q").unwrap_or_default();
    let results = ask(move || api::Search { q: q() });
    gate::page(results, |results| page(&results))
}

fn page(results: &Results) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let q = results.q.clone();
    let found = [&results.deals, &results.companies, &results.contacts];
    let hint = q.is_empty().then_some((texts.ask, texts.ask_text));
    let none = found.iter().all(|found| found.count == 0);
    let hint = hint.or_else(|| none.then_some((texts.none, texts.none_text)));
    let hint = hint.map(|(title, text)| view! { <Empty icon=Icon::Search title text /> });
    let sections = [
        section(
            &results.deals,
            "/deals",
            texts.deals,
            [Of::Title, Of::Company, Of::Stage],
            &q,
        ),
        section(
            &results.companies,
            "/companies",
            texts.companies,
            [Of::Name, Of::City, Of::Nip],
            &q,
        ),
        section(
            &results.contacts,
            "/contacts",
            texts.contacts,
            [Of::PersonName, Of::Company, Of::Position],
            &q,
        ),
    ];
    view! {
        <Page title=texts.search>
            <div class="stack-l">
                <form method="get" action="/search" class="form-row">
                    <Field name="q" of="search" label=texts.label value=q id="search-q" maxlength=200 />
                    <div class="form-actions">
                        <Button text=texts.search kind=Kind::Primary />
                    </div>
                </form>
                {hint}
                {sections.into_iter().collect_view()}
            </div>
        </Page>
    }
    .into_any()
}

fn section(
    found: &Found,
    list: &'static str,
    title: &'static str,
    columns: [Of; 3],
    q: &str,
) -> Option<AnyView> {
    if found.count == 0 {
        return None;
    }
    let lang = use_lang();
    let texts = Texts::of(lang);
    let [name, of, fact] = columns.map(|column| column.label(lang));
    let heads = vec![Head::text(name), Head::text(of), Head::text(fact)];
    let rows = found.rows.iter().cloned().map(|row| {
        view! {
            <tr>
                <Lead href=row.href name=row.name />
                <Cell label=of>{row.of}</Cell>
                <Cell label=fact>{row.fact}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = u64::try_from(found.rows.len()).is_ok_and(|shown| shown < found.count);
    let more = more.then(|| {
        let href = format!("{list}?q={}", encoded(q));
        view! { <p><LinkButton href text=texts.all icon=Icon::ChevronRight /></p> }
    });
    let at_least = if found.exact { "" } else { texts.at_least };
    let count = format!("{at_least}{}", found.count);
    Some(
        view! {
            <section class="stack-s" data-found=list>
                <div class="spread">
                    <h2>{title}</h2>
                    <Totals count=found.count sum="">{count}</Totals>
                </div>
                <Table caption=title heads>{rows}</Table>
                {more}
            </section>
        }
        .into_any(),
    )
}
