//! `/import/files/{id}`: how an uploaded file is read and what its columns become.
use super::parts::{progress, select};
use super::texts::Texts;
use super::{Busy, ColumnCard, FileCard, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask_again;
use crate::people::card::use_id;
use crate::ui::{
    Banner, Button, Cell, Checkbox, Crumb, Head, Kind, LinkButton, Page, Table, Tone, use_lang,
};
use leptos::prelude::*;

const READ: &str = "/api/import/read";
const CHECK: &str = "/api/import/check";

#[component]
pub fn FilePage() -> impl IntoView {
    let (id, tick) = (use_id(), RwSignal::new(0));
    let card = ask_again(move || tick.get(), move || api::ReadFile { id: id() });
    gate::page(card, move |card| page(card, tick))
}

fn page(card: FileCard, tick: RwSignal<usize>) -> AnyView {
    let texts = Texts::of(use_lang());
    let path = vec![Crumb::new("/import", texts.import)];
    let (name, about) = (card.name.clone(), card.about.clone());
    let content = if card.busy {
        let said = texts.busy.to_owned();
        let (made, of) = (0, 0);
        progress(
            Busy { said, made, of },
            format!("/import/files/{}", card.id),
            tick,
        )
    } else {
        content(card, texts)
    };
    view! {
        <Page title=name crumbs=path>
            <div class="stack-l">
                <p class="muted">{about}</p>
                {content}
            </div>
        </Page>
    }
    .into_any()
}

fn content(card: FileCard, texts: &'static Texts) -> AnyView {
    let fault = card.fault.clone().map(|fault| {
        view! { <Banner tone=Tone::Danger>{fault}</Banner> }
    });
    let kept = card
        .kept
        .clone()
        .map(|kept| view! { <Banner>{kept}</Banner> });
    let readable = !card.columns.is_empty();
    let (sample, usable) = (readable.then(|| sample(&card, texts)), card.fault.is_none());
    view! {
        {fault}
        {kept}
        {reading(&card, texts)}
        {sample}
        {(readable && usable).then(|| mapping(card, texts))}
        <p>
            <LinkButton href="/import" text=texts.another kind=Kind::Quiet />
        </p>
    }
    .into_any()
}

fn reading(card: &FileCard, texts: &'static Texts) -> AnyView {
    let selects = card
        .reading
        .iter()
        .cloned()
        .map(|pick| {
            let id = pick.name.clone();
            select(pick, id)
        })
        .collect_view();
    let anew = card
        .kept
        .is_some()
        .then(|| view! { <Checkbox name="anew" label=texts.anew /> });
    view! {
        <form class="form" method="post" action=READ>
            {use_form(READ).fault(&[])} <h2>{texts.reading}</h2>
            <input type="hidden" name="id" value=card.id.clone() /> <div class="form-row">{selects}</div>
            {anew} <div class="form-actions">
                <Button text=texts.read_anew />
            </div>
        </form>
    }
    .into_any()
}

fn sample(card: &FileCard, texts: &'static Texts) -> AnyView {
    let names: Vec<String> = card
        .columns
        .iter()
        .take(card.sample.iter().map(Vec::len).max().unwrap_or(0))
        .map(|column| column.name.clone())
        .collect();
    let heads = names.iter().cloned().map(Head::text).collect();
    let rows = card
        .sample
        .iter()
        .cloned()
        .map(|row| {
            let cells = row
                .into_iter()
                .zip(names.clone())
                .map(|(cell, name)| view! { <Cell label=name>{cell}</Cell> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{texts.first_rows}</h2>
            <Table caption=texts.first_rows heads compact=true>
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn mapping(card: FileCard, texts: &'static Texts) -> AnyView {
    let flaw = card
        .flaw
        .map(|flaw| view! { <Banner tone=Tone::Warn>{flaw}</Banner> });
    let settings = card
        .settings
        .into_iter()
        .map(|pick| {
            let id = pick.name.clone();
            select(pick, id)
        })
        .collect_view();
    let stages = (!card.stages.is_empty()).then(|| stages(card.stages, texts));
    view! {
        <form class="form" method="post" action=CHECK>
            {use_form(CHECK).fault(&[])} <h2>{texts.mapping}</h2> {flaw}
            <input type="hidden" name="id" value=card.id /> {columns(card.columns, texts)} <h2>{texts.settings}</h2>
            <div class="form-row">{settings}</div> {stages} <p class="hint">{texts.check_hint}</p>
            <div class="form-actions">
                <Button text=texts.check kind=Kind::Primary />
            </div>
        </form>
    }
    .into_any()
}

fn columns(columns: Vec<ColumnCard>, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.column),
        Head::text(texts.values),
        Head::text(texts.field),
    ];
    let rows = columns
        .into_iter()
        .enumerate()
        .map(|(at, column)| row(at, column, texts))
        .collect_view();
    view! {
        <Table caption=texts.mapping heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(at: usize, column: ColumnCard, texts: &'static Texts) -> AnyView {
    let class = if column.ambiguous {
        "small caution"
    } else {
        "small muted"
    };
    let reading = column
        .reading
        .map(|reading| view! { <p class=class>{reading}</p> });
    view! {
        <tr>
            <td class="lead">{column.name}</td>
            <Cell label=texts.values>
                <div>{column.values} {reading}</div>
            </Cell>
            <Cell label=texts.field>{select(column.field, format!("column-{at}"))}</Cell>
        </tr>
    }
    .into_any()
}

fn stages(stages: Vec<(String, super::Pick)>, texts: &'static Texts) -> AnyView {
    let selects = stages
        .into_iter()
        .enumerate()
        .map(|(at, (value, pick))| {
            view! {
                <div>
                    <input type="hidden" name="stage-value[]" value=value />
                    {select(pick, format!("stage-{at}"))}
                </div>
            }
        })
        .collect_view();
    view! {
        <h2>{texts.stages}</h2>
        <p class="hint">{texts.stages_hint}</p>
        <div class="form-row">{selects}</div>
    }
    .into_any()
}
