//! One row of the list as a form: stage, owner, amount, close, changed where they stand.
//! Invariant: it works without scripts, and what was shown goes along with what was typed.
use super::list::address;
use super::model::DealList;
use super::refused::Refused;
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::people::pick::PersonField;
use crate::ui::{Button, Choice, DateField, Kind, LinkButton, MoneyField, Select, use_lang};
use domain::dates;
use domain::deals::{DealRow, Status};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn EditRow(row: DealRow, list: Arc<DealList>) -> impl IntoView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let act = Act::new("/api/deals/edit-row");
    let refused = Refused::of(act);
    let fault = refused.elsewhere(&[]);
    let typed = move |name: &str, shown: String| refused.typed(name, shown);
    let back = address(&list.query, list.query.after.as_ref());
    let currency = row.amount.map_or(list.currency, |amount| amount.currency);
    let amount = row
        .amount
        .map(|amount| amount.input(lang))
        .unwrap_or_default();
    let close = row.expected_close.map(dates::iso).unwrap_or_default();
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
                <ActForm act class="form row-form">
                    {shown}
                    <h2 class="small">{row.title.clone()}</h2>
                    {fault}
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
                </ActForm>
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
