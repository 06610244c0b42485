//! `/people/{id}/roles` and `/people/{id}/access`: what a colleague may do, and whether they get in.
use super::card::{crumbs, use_id};
use super::form::roles;
use super::texts::Texts;
use super::{Card, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Banner, Button, Kind, LinkButton, Page, Tone, use_lang};
use leptos::prelude::*;

const ROLES: &str = "/api/people/roles";
const OFF: &str = "/api/people/deactivate";
const ON: &str = "/api/people/reactivate";

#[component]
pub fn PersonRolesPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadToChange { id: id() });
    gate::page(card, page)
}

fn page(Card { person, .. }: Card) -> AnyView {
    let form = use_form(ROLES);
    let texts = Texts::of(use_lang());
    let (id, path) = (person.id, crumbs(&person));
    let held = person.inside.map_or_else(Vec::new, |inside| inside.roles);
    view! {
        <Page title=texts.roles crumbs=path narrow=true>
            <form class="form" method="post" action=ROLES>
                {form.fault(&[])} <input type="hidden" name="id" value=id.to_string() />
                {roles(&form, &held)} <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    {crate::what_if::button("roles")}
                    <LinkButton href=format!("/people/{id}") text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

#[component]
pub fn PersonAccessPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadToChange { id: id() });
    gate::page(card, access)
}

/// Asks before it ends somebody's access: it cannot be undone for the sessions that end.
fn access(Card { person, .. }: Card) -> AnyView {
    let texts = Texts::of(use_lang());
    let (id, path) = (person.id, crumbs(&person));
    let (action, title, button, kind) = if person.active {
        (OFF, texts.take_access, texts.take_access, Kind::Danger)
    } else {
        (ON, texts.give_access, texts.give_access, Kind::Primary)
    };
    let said = if person.active {
        texts.take_access_text
    } else {
        texts.give_access_text
    };
    view! {
        <Page title crumbs=path narrow=true>
            <form class="form" method="post" action=action>
                {use_form(action).fault(&[])} <Banner tone=Tone::Warn title=person.name>
                    <p>{said}</p>
                </Banner> <input type="hidden" name="id" value=id.to_string() /> <div class="form-actions">
                    <Button text=button kind />
                    {person.active.then(|| crate::what_if::button("off"))}
                    <LinkButton href=format!("/people/{id}") text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}
