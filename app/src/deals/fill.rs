//! What the gate of a stage lacks, filled in where a move was refused. Invariants: the form shows
//! exactly what is missing; what is filled in and the move happen together or not at all.
use super::form::name_field::NameField;
use super::offered::{Pair, source};
use super::refused::Refused;
use crate::ui::{DateField, Field as Input, MoneyField, TextArea, use_lang};
use domain::field::Field;
use domain::id::DealId;
use domain::lang::Lang;
use domain::money::Currency;
use domain::pipelines::{Need, Needs};
use domain::text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub(in crate::deals) mod api;

/// The fields as they are typed; empty ones fill nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filled {
    pub amount: String,
    pub close: String,
    pub company: String,
    pub contact: String,
    pub step: String,
    pub step_on: String,
    pub source: String,
    pub line: String,
    pub quantity: String,
    pub price: String,
    pub note: String,
}

/// What the fields must know of the deal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Blank {
    pub deal: DealId,
    pub currency: Currency,
    /// Whether the viewer sees amounts; who does not sets none.
    pub amounts: bool,
    /// The next step that is planned, where only its day may be missing.
    pub step: String,
    /// Sources to choose from; none where anything may be written.
    pub sources: Vec<Pair>,
}

/// Fields that have an input here when they are missing.
pub(in crate::deals) const SHOWN: &[Field] = &[
    Field::Amount,
    Field::ExpectedClose,
    Field::Company,
    Field::Contact,
    Field::NextStep,
    Field::NextStepOn,
    Field::Source,
    Field::Line,
    Field::Quantity,
    Field::Price,
    Field::Note,
];

/// What the form that posts to this path was refused for lacking, as long as it stands: a later
/// refusal about one of the fields keeps them all.
pub(in crate::deals) fn missing(refused: &Refused) -> Memo<Needs> {
    let failure = refused.failure();
    let typed: Needs = Need::ALL
        .into_iter()
        .filter(|need| key(*need).is_some_and(|key| refused.was_typed(&named(key))))
        .collect();
    Memo::new(move |before: Option<&Needs>| {
        let now = failure.get().and_then(|failure| failure.needs());
        now.or(before.copied()).unwrap_or(typed)
    })
}

/// The inputs of all that is missing; `place` keeps their ids apart from those of other forms.
pub(in crate::deals) fn fields(
    needs: Needs,
    blank: &Blank,
    refused: &Refused,
    place: &'static str,
) -> AnyView {
    if needs.is_empty() {
        return ().into_any();
    }
    let each = needs.iter();
    // A step with its day asks for the step, too.
    let each = each.filter(|need| *need != Need::NextStep || !needs.has(Need::NextStepOn));
    let parts: Vec<AnyView> = each.map(|need| one(need, blank, refused, place)).collect();
    view! { <div class="stack-s" data-needs="">{parts}</div> }.into_any()
}

fn one(need: Need, blank: &Blank, refused: &Refused, place: &'static str) -> AnyView {
    let lang = use_lang();
    let id = |name: &str| format!("{place}-{name}");
    let typed = |name: &str| refused.typed(&named(name), "");
    match need {
        Need::Amount if !blank.amounts => {
            view! { <p class="hint">{hidden_amount(lang)}</p> }.into_any()
        }
        Need::Amount => view! { <MoneyField name="fill[amount]" id=id("amount") label=Field::Amount.label(lang) unit=blank.currency.code().to_owned() value=typed("amount") error=refused.at(Field::Amount) required=true /> }.into_any(),
        Need::ExpectedClose => view! { <DateField name="fill[close]" id=id("close") label=Field::ExpectedClose.label(lang) value=typed("close") error=refused.at(Field::ExpectedClose) required=true /> }.into_any(),
        Need::Company => view! { <NameField name="fill[company]" id=id("company") label=Field::Company.label(lang) offered=Vec::new() value=typed("company") error=refused.at(Field::Company) /> }.into_any(),
        Need::Contact => view! { <NameField name="fill[contact]" id=id("contact") label=Field::Contact.label(lang) offered=Vec::new() contacts=true value=typed("contact") error=refused.at(Field::Contact) /> }.into_any(),
        Need::NextStep => step(blank, refused, place, false),
        Need::NextStepOn => step(blank, refused, place, true),
        Need::Source => source(&blank.sources, ("fill[source]", id("source")), typed("source"), refused, true),
        Need::Lines => line(blank, refused, place),
        Need::Note | Need::Later => view! { <TextArea name="fill[note]" id=id("note") label=Field::Note.label(lang) value=typed("note") error=refused.at(Field::Note) maxlength=u32::try_from(text::NOTE).unwrap_or(u32::MAX) required=true /> }.into_any(),
        Need::File => {
            let href = format!("/deals/{}#files", blank.deal);
            view! {
                <p>
                    <a href=href>{attach(lang)}</a>
                </p>
            }
            .into_any()
        }
    }
}

fn step(blank: &Blank, refused: &Refused, place: &'static str, dated: bool) -> AnyView {
    let lang = use_lang();
    let what = refused.typed(&named("step"), blank.step.clone());
    let on = refused.typed(&named("step_on"), "");
    view! {
        <div class="form-row">
            <Input name="fill[step]" id=format!("{place}-step") label=Field::NextStep.label(lang) value=what error=refused.at(Field::NextStep) maxlength=200 required=true />
            <DateField name="fill[step_on]" id=format!("{place}-step-on") label=Field::NextStepOn.label(lang) value=on error=refused.at(Field::NextStepOn) required=dated />
        </div>
    }
    .into_any()
}

fn line(blank: &Blank, refused: &Refused, place: &'static str) -> AnyView {
    let lang = use_lang();
    let typed = |name: &str, shown: &str| refused.typed(&named(name), shown);
    let price = blank.amounts.then(|| view! { <MoneyField name="fill[price]" id=format!("{place}-price") label=Field::Price.label(lang) unit=blank.currency.code().to_owned() value=typed("price", "") error=refused.at(Field::Price) optional=true /> });
    view! {
        <Input name="fill[line]" id=format!("{place}-line") label=Field::Line.label(lang) value=typed("line", "") error=refused.at(Field::Line) maxlength=200 required=true />
        <div class="form-row">
            <Input name="fill[quantity]" id=format!("{place}-quantity") label=Field::Quantity.label(lang) value=typed("quantity", "1") error=refused.at(Field::Quantity) inputmode="decimal" required=true />
            {price}
        </div>
    }
    .into_any()
}

/// The field by which a need is told in a form that came back.
fn key(need: Need) -> Option<&'static str> {
    match need {
        Need::Amount => Some("amount"),
        Need::ExpectedClose => Some("close"),
        Need::Company => Some("company"),
        Need::Contact => Some("contact"),
        Need::NextStep => Some("step"),
        Need::Source => Some("source"),
        Need::Lines => Some("line"),
        Need::Note => Some("note"),
        Need::NextStepOn | Need::File | Need::Later => None,
    }
}

fn named(name: &str) -> String {
    format!("fill[{name}]")
}

fn hidden_amount(lang: Lang) -> &'static str {
    lang.pick(
        "Brakuje kwoty, a kwoty są ukryte dla tego konta. Uzupełnić ją może opiekun albo kierownik grupy.",
        "The amount is missing, and amounts are hidden from this account. Its owner or the head of the group can fill it in.",
    )
}

fn attach(lang: Lang) -> &'static str {
    lang.pick(
        "Dodaj plik na stronie szansy, a potem przenieś ją ponownie",
        "Attach a file on the deal’s page, then move it again",
    )
}
