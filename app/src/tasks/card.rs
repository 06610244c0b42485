//! `/tasks/{id}`: one assignment: what it says, what the viewer may do, what was said and done.
use super::api;
use super::line::{due, lines, state};
use super::model::{Detail, Linked};
use super::texts::Texts;
use super::{talk, verbs};
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::people::card::use_id;
use crate::target::encoded;
use crate::ui::{Crumb, Event, Fact, Facts, Icon, Kind, LinkButton, Page, Timeline, use_lang};
use domain::field::Field;
use domain::tasks::Verb;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn TaskPage() -> impl IntoView {
    let (id, query) = (use_id(), use_query_map());
    let before = move || query.read().get("before").unwrap_or_default();
    let detail = ask(move || api::ReadTask {
        id: id(),
        before: before(),
    });
    gate::page(detail, |detail| page(&detail))
}

fn page(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let id = detail.line.id;
    let edit = detail.may.contains(&Verb::Edit).then(|| {
        view! { <LinkButton href=format!("/tasks/{id}/edit") text=texts.edit icon=Icon::Edit /> }
            .into_any()
    });
    let mut crumbs = vec![Crumb::new("/tasks", texts.tasks)];
    if let Some(Linked {
        name,
        href: Some(href),
    }) = detail.parent.clone()
    {
        crumbs.push(Crumb::new(href, name));
    }
    let description = detail
        .description
        .clone()
        .map(|text| view! { <section class="card read pre">{text}</section> });
    let title = detail.line.title.clone();
    let left = view! {
        {verbs::request(detail)}
        {verbs::verbs(detail)}
        {description}
        {talk::checklist(detail)}
        {subtasks(detail)}
        {talk::comments(detail)}
    }
    .into_any();
    let (facts, attempts, history) = (facts(detail), attempts(detail), history(detail));
    view! {
        <Page title crumbs actions=edit.into_any()>
            <div class="split">
                <div class="stack">{left}</div>
                <div class="stack">
                    <section class="card">
                        <Facts facts />
                    </section>
                    {attempts} {history}
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(detail: &Detail) -> Vec<Fact> {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let line = &detail.line;
    let mut facts = vec![
        Fact::new(texts.state, state(line.state)),
        Fact::new(
            Field::Assignee.label(lang),
            view! { <a href=format!("/tasks?person={}", line.assignee_id)>{line.assignee.clone()}</a> },
        ),
    ];
    if line.deadline.is_some() {
        facts.push(Fact::new(Field::Deadline.label(lang), due(line)));
    }
    let mut text = |name: &'static str, value: Option<String>| {
        facts.extend(value.map(|value| Fact::new(name, value)));
    };
    text(texts.drift, detail.drift.clone());
    text(Field::PlannedStart.label(lang), detail.start.clone());
    text(
        Field::Priority.label(lang),
        Some(line.priority.name(lang).to_owned()),
    );
    text(Field::Author.label(lang), Some(detail.author.clone()));
    let controller = match detail.own {
        true => texts.own.to_owned(),
        false => detail.controller.clone(),
    };
    text(Field::Controller.label(lang), Some(controller));
    let many = |names: &[String]| Some(names.join(", ")).filter(|names| !names.is_empty());
    text(Field::CoAssignees.label(lang), many(&detail.co_assignees));
    text(Field::Observers.label(lang), many(&detail.observers));
    let links = detail.links.iter().cloned().map(linked).collect_view();
    if !detail.links.is_empty() {
        facts.push(Fact::new(texts.about, links));
    }
    if let Some(parent) = detail.parent.clone() {
        facts.push(Fact::new(texts.part_of, linked(parent)));
    }
    facts.push(Fact::new(
        texts.why,
        view! {
            <span class="small muted">{detail.why.clone()}</span>
            {detail.explains.then(|| crate::who::link(&format!("task-{}", line.id)))}
        },
    ));
    facts
}

fn linked(linked: Linked) -> AnyView {
    match linked.href {
        Some(href) => view! { <p><a href=href>{linked.name}</a></p> }.into_any(),
        None => view! { <p class="muted">{linked.name}</p> }.into_any(),
    }
}

fn subtasks(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let add = detail.may.contains(&Verb::Tick).then(|| {
        let href = format!("/tasks/new?parent={}", detail.line.id);
        view! { <LinkButton href text=texts.add_subtask icon=Icon::Plus small=true /> }
    });
    if detail.subtasks.is_empty() && add.is_none() {
        return ().into_any();
    }
    let parts = (!detail.subtasks.is_empty()).then(|| lines(detail.subtasks.iter().cloned()));
    view! {
        <section class="card stack-s">
            <div class="card-head">
                <h2>{texts.subtasks}</h2>
                {add}
            </div>
            {parts}
        </section>
    }
    .into_any()
}

/// Kept attempts, once there is more to tell than that one is under way.
fn attempts(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let told =
        |attempt: &super::model::Attempt| attempt.words.is_some() || attempt.returned.is_some();
    if detail.attempts.len() < 2 && !detail.attempts.iter().any(told) {
        return ().into_any();
    }
    let lang = use_lang();
    let one = |(number, attempt): (usize, &super::model::Attempt)| {
        let ended = attempt.ended.clone().map(|(state, when)| {
            view! { <p class="small">{state.name(lang)} " · " {moment(when)}</p> }
        });
        let words = attempt
            .words
            .clone()
            .map(|words| view! { <p class="pre">{words}</p> });
        let returned = attempt.returned.clone().map(|reason| {
            view! { <p class="pre">{texts.returned}": "{reason}</p> }
        });
        view! {
            <li>
                <p class="strong">{texts.attempt} " " {number} " · " {attempt.who.clone()}</p>
                {ended} {words} {returned}
            </li>
        }
    };
    let all = (1..).zip(&detail.attempts).map(one).collect_view();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.attempts}</h2>
            </div>
            <ol class="lines">{all}</ol>
        </section>
    }
    .into_any()
}

fn history(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let id = detail.line.id;
    let events = detail.events.iter().cloned().map(|told| {
        view! { <Event icon=Icon::Edit title=told.title who=told.who when=told.when.text at=told.when.exact /> }
    });
    let events = events.collect_view();
    let older = detail.older.as_ref().map(|place| {
        let href = format!("/tasks/{id}?before={}#history", encoded(place));
        view! { <LinkButton href text=texts.older kind=Kind::Quiet icon=Icon::ChevronDown /> }
    });
    let later = use_query_map().read_untracked().get("before").is_some();
    let newest = later.then(|| {
        view! { <LinkButton href=format!("/tasks/{id}#history") text=texts.newest kind=Kind::Quiet /> }
    });
    view! {
        <section class="stack-s" id="history">
            <h2>{texts.history}</h2>
            {newest}
            <Timeline>{events}</Timeline>
            {older}
        </section>
    }
    .into_any()
}
