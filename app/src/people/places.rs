//! `/people/{id}/groups`: where a colleague belongs, and whether their work goes along.
use super::card::{crumbs, use_id};
use super::texts::Texts;
use super::{Card, api};
use crate::form::use_form;
use crate::gate;
use crate::groups::{Choosable, choices};
use crate::loaded::ask;
use crate::ui::{Button, Checkbox, Choice, Kind, LinkButton, Page, Select, use_lang};
use leptos::prelude::*;

const MOVE: &str = "/api/people/groups";

#[component]
pub fn PersonGroupsPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadToChange { id: id() });
    gate::page(card, page)
}

fn page(Card { person, groups, .. }: Card) -> AnyView {
    let form = use_form(MOVE);
    let texts = Texts::of(use_lang());
    let (id, path) = (person.id, crumbs(&person));
    let mut options = vec![Choice::new("", texts.no_group)];
    options.extend(choices(&groups));
    let primary = person.groups.first().map(|group| group.id.to_string());
    let others: Vec<u64> = person.groups.iter().skip(1).map(|group| group.id).collect();
    let boxes = groups
        .iter()
        .map(|group| other(group, &form, others.contains(&group.id.0)))
        .collect_view();
    view! {
        <Page title=texts.groups crumbs=path narrow=true>
            <form class="form" method="post" action=MOVE>
                {form.fault(&["group"])} <input type="hidden" name="id" value=id.to_string() />
                <Select
                    name="group"
                    label=texts.primary_group
                    options
                    value=form.value("group", primary)
                    error=form.error("group")
                    hint=texts.primary_hint
                /> <fieldset class="radios">
                    <legend class="label">{texts.other_groups}</legend>
                    {boxes}
                </fieldset>
                <Checkbox
                    name="follow"
                    label=texts.follow
                    hint=texts.follow_hint
                    checked=form.ticked("follow", "true", false)
                /> <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    {crate::what_if::button("groups")}
                    <LinkButton href=format!("/people/{id}") text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn other(group: &Choosable, form: &crate::form::Typed, stored: bool) -> AnyView {
    let code = group.id.to_string();
    let checked = form.ticked("others[]", &code, stored);
    view! { <Checkbox name="others[]" label=group.indented() value=code checked /> }.into_any()
}
