//! `/contacts/new?company=ID` and `/contacts/{id}/edit`. Invariant: what was shown goes along with
//! what was typed; a refused form comes back as it was typed.
use super::texts::Texts;
use super::{Editable, api};
use crate::edit_form::Edited;
use crate::form::{Typed, use_form};
use crate::gate;
use crate::loaded::ask;
use crate::people::card::use_id;
use crate::ui::{Button, Crumb, Field, Kind, LinkButton, Page, TextArea, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const CREATE: &str = "/api/contacts/create";
const SAVE: &str = "/api/contacts/save";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 6] = [
    "person-name",
    "position",
    "company",
    "phone",
    "email",
    "note",
];

#[component]
pub fn NewContactPage() -> impl IntoView {
    let params = use_query_map();
    let company = move || params.with(|params| params.get("company").unwrap_or_default());
    let form = ask(move || api::ContactForm {
        id: String::new(),
        company: company(),
    });
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditContactPage() -> impl IntoView {
    let id = use_id();
    let form = ask(move || api::ContactForm {
        id: id(),
        company: String::new(),
    });
    gate::page(form, |form| page(&form))
}

fn page(editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let mut path = vec![Crumb::new("/contacts", texts.contacts)];
    let (title, action, back) = match editable.id {
        None => (texts.add, CREATE, "/contacts".to_owned()),
        Some(id) => (texts.edit, SAVE, format!("/contacts/{id}")),
    };
    if editable.id.is_some() {
        path.push(Crumb::new(back.clone(), editable.sheet.person_name.clone()));
    }
    let form = use_form(action);
    let id = editable
        .id
        .map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> });
    let edited = Edited::of(action, &editable.sheet.pairs());
    let (was, conflict) = (edited.shown(), edited.conflict(format!("{back}/edit")));
    let fault = (!edited.is_stale()).then(|| form.fault(&FIELDS));
    let fields = fields(&form, &edited, editable);
    view! {
        <Page title crumbs=path narrow=true>
            <form class="form" method="post" action=action>
                {conflict} {fault} {id} {was} {fields}
                <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href=back text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn fields(form: &Typed, edited: &Edited, editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let personal = editable.shows_personal.then(|| {
        view! {
            {area(form, edited, Of::Phone, Some(texts.many_hint))}
            {area(form, edited, Of::Email, Some(texts.many_hint))}
        }
    });
    let note = editable
        .shows_note
        .then(|| area(form, edited, Of::Note, None));
    view! {
        {input(form, edited, Of::PersonName, None)}
        {input(form, edited, Of::Position, None)}
        {input(form, edited, Of::Company, Some(texts.company_hint))}
        {personal}
        {note}
    }
    .into_any()
}

fn input(form: &Typed, edited: &Edited, of: Of, hint: Option<&'static str>) -> AnyView {
    let name = format!("form[{}]", of.key());
    let needed = of == Of::PersonName;
    view! {
        <Field
            value=edited.value(of.key())
            name
            id=of.key()
            label=of.label(use_lang())
            error=form.error(of.key())
            hint=hint
            autocomplete="off"
            required=needed
            optional=!needed
        />
    }
    .into_any()
}

fn area(form: &Typed, edited: &Edited, of: Of, hint: Option<&'static str>) -> AnyView {
    let name = format!("form[{}]", of.key());
    view! {
        <TextArea
            value=edited.value(of.key())
            name
            id=of.key()
            label=of.label(use_lang())
            error=form.error(of.key())
            hint=hint
            rows=2
            optional=true
        />
    }
    .into_any()
}
