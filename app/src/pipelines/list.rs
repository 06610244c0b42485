//! `/pipelines` and `/pipelines/new`: all pipelines with their order, and making one.
use super::stage::dot;
use super::texts::Texts;
use super::{Pipelines, Row, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{
    Badge, Banner, Button, Cell, Crumb, Field, Head, Icon, Kind, Lead, LinkButton, Note, Page,
    Radio, Radios, Table, Toast, Tone, use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const CREATE: &str = "/api/pipelines/create";
const PLACE: &str = "/api/pipelines/place";
const DEFAULT: &str = "/api/pipelines/default";
const ARCHIVE: &str = "/api/pipelines/archive";

#[component]
pub fn PipelinesPage() -> impl IntoView {
    let list = ask(|| api::ListPipelines {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(list, move |list| page(&list, done.as_deref()))
}

#[component]
pub fn NewPipelinePage() -> impl IntoView {
    let list = ask(|| api::ListPipelines {});
    gate::page(list, |list| form(&list))
}

fn page(list: &Pipelines, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let add = view! { <LinkButton href="/pipelines/new" text=texts.add kind=Kind::Primary icon=Icon::Plus /> };
    let said = done.and_then(|done| texts.done(done));
    let faults = [PLACE, DEFAULT, ARCHIVE].map(|action| use_form(action).fault(&[]));
    let heads = vec![
        Head::text(texts.rename),
        Head::text(texts.stages),
        Head::text(texts.state),
        Head::tools(texts.tools),
    ];
    let faults = faults.into_iter().flatten().collect_view();
    // The archived stand last, whatever their place.
    let beside = |at: Option<usize>, one: &Row| {
        let other = at.and_then(|at| list.rows.get(at));
        other.is_some_and(|other| other.archived == one.archived)
    };
    let rows: Vec<AnyView> = list
        .rows
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let ways = (
                beside(at.checked_sub(1), one),
                beside(at.checked_add(1), one),
            );
            row(one, ways, texts)
        })
        .collect();
    view! {
        <Page title=texts.pipelines actions=add.into_any()>
            <div class="stack">
                {faults} <p class="muted">{texts.intro}</p>
                <Table caption=texts.pipelines heads>
                    {rows}
                </Table>
            </div>
            {said.map(|text| view! { <Toast text close="/pipelines" /> })}
        </Page>
    }
    .into_any()
}

fn row(row: &Row, (up, down): (bool, bool), texts: &'static Texts) -> AnyView {
    let stages = row.stages.iter().map(|(name, colour)| {
        view! {
            <span class="stage-mark">
                {dot(*colour)} {name.clone()}
            </span>
        }
    });
    let state = [
        row.default.then(|| {
            view! { <Badge text=texts.default tone=Tone::Ok icon=Icon::Check /> }.into_any()
        }),
        row.archived
            .then(|| view! { <Badge text=texts.archived icon=Icon::Lock /> }.into_any()),
    ];
    let (id, name) = (row.id.to_string(), row.name.as_str());
    let tool = |action, text, fields: &[(&'static str, &str)]| {
        post(
            action,
            (text, name),
            &[&[("id", id.as_str())], fields].concat(),
        )
    };
    let tools = [
        up.then(|| tool(PLACE, texts.up, &[("up", "true")])),
        down.then(|| tool(PLACE, texts.down, &[])),
        (!row.default && !row.archived).then(|| tool(DEFAULT, texts.make_default, &[])),
        (!row.default && !row.archived).then(|| tool(ARCHIVE, texts.archive, &[])),
        row.archived
            .then(|| tool(ARCHIVE, texts.unarchive, &[("back", "true")])),
    ];
    let stages = stages.collect_view();
    let state = state.into_iter().flatten().collect_view();
    let tools = tools.into_iter().flatten().collect_view();
    view! {
        <tr data-pipeline=id.clone()>
            <Lead href=format!("/pipelines/{id}") name=row.name.clone() />
            <Cell label=texts.stages>
                <span class="row">{stages}</span>
            </Cell>
            <Cell label=texts.state>
                <span class="row">{state}</span>
            </Cell>
            <Cell tools=true>
                <span class="row">{tools}</span>
            </Cell>
        </tr>
    }
    .into_any()
}

/// A button that posts by itself; its label says what it is about.
pub(super) fn post(
    action: &'static str,
    (text, about): (&'static str, &str),
    fields: &[(&'static str, &str)],
) -> AnyView {
    let label = format!("{text}: {about}");
    let fields = fields.iter().map(
        |(name, value)| view! { <input type="hidden" name=*name value=(*value).to_owned() /> },
    );
    view! {
        <form method="post" action=action>
            {fields.collect_view()} <Button text kind=Kind::Quiet small=true attr:aria-label=label />
        </form>
    }
    .into_any()
}

fn form(list: &Pipelines) -> AnyView {
    let texts = Texts::of(use_lang());
    let form = use_form(CREATE);
    let path = vec![Crumb::new("/pipelines", texts.pipelines)];
    let options = list.examples.iter().enumerate().map(|(at, example)| Radio {
        value: at.to_string().into(),
        name: example.name.clone().into(),
        hint: Note::from(example.stages.join(" → ")),
    });
    let options: Vec<Radio> = options.collect();
    view! {
        <Page title=texts.new crumbs=path narrow=true>
            <form class="form" method="post" action=CREATE>
                {form.fault(&["name"])}
                <Field
                    name="name"
                    label=texts.name
                    value=form.value("name", None::<String>)
                    error=form.error("name")
                    maxlength=60
                    required=true
                    autocomplete="off"
                />
                <Radios name="example" legend=texts.example options value=form.value("example", "0") />
                <Banner>{texts.example_hint}</Banner> <div class="form-actions">
                    <Button text=texts.add kind=Kind::Primary />
                    <LinkButton href="/pipelines" text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}
