//! The plan of the period on the home: plan, declared, agreed, received and gap, and each rep's
//! received and declared against the plan. Invariant: every figure opens what is behind it.
use super::model::{Home, Plan, PlanRow};
use super::texts::Texts;
use crate::planning::counted;
use crate::planning::matrix::model::{Measure, whole};
use crate::ui::{Bullet, BulletRow, KeyFigure, KeyFigures, use_lang};
use leptos::prelude::*;

/// Sheets shown; the rest are a click away.
const SHEETS: usize = 7;

pub(super) fn card(home: &Home, texts: &'static Texts) -> AnyView {
    let Some(plan) = &home.plan else {
        return ().into_any();
    };
    let lang = use_lang();
    let unit = plan.currency.code().to_owned();
    let figures = Measure::ALL.into_iter().zip(plan.figures);
    let figures: Vec<_> = figures
        .map(|(measure, figure)| {
            let value = whole(figure, plan.currency, lang);
            let late = measure == Measure::Gap && figure.is_some_and(|gap| gap > 0);
            let (unit, href) = (unit.clone(), plan.href.clone());
            view! { <KeyFigure name=measure.name(lang) value unit href late attr:title=measure.meaning(lang) /> }
        })
        .collect();
    let rows: Vec<_> = plan.rows.iter().map(|row| bullet(plan, row)).collect();
    let chart = (!rows.is_empty()).then(|| {
        let finding = texts.plan_finding;
        view! { <Bullet finding rows /> }
    });
    view! {
        <section class="card stack" id="plan">
            <div class="card-head">
                <h2>{texts.plan}</h2>
            </div>
            <KeyFigures>{figures}</KeyFigures>
            {chart}
            {waiting(home, texts)}
        </section>
    }
    .into_any()
}

/// What came too late, and what nobody above or below moves without the viewer.
fn waiting(home: &Home, texts: &'static Texts) -> AnyView {
    let line = |name: String, said: String, href: String, late: bool| {
        let class = if late { "num late" } else { "num" };
        view! {
            <li class="spread">
                <a href=href>{name}</a>
                <span class=class>{said}</span>
            </li>
        }
    };
    let late = home.late.iter().map(|(count, sum)| {
        let said = format!("{} · {sum}", counted(use_lang(), *count));
        let href = "/plan/instalments?view=overdue".to_owned();
        line(texts.plan_late.to_owned(), said, href, true)
    });
    let late: Vec<_> = late.collect();
    let late = (!late.is_empty()).then(|| view! { <ul class="lines">{late}</ul> });
    let hand = home.hand.iter().take(SHEETS).cloned();
    let hand: Vec<_> = hand
        .map(|sheet| line(sheet.name, sheet.said, sheet.href, sheet.late))
        .collect();
    let hand = (!hand.is_empty()).then(|| {
        view! {
            <h3 class="small strong">{texts.plan_hand}</h3>
            <ul class="lines" data-hand="">
                {hand}
            </ul>
        }
    });
    view! {
        {late}
        {hand}
    }
    .into_any()
}

fn bullet(plan: &Plan, row: &PlanRow) -> BulletRow {
    let shown = |minor| whole(Some(minor), plan.currency, use_lang()).into();
    BulletRow {
        name: row.name.clone().into(),
        done: row.received,
        expected: row.declared,
        plan: row.quota,
        done_shown: shown(row.received),
        expected_shown: shown(row.declared),
        plan_shown: shown(row.quota),
        href: row.href.clone().into(),
    }
}
