//! `/plan/receipts/{id}`: one receipt, what it settles, and what can be done about it. Invariant:
//! what the viewer may not do is absent, and the server decides again.
use super::api::OneReceipt;
use super::model::{Card, Correction};
use super::settle;
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::deals::form::name_field::NameField;
use crate::deals::refused::{Refused, hidden};
use crate::gate;
use crate::loaded::ask_again;
use crate::ui::{
    Banner, Button, Crumb, DateField, Drawer, Fact, Facts, Field as Input, Kind, MoneyField, Page,
    Tone, use_lang,
};
use domain::field::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What can be done on the page; each that ends draws it anew.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) allocate: Act,
    pub(super) propose: Act,
    pub(super) release: Act,
    give_back: Act,
    correct: Act,
    delete: Act,
    restore: Act,
}

impl Acts {
    fn new() -> Self {
        Self {
            allocate: Act::new("/api/planning/allocate"),
            propose: Act::new("/api/planning/allocate-proposed"),
            release: Act::new("/api/planning/release"),
            give_back: Act::new("/api/planning/give-back"),
            correct: Act::new("/api/planning/correct-receipt"),
            delete: Act::new("/api/planning/delete-receipt"),
            restore: Act::new("/api/planning/restore-receipt"),
        }
    }

    fn done(self) -> usize {
        let acts = [
            self.allocate,
            self.propose,
            self.release,
            self.give_back,
            self.correct,
            self.delete,
            self.restore,
        ];
        acts.map(Act::done).iter().sum()
    }
}

#[component]
pub fn ReceiptPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let acts = Acts::new();
    let card = ask_again(move || acts.done(), move || OneReceipt { id: id() });
    gate::page(card, move |card| page(&card, acts))
}

fn page(card: &Card, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let title = format!("{} · {}", texts.one, card.on);
    let crumbs = vec![Crumb::new("/plan/receipts", texts.title)];
    let closed = card
        .closed
        .then(|| view! { <Banner>{texts.closed}</Banner> });
    let works = card.changes && !card.closed && !card.deleted;
    let tools = works.then(|| tools(card, acts));
    let trash = card.deleted.then(|| in_trash(card, acts));
    let (facts, allocations) = (facts(card), settle::section(card, acts, works));
    view! {
        <Page title crumbs>
            <div class="stack-l">
                {closed} {trash} <div class="split">
                    <div class="stack">{allocations}</div>
                    <div class="stack">{facts} {tools}</div>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(card: &Card) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let mut facts = Vec::new();
    match &card.amount {
        Some(amount) => {
            let amount = amount.clone();
            facts.push(Fact::new(
                Field::Amount.label(lang),
                view! { <b class="num">{amount}</b> },
            ));
        }
        None => facts.push(Fact::new(Field::Amount.label(lang), texts.hidden)),
    }
    if let Some(free) = card.free.clone() {
        facts.push(Fact::new(
            texts.free,
            view! { <span class="num">{free}</span> },
        ));
    }
    let rest = [
        (Field::Payer, card.payer.clone()),
        (Field::Document, card.document.clone()),
        (Field::Owner, Some(card.owner.clone())),
        (Field::Group, Some(card.group.clone())),
    ];
    for (field, value) in rest {
        if let Some(value) = value {
            facts.push(Fact::new(field.label(lang), value));
        }
    }
    let returned: Vec<_> = card
        .returned
        .iter()
        .map(|one| view! { <li class="small">{one.clone()}</li> })
        .collect();
    let returned = (!returned.is_empty()).then(|| {
        view! {
            <h3 class="small strong">{texts.returned}</h3>
            <ul class="lines">{returned}</ul>
        }
    });
    view! {
        <section class="card stack-s">
            <Facts facts />
            {returned}
        </section>
    }
    .into_any()
}

fn own(card: &Card) -> AnyView {
    hidden([
        ("id", card.id.to_string()),
        ("version", card.version.to_string()),
        ("currency", card.form.currency.clone()),
    ])
}

fn tools(card: &Card, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let (correct, give_back) = (correct(card, acts), give_back(card, acts));
    let act = acts.delete;
    let refused = Refused::of(act);
    let delete = card.allocated.is_empty().then(|| {
        let (elsewhere, own, open) = (refused.elsewhere(&[]), own(card), refused.is_refused());
        view! {
            <Drawer title=texts.delete open>
                <ActForm act class="form">
                    {elsewhere} {own} <p class="small muted">{texts.delete_hint}</p> <div class="form-actions">
                        <Button text=texts.delete kind=Kind::Danger />
                    </div>
                </ActForm>
            </Drawer>
        }
    });
    view! {
        {correct}
        {give_back}
        {delete}
    }
    .into_any()
}

fn correct(card: &Card, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let (act, own) = (acts.correct, own(card));
    let refused = Refused::of(act);
    let Correction {
        on,
        currency,
        amount,
        payer,
        document,
        companies,
        ..
    } = card.form.clone();
    let open = refused.is_refused();
    let elsewhere = refused.elsewhere(&[Field::ReceivedOn, Field::Amount, Field::Document]);
    let fields = view! {
        <DateField
            name="received-on"
            label=Field::ReceivedOn.label(lang)
            value=refused.typed("received-on", on)
            error=refused.at(Field::ReceivedOn)
        />
        <MoneyField
            name="amount"
            label=Field::Amount.label(lang)
            unit=currency
            value=refused.typed("amount", amount)
            error=refused.at(Field::Amount)
        />
        <NameField
            name="payer"
            id="payer"
            label=Field::Payer.label(lang)
            offered=companies
            value=refused.typed("payer", payer)
            error=refused.at(Field::Company)
        />
        <Input
            name="document"
            label=Field::Document.label(lang)
            value=refused.typed("document", document)
            error=refused.at(Field::Document)
            maxlength=500
        />
    }
    .into_any();
    view! {
        <Drawer title=texts.correct open>
            <ActForm act class="form">
                {elsewhere} {own} {fields} <div class="form-actions">
                    <Button text=texts.save />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn give_back(card: &Card, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let (act, own) = (acts.give_back, own(card));
    let refused = Refused::of(act);
    let Correction {
        today,
        currency,
        free,
        ..
    } = card.form.clone();
    let open = refused.is_refused();
    let elsewhere = refused.elsewhere(&[Field::Reason]);
    let fields = view! {
        <DateField name="on" id="back-on" label=texts.on value=refused.typed("on", today) />
        <MoneyField name="amount" id="back-amount" label=Field::Amount.label(lang) unit=currency value=refused.typed("amount", free) />
        <Input
            name="reason"
            label=Field::Reason.label(lang)
            value=refused.typed("reason", "")
            error=refused.at(Field::Reason)
            maxlength=200
            required=true
        />
    }
    .into_any();
    view! {
        <Drawer title=texts.give_back open>
            <ActForm act class="form">
                {elsewhere} {own} {fields} <div class="form-actions">
                    <Button text=texts.give_back />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn in_trash(card: &Card, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let (act, own) = (acts.restore, own(card));
    let refused = Refused::of(act).elsewhere(&[]);
    let restore = card.changes.then(|| {
        view! {
            <ActForm act>
                {own} <Button text=texts.restore />
            </ActForm>
        }
    });
    view! {
        {refused}
        <Banner tone=Tone::Warn>{texts.deleted} {restore}</Banner>
    }
    .into_any()
}
