//! `/plan/receipts/new`: a receipt by hand; `?deal=ID` begins it with what a deal tells.
use super::api::FreshReceipt;
use super::model::Fresh;
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::deals::form::name_field::NameField;
use crate::deals::refused::{Refused, hidden};
use crate::gate;
use crate::loaded::ask;
use crate::people::pick::PersonField;
use crate::ui::{
    Button, Crumb, DateField, Field as Input, Kind, LinkButton, MoneyField, Page, use_lang,
};
use domain::field::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Fields whose refusal stands at the field.
const KNOWN: &[Field] = &[
    Field::ReceivedOn,
    Field::Amount,
    Field::Company,
    Field::Payer,
    Field::Document,
    Field::Owner,
];

#[component]
pub fn NewReceiptPage() -> impl IntoView {
    let query = use_query_map();
    let deal = move || query.read().get("deal").unwrap_or_default();
    let act = Act::new("/api/planning/record-receipt");
    let fresh = ask(move || FreshReceipt { deal: deal() });
    gate::page(fresh, move |fresh| page(&fresh, act))
}

fn page(fresh: &Fresh, act: Act) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let typed = |name: &str, shown: &String| refused.typed(name, shown.clone());
    let crumbs = vec![Crumb::new("/plan/receipts", texts.title)];
    let own = hidden([("currency", fresh.currency.clone())]);
    let fields = view! {
        <div class="form-row">
            <DateField
                name="received-on"
                label=Field::ReceivedOn.label(lang)
                value=typed("received-on", &fresh.on)
                error=refused.at(Field::ReceivedOn)
                required=true
            />
            <MoneyField
                name="amount"
                label=Field::Amount.label(lang)
                hint=texts.gross
                unit=fresh.currency.clone()
                value=typed("amount", &fresh.amount)
                error=refused.at(Field::Amount)
                required=true
            />
        </div>
        <NameField
            name="payer"
            id="payer"
            label=Field::Payer.label(lang)
            offered=fresh.companies.clone()
            value=typed("payer", &fresh.payer)
            error=refused.at(Field::Company)
        />
        <Input
            name="document"
            label=Field::Document.label(lang)
            value=refused.typed("document", "")
            error=refused.at(Field::Document)
            maxlength=500
            optional=true
        />
        <PersonField
            name="owner"
            label=Field::Owner.label(lang)
            hint=texts.owner_hint
            offered=fresh.people.clone()
            value=typed("owner", &fresh.owner)
            error=refused.at(Field::Owner)
            required=true
        />
    }
    .into_any();
    let elsewhere = refused.elsewhere(KNOWN);
    view! {
        <Page title=texts.add crumbs narrow=true>
            <ActForm act class="form">
                {elsewhere} {own} {fields} <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <LinkButton href="/plan/receipts" text=texts.cancel kind=Kind::Quiet />
                </div>
            </ActForm>
        </Page>
    }
    .into_any()
}
