//! What was won and lost: by reason, owner, source or product.
use super::funnel::percent;
use super::model::{By, Outcome, Report, Scope};
use super::texts::{Texts, by};
use crate::home::model::Figure;
use crate::ui::{Cell, Head, Segmented, Tab, Table, use_lang};
use domain::deals::Status;
use domain::money::Money;
use leptos::prelude::*;

pub(super) fn card(report: &Report, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let tabs = By::ALL.map(|key| {
        let scope = Scope {
            by: key,
            ..report.scope.clone()
        };
        let here = report.scope.by == key;
        Tab::new(format!("{}#outcomes", scope.address()), by(key, lang), here)
    });
    let inside = if report.outcomes.is_empty() {
        view! { <p class="muted">{texts.none_closed}</p> }.into_any()
    } else {
        table(report, texts)
    };
    view! {
        <section class="card stack-s" id="outcomes">
            <div class="card-head">
                <h2>{texts.outcomes}</h2>
                <div class="actions">
                    <Segmented label=texts.by tabs=tabs.to_vec() />
                </div>
            </div>
            {inside}
        </section>
    }
    .into_any()
}

fn table(report: &Report, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let mut heads = vec![Head::text(by(report.scope.by, lang))];
    if report.scope.by != By::Reason {
        heads.extend([Head::number(texts.won), Head::number(texts.sum)]);
    }
    heads.extend([Head::number(texts.lost), Head::number(texts.sum)]);
    if report.scope.by != By::Reason {
        heads.push(Head::number(texts.win_rate));
    }
    let rows = report
        .outcomes
        .iter()
        .map(|row| one(report, row, texts))
        .collect_view();
    view! { <Table caption=texts.outcomes heads compact=true>{rows}</Table> }.into_any()
}

fn one(report: &Report, row: &Outcome, texts: &'static Texts) -> AnyView {
    let name = row.name.clone().unwrap_or_else(|| texts.unknown.to_owned());
    let href = |status| row.owner.map(|owner| report.scope.closed(owner, status));
    let told = report.scope.by != By::Reason;
    let won = told.then(|| figures(report, &row.won, texts.won, href(Status::Won), texts));
    let rate = told.then(|| {
        let rate = percent(row.won.count, row.won.count + row.lost.count);
        view! { <Cell label=texts.win_rate num=true>{rate}</Cell> }
    });
    view! {
        <tr>
            <td class="lead">{name}</td>
            {won}
            {figures(report, &row.lost, texts.lost, href(Status::Lost), texts)}
            {rate}
        </tr>
    }
    .into_any()
}

fn figures(
    report: &Report,
    figure: &Figure,
    label: &'static str,
    href: Option<String>,
    texts: &'static Texts,
) -> AnyView {
    let lang = use_lang();
    let sum = Money::new(figure.sums.of(report.currency).minor, report.currency).column(lang);
    let count = match href {
        Some(href) => view! { <a href=href>{figure.count}</a> }.into_any(),
        None => figure.count.into_any(),
    };
    view! {
        <Cell label num=true>{count}</Cell>
        <Cell label=texts.sum num=true>{sum}</Cell>
    }
    .into_any()
}
