//! `/products/new` and `/products/{id}/edit`. Invariant: what was shown goes along with what was
//! typed; a refused form comes back as it was typed.
use super::texts::Texts;
use super::{Editable, api};
use crate::edit_form::Edited;
use crate::form::{Typed, use_form};
use crate::gate;
use crate::loaded::ask;
use crate::people::card::use_id;
use crate::ui::{Button, Crumb, Field, Kind, LinkButton, MoneyField, Page, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;

const CREATE: &str = "/api/products/create";
const SAVE: &str = "/api/products/save";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 5] = ["name", "code", "category", "price", "unit"];

#[component]
pub fn NewProductPage() -> impl IntoView {
    let form = ask(|| api::ProductForm { id: String::new() });
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditProductPage() -> impl IntoView {
    let id = use_id();
    let form = ask(move || api::ProductForm { id: id() });
    gate::page(form, |form| page(&form))
}

fn page(editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let path = vec![Crumb::new("/products", texts.products)];
    let (title, action) = match editable.id {
        None => (texts.add, CREATE),
        Some(_) => (texts.edit, SAVE),
    };
    let form = use_form(action);
    let edited = Edited::of(action, &editable.typed.pairs());
    let id = editable.id.map(|id| {
        let again = format!("/products/{id}/edit");
        let (was, conflict) = (edited.shown(), edited.conflict(again));
        view! {
            {conflict}
            <input type="hidden" name="id" value=id.to_string() />
            {was}
        }
    });
    let fault = (!edited.is_stale()).then(|| form.fault(&FIELDS));
    let fields = fields(&form, &edited, editable.shows_price);
    view! {
        <Page title crumbs=path narrow=true>
            <form class="form" method="post" action=action>
                {fault} {id} {fields} <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href="/products" text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn fields(form: &Typed, edited: &Edited, shows_price: bool) -> AnyView {
    let currency = edited.value("currency");
    let price = shows_price.then(|| {
        view! {
            <MoneyField
                name="form[price]"
                id="price"
                label=Of::Price.label(use_lang())
                unit=currency.clone()
                value=edited.value("price")
                error=form.error("price")
                optional=true
            />
        }
    });
    view! {
        <input type="hidden" name="form[currency]" value=currency.clone() />
        {input(form, edited, Of::Name)}
        <div class="form-row">
            {input(form, edited, Of::Code)} {input(form, edited, Of::Category)}
        </div>
        <div class="form-row">{price} {input(form, edited, Of::Unit)}</div>
    }
    .into_any()
}

fn input(form: &Typed, edited: &Edited, of: Of) -> AnyView {
    let name = format!("form[{}]", of.key());
    let needed = of == Of::Name;
    view! {
        <Field
            value=edited.value(of.key())
            name
            id=of.key()
            label=of.label(use_lang())
            error=form.error(of.key())
            autocomplete="off"
            required=needed
            optional=!needed
        />
    }
    .into_any()
}
