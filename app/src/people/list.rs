//! `/people`: colleagues, by name.
use super::texts::{Texts, counted};
use super::{Colleague, Entry, Inside, People, Query, api, words};
use crate::gate;
use crate::groups::choices;
use crate::loaded::ask;
use crate::ui::{
    Badge, Button, Cell, Choice, Empty, Field, Head, Icon, Kind, Lead, LinkButton, Page, Pager,
    Select, Table, Tone, use_lang,
};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let params = use_query_map();
    let query = move || params.with(Query::of);
    let people = ask(move || api::ReadPeople { query: query() });
    gate::page(people, move |people| {
        page(people, &params.with_untracked(Query::of))
    })
}

fn page(people: People, query: &Query) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let add = people.administers.then(|| {
        view! { <LinkButton href="/people/new" text=texts.add kind=Kind::Primary icon=Icon::Plus /> }
            .into_any()
    });
    let count = people.count;
    let (filters, pager) = (narrow(&people, query), pager(&people, query));
    view! {
        <Page title=texts.people actions=add.into_any()>
            <div class="stack">
                {filters}
                <p class="totals" role="status" data-count=count.to_string()>
                    {counted(lang, count)}
                </p>
                {if people.rows.is_empty() { nobody(texts) } else { table(people) }}
                {pager}
            </div>
        </Page>
    }
    .into_any()
}

fn narrow(people: &People, query: &Query) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let mut groups = vec![Choice::new("", texts.every_group)];
    groups.extend(choices(&people.groups));
    let shows = vec![
        Choice::new("", texts.with_access),
        Choice::new("off", texts.without_access),
        Choice::new("all", texts.everybody),
    ];
    let query = query.clone();
    view! {
        <form method="get" action="/people" class="form-row">
            <Field name="q" of="search" label=texts.search value=query.q id="people-q" />
            <Select name="group" label=Of::Group.label(lang) options=groups value=query.group />
            <Select name="show" label=texts.show options=shows value=query.show />
            <div class="form-actions">
                <Button text=texts.apply />
            </div>
        </form>
    }
    .into_any()
}

fn nobody(texts: &'static Texts) -> AnyView {
    view! { <Empty icon=Icon::People title=texts.nobody text=texts.nobody_text /> }.into_any()
}

fn pager(people: &People, query: &Query) -> Option<AnyView> {
    let page = people.page;
    let previous = (page > 1).then(|| query.address(page - 1));
    let next = (page < people.pages).then(|| query.address(page + 1));
    (people.pages > 1).then(|| {
        view! { <Pager previous next middle=format!("{page} / {}", people.pages) /> }.into_any()
    })
}

fn table(people: People) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let mut heads = vec![
        Head::text(Of::PersonName.label(lang)),
        Head::text(Of::Email.label(lang)),
        Head::text(Of::Phone.label(lang)).minor(),
        Head::text(texts.groups),
    ];
    if people.administers {
        heads.extend([Head::text(texts.roles), Head::text(texts.entry)]);
    }
    let rows = people
        .rows
        .into_iter()
        .map(|person| row(person, texts))
        .collect_view();
    view! {
        <Table caption=texts.people heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(person: Colleague, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let groups: Vec<String> = person
        .groups
        .iter()
        .map(|group| group.name.clone())
        .collect();
    let active = person.active;
    let inside = person.inside.map(|inside| {
        let roles: Vec<&str> = inside
            .roles
            .iter()
            .map(|role| words::role(*role, lang))
            .collect();
        view! {
            <Cell label=texts.roles>{roles.join(", ")}</Cell>
            <Cell label=texts.entry>{state(active, Some(&inside))}</Cell>
        }
    });
    view! {
        <tr>
            <Lead href=format!("/people/{}", person.id) name=person.name below=person.title />
            <Cell label=Of::Email.label(lang)>{person.email}</Cell>
            <Cell label=Of::Phone.label(lang) minor=true>
                {person.phone}
            </Cell>
            <Cell label=texts.groups>{groups.join(", ")}</Cell>
            {inside}
        </tr>
    }
    .into_any()
}

/// Whether somebody gets in, in a word.
pub(super) fn state(active: bool, inside: Option<&Inside>) -> AnyView {
    let texts = Texts::of(use_lang());
    let (text, tone, icon) = match (active, inside.map(|inside| inside.entry)) {
        (false, _) => (texts.off, Tone::Plain, Icon::Lock),
        (true, Some(Entry::Waits)) => (texts.waits, Tone::Warn, Icon::Clock),
        (true, Some(Entry::NoEmail)) => (texts.no_email, Tone::Plain, Icon::Mail),
        (true, Some(Entry::Able) | None) => (texts.able, Tone::Ok, Icon::Check),
    };
    view! { <Badge text tone icon /> }.into_any()
}
