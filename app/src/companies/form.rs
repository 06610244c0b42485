//! `/companies/new` and `/companies/{id}/edit`. Invariant: what was shown goes along with what was
//! typed, so an editor overwrites only what they saw; a refused form comes back as it was typed.
use super::texts::Texts;
use super::{Editable, api};
use crate::draft::use_draft;
use crate::edit_form::Edited;
use crate::form::{Typed, use_form};
use crate::gate;
use crate::loaded::ask;
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
    let form = ask(|| api::CompanyForm { id: String::new() });
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditCompanyPage() -> impl IntoView {
    let id = use_id();
    let form = ask(move || api::CompanyForm { id: id() });
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
    let edited = Edited::of(action, &editable.sheet.pairs());
    let (was, conflict) = (edited.shown(), edited.conflict(format!("{back}/edit")));
    let fault = (!edited.is_stale()).then(|| form.fault(&FIELDS));
    let fields = fields(&form, &edited, editable);
    view! {
        <Page title crumbs=path narrow=true>
            <form class="form" method="post" action=action>
                {conflict} {fault} {taken(action)} {id} {was} {fields}
                <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href=back text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// The way to the company that bears the typed tax number already, for who may see it.
fn taken(action: &str) -> Option<AnyView> {
    let id = use_draft(action)?.failure.about()?;
    let text = Texts::of(use_lang()).open_taken;
    Some(view! { <p><a href=format!("/companies/{id}")>{text}</a></p> }.into_any())
}

fn fields(form: &Typed, edited: &Edited, editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let line = |of: Of| input(form, edited, of, "text", None);
    view! {
        {line(Of::Name)}
        <div class="form-row">
            {input(form, edited, Of::Nip, "text", Some(texts.nip_hint))} {line(Of::Regon)}
            {line(Of::Krs)}
        </div>
        {line(Of::Address)}
        <div class="form-row">{line(Of::PostalCode)} {line(Of::City)} {line(Of::Country)}</div>
        <div class="form-row">{line(Of::Website)} {input(form, edited, Of::Phone, "tel", None)}</div>
        <div class="form-row">
            {line(Of::Industry)} {line(Of::Employees)} {line(Of::Founded)}
        </div>
        {revenue(form, edited, editable)}
        {input(form, edited, Of::Parent, "text", Some(texts.parent_hint))}
        {note(form, edited, editable)}
    }
    .into_any()
}

fn input(
    form: &Typed,
    edited: &Edited,
    of: Of,
    kind: &'static str,
    hint: Option<&'static str>,
) -> AnyView {
    let name = format!("form[{}]", of.key());
    let needed = of == Of::Name;
    view! {
        <Field
            value=edited.value(of.key())
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

fn revenue(form: &Typed, edited: &Edited, editable: &Editable) -> Option<AnyView> {
    let currency = edited.value("currency");
    editable.shows_revenue.then(|| {
        view! {
            <input type="hidden" name="form[currency]" value=currency.clone() />
            <MoneyField
                name="form[revenue]"
                id="revenue"
                label=Of::Revenue.label(use_lang())
                unit=currency
                value=edited.value("revenue")
                error=form.error("revenue")
                optional=true
            />
        }
        .into_any()
    })
}

fn note(form: &Typed, edited: &Edited, editable: &Editable) -> Option<AnyView> {
    editable.shows_note.then(|| {
        view! {
            <TextArea
                name="form[note]"
                id="note"
                label=Of::Note.label(use_lang())
                value=edited.value("note")
                error=form.error("note")
                rows=4
                optional=true
            />
        }
        .into_any()
    })
}
