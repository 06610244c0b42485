//! One row of the list as a form: stage, owner, amount, close, changed where they stand.
//! Invariant: it works without scripts, and what was shown goes along with what was typed.
use super::api::EditRow as Submit;
use super::list::address;
use super::model::DealList;
use super::texts::Texts;
use crate::draft::use_draft;
use crate::people::pick::PersonField;
use crate::ui::{
    Banner, Button, Choice, DateField, Kind, LinkButton, MoneyField, Select, Tone, use_lang,
};
use domain::dates;
use domain::deals::{DealRow, Status};
use domain::lang::Say;
use leptos::form::ActionForm;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn EditRow(row: DealRow, list: Arc<DealList>) -> impl IntoView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let action = ServerAction::<Submit>::new();
    let draft = use_draft("/api/deals/edit-row");
    let typed = move |name: &str, shown: String| {
        draft
            .as_ref()
            .and_then(|draft| draft.field(name).map(str::to_owned))
            .unwrap_or(shown)
    };
    let back = address(&list.query, list.query.after.as_ref());
    let currency = row.amount.map_or(list.currency, |amount| amount.currency);
    let amount = row
        .amount
        .map(|amount| amount.input(lang))
        .unwrap_or_default();
    let close = row.expected_close.map(dates::iso).unwrap_or_default();
    let refused = refusal(action);
    let open = row.status == Status::Open;
    let shown = [
        ("id", row.id.to_string()),
        ("was_stage", row.stage.to_string()),
        ("was_owner", list.label(row.owner)),
        ("was_amount", amount.clone()),
        ("was_close", close.clone()),
        ("currency", currency.code().to_owned()),
        ("back", back.clone()),
    ];
    let shown = shown
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let stage = if open {
        let options = stages(&list, &row);
        view! { <Select name="stage" label=texts.stage options value=typed("stage", row.stage.to_string()) /> }.into_any()
    } else {
        view! { <input type="hidden" name="stage" value=row.stage.to_string() /> }.into_any()
    };
    let (offered, owner) = (list.people.clone(), list.label(row.owner));
    view! {
        <tr id=format!("deal-{}", row.id) class="is-edited">
            <td colspan="9">
                <ActionForm action attr:class="form row-form">
                    {shown}
                    <h2 class="small">{row.title.clone()}</h2>
                    {refused}
                    <div class="form-row">
                        {stage}
                        <PersonField name="owner" label=texts.owner offered value=typed("owner", owner) />
                        <MoneyField name="amount" label=texts.amount unit=currency.code().to_owned() value=typed("amount", amount) />
                        <DateField name="close" label=texts.close value=typed("close", close) />
                    </div>
                    <div class="form-actions">
                        <Button text=texts.save kind=Kind::Primary />
                        <LinkButton href=back text=texts.cancel kind=Kind::Quiet />
                    </div>
                </ActionForm>
            </td>
        </tr>
    }
}

fn stages(list: &DealList, row: &DealRow) -> Vec<Choice> {
    let own = list
        .names
        .stages
        .iter()
        .filter(|stage| stage.pipeline == row.pipeline);
    let open = own.filter(|stage| stage.kind == domain::pipelines::StageKind::Open);
    open.map(|stage| Choice::new(stage.id.to_string(), stage.name.clone()))
        .collect()
}

/// What the server said, from a script's answer or from the draft.
fn refusal(action: ServerAction<Submit>) -> AnyView {
    let lang = use_lang();
    let before = use_draft("/api/deals/edit-row").map(|draft| draft.failure);
    let now = move || {
        action
            .value()
            .get()
            .and_then(Result::err)
            .or(before.clone())
    };
    (move || now().map(|failure| view! { <Banner tone=Tone::Danger>{failure.say(lang)}</Banner> }))
        .into_any()
}
