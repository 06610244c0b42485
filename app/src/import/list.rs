//! `/import`: the form for a file, and the runs there were.
use super::texts::Texts;
use super::{RunLine, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::ui::{
    Badge, Button, Cell, Empty, Head, Icon, Kind, Lead, LinkButton, Page, Table, Tone, use_lang,
};
use leptos::prelude::*;

const UPLOAD: &str = "/api/import/upload";

#[component]
pub fn ImportPage() -> impl IntoView {
    let runs = ask(|| api::ReadRuns {});
    gate::page(runs, page)
}

fn page(runs: Vec<RunLine>) -> AnyView {
    let texts = Texts::of(use_lang());
    view! {
        <Page title=texts.import>
            <div class="stack-l">
                {upload(texts)} <section class="stack">
                    <h2>{texts.runs}</h2>
                    {if runs.is_empty() { none(texts) } else { table(runs, texts) }}
                </section>
            </div>
        </Page>
    }
    .into_any()
}

fn upload(texts: &'static Texts) -> AnyView {
    view! {
        <form class="form" method="post" action=UPLOAD enctype="multipart/form-data">
            {use_form(UPLOAD).fault(&[])} <p>{texts.intro}</p> <div class="field">
                <label class="label" for="file">
                    {texts.file}
                </label>
                <input
                    class="input"
                    id="file"
                    name="file"
                    type="file"
                    accept=".csv,.txt,.tsv,text/csv"
                    required=true
                    aria-describedby="file-hint"
                />
                <p class="hint" id="file-hint">
                    {texts.file_hint}
                </p>
            </div> <div class="form-actions">
                <Button text=texts.send kind=Kind::Primary icon=Icon::Import />
            </div>
        </form>
    }
    .into_any()
}

fn none(texts: &'static Texts) -> AnyView {
    view! { <Empty icon=Icon::Import title=texts.none_title text=texts.none_text /> }.into_any()
}

fn table(runs: Vec<RunLine>, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.source),
        Head::text(texts.when),
        Head::text(texts.who),
        Head::text(texts.made),
        Head::text(texts.state),
        Head::tools(texts.undo),
    ];
    let rows = runs.into_iter().map(|run| row(run, texts)).collect_view();
    view! {
        <Table caption=texts.runs heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(run: RunLine, texts: &'static Texts) -> AnyView {
    let id = run.id;
    let undo = run.undone.is_none().then(|| {
        view! { <LinkButton href=format!("/import/{id}/undo") text=texts.undo kind=Kind::Quiet icon=Icon::Undo small=true /> }
    });
    view! {
        <tr>
            <Lead href=format!("/import/{id}") name=run.source />
            <Cell label=texts.when>{moment(run.at)}</Cell>
            <Cell label=texts.who>{run.by}</Cell>
            <Cell label=texts.made>{run.made}</Cell>
            <Cell label=texts.state>{state(run.undone.is_some(), texts)}</Cell>
            <Cell tools=true>{undo}</Cell>
        </tr>
    }
    .into_any()
}

/// Whether a run still holds, in a word.
pub(super) fn state(undone: bool, texts: &'static Texts) -> AnyView {
    let (text, tone, icon) = if undone {
        (texts.undone, Tone::Plain, Icon::Undo)
    } else {
        (texts.kept, Tone::Ok, Icon::Check)
    };
    view! { <Badge text tone icon /> }.into_any()
}
