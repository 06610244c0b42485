//! `/what-if`: who gains and loses what by a change, with the way to save it.
use super::texts::Texts;
use super::{List, Preview, Touched, api};
use crate::audit::About;
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Banner, Button, Cell, Head, Kind, Lead, LinkButton, Page, Table, Tone, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn WhatIfPage() -> impl IntoView {
    let search = use_location().search;
    let preview = ask(move || api::ReadPreview {
        query: search.get().trim_start_matches('?').to_owned(),
    });
    gate::page(preview, page)
}

fn page(preview: Preview) -> AnyView {
    let texts = Texts::of(use_lang());
    let inexact =
        (!preview.exact).then(|| view! { <Banner tone=Tone::Warn>{texts.inexact}</Banner> });
    let moved = preview.moved.clone().map(|moved| view! { <p>{moved}</p> });
    let more = (preview.more > 0)
        .then(|| view! { <p class="small muted">{texts.more} " " {preview.more.to_string()}</p> });
    let save = save(&preview, texts);
    let list = preview.list.map(|one| list(one, texts));
    let people = (!preview.people.is_empty()).then(|| people(preview.people, texts));
    view! {
        <Page title=texts.title>
            <div class="stack">
                <p>
                    <b>{preview.change}</b>
                </p>
                <p id="sum">{preview.sum}</p>
                {moved} {inexact} <p class="muted">{texts.nothing_yet}</p>
                {save} {people} {more} {list}
            </div>
        </Page>
    }
    .into_any()
}

/// The form that the preview was asked from, sent as it was.
fn save(preview: &Preview, texts: &'static Texts) -> AnyView {
    let (action, back) = (preview.action.clone(), preview.back.clone());
    let fault = use_form(&action).fault(&[]);
    let fields = preview.fields.iter().cloned();
    let fields = fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <form method="post" action=action class="form">
            {fault} {fields} <div class="form-actions">
                <Button text=texts.save kind=Kind::Primary />
                <LinkButton href=back text=texts.back kind=Kind::Quiet />
            </div>
        </form>
    }
    .into_any()
}

fn people(people: Vec<Touched>, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.person),
        Head::number(texts.loses),
        Head::number(texts.gains),
        Head::text(texts.by_type),
        Head::tools(texts.records),
    ];
    let rows = people.into_iter().map(|one| row(one, texts)).collect_view();
    view! {
        <Table caption=texts.title heads compact=true>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(one: Touched, texts: &'static Texts) -> AnyView {
    let label = format!("{}: {}", texts.records, one.name);
    view! {
        <tr data-person=one.id.to_string()>
            <Lead href=format!("/people/{}", one.id) name=one.name />
            <Cell label=texts.loses num=true>
                {one.lost.to_string()}
            </Cell>
            <Cell label=texts.gains num=true>
                {one.gained.to_string()}
            </Cell>
            <Cell label=texts.by_type>{one.by_type}</Cell>
            <Cell tools=true>
                <LinkButton href=one.href text=texts.records small=true attr:aria-label=label />
            </Cell>
        </tr>
    }
    .into_any()
}

fn list(list: List, texts: &'static Texts) -> AnyView {
    let part = |title: &'static str, records: Vec<About>| {
        let none = records
            .is_empty()
            .then(|| view! { <p class="muted">{texts.none}</p> });
        let records = records.into_iter().map(|one| match one.href {
            Some(href) => view! { <li><a href=href>{one.name}</a></li> }.into_any(),
            None => view! { <li>{one.name}</li> }.into_any(),
        });
        let records = records.collect_view();
        view! {
            <h3>{title}</h3>
            {none}
            <ul>{records}</ul>
        }
    };
    let (lost, gained) = (part(texts.lost, list.lost), part(texts.gained, list.gained));
    view! {
        <section class="card stack-s" id="list">
            <h2>{list.name}</h2>
            {lost} {gained} <p class="small muted">{texts.first}</p>
        </section>
    }
    .into_any()
}
