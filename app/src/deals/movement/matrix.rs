//! The matrix of stages. Invariant: a row is where deals stood, a column where they stand; what got
//! further, back or lost is told by words and marks, not by colour alone.
use super::model::{Crossing, Report};
use super::texts::Texts;
use crate::deals::model::StageName;
use crate::deals::words::counted;
use crate::ui::{Empty, Icon, use_lang};
use domain::id::StageId;
use domain::money::Money;
use domain::pipelines::StageKind;
use leptos::prelude::*;

/// What a move means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    New,
    Stayed,
    Onwards,
    Back,
    Won,
    Lost,
}

pub(super) fn card(report: &Report, texts: &'static Texts) -> AnyView {
    let inside = if report.crossings.is_empty() {
        view! { <Empty icon=Icon::Movement title=texts.nothing_moved text=texts.nothing_moved_hint /> }
            .into_any()
    } else {
        view! {
            <p class="small">{finding(report, texts)}</p>
            {table(report, texts)}
            <p class="small muted">{texts.matrix_hint}</p>
        }
        .into_any()
    };
    view! {
        <section class="card stack-s">
            <div class="card-head">
                <h2>{texts.matrix}</h2>
            </div>
            {inside}
        </section>
    }
    .into_any()
}

/// The whole matrix in one sentence: "Nowe: 5 · dalej: 12 · wstecz: 1 · wygrane: 4 · przegrane: 2".
fn finding(report: &Report, texts: &'static Texts) -> String {
    let count = |wanted: Way| -> u64 {
        let crossings = report.crossings.iter();
        crossings
            .filter(|crossing| way(report, crossing.from, crossing.to) == wanted)
            .map(|crossing| crossing.figure.count)
            .sum()
    };
    let parts = [
        (texts.new, Way::New),
        (texts.forwards, Way::Onwards),
        (texts.backwards, Way::Back),
        (texts.won, Way::Won),
        (texts.lost, Way::Lost),
    ];
    let parts = parts.map(|(name, way)| format!("{name}: {}", count(way)));
    parts.join(" · ")
}

fn table(report: &Report, texts: &'static Texts) -> AnyView {
    let heads = report.stages.iter().map(|stage| {
        view! { <th scope="col" class="num">{stage.name.clone()}</th> }
    });
    let rows = std::iter::once(None).chain(report.stages.iter().map(Some));
    let rows = rows.filter(|stage| {
        let from = stage.map(|stage| stage.id);
        report
            .crossings
            .iter()
            .any(|crossing| crossing.from == from)
    });
    let rows = rows.map(|stage| row(report, stage, texts)).collect_view();
    view! {
        <div class="table-box matrix-box" tabindex="0" role="region" aria-label=texts.matrix>
            <table class="table plain-table matrix">
                <caption class="vh">{texts.matrix}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.from_stage}</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(report: &Report, stage: Option<&StageName>, texts: &'static Texts) -> AnyView {
    let from = stage.map(|stage| stage.id);
    let name = stage.map_or(texts.new.to_owned(), |stage| stage.name.clone());
    let cells = report.stages.iter().map(|to| {
        let crossings = &mut report.crossings.iter();
        let found = crossings.find(|crossing| crossing.from == from && crossing.to == to.id);
        cell(report, found, &name, to)
    });
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn cell(report: &Report, crossing: Option<&Crossing>, from: &str, to: &StageName) -> AnyView {
    let Some(crossing) = crossing else {
        return view! { <td class="num"></td> }.into_any();
    };
    let lang = use_lang();
    let (class, mark) = drawn(way(report, crossing.from, crossing.to));
    let sum = Money::new(
        crossing.figure.sums.of(report.currency).minor,
        report.currency,
    );
    let count = counted(lang, crossing.figure.count);
    let label = format!("{from} → {}: {count}, {}", to.name, sum.column(lang));
    let href = report.scope.passed(crossing.from, crossing.to);
    view! {
        <td class=class>
            <a href=href aria-label=label.clone() title=label data-count=crossing.figure.count.to_string()>
                <b>{mark}{crossing.figure.count}</b>
                <small>{sum.compact(lang)}</small>
            </a>
        </td>
    }
    .into_any()
}

fn drawn(way: Way) -> (&'static str, &'static str) {
    match way {
        Way::New => ("num is-new", "+"),
        Way::Stayed => ("num is-stay", ""),
        Way::Onwards => ("num is-on", "→ "),
        Way::Back => ("num is-back", "← "),
        Way::Won => ("num is-won", "✓ "),
        Way::Lost => ("num is-lost", "× "),
    }
}

fn way(report: &Report, from: Option<StageId>, to: StageId) -> Way {
    let place = |id| report.stages.iter().position(|stage| stage.id == id);
    let kind = |id| {
        let stage = report.stages.iter().find(|stage| stage.id == id);
        stage.map_or(StageKind::Open, |stage| stage.kind)
    };
    match (from, kind(to)) {
        (Some(from), _) if from == to => Way::Stayed,
        (_, StageKind::Won) => Way::Won,
        (_, StageKind::Lost) => Way::Lost,
        (None, StageKind::Open) => Way::New,
        (Some(from), StageKind::Open) if place(from) < place(to) => Way::Onwards,
        (Some(_), StageKind::Open) => Way::Back,
    }
}
