//! `/groups/{id}`: one group, and for administrators what to change about it.
use super::list::links;
use super::texts::Texts;
use super::{Card, Changeable, api, choices};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::people::Named;
use crate::people::card::use_id;
use crate::people::pick::PersonField;
use crate::ui::{
    Button, Choice, Crumb, Fact, Facts, Field, Icon, Kind, LinkButton, Page, Select, Toast,
    use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const RENAME: &str = "/api/groups/rename";
const MOVE: &str = "/api/groups/move";
const APPOINT: &str = "/api/groups/appoint";
const DISMISS: &str = "/api/groups/dismiss";

#[component]
pub fn GroupPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadGroup { id: id() });
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(card, done.as_deref()))
}

fn page(card: Card, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let said = done.and_then(|done| texts.done(done));
    let (id, title) = (card.id, card.name.clone());
    let path = vec![Crumb::new("/groups", texts.groups)];
    let tools = card.change.is_some().then(|| {
        view! {
            <LinkButton href=format!("/people/new?group={id}") text=texts.add_member icon=Icon::Plus />
            <LinkButton href=format!("/groups/new?parent={id}") text=texts.add_subgroup icon=Icon::Tree />
            <LinkButton href=format!("/groups/{id}/dissolve") text=texts.dissolve kind=Kind::Quiet icon=Icon::Trash />
        }
        .into_any()
    });
    let change = card.change.clone().map(|change| changes(&card, change));
    view! {
        <Page title crumbs=path actions=tools.into_any() narrow=true>
            <div class="stack">
                <section class="card">
                    <Facts facts=facts(card) />
                </section>
                <p class="row">
                    <LinkButton href=format!("/deals?group={id}") text=texts.their_deals icon=Icon::Target />
                </p>
                {change}
            </div>
            {said
                .map(|text| view! { <Toast text close=format!("/groups/{id}") /> })}
        </Page>
    }
    .into_any()
}

fn facts(card: Card) -> Vec<Fact> {
    let texts = Texts::of(use_lang());
    let or = |to: &'static str, named: Vec<Named>, none: &'static str| {
        if named.is_empty() {
            view! { <span class="muted">{none}</span> }.into_any()
        } else {
            links(to, named)
        }
    };
    vec![
        Fact::new(
            texts.parent,
            or("/groups/", card.parent.into_iter().collect(), texts.top),
        ),
        Fact::new(texts.heads, or("/people/", card.heads, texts.no_heads)),
        Fact::new(texts.members, or("/people/", card.members, texts.nobody)),
        Fact::new(
            texts.subgroups,
            or("/groups/", card.subgroups, texts.no_subgroups),
        ),
    ]
}

fn changes(card: &Card, change: Changeable) -> AnyView {
    view! {
        {heads(card, change.candidates)} {rename(card)} {move_under(card, &change.parents)}
    }
    .into_any()
}

fn heads(card: &Card, candidates: Vec<String>) -> AnyView {
    let (form, texts) = (use_form(APPOINT), Texts::of(use_lang()));
    let id = card.id.to_string();
    let now = card.heads.iter().cloned();
    let now = now
        .map(|head| dismiss(id.clone(), head, texts))
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.heads}</h2>
            </div>
            <div class="stack">
                {use_form(DISMISS).fault(&[])} {now} <form class="form" method="post" action=APPOINT>
                    {form.fault(&["owner"])} <input type="hidden" name="id" value=id />
                    <PersonField
                        name="person"
                        label=texts.appoint
                        offered=candidates
                        value=form.value("person", None::<String>)
                        error=form.error("owner")
                        hint=texts.appoint_hint
                    /> <div class="form-actions">
                        <Button text=texts.appoint_button />
                        {crate::what_if::button("head")}
                    </div>
                </form>
            </div>
        </section>
    }
    .into_any()
}

fn dismiss(id: String, head: Named, texts: &'static Texts) -> AnyView {
    view! {
        <form class="spread" method="post" action=DISMISS>
            <a href=format!("/people/{}", head.id)>{head.name}</a>
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="person" value=head.id.to_string() />
            <Button text=texts.dismiss small=true />
        </form>
    }
    .into_any()
}

fn rename(card: &Card) -> AnyView {
    let (form, texts) = (use_form(RENAME), Texts::of(use_lang()));
    let (id, name) = (card.id.to_string(), card.name.clone());
    view! {
        <section class="card">
            <form class="form" method="post" action=RENAME>
                {form.fault(&["name"])} <input type="hidden" name="id" value=id />
                <Field
                    name="name"
                    label=texts.rename
                    value=form.value("name", name)
                    error=form.error("name")
                    maxlength=80
                    required=true
                /> <div class="form-actions">
                    <Button text=texts.save />
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn move_under(card: &Card, parents: &[super::Choosable]) -> AnyView {
    let (form, texts) = (use_form(MOVE), Texts::of(use_lang()));
    let id = card.id.to_string();
    let parent = card.parent.as_ref().map(|parent| parent.id.to_string());
    let mut options = vec![Choice::new("", texts.top)];
    options.extend(choices(parents));
    view! {
        <section class="card">
            <form class="form" method="post" action=MOVE>
                {form.fault(&["parent"])} <input type="hidden" name="id" value=id />
                <Select
                    name="parent"
                    label=texts.move_under
                    options
                    value=form.value("parent", parent)
                    error=form.error("parent")
                    hint=texts.move_hint
                /> <div class="form-actions">
                    <Button text=texts.move_button />
                    {crate::what_if::button("place")}
                </div>
            </form>
        </section>
    }
    .into_any()
}
