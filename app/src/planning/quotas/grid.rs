//! The grid of quotas: a field per row and month. Invariant: what a field showed goes along with
//! what was typed, so that only what was changed is set.
use super::model::{Book, PREFIX, Row, name};
use super::page::address;
use super::texts::Texts;
use crate::act::{Act, ActForm, field};
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Button, Field as Input, Kind, use_lang};
use domain::field::Field;
use leptos::prelude::*;

pub(super) fn grid(book: &Book, act: Act) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = Refused::of(act);
    let typed = untrack(|| act.sent().get()).filter(|_| refused.is_refused());
    let value = |list: &str, row: &Row, month: &str, now: &str| {
        let name = name(list, &row.key, month);
        let typed = typed.as_ref().map(|pairs| field(pairs, &name).to_owned());
        typed
            .filter(|_| list == PREFIX)
            .unwrap_or_else(|| now.to_owned())
    };
    let rows: Vec<_> = book.rows.iter().map(|one| row(book, one, &value)).collect();
    let heads = book.months.iter().map(|(_, name)| {
        view! { <th scope="col">{name.clone()}</th> }
    });
    let heads: Vec<_> = heads.collect();
    let own = hidden([
        ("year", book.year.clone()),
        ("group", book.group.to_string()),
    ]);
    let reason = refused.typed("reason", "");
    let save = book.sets.then(|| {
        view! {
            <Input name="reason" label=texts.reason value=reason maxlength=200 optional=true />
            <div class="form-actions">
                <Button text=texts.save kind=Kind::Primary />
            </div>
        }
    });
    let elsewhere = refused.elsewhere(&[Field::Reason]);
    let currency = book.currency.code().to_owned();
    view! {
        <ActForm act class="form">
            {elsewhere} {own} <div class="table-box plan-box" tabindex="0" role="region" aria-label=texts.table>
                <table class="plan quotas">
                    <caption class="vh">{texts.table} ", " {currency.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts.who}</th>
                            <th scope="col" class="of-year">
                                {texts.year} ", " {currency}
                            </th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div> {save}
        </ActForm>
    }
    .into_any()
}

fn row(book: &Book, row: &Row, value: &impl Fn(&str, &Row, &str, &str) -> String) -> AnyView {
    let texts = Texts::of(use_lang());
    let cells = row.cells.iter().zip(&book.months);
    let cells = cells.map(|(now, (month, label))| {
        let href = format!("{}&cell={}.{month}", address(book, &book.year), row.key);
        if !row.sets {
            let shown = if now.is_empty() {
                "–".to_owned()
            } else {
                now.clone()
            };
            return view! {
                <td>
                    <a href=href>{shown}</a>
                </td>
            }
            .into_any();
        }
        let versions = (!now.is_empty()).then(|| {
            let said = format!("{}: {}, {label}", texts.versions, row.name);
            view! { <a class="versions" href=href aria-label=said.clone() title=said>"…"</a> }
        });
        let said = format!("{}, {label}", row.name);
        view! {
            <td>
                <input type="hidden" name=name("was", &row.key, month) value=now.clone() />
                <input
                    class="input"
                    name=name(PREFIX, &row.key, month)
                    value=value(PREFIX, row, month, now)
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=said
                />
                {versions}
            </td>
        }
        .into_any()
    });
    let cells: Vec<_> = cells.collect();
    view! {
        <tr class=if row.group { "of-group" } else { "depth-1" }>
            <th scope="row">{row.name.clone()}</th>
            <td class="of-year">
                <span>{row.total.clone()}</span>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}
