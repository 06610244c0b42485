//! What a receipt settles: taken back, proposed, or chosen by hand. Invariant: everything that is
//! done here can be undone here.
use super::card::Acts;
use super::model::{Card, Proposed, Settled};
use super::texts::Texts;
use crate::act::ActForm;
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Button, Choice, Drawer, Icon, Kind, MoneyField, Select, use_lang};
use domain::field::Field;
use leptos::prelude::*;

pub(super) fn section(card: &Card, acts: Acts, works: bool) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = (Refused::of(acts.release), Refused::of(acts.propose));
    let rows: Vec<_> = card
        .allocated
        .iter()
        .map(|one| settled(card, one, acts, works))
        .collect();
    let rows = match rows.is_empty() {
        true => view! { <p class="muted">{texts.not_allocated}</p> }.into_any(),
        false => view! { <ul class="lines">{rows}</ul> }.into_any(),
    };
    let proposals = (works && !card.proposed.is_empty()).then(|| proposals(card, acts));
    let other = (works && !card.open.is_empty()).then(|| other(card, acts));
    let faults = (refused.0.elsewhere(&[]), refused.1.elsewhere(&[]));
    view! {
        <section class="card stack-s">
            <h2>{texts.allocations}</h2>
            {faults}
            {rows}
        </section>
        {proposals}
        {other}
    }
    .into_any()
}

fn settled(card: &Card, one: &Settled, acts: Acts, works: bool) -> AnyView {
    let texts = Texts::of(use_lang());
    let title = match &one.to {
        Some(_) => view! { <a href=one.href.clone()>{one.title.clone()}</a> }.into_any(),
        None => view! { <span class="muted">{texts.hidden_deal}</span> }.into_any(),
    };
    let act = acts.release;
    let back = one.to.clone().filter(|_| works).map(|to| {
        let fields = hidden([
            ("id", card.id.to_string()),
            ("version", card.version.to_string()),
            ("from", to),
        ]);
        let label = format!("{}: {}", texts.release, one.title);
        view! {
            <ActForm act>
                {fields} <Button text=texts.release icon=Icon::Undo small=true kind=Kind::Quiet attr:aria-label=label />
            </ActForm>
        }
    });
    view! {
        <li class="spread">
            {title} <span class="row">
                <span class="num">{one.amount.clone()}</span>
                {back}
            </span>
        </li>
    }
    .into_any()
}

fn proposals(card: &Card, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let rows: Vec<_> = card
        .proposed
        .iter()
        .map(|one| proposed(card, one, acts))
        .collect();
    let act = acts.propose;
    let fields = hidden([
        ("id", card.id.to_string()),
        ("version", card.version.to_string()),
    ]);
    view! {
        <section class="card stack-s">
            <h2>{texts.proposed}</h2>
            <ul class="lines">{rows}</ul>
            <ActForm act>
                {fields} <Button text=texts.allocate_all kind=Kind::Primary />
            </ActForm>
        </section>
    }
    .into_any()
}

fn proposed(card: &Card, one: &Proposed, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let act = acts.allocate;
    let fields = hidden([
        ("id", card.id.to_string()),
        ("version", card.version.to_string()),
        ("currency", card.form.currency.clone()),
        ("to", one.to.clone()),
        ("amount", one.input.clone()),
    ]);
    let label = format!("{}: {}", texts.allocate, one.title);
    view! {
        <li>
            <div class="spread">
                <a href=one.href.clone()>{one.title.clone()}</a>
                <span class="row">
                    <span class="num">{one.amount.clone()}</span>
                    <ActForm act>
                        {fields} <Button text=texts.allocate small=true attr:aria-label=label />
                    </ActForm>
                </span>
            </div>
            <div class="small muted">{one.why.clone()}</div>
        </li>
    }
    .into_any()
}

/// Any instalment that waits for money.
fn other(card: &Card, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let act = acts.allocate;
    let refused = Refused::of(act);
    let options = card.open.iter();
    let options: Vec<_> = options
        .map(|(id, words)| Choice::new(id.clone(), words.clone()))
        .collect();
    let fields = hidden([
        ("id", card.id.to_string()),
        ("version", card.version.to_string()),
        ("currency", card.form.currency.clone()),
    ]);
    let (to, amount) = (
        refused.typed("to", ""),
        refused.typed("amount", card.form.free.clone()),
    );
    let unit = card.form.currency.clone();
    let (elsewhere, error) = (
        refused.elsewhere(&[Field::Amount]),
        refused.at(Field::Amount),
    );
    let open = refused.is_refused() || card.proposed.is_empty();
    view! {
        <Drawer title=texts.other open>
            <ActForm act class="form">
                {elsewhere} {fields} <Select name="to" label=Field::Instalment.label(lang) options value=to />
                <MoneyField name="amount" id="allocate-amount" label=Field::Amount.label(lang) unit value=amount error />
                <div class="form-actions">
                    <Button text=texts.allocate />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}
