//! `/companies/new` and `/companies/{id}/edit`. Invariant: what was shown goes along with what was
//! typed, so an editor overwrites only what they saw; a refused form comes back as it was typed.
use super::texts::Texts;
use super::{Editable, Sheet, api};
use crate::form::{Typed, use_form};
use crate::gate;
use crate::people::card::use_id;
use crate::ui::{Button, Crumb, Field, Kind, LinkButton, MoneyField, Page, TextArea, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;

const CREATE: &str = "/api/companies/create";
const SAVE: &str = "/api/companies/save";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 16] = [
    "name",
    "nip",
    "regon",
    "krs",
    "address",
    "postal-code",
    "city",
    "country",
    "website",
    "phone",
    "industry",
    "employees",
    "revenue",
    "founded",
    "parent",
    "note",
];

#[component]
pub fn NewCompanyPage() -> impl IntoView {
    let form = Resource::new_blocking(|| (), |()| api::company_form(String::new()));
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditCompanyPage() -> impl IntoView {
    let form = Resource::new_blocking(use_id(), api::company_form);
    gate::page(form, |form| page(&form))
}

fn page(editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let mut path = vec![Crumb::new("/companies", texts.companies)];
    let (title, action, back) = match editable.id {
        None => (texts.add, CREATE, "/companies".to_owned()),
        Some(id) => (texts.edit, SAVE, format!("/companies/{id}")),
    };
    if editable.id.is_some() {
        path.push(Crumb::new(back.clone(), editable.sheet.name.clone()));
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
    let pairs = sheet.pairs().into_iter();
    let hidden = pairs.map(|(key, value)| {
        view! { <input type="hidden" name=format!("was[{key}]") value=value.to_owned() /> }
    });
    let hidden = hidden.collect_view();
    let currency = sheet.currency.clone();
    view! {
        {hidden}
        <input type="hidden" name="form[currency]" value=currency />
    }
    .into_any()
}

fn fields(form: &Typed, editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let line = |of: Of| input(form, editable, of, "text", None);
    view! {
        {line(Of::Name)}
        <div class="form-row">
            {input(form, editable, Of::Nip, "text", Some(texts.nip_hint))} {line(Of::Regon)}
            {line(Of::Krs)}
        </div>
        {line(Of::Address)}
        <div class="form-row">{line(Of::PostalCode)} {line(Of::City)} {line(Of::Country)}</div>
        <div class="form-row">{line(Of::Website)} {input(form, editable, Of::Phone, "tel", None)}</div>
        <div class="form-row">
            {line(Of::Industry)} {line(Of::Employees)} {line(Of::Founded)}
        </div>
        {revenue(form, editable)}
        {input(form, editable, Of::Parent, "text", Some(texts.parent_hint))}
        {note(form, editable)}
    }
    .into_any()
}

fn input(
    form: &Typed,
    editable: &Editable,
    of: Of,
    kind: &'static str,
    hint: Option<&'static str>,
) -> AnyView {
    let name = format!("form[{}]", of.key());
    let needed = of == Of::Name;
    view! {
        <Field
            value=form.value(&name, editable.sheet.field(of.key()))
            name
            id=of.key()
            of=kind
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

fn revenue(form: &Typed, editable: &Editable) -> Option<AnyView> {
    let sheet = &editable.sheet;
    editable.shows_revenue.then(|| {
        view! {
            <MoneyField
                name="form[revenue]"
                id="revenue"
                label=Of::Revenue.label(use_lang())
                unit=sheet.currency.clone()
                value=form.value("form[revenue]", sheet.revenue.clone())
                error=form.error("revenue")
                optional=true
            />
        }
        .into_any()
    })
}

fn note(form: &Typed, editable: &Editable) -> Option<AnyView> {
    let stored = editable.sheet.note.clone();
    editable.shows_note.then(|| {
        view! {
            <TextArea
                name="form[note]"
                id="note"
                label=Of::Note.label(use_lang())
                value=form.value("form[note]", stored)
                error=form.error("note")
                rows=4
                optional=true
            />
        }
        .into_any()
    })
}
