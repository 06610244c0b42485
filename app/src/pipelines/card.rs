//! `/pipelines/{id}`: the name of a pipeline and its stages in their order.
use super::list::post;
use super::stage::{dot, kind};
use super::texts::Texts;
use super::{Card, StageRow, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::people::card::use_id;
use crate::ui::{
    Badge, Button, Cell, Crumb, Field, Head, Icon, Kind, LinkButton, Page, Table, Toast, Tone,
    use_lang,
};
use domain::lang::Lang;
use domain::pipelines::StageKind;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const RENAME: &str = "/api/pipelines/rename";
const PLACE: &str = "/api/pipelines/place-stage";
const ARCHIVE: &str = "/api/pipelines/archive-stage";

#[component]
pub fn PipelinePage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadPipeline { id: id() });
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(&card, done.as_deref()))
}

fn page(card: &Card, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let id = card.id;
    let path = vec![Crumb::new("/pipelines", texts.pipelines)];
    let board = format!("/deals?view=board&pipeline={id}");
    let add = format!("/pipelines/{id}/stages/new");
    let actions = view! {
        <LinkButton href=board text=texts.seen_board />
        <LinkButton href=add text=texts.add_stage kind=Kind::Primary icon=Icon::Plus />
    };
    let state = [
        card.default.then(|| {
            view! { <Badge text=texts.default tone=Tone::Ok icon=Icon::Check /> }.into_any()
        }),
        card.archived
            .then(|| view! { <Badge text=texts.archived icon=Icon::Lock /> }.into_any()),
    ];
    let faults = [PLACE, ARCHIVE].map(|action| use_form(action).fault(&[]));
    let said = done.and_then(|done| texts.done(done));
    let faults = faults.into_iter().flatten().collect_view();
    let state = state.into_iter().flatten().collect_view();
    let (stages, rename) = (stages(card, texts), rename(card, texts));
    view! {
        <Page title=card.name.clone() crumbs=path actions=actions.into_any()>
            <div class="stack">
                <p class="row">{state}</p>
                {faults} {stages} {rename}
            </div>
            {said.map(|text| view! { <Toast text close=format!("/pipelines/{id}") /> })}
        </Page>
    }
    .into_any()
}

fn stages(card: &Card, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.stages),
        Head::text(texts.kind),
        Head::number(texts.chance),
        Head::number(texts.days_short),
        Head::text(texts.gates),
        Head::tools(texts.tools),
    ];
    let last = card.stages.len().saturating_sub(1);
    let rows: Vec<AnyView> = card
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| row(card, stage, (at > 0, at < last), texts))
        .collect();
    view! {
        <Table caption=texts.stages heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(card: &Card, stage: &StageRow, (up, down): (bool, bool), texts: &'static Texts) -> AnyView {
    let (id, at) = (card.id.to_string(), stage.id.to_string());
    let name = stage.name.as_str();
    let tool = |action, text, fields: &[(&'static str, &str)]| {
        let both = [("id", id.as_str()), ("stage", at.as_str())];
        post(action, (text, name), &[&both, fields].concat())
    };
    let tools = [
        up.then(|| tool(PLACE, texts.up, &[("up", "true")])),
        down.then(|| tool(PLACE, texts.down, &[])),
        Some(match stage.archived {
            true => tool(ARCHIVE, texts.unarchive, &[("back", "true")]),
            false => tool(ARCHIVE, texts.archive, &[]),
        }),
    ];
    let archived = stage
        .archived
        .then(|| view! { <Badge text=texts.archived icon=Icon::Lock /> });
    let chance = (stage.kind == StageKind::Open).then(|| format!("{}\u{a0}%", stage.probability));
    let days = stage.days.map(|days| days.to_string());
    let gates = gates(stage, use_lang(), texts);
    let tools = tools.into_iter().flatten().collect_view();
    let (dot, said) = (dot(stage.colour), kind(stage.kind, texts));
    view! {
        <tr data-stage=at.clone()>
            <td class="lead">
                <a class="row-link" href=format!("/pipelines/{id}/stages/{at}")>
                    <span class="stage-mark">{dot} {stage.name.clone()}</span>
                </a>
                {archived}
            </td>
            <Cell label=texts.kind>{said}</Cell>
            <Cell label=texts.chance num=true>
                {chance}
            </Cell>
            <Cell label=texts.days_short num=true>
                {days}
            </Cell>
            <Cell label=texts.gates>{gates}</Cell>
            <Cell tools=true>
                <span class="row">{tools}</span>
            </Cell>
        </tr>
    }
    .into_any()
}

/// "wejście: kwota; dalej: notatka z tego etapu".
fn gates(stage: &StageRow, lang: Lang, texts: &'static Texts) -> String {
    let asked = [(texts.on_enter, stage.enter), (texts.on_leave, stage.leave)];
    let said = asked
        .into_iter()
        .filter(|(_, needs)| !needs.is_empty())
        .map(|(when, needs)| format!("{when}: {}", needs.names(lang)));
    let said = said.collect::<Vec<_>>().join("; ");
    match said.is_empty() {
        true => texts.none.to_owned(),
        false => said,
    }
}

fn rename(card: &Card, texts: &'static Texts) -> AnyView {
    let form = use_form(RENAME);
    view! {
        <section class="card page-narrow">
            <form class="form" method="post" action=RENAME>
                {form.fault(&["name"])} <input type="hidden" name="id" value=card.id.to_string() />
                <Field
                    name="name"
                    label=texts.name
                    value=form.value("name", card.name.clone())
                    error=form.error("name")
                    maxlength=60
                    required=true
                    autocomplete="off"
                /> <div class="form-actions">
                    <Button text=texts.save />
                </div>
            </form>
        </section>
    }
    .into_any()
}
