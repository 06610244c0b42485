//! One instalment in the form of a schedule. Invariant: an instalment with money on it cannot be
//! chosen for removal.
use super::model::Sheet;
use super::texts::Texts;
use super::typed::Typed;
use crate::deals::form::name_field::NameField;
use crate::people::pick::PersonField;
use crate::ui::{
    Checkbox, Choice, DateField, Drawer, Field as Input, MoneyField, Select, use_lang,
};
use domain::field::Field;
use domain::lang::Lang;
use domain::planning::{Anchor, Category, VatBasis};
use leptos::prelude::*;

/// The value of a due date that is a day, and those that hang on an anchor.
pub(super) const ON: &str = "on";

pub(super) fn when(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Signing => "signing",
        Anchor::Delivery => "delivery",
    }
}

pub(super) fn row(sheet: &Sheet, at: usize, row: Typed) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let legend = match row.number.as_str() {
        "" => texts.new_instalment.to_owned(),
        _ => format!("{} {}", texts.instalment, at + 1),
    };
    let number = row.number.clone();
    let name = move |what: &str| format!("rows[{at}][{what}]");
    let id = move |what: &str| format!("{what}-{at}");
    view! {
        <fieldset class="card form-group instalment">
            <legend>{legend}</legend>
            <input type="hidden" name=name("number") value=number />
            <div class="form-row">
                <Input
                    name=name("description")
                    id=id("description")
                    label=Field::Description.label(lang)
                    value=row.description.clone()
                    maxlength=200
                />
                <MoneyField
                    name=name("amount")
                    id=id("amount")
                    label=Field::Amount.label(lang)
                    unit=sheet.currency.clone()
                    value=row.amount.clone()
                />
                <Select
                    name=name("basis")
                    id=id("basis")
                    label=Field::VatBasis.label(lang)
                    options=bases(lang)
                    value=row.basis.clone()
                />
                <Input
                    name=name("vat")
                    id=id("vat")
                    label=format!("{} (%)", Field::Vat.label(lang))
                    inputmode="decimal"
                    value=row.vat.clone()
                />
            </div>
            <div class="form-row">
                <Select name=name("when") id=id("when") label=texts.when options=whens(texts, lang) value=row.when.clone() />
                <DateField name=name("on") id=id("on") label=Field::Due.label(lang) value=row.on.clone() />
                <Input name=name("days") id=id("days") label=texts.days_after inputmode="numeric" value=row.days.clone() />
                <Select
                    name=name("category")
                    id=id("category")
                    label=Field::ForecastCategory.label(lang)
                    options=categories(texts, lang)
                    value=row.category.clone()
                />
            </div>
            {more(sheet, at, &row)}
            {removal(sheet, at, &row)}
        </fieldset>
    }
    .into_any()
}

/// What most instalments do without.
fn more(sheet: &Sheet, at: usize, row: &Typed) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let name = move |what: &str| format!("rows[{at}][{what}]");
    let id = move |what: &str| format!("{what}-{at}");
    let parts = [&row.invoice, &row.ksef, &row.payer, &row.responsible];
    let open = parts.iter().any(|part| !part.is_empty());
    let inputs = view! {
        <div class="form-row">
            <Input
                name=name("invoice")
                id=id("invoice")
                label=Field::Invoice.label(lang)
                value=row.invoice.clone()
                maxlength=200
            />
            <Input name=name("ksef") id=id("ksef") label=Field::Ksef.label(lang) value=row.ksef.clone() maxlength=200 />
            <NameField
                name=name("payer")
                id=id("payer")
                label=Field::Payer.label(lang)
                offered=sheet.companies.clone()
                value=row.payer.clone()
                error=Signal::stored(None::<String>)
            />
            <PersonField
                name=name("responsible")
                id=id("responsible")
                label=Field::Responsible.label(lang)
                offered=sheet.people.clone()
                value=row.responsible.clone()
            />
        </div>
    }
    .into_any();
    view! {
        <Drawer title=texts.more open bare=true>
            {inputs}
        </Drawer>
    }
    .into_any()
}
fn removal(sheet: &Sheet, at: usize, row: &Typed) -> AnyView {
    let texts = Texts::of(use_lang());
    if row.number.is_empty() {
        return ().into_any();
    }
    if sheet.settled.contains(&row.number) {
        return view! { <p class="small muted">{texts.settled}</p> }.into_any();
    }
    let checked = row.remove == "true";
    view! { <Checkbox name=format!("rows[{at}][remove]") label=texts.remove checked /> }.into_any()
}

fn bases(lang: Lang) -> Vec<Choice> {
    let bases = VatBasis::ALL.into_iter();
    bases
        .map(|basis| Choice::new(basis.key(), basis.name(lang)))
        .collect()
}

fn whens(texts: &'static Texts, lang: Lang) -> Vec<Choice> {
    let anchors = Anchor::ALL.into_iter();
    let anchors = anchors.map(|anchor| {
        let name = format!("{}: {}", texts.days_after, anchor.name(lang));
        Choice::new(when(anchor), name)
    });
    std::iter::once(Choice::new(ON, texts.on_day))
        .chain(anchors)
        .collect()
}

fn categories(texts: &'static Texts, lang: Lang) -> Vec<Choice> {
    let all = Category::ALL.into_iter();
    let all = all.map(|category| Choice::new(category.key(), category.name(lang)));
    std::iter::once(Choice::new("", texts.by_stage))
        .chain(all)
        .collect()
}
