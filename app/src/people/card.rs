//! `/people/{id}`: one colleague, and for administrators what to do about them.
use super::list::state;
use super::texts::Texts;
use super::{Card, Colleague, Named, api, words};
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Crumb, Fact, Facts, Icon, LinkButton, Page, Toast, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn PersonPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadPerson { id: id() });
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(card, done.as_deref()))
}

/// The number in the address.
pub(crate) fn use_id() -> impl Fn() -> String + Send + Sync + Copy + 'static {
    let params = use_params_map();
    move || params.with(|params| params.get("id").unwrap_or_default())
}

/// The path to a page about this person.
pub(super) fn crumbs(person: &Colleague) -> Vec<Crumb> {
    let texts = Texts::of(use_lang());
    vec![
        Crumb::new("/people", texts.people),
        Crumb::new(format!("/people/{}", person.id), person.name.clone()),
    ]
}

fn page(
    Card {
        person, view_as, ..
    }: Card,
    done: Option<&str>,
) -> AnyView {
    let texts = Texts::of(use_lang());
    let said = done.and_then(|done| texts.done(done));
    let (id, title) = (person.id, person.name.clone());
    let path = vec![Crumb::new("/people", texts.people)];
    let tools = person.inside.is_some().then(|| tools(&person));
    let deals = format!("/deals?owner={id}");
    view! {
        <Page title crumbs=path actions=tools.into_any() narrow=true>
            <div class="stack">
                <section class="card">
                    <Facts facts=facts(&person) />
                </section>
                <p class="row">
                    <LinkButton href=deals text=texts.their_deals icon=Icon::Target />
                </p>
                {view_as.then(|| crate::view_as::button(id.0))}
            </div>
            {said
                .map(|text| view! { <Toast text close=format!("/people/{id}") /> })}
        </Page>
    }
    .into_any()
}

fn tools(person: &Colleague) -> AnyView {
    let texts = Texts::of(use_lang());
    let to = |page: &str| format!("/people/{}/{page}", person.id);
    let oneself = person.inside.as_ref().is_some_and(|inside| inside.oneself);
    if !person.active {
        return view! { <LinkButton href=to("access") text=texts.give_access icon=Icon::Undo /> }
            .into_any();
    }
    view! {
        <LinkButton href=to("edit") text=texts.edit icon=Icon::Edit />
        <LinkButton href=to("groups") text=texts.groups icon=Icon::Tree />
        <LinkButton href=to("roles") text=texts.roles icon=Icon::Shield />
        <LinkButton href=to("invitation") text=texts.invite icon=Icon::Mail />
        {(!oneself).then(|| view! { <LinkButton href=to("access") text=texts.take_access icon=Icon::Lock /> })}
    }
    .into_any()
}

fn facts(person: &Colleague) -> Vec<Fact> {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let mut facts = Vec::new();
    let mut text = |name: &'static str, value: Option<String>| {
        facts.extend(value.map(|value| Fact::new(name, value)));
    };
    text(Of::Position.label(lang), person.title.clone());
    text(Of::Phone.label(lang), person.phone.clone());
    if let Some(email) = person.email.clone() {
        let mail = view! { <a href=format!("mailto:{email}")>{email.clone()}</a> };
        facts.push(Fact::new(Of::Email.label(lang), mail));
    }
    facts.push(Fact::new(
        texts.groups,
        links(&person.groups, texts.no_group),
    ));
    if !person.heads.is_empty() {
        facts.push(Fact::new(texts.heads, links(&person.heads, "")));
    }
    if let Some(inside) = &person.inside {
        let roles = inside.roles.iter().map(|role| words::role(*role, lang));
        let roles = roles.collect::<Vec<_>>().join(", ");
        let roles = if roles.is_empty() {
            texts.no_role.to_owned()
        } else {
            roles
        };
        facts.push(Fact::new(texts.roles, roles));
    }
    facts.push(Fact::new(
        texts.entry,
        state(person.active, person.inside.as_ref()),
    ));
    facts
}

/// Groups one after another, as links.
fn links(groups: &[Named], none: &'static str) -> AnyView {
    if groups.is_empty() {
        return none.into_any();
    }
    groups
        .iter()
        .enumerate()
        .map(|(place, group)| {
            let (href, name) = (format!("/groups/{}", group.id), group.name.clone());
            view! {
                {(place > 0).then_some(", ")}
                <a href=href>{name}</a>
            }
        })
        .collect_view()
        .into_any()
}
