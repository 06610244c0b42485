//! The inputs of a deal's form. Invariant: the name of an input is `form[…]`, what it showed goes
//! along as `was[…]`.
use super::model::Sheet;
use super::name_field::NameField;
use super::people;
use super::typed::Typed;
use crate::deals::detail::{Texts, open_stages};
use crate::deals::offered::source;
use crate::deals::refused::Refused;
use crate::people::pick::PersonField;
use crate::ui::{Choice, DateField, Field as Input, Note, Select, Text, TextArea, use_lang};
use domain::deals::{LostKind, Status};
use domain::field::Field;
use domain::money::Currency;
use domain::sentence::lost_kind;
use domain::text;
use leptos::prelude::*;

/// Every field that has an input here; other refusals stand above the form.
const SHOWN: &[Field] = &[
    Field::Title,
    Field::Company,
    Field::Contact,
    Field::ContactRole,
    Field::Stage,
    Field::Owner,
    Field::Amount,
    Field::Currency,
    Field::Probability,
    Field::ExpectedClose,
    Field::Opened,
    Field::Closed,
    Field::LostReason,
    Field::Source,
    Field::Description,
    Field::NextStep,
    Field::NextStepOn,
    Field::ExternalId,
];

pub(super) fn fields(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    view! {
        {general(refused)}
        <div class="form-group">{what(sheet, typed, refused)} {people::contacts(sheet, typed, refused)}</div>
        <div class="form-group">{place(sheet, typed, refused)} {money(sheet, typed, refused)} {days(sheet, typed, refused)} {loss(sheet, typed, refused)}</div>
        <div class="form-group">{step(sheet, typed, refused)} {rest(sheet, typed, refused)}</div>
    }
    .into_any()
}

/// A refusal that stands at no input; a clash is told apart, with both versions.
fn general(refused: &Refused) -> AnyView {
    let failure = refused.failure();
    let stale = move || failure.get().is_some_and(|failure| failure.is_stale());
    let said = refused.elsewhere(SHOWN);
    view! { <div hidden=stale>{said}</div> }.into_any()
}

/// What the form showed, so that only what was touched is changed.
pub(super) fn shown(was: &Typed) -> AnyView {
    let single = Typed::FIELDS.iter().map(|(name, field)| {
        let value = was.get(*field).to_owned();
        view! { <input type="hidden" name=format!("was[{name}]") value=value /> }
    });
    let parts = was.contacts.iter().enumerate().map(|(at, part)| {
        view! {
            <input type="hidden" name=format!("was[contacts][{at}][contact]") value=part.contact.clone() />
            <input type="hidden" name=format!("was[contacts][{at}][role]") value=part.role.clone() />
        }
    });
    view! { {single.collect_view()} {parts.collect_view()} }.into_any()
}

/// A value as people read it, for comparing two versions.
pub(super) fn said(sheet: &Sheet, typed: &Typed, field: Field) -> Text {
    let lang = use_lang();
    let raw = typed.get(field);
    let said = match field {
        Field::Stage => raw
            .parse()
            .ok()
            .and_then(|id| sheet.names.stage(id))
            .map(|stage| stage.name.clone()),
        Field::LostReason => LostKind::of_key(raw).map(|kind| lost_kind(kind, lang).to_owned()),
        Field::Contact => Some(people::said(typed)),
        _ => None,
    };
    let said = said.unwrap_or_else(|| raw.to_owned());
    if said.is_empty() {
        Texts::of(lang).none_value.into()
    } else {
        said.into()
    }
}

fn what(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    let lang = use_lang();
    view! {
        {line("title", Field::Title, typed.title.clone(), refused, true)}
        <NameField
            name="form[company]"
            id="company"
            label=Field::Company.label(lang)
            offered=sheet.companies.clone()
            value=typed.company.clone()
            error=refused.at(Field::Company)
        />
        <TextArea
            name="form[description]"
            id="description"
            label=Field::Description.label(lang)
            value=typed.description.clone()
            error=refused.at(Field::Description)
            maxlength=u32::try_from(text::NOTE).unwrap_or(u32::MAX)
            optional=true
        />
    }
    .into_any()
}

fn place(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    let owner = if sheet.reassigns {
        owner(sheet, typed, refused)
    } else {
        kept("owner", typed.owner.clone())
    };
    let stage = if sheet.status == Status::Open {
        select(
            "stage",
            Field::Stage,
            open_stages(&sheet.names),
            typed.stage.clone(),
            refused,
        )
    } else {
        kept("stage", typed.stage.clone())
    };
    view! { <div class="form-row">{stage} {owner}</div> }.into_any()
}

