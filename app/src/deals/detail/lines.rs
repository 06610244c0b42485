//! What is sold: the lines of a deal, added, changed and removed one at a time where they stand.
mod form;

use super::acts::Acts;
use super::decimal;
use super::head::sees_amounts;
use super::model::Detail;
use super::texts::Texts;
use crate::act::ActForm;
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Button, Icon, use_lang};
use domain::access::Action;
use domain::deals::{DealLine, Status};
use domain::field::Field;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn lines(detail: &Detail, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let changes = deal.may(Action::Edit) && deal.status == Status::Open && deal.deleted.is_none();
    if deal.lines.is_empty() && !changes {
        return ().into_any();
    }
    let rows = deal.lines.iter().enumerate().map(|(at, line)| {
        let tools = changes.then(|| {
            let (remove, change) = (
                remove(detail, at, line, acts),
                form::change(detail, at, line, acts),
            );
            view! {
                {remove}
                {change}
            }
        });
        view! { <li class="line">{described(line)} {tools}</li> }
    });
    let rows = rows.collect_view();
    let rows = (!deal.lines.is_empty()).then(|| view! { <ul class="lines">{rows}</ul> });
    let total = deal.lines_total().ok().flatten().map(|total| {
        view! { <p class="spread"><span class="muted">{texts.total}</span><b class="num">{total.column(lang)}</b></p> }
    });
    let empty = deal
        .lines
        .is_empty()
        .then(|| view! { <p class="muted">{texts.no_lines}</p> });
    let removal = Refused::of(acts.remove_line);
    let add = changes.then(|| form::add(detail, acts));
    view! {
        <section class="card stack-s">
            <h2>{texts.lines}</h2>
            {empty}
            {rows}
            {on_paper(&deal.lines)}
            {total}
            {removal.elsewhere(&[])}
            {add}
        </section>
    }
    .into_any()
}

/// The same as a table, whose head every sheet repeats.
fn on_paper(lines: &[DealLine]) -> Option<AnyView> {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let row = |line: &DealLine| {
        let quantity = decimal::show(line.quantity, 3, lang);
        let price = line.price.map(|price| price.column(lang));
        let discount = (line.discount > 0).then(|| {
            format!(
                "{}\u{a0}%",
                decimal::show(i64::from(line.discount), 2, lang)
            )
        });
        let total = line.total().ok().flatten().map(|total| total.column(lang));
        view! {
            <tr>
                <td>{line.name.clone()}</td>
                <td class="num">{quantity}</td>
                <td class="num">{price}</td>
                <td class="num">{discount}</td>
                <td class="num">{total}</td>
            </tr>
        }
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="print-only print-table">
                <thead>
                    <tr>
                        <th scope="col">{Field::Line.label(lang)}</th>
                        <th scope="col" class="num">{Field::Quantity.label(lang)}</th>
                        <th scope="col" class="num">{Field::Price.label(lang)}</th>
                        <th scope="col" class="num">{Field::Discount.label(lang)}</th>
                        <th scope="col" class="num">{texts.total}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// Name and what it comes to, then "2,5 × 1 200,00 zł − 12,5 %".
fn described(line: &DealLine) -> AnyView {
    let lang = use_lang();
    let total = line.total().ok().flatten();
    let total = total.map(|total| view! { <span class="num">{total.column(lang)}</span> });
    view! {
        <div class="line-name">{line.name.clone()}</div>
        {total}
        <div class="small muted num line-sum">{reckoned(line, lang)}</div>
    }
    .into_any()
}

/// "2,5 × 1 200,00 zł − 12,5 %".
fn reckoned(line: &DealLine, lang: Lang) -> String {
    let quantity = decimal::show(line.quantity, 3, lang);
    let each = line.price.map(|price| price.column(lang));
    let discount = (line.discount > 0).then(|| {
        let points = decimal::show(i64::from(line.discount), 2, lang);
        format!(" − {points}\u{a0}%")
    });
    let (each, discount) = (each.unwrap_or_default(), discount.unwrap_or_default());
    format!("{quantity} × {each}{discount}")
        .trim_end_matches([' ', '×'])
        .to_owned()
}

fn remove(detail: &Detail, at: usize, line: &DealLine, acts: Acts) -> AnyView {
    let act = acts.remove_line;
    let text = format!("{}: {}", Texts::of(use_lang()).remove, line.name);
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("version", detail.deal.stamp.version.to_string()),
        ("at", at.to_string()),
        ("follow", follows(detail).to_string()),
    ]);
    view! {
        <ActForm act>{fields} <Button text bare=true icon=Icon::Trash small=true /></ActForm>
    }
    .into_any()
}

/// Whether the amount is the sum of the lines now, so that it goes on being so.
fn follows(detail: &Detail) -> bool {
    let total = detail.deal.lines_total().ok().flatten();
    sees_amounts(detail) && (detail.deal.amount.is_none() || total == detail.deal.amount)
}
