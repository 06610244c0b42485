//! `/movement/deals`: the deals behind one cell of the matrix.
use super::api::LoadPassed;
use super::model::Passed;
use super::texts::Texts;
use crate::deals::words::{counted, stage_badge, totals};
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Cell, Crumb, Empty, Head, Icon, Lead, Page, Table, use_lang};
use domain::dates;
use domain::deals::DealRow;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn PassedPage() -> impl IntoView {
    let search = use_location().search;
    let passed = ask(move || LoadPassed {
        query: search.get(),
    });
    gate::page(passed, shown)
}

fn shown(passed: Passed) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let stage = |id| {
        passed
            .names
            .stage(id)
            .map(|stage| stage.name.clone())
            .unwrap_or_default()
    };
    let out = passed.out.map_or_else(|| texts.new.to_owned(), stage);
    let title = format!("{out} → {}", stage(passed.into));
    let (from, to) = (
        dates::short(passed.scope.from, lang),
        dates::short(passed.scope.to, lang),
    );
    let crumbs = vec![Crumb::new(passed.scope.address(), texts.title)];
    let shown = u64::try_from(passed.rows.len()).unwrap_or(u64::MAX);
    let newest = (shown < passed.figure.count)
        .then(|| format!("{}: {}", texts.newest, counted(lang, shown)));
    let totals = totals(passed.figure.count, &passed.figure.sums, None, newest);
    let heads = vec![
        Head::text(texts.deal),
        Head::text(texts.company),
        Head::text(texts.stage),
        Head::text(texts.owner),
        Head::number(texts.amount),
        Head::text(texts.close),
    ];
    let rows = passed.rows.iter().map(|row| one(&passed, row, texts));
    let rows = rows.collect_view();
    let table = match passed.rows.is_empty() {
        true => view! { <Empty icon=Icon::Movement title=texts.nothing_moved text=texts.nobody_passed /> }.into_any(),
        false => view! { <Table caption=texts.deal heads>{rows}</Table> }.into_any(),
    };
    view! {
        <Page title crumbs>
            <p class="small muted">{format!("{from} – {to}")}</p>
            {totals}
            {table}
        </Page>
    }
    .into_any()
}

fn one(passed: &Passed, row: &DealRow, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let none = || texts.none.to_owned();
    let stage = passed.names.stage(row.stage);
    let stage = stage.map(|stage| stage_badge(stage.name.clone(), row.status, stage.colour));
    let amount = row.amount.map_or_else(none, |amount| amount.column(lang));
    let close = row.closed.or(row.expected_close);
    let close = close.map_or_else(none, |day| dates::short(day, lang));
    let company = row.company_name.clone().unwrap_or_else(none);
    let owner = passed.names.person(row.owner).to_owned();
    view! {
        <tr data-deal=row.id.to_string()>
            <Lead href=format!("/deals/{}", row.id) name=row.title.clone() />
            <Cell label=texts.company>{company}</Cell>
            <Cell label=texts.stage>{stage}</Cell>
            <Cell label=texts.owner>{owner}</Cell>
            <Cell label=texts.amount num=true>{amount}</Cell>
            <Cell label=texts.close>{close}</Cell>
        </tr>
    }
    .into_any()
}
