//! What is sold: the lines of a deal, added and removed one at a time.
use super::acts::Acts;
use super::decimal;
use super::head::sees_amounts;
use super::model::Detail;
use super::texts::Texts;
use crate::deals::refused::{Refused, empties, hidden};
use crate::ui::{
    Button, Checkbox, Choice, Drawer, Field as Input, Icon, MoneyField, Select, use_lang,
};
use domain::access::Action;
use domain::deals::{DealLine, Status};
use domain::field::Field;
use leptos::form::ActionForm;
use leptos::html::Form;
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
        let remove = changes.then(|| remove(detail, at, line, acts));
        view! { <li><div class="grow">{described(line)}</div> {remove}</li> }
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
    let removal = Refused::of("/api/deals/remove-line", acts.remove_line.value());
    let add = changes.then(|| add(detail, acts));
    view! {
        <section class="card stack-s">
            <h2>{texts.lines}</h2>
            {empty}
            {rows}
            {total}
            {removal.elsewhere(&[])}
            {add}
        </section>
    }
    .into_any()
}

/// Name, then "2,5 × 1 200,00 zł · 12,5 %" and what it comes to.
fn described(line: &DealLine) -> AnyView {
    let lang = use_lang();
    let quantity = decimal::show(line.quantity, 3, lang);
    let each = match line.price {
        Some(price) => format!("{quantity} × {}", price.column(lang)),
        None => format!("{quantity} ×"),
    };
    let discount = (line.discount > 0).then(|| {
        format!(
            " − {}\u{a0}%",
            decimal::show(i64::from(line.discount), 2, lang)
        )
    });
    let total = line
        .total()
        .ok()
        .flatten()
        .map(|total| format!(" = {}", total.column(lang)));
    view! {
        <div>{line.name.clone()}</div>
        <div class="small muted num">{each} {discount} {total}</div>
    }
    .into_any()
}

fn remove(detail: &Detail, at: usize, line: &DealLine, acts: Acts) -> AnyView {
    let action = acts.remove_line;
    let text = format!("{}: {}", Texts::of(use_lang()).remove, line.name);
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("version", detail.deal.stamp.version.to_string()),
        ("at", at.to_string()),
        ("follow", follows(detail).to_string()),
    ]);
    view! {
        <ActionForm action>{fields} <Button text bare=true icon=Icon::Trash small=true /></ActionForm>
    }
    .into_any()
}

/// Whether the amount is the sum of the lines now, so that it goes on being so.
fn follows(detail: &Detail) -> bool {
    let total = detail.deal.lines_total().ok().flatten();
    sees_amounts(detail) && (detail.deal.amount.is_none() || total == detail.deal.amount)
}

fn add(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.add_line);
    let texts = Texts::of(lang);
    let refused = Refused::of("/api/deals/add-line", action.value());
    let form = NodeRef::<Form>::new();
    empties(action.value(), form);
    let currency = detail
        .deal
        .amount
        .map_or(detail.currency, |amount| amount.currency)
        .code()
        .to_owned();
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("version", detail.deal.stamp.version.to_string()),
        ("currency", currency.clone()),
    ]);
    let own = std::iter::once(Choice::new("", texts.own_line));
    let products = detail
        .products
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let options: Vec<_> = own.chain(products).collect();
    let prices = sees_amounts(detail).then(|| prices(&refused, currency, detail));
    let known = &[
        Field::Product,
        Field::Line,
        Field::Quantity,
        Field::Price,
        Field::Discount,
    ];
    view! {
        <Drawer title=texts.add_line open=refused.is_draft()>
            <ActionForm action node_ref=form attr:class="form">
                {fields} {refused.elsewhere(known)}
                <Select
                    name="product"
                    label=Field::Product.label(lang)
                    options
                    value=refused.typed("product", "")
                    error=refused.at(Field::Product)
                />
                <Input name="line" label=Field::Name.label(lang) hint=texts.line_hint value=refused.typed("line", "") error=refused.at(Field::Line) maxlength=200 />
                <Input name="quantity" label=Field::Quantity.label(lang) inputmode="decimal" value=refused.typed("quantity", "1") error=refused.at(Field::Quantity) required=true />
                {prices} <div class="form-actions">
                    <Button text=texts.add_line />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

fn prices(refused: &Refused, currency: String, detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let checked = if refused.is_draft() {
        refused.typed("follow", "") == "true"
    } else {
        follows(detail)
    };
    view! {
        <MoneyField
            name="price"
            label=Field::Price.label(lang)
            unit=currency
            hint=texts.price_hint
            value=refused.typed("price", "")
            error=refused.at(Field::Price)
        />
        <Input
            name="discount"
            label=format!("{} (%)", Field::Discount.label(lang))
            inputmode="decimal"
            value=refused.typed("discount", "")
            error=refused.at(Field::Discount)
            optional=true
        />
        <Checkbox name="follow" label=texts.follow checked />
    }
    .into_any()
}
