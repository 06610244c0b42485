//! Above the matrix: what is looked at, and the whole of it in figures.
use super::model::{Matrix, Measure, Said, Scope, whole};
use super::texts::Texts;
use crate::ui::{
    Button, Checkbox, Choice, Icon, KeyFigure, KeyFigures, Kind, LinkButton, Select, use_lang,
};
use leptos::prelude::*;

pub(super) fn form(matrix: &Matrix) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let scope = &matrix.scope;
    let to = |year: &String| {
        let year = year.clone();
        Scope {
            year,
            ..scope.clone()
        }
        .address()
    };
    let all = Choice::new("", texts.everything);
    let groups = matrix.groups.iter();
    let groups = groups.map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let groups = std::iter::once(all).chain(groups).collect();
    let group = scope.of.map(|id| id.to_string()).unwrap_or_default();
    let measures = Measure::ALL.map(|measure| {
        let checked = scope.shown.contains(&measure);
        view! { <Checkbox name="show" value=measure.key() label=measure.name(lang) checked /> }
    });
    view! {
        <form method="get" action="/plan" class="card plan-scope no-print">
            <input type="hidden" name="year" value=scope.year.clone() />
            <div class="row">
                <LinkButton href=to(&matrix.previous) text=texts.previous icon=Icon::ChevronLeft bare=true kind=Kind::Quiet />
                <span class="strong nowrap" data-year=scope.year.clone()>
                    {matrix.year.clone()}
                </span>
                <LinkButton href=to(&matrix.next) text=texts.next icon=Icon::ChevronRight bare=true kind=Kind::Quiet />
            </div>
            <Select name="of" label=texts.group options=groups value=group />
            <fieldset class="plan-measures">
                <legend class="label">{texts.show}</legend>
                {measures.collect_view()}
            </fieldset>
            <Button text=texts.apply />
        </form>
    }
    .into_any()
}

/// Plan, declared, agreed, received and gap of all that is seen, with the indicators.
pub(super) fn figures(matrix: &Matrix) -> AnyView {
    let lang = use_lang();
    let Some(figures) = &matrix.whole else {
        return ().into_any();
    };
    let unit = matrix.currency.code().to_owned();
    let shown = Measure::ALL.into_iter().zip(figures);
    let shown: Vec<_> = shown.map(|(measure, figure)| {
        let value = whole(*figure, matrix.currency, lang);
        let late = measure == Measure::Gap && figure.is_some_and(|gap| gap > 0);
        let unit = unit.clone();
        view! { <KeyFigure name=measure.name(lang) value unit late attr:title=measure.meaning(lang) /> }
    })
    .collect();
    view! {
        <KeyFigures>{shown}</KeyFigures>
        {indicators(&matrix.indicators)}
    }
    .into_any()
}

/// Indicators with their formula, by pointer and by keyboard.
pub(super) fn indicators(said: &[Said]) -> AnyView {
    let one = |said: &Said| {
        let formula = said.formula.clone();
        view! {
            <div title=said.formula.clone()>
                <dt>{said.name.clone()}</dt>
                <dd class="num">{said.value.clone()}</dd>
                <dd>
                    <crate::ui::Why>
                        <p>{formula}</p>
                    </crate::ui::Why>
                </dd>
            </div>
        }
    };
    let said: Vec<_> = said.iter().map(one).collect();
    (!said.is_empty())
        .then(|| view! { <dl class="indicators">{said}</dl> })
        .into_any()
}

/// In which order the figures of a cell stand, and what is left out.
pub(super) fn order(matrix: &Matrix) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let names = matrix.scope.shown.iter();
    let names = names.map(|measure| measure.name(lang)).collect::<Vec<_>>();
    view! {
        <p class="small muted" id="plan-order">
            {texts.order} ": " {names.join(", ")} "; " {matrix.currency.code().to_owned()} ". " {texts.others}
        </p>
    }
    .into_any()
}
