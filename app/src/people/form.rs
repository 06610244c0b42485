//! `/people/new` and `/people/{id}/edit`: a colleague's particulars.
use super::card::{crumbs, use_id};
use super::texts::Texts;
use super::{Card, Colleague, api, words};
use crate::form::{Typed, use_form};
use crate::gate;
use crate::groups::{Choosable, choices};
use crate::loaded::ask;
use crate::ui::{Button, Checkbox, Choice, Crumb, Field, Kind, LinkButton, Page, Select, use_lang};
use domain::access::Role;
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const CREATE: &str = "/api/people/create";
const EDIT: &str = "/api/people/edit";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 5] = ["person-name", "email", "position", "phone", "group"];

/// `/people/new?group=ID`
#[component]
pub fn NewPersonPage() -> impl IntoView {
    let groups = ask(|| api::ReadGroupsToJoin {});
    let group = use_query_map().with_untracked(|query| query.get("group"));
    gate::page(groups, move |groups| new(&groups, group.clone()))
}

fn new(groups: &[Choosable], group: Option<String>) -> AnyView {
    let (lang, form) = (use_lang(), use_form(CREATE));
    let texts = Texts::of(lang);
    let mut options = vec![Choice::new("", texts.no_group)];
    options.extend(choices(groups));
    let path = vec![Crumb::new("/people", texts.people)];
    view! {
        <Page title=texts.add crumbs=path narrow=true>
            <form class="form" method="post" action=CREATE>
                {form.fault(&FIELDS)} {particulars(&form, None)}
                <Select
                    name="group"
                    label=Of::Group.label(lang)
                    options
                    value=form.value("group", group)
                    error=form.error("group")
                    hint=texts.group_hint
                />
                {roles(&form, &[Role::Rep])}
                <Checkbox
                    name="invite"
                    label=texts.invite_now
                    hint=texts.invite_hint
                    checked=form.ticked("invite", "true", true)
                />
                <div class="form-actions">
                    <Button text=texts.add kind=Kind::Primary />
                    <LinkButton href="/people" text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// `/people/{id}/edit`
#[component]
pub fn EditPersonPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadToChange { id: id() });
    gate::page(card, edit)
}

fn edit(Card { person, .. }: Card) -> AnyView {
    let form = use_form(EDIT);
    let texts = Texts::of(use_lang());
    let (id, path) = (person.id, crumbs(&person));
    let was = [
        ("was-person-name", Some(person.name.clone())),
        ("was-email", person.email.clone()),
        ("was-position", person.title.clone()),
        ("was-phone", person.phone.clone()),
    ];
    let was = was.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <Page title=texts.edit crumbs=path narrow=true>
            <form class="form" method="post" action=EDIT>
                {form.fault(&FIELDS)} <input type="hidden" name="id" value=id.to_string() /> {was.collect_view()}
                {particulars(&form, Some(&person))} <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href=format!("/people/{id}") text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn particulars(form: &Typed, person: Option<&Colleague>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let stored = |read: fn(&Colleague) -> Option<String>| person.and_then(read);
    view! {
        <Field
            name="person-name"
            label=Of::PersonName.label(lang)
            value=form.value("person-name", stored(|person| Some(person.name.clone())))
            error=form.error("person-name")
            autocomplete="off"
            required=true
        />
        <Field
            name="email"
            of="email"
            label=Of::Email.label(lang)
            value=form.value("email", stored(|person| person.email.clone()))
            error=form.error("email")
            hint=texts.email_hint
            autocomplete="off"
            optional=true
        />
        <div class="form-row">
            <Field
                name="position"
                label=Of::Position.label(lang)
                value=form.value("position", stored(|person| person.title.clone()))
                error=form.error("position")
                autocomplete="off"
                optional=true
            />
            <Field
                name="phone"
                of="tel"
                label=Of::Phone.label(lang)
                value=form.value("phone", stored(|person| person.phone.clone()))
                error=form.error("phone")
                autocomplete="off"
                optional=true
            />
        </div>
    }
    .into_any()
}

/// Every role with its sentence; several may be held at once.
pub(super) fn roles(form: &Typed, held: &[Role]) -> AnyView {
    let lang = use_lang();
    let boxes = Role::EVERY
        .into_iter()
        .map(|role| {
            let code = words::role_code(role);
            view! {
                <Checkbox
                    name="role[]"
                    label=words::role(role, lang)
                    value=code
                    hint=words::role_hint(role, lang)
                    checked=form.ticked("role[]", code, held.contains(&role))
                />
            }
        })
        .collect_view();
    view! {
        <fieldset class="radios">
            <legend class="label">{Texts::of(lang).roles}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}
