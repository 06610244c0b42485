//! The plan of the period on the home: plan, declared, agreed, received and gap, and each rep's
//! received and declared against the plan. Invariant: every figure opens what is behind it.
use super::model::{Plan, PlanRow};
use super::texts::Texts;
use crate::planning::matrix::model::{Measure, whole};
use crate::ui::{Bullet, BulletRow, KeyFigure, KeyFigures, use_lang};
use leptos::prelude::*;

pub(super) fn card(plan: &Plan, texts: &'static Texts) -> AnyView {
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
        </section>
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
