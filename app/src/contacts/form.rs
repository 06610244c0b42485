//! `/contacts/new?company=ID` and `/contacts/{id}/edit`. Invariant: what was shown goes along with
//! what was typed; a refused form comes back as it was typed.
use super::texts::Texts;
use super::{Editable, Sheet, api};
use crate::form::{Typed, use_form};
use crate::gate;
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
    let form = Resource::new_blocking(company, |company| api::contact_form(String::new(), company));
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditContactPage() -> impl IntoView {
    let form = Resource::new_blocking(use_id(), |id| api::contact_form(id, String::new()));
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
    let was = shown(&editable.sheet);
    let fields = fields(&form, editable);
    view! {
        <Page title crumbs=path narrow=true>
            <form class="form" method="post" action=action>
                {form.fault(&FIELDS)} {id} {was} {fields}
                <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href=back text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// What the form showed, so that the server knows what was changed.
fn shown(sheet: &Sheet) -> AnyView {
    let hidden = sheet.pairs().into_iter().map(|(key, value)| {
        // An attribute keeps the line ends that a field of one line would drop.
        view! { <input type="hidden" name=format!("was[{key}]") value=value.to_owned() /> }
    });
    hidden.collect_view().into_any()
}

fn fields(form: &Typed, editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let personal = editable.shows_personal.then(|| {
        view! {
            {area(form, editable, Of::Phone, Some(texts.many_hint))}
            {area(form, editable, Of::Email, Some(texts.many_hint))}
        }
    });
    let note = editable
        .shows_note
        .then(|| area(form, editable, Of::Note, None));
    view! {
        {input(form, editable, Of::PersonName, None)}
        {input(form, editable, Of::Position, None)}
        {input(form, editable, Of::Company, Some(texts.company_hint))}
        {personal}
        {note}
    }
    .into_any()
}

fn input(form: &Typed, editable: &Editable, of: Of, hint: Option<&'static str>) -> AnyView {
    let name = format!("form[{}]", of.key());
    let needed = of == Of::PersonName;
    view! {
        <Field
            value=form.value(&name, editable.sheet.field(of.key()))
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

fn area(form: &Typed, editable: &Editable, of: Of, hint: Option<&'static str>) -> AnyView {
    let name = format!("form[{}]", of.key());
    view! {
        <TextArea
            value=form.value(&name, editable.sheet.field(of.key()))
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
