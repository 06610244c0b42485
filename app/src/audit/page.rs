//! `/audit`: what happened to access, for auditors and administrators.
use super::texts::Texts;
use super::{EXPORT, Line, Log, Query, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::people::pick::PersonField;
use crate::ui::{
    Button, Cell, Choice, DateField, Empty, Head, Icon, LinkButton, Page, Pager, Select, Table,
    use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn AuditPage() -> impl IntoView {
    let params = use_query_map();
    let query = move || params.with(Query::of);
    let log = ask(move || api::ReadAudit { query: query() });
    gate::page(log, move |log| page(log, &params.with_untracked(Query::of)))
}

fn page(log: Log, query: &Query) -> AnyView {
    let texts = Texts::of(use_lang());
    let (filters, export) = (filters(&log, query, texts), export(query, texts));
    let at = |before: &Option<String>| before.as_ref().map(|before| query.before(before));
    let (previous, next) = (at(&log.newer), at(&log.older));
    let pager = (previous.is_some() || next.is_some()).then(|| view! { <Pager previous next /> });
    let list = if log.lines.is_empty() {
        view! { <Empty icon=Icon::Shield title=texts.none text=texts.none_text /> }.into_any()
    } else {
        table(log.lines, texts)
    };
    view! {
        <Page title=texts.title>
            <div class="stack">
                <p class="muted">{texts.intro}</p>
                {filters} {list} {pager} {export}
            </div>
        </Page>
    }
    .into_any()
}

fn filters(log: &Log, query: &Query, texts: &'static Texts) -> AnyView {
    let mut kinds = vec![Choice::new("", texts.every_kind)];
    kinds.extend(
        log.kinds
            .iter()
            .map(|(key, name)| Choice::new(key.clone(), name.clone())),
    );
    let clear = query
        .narrows()
        .then(|| view! { <LinkButton href="/audit" text=texts.clear /> });
    let (no_person, no_day) = (log.no_person.clone(), log.no_day.clone());
    let offered = log.offered.clone();
    let query = query.clone();
    view! {
        <form method="get" action="/audit" role="search" aria-label=texts.title class="form-row">
            <PersonField
                name="person"
                label=texts.person
                offered
                value=query.person
                error=Signal::stored(no_person)
            />
            <Select name="kind" label=texts.kind options=kinds value=query.kind />
            <DateField name="from" label=texts.from value=query.from error=Signal::stored(no_day) />
            <DateField name="to" label=texts.to value=query.to />
            <div class="form-actions">
                <Button text=texts.show />
                {clear}
            </div>
        </form>
    }
    .into_any()
}

/// The same choice as a file; a form, as it writes into the log.
fn export(query: &Query, texts: &'static Texts) -> AnyView {
    let fields = query
        .filter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
        .collect_view();
    let fault = use_form(EXPORT).fault(&[]);
    view! {
        <form method="post" action=EXPORT class="stack-s">
            {fault} {fields} <p class="small muted">{texts.export_note}</p>
            <div class="form-actions">
                <Button text=texts.export icon=Icon::Export />
            </div>
        </form>
    }
    .into_any()
}

fn table(lines: Vec<Line>, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.moment),
        Head::text(texts.who),
        Head::text(texts.kind).minor(),
        Head::text(texts.what),
        Head::text(texts.about),
        Head::number(texts.number).minor(),
    ];
    let rows = lines.into_iter().map(|line| row(line, texts));
    let rows = rows.collect_view();
    view! {
        <Table caption=texts.title heads compact=true>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(line: Line, texts: &'static Texts) -> AnyView {
    let about = line.about.map(|about| match about.href {
        Some(href) => view! { <a href=href>{about.name}</a> }.into_any(),
        None => view! { <span>{about.name}</span> }.into_any(),
    });
    view! {
        <tr data-entry=line.number.to_string()>
            <td class="lead">{moment(line.when)}</td>
            <Cell label=texts.who>{line.who}</Cell>
            <Cell label=texts.kind minor=true>
                {line.kind}
            </Cell>
            <Cell label=texts.what>{line.what}</Cell>
            <Cell label=texts.about>{about}</Cell>
            <Cell label=texts.number num=true minor=true>
                <span title=line.hash>{line.number.to_string()}</span>
            </Cell>
        </tr>
    }
    .into_any()
}
