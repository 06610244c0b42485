//! The page of lists to choose from: sources of deals, reasons of losing.
use super::texts::Texts;
use super::{Entry, Lists, Usual, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Button, Drawer, Field, Kind, Page, Toast, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const EDIT: &str = "/api/choices/edit";

/// A list of this page: its key, and what its parts are called.
#[derive(Clone, Copy)]
struct List {
    key: &'static str,
    field: &'static str,
    none: &'static str,
    new: &'static str,
}

#[component]
pub fn ChoicesPage() -> impl IntoView {
    let lists = ask(|| api::ReadChoices {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(lists, move |lists| page(&lists, done.as_deref()))
}

fn page(lists: &Lists, done: Option<&str>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let told = done.map(|verb| texts.done(lang, verb));
    let sources = List {
        key: "sources",
        field: "source",
        none: texts.no_sources,
        new: texts.new_source,
    };
    let reasons = List {
        key: "reasons",
        field: "lost-reason",
        none: texts.no_reasons,
        new: texts.new_reason,
    };
    let usual: Vec<AnyView> = lists.usual.iter().map(|one| usual(one, texts)).collect();
    let fault = use_form(EDIT).only("list", "usual").fault(&[]);
    let sources = list(sources, &lists.sources, texts);
    let reasons = list(reasons, &lists.reasons, texts);
    view! {
        <Page title=texts.title narrow=true>
            <div class="stack-l">
                <section class="card stack-s" data-list="sources">
                    <h2>{texts.sources}</h2>
                    <p class="hint">{texts.sources_hint}</p>
                    {sources}
                </section>
                <section class="card stack-s" data-list="reasons">
                    <h2>{texts.reasons}</h2>
                    <p class="hint">{texts.reasons_hint}</p>
                    {fault}
                    <h3>{texts.usual}</h3>
                    <ul class="lines">{usual}</ul>
                    <h3>{texts.own}</h3>
                    {reasons}
                </section>
            </div>
            {told.map(|text| view! { <Toast text close="/choices" /> })}
        </Page>
    }
    .into_any()
}

fn list(of: List, entries: &[Entry], texts: &'static Texts) -> AnyView {
    let form = use_form(EDIT).only("list", of.key);
    let new = form.clone().only("verb", "add");
    // Beside the input of what was added; all else stands on top.
    let fault = (!new.refused()).then(|| form.fault(&[])).flatten();
    let (archived, offered): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.archived);
    let last = offered.len().saturating_sub(1);
    let rows = offered.iter().enumerate();
    let rows: Vec<AnyView> = rows
        .map(|(at, entry)| row(of, entry, (at > 0, at < last), texts))
        .collect();
    let rows = match rows.is_empty() {
        true => view! { <p class="muted">{of.none}</p> }.into_any(),
        false => view! { <ul class="lines">{rows}</ul> }.into_any(),
    };
    let archived = (!archived.is_empty()).then(|| {
        let rows: Vec<AnyView> = archived
            .iter()
            .map(|entry| kept(of, entry, texts))
            .collect();
        view! {
            <Drawer title=texts.archived bare=true>
                <ul class="lines">{rows}</ul>
            </Drawer>
        }
    });
    view! {
        {fault}
        {rows}
        {archived}
        <form class="form" method="post" action=EDIT>
            {new.fault(&[of.field])}
            {hidden(of, "add")}
            <Field
                name="name"
                id=format!("new-{}", of.key)
                label=of.new
                value=new.value("name", "")
                error=new.error(of.field)
                maxlength=100
                required=true
                autocomplete="off"
            />
            <div class="form-actions">
                <Button text=texts.add />
            </div>
        </form>
    }
    .into_any()
}

/// A choice that is offered: its name can be written anew where it stands.
fn row(of: List, entry: &Entry, (up, down): (bool, bool), texts: &'static Texts) -> AnyView {
    let form = use_form(EDIT).only("list", of.key);
    let form = form.only("verb", "rename").only("name", &entry.name);
    let name = entry.name.as_str();
    let label = format!("{}: {name}", texts.name);
    let rename = format!("{}: {name}", texts.rename);
    let tools = [
        up.then(|| tool(of.key, "up", (texts.up, name), name)),
        down.then(|| tool(of.key, "down", (texts.down, name), name)),
        Some(tool(of.key, "archive", (texts.archive, name), name)),
    ];
    let tools: Vec<AnyView> = tools.into_iter().flatten().collect();
    view! {
        <li class="stack-s" data-choice=entry.name.clone()>
            <div class="spread">
                <form class="row" method="post" action=EDIT>
                    {hidden(of, "rename")}
                    <input type="hidden" name="name" value=entry.name.clone() />
                    <input class="input" name="to" value=form.value("to", entry.name.clone()).0 aria-label=label maxlength="100" required autocomplete="off" />
                    <Button text=texts.rename kind=Kind::Quiet small=true attr:aria-label=rename />
                </form>
                <span class="row">{tools}</span>
            </div>
            {before(entry, texts)}
        </li>
    }
    .into_any()
}

fn kept(of: List, entry: &Entry, texts: &'static Texts) -> AnyView {
    let name = entry.name.as_str();
    view! {
        <li class="spread" data-choice=entry.name.clone()>
            <span>{entry.name.clone()} {before(entry, texts)}</span>
            {tool(of.key, "restore", (texts.restore, name), name)}
        </li>
    }
    .into_any()
}

fn before(entry: &Entry, texts: &'static Texts) -> Option<AnyView> {
    let was = entry.was.join(", ");
    let said = format!(" {}: {was}", texts.was);
    (!was.is_empty()).then(|| view! { <span class="small muted">{said}</span> }.into_any())
}

fn usual(one: &Usual, texts: &'static Texts) -> AnyView {
    let (state, verb, text) = match one.offered {
        true => (texts.offered, "leave", texts.leave),
        false => (texts.left_out, "offer", texts.offer),
    };
    view! {
        <li class="spread" data-choice=one.key.clone()>
            <span>{one.name.clone()} <span class="small muted">" · " {state}</span></span>
            {tool("usual", verb, (text, &one.name), &one.key)}
        </li>
    }
    .into_any()
}

fn hidden(of: List, verb: &'static str) -> AnyView {
    view! {
        <input type="hidden" name="list" value=of.key />
        <input type="hidden" name="verb" value=verb />
    }
    .into_any()
}

/// A button that does one thing with one entry; its label says with which.
fn tool(
    list: &'static str,
    verb: &'static str,
    (text, about): (&'static str, &str),
    name: &str,
) -> AnyView {
    let label = format!("{text}: {about}");
    view! {
        <form method="post" action=EDIT>
            <input type="hidden" name="list" value=list />
            <input type="hidden" name="verb" value=verb />
            <input type="hidden" name="name" value=name.to_owned() />
            <Button text kind=Kind::Quiet small=true attr:aria-label=label />
        </form>
    }
    .into_any()
}