fn owner(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    view! {
        <PersonField
            name="form[owner]"
            id="owner"
            label=Field::Owner.label(use_lang())
            offered=sheet.people.clone()
            value=typed.owner.clone()
            error=refused.at(Field::Owner)
            required=true
        />
    }
    .into_any()
}

fn money(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    if !sheet.commercial {
        return kept("currency", typed.currency.clone());
    }
    let lang = use_lang();
    let mut codes: Vec<String> = Currency::COMMON
        .iter()
        .map(|currency| currency.code().to_owned())
        .collect();
    if !codes.contains(&typed.currency) && !typed.currency.is_empty() {
        codes.push(typed.currency.clone());
    }
    let currencies = codes
        .into_iter()
        .map(|code| Choice::new(code.clone(), code))
        .collect();
    let chance = format!("{} (%)", Field::Probability.label(lang));
    view! {
        <div class="form-row">
            {number("amount", Field::Amount, Field::Amount.label(lang).into(), typed.amount.clone(), refused)}
            {select("currency", Field::Currency, currencies, typed.currency.clone(), refused)}
            {number("probability", Field::Probability, chance.into(), typed.probability.clone(), refused)}
        </div>
    }
    .into_any()
}

fn days(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    let closed = (sheet.status != Status::Open)
        .then(|| day("closed", Field::Closed, typed.closed.clone(), refused));
    view! {
        <div class="form-row">
            {day("close", Field::ExpectedClose, typed.close.clone(), refused)}
            {day("opened", Field::Opened, typed.opened.clone(), refused)} {closed}
        </div>
    }
    .into_any()
}

fn loss(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    if sheet.status != Status::Lost {
        return ().into_any();
    }
    let lang = use_lang();
    let mut kinds = LostKind::CHOICES.to_vec();
    if typed.lost_reason == LostKind::NotRecorded.key() {
        kinds.push(LostKind::NotRecorded);
    }
    let kinds = kinds
        .into_iter()
        .map(|kind| Choice::new(kind.key(), lost_kind(kind, lang)))
        .collect();
    view! {
        <div class="form-row">
            {select("lost_reason", Field::LostReason, kinds, typed.lost_reason.clone(), refused)}
            <Input name="form[lost_text]" id="lost_text" label=Texts::of(lang).details value=typed.lost_text.clone() maxlength=500 optional=true />
        </div>
    }
    .into_any()
}

fn step(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    if sheet.status != Status::Open {
        return view! { {kept("step", typed.step.clone())} {kept("step_on", typed.step_on.clone())} }.into_any();
    }
    view! {
        <div class="form-row">
            {line("step", Field::NextStep, typed.step.clone(), refused, false)}
            {day("step_on", Field::NextStepOn, typed.step_on.clone(), refused)}
        </div>
    }
    .into_any()
}

fn rest(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    view! {
        <div class="form-row">
            {source(&sheet.offered.sources, ("form[source]", "source".to_owned()), typed.source.clone(), refused, false)}
            {line("external_id", Field::ExternalId, typed.external_id.clone(), refused, false)}
        </div>
    }
    .into_any()
}

/// A field that this form does not change.
fn kept(name: &'static str, value: String) -> AnyView {
    view! { <input type="hidden" name=format!("form[{name}]") value=value /> }.into_any()
}

fn line(
    name: &'static str,
    field: Field,
    value: String,
    refused: &Refused,
    required: bool,
) -> AnyView {
    let label = field.label(use_lang());
    let name_in_form = format!("form[{name}]");
    view! {
        <Input name=name_in_form id=name label value error=refused.at(field) required optional=!required maxlength=200 />
    }
    .into_any()
}

fn number(
    name: &'static str,
    field: Field,
    label: Text,
    value: String,
    refused: &Refused,
) -> AnyView {
    view! {
        <Input name=format!("form[{name}]") id=name label value error=refused.at(field) inputmode="decimal" autocomplete="off" optional=true />
    }
    .into_any()
}

fn day(name: &'static str, field: Field, value: String, refused: &Refused) -> AnyView {
    let label = field.label(use_lang());
    view! { <DateField name=format!("form[{name}]") id=name label value error=refused.at(field) optional=true /> }.into_any()
}

pub(super) fn select(
    name: &'static str,
    field: Field,
    options: Vec<Choice>,
    value: String,
    refused: &Refused,
) -> AnyView {
    let label = field.label(use_lang());
    view! { <Select name=format!("form[{name}]") id=Note::from(name) label options value error=refused.at(field) /> }.into_any()
}
