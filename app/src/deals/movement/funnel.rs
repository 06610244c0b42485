//! The funnel: how many entered each stage, how many of them went on, and how long a stay took.
use super::model::{Entered, Report};
use super::texts::{Texts, working_days};
use crate::deals::model::StageName;
use crate::ui::{Cell, Head, Table, use_lang};
use domain::pipelines::StageKind;
use leptos::prelude::*;

pub(super) fn card(report: &Report, texts: &'static Texts) -> AnyView {
    let rows: Vec<_> = report
        .stages
        .iter()
        .filter_map(|stage| {
            let entered = report.funnel.iter().find(|row| row.stage == stage.id)?;
            Some((stage, entered))
        })
        .collect();
    let inside = if rows.is_empty() {
        view! { <p class="muted">{texts.none_entered}</p> }.into_any()
    } else {
        table(&rows, texts)
    };
    view! {
        <section class="card stack-s">
            <div class="card-head">
                <h2>{texts.funnel}</h2>
            </div>
            {inside}
            <p class="small muted">{texts.funnel_hint}</p>
        </section>
    }
    .into_any()
}

fn table(rows: &[(&StageName, &Entered)], texts: &'static Texts) -> AnyView {
    let most = rows.iter().map(|(_, row)| row.entered).max().unwrap_or(0);
    let heads = vec![
        Head::text(texts.stage),
        Head::number(texts.entered),
        Head::number(texts.onwards),
        Head::number(texts.conversion),
        Head::number(texts.lost),
        Head::number(texts.median),
    ];
    let rows = rows
        .iter()
        .map(|(stage, row)| one(stage, row, most, texts))
        .collect_view();
    view! { <Table caption=texts.funnel heads compact=true>{rows}</Table> }.into_any()
}

fn one(stage: &StageName, row: &Entered, most: u64, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    // Of what is closed nothing goes on.
    let open = stage.kind == StageKind::Open;
    let (entered, name) = (row.entered.to_string(), stage.name.clone());
    let or_none = |text: Option<String>| text.unwrap_or_else(|| texts.none.to_owned());
    let onwards = or_none(open.then(|| row.onwards.to_string()));
    let conversion = or_none(open.then(|| percent(row.onwards, row.entered)));
    let lost = or_none(open.then(|| row.lost.to_string()));
    let days = or_none(row.days.map(|days| working_days(days, lang)));
    let width = (row.entered * 100)
        .checked_div(most)
        .unwrap_or(0)
        .to_string();
    view! {
        <tr>
            <td class="lead">
                <span class="meter">
                    <span>{name}</span>
                    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar" width=width height="4" rx="1"></rect>
                    </svg>
                </span>
            </td>
            <Cell label=texts.entered num=true>{entered}</Cell>
            <Cell label=texts.onwards num=true>{onwards}</Cell>
            <Cell label=texts.conversion num=true>{conversion}</Cell>
            <Cell label=texts.lost num=true>{lost}</Cell>
            <Cell label=texts.median num=true>{days}</Cell>
        </tr>
    }
    .into_any()
}

/// "64 %", rounded to the nearest, halves up; "–" of nothing.
pub(super) fn percent(part: u64, of: u64) -> String {
    let rounded = (part * 200 + of).checked_div(of * 2);
    rounded.map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{a0}%"))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_rounded_and_a_share_of_nothing_is_none() {
        assert_eq!(percent(2, 3), "67\u{a0}%");
        assert_eq!(percent(1, 8), "13\u{a0}%");
        assert_eq!(percent(0, 5), "0\u{a0}%");
        assert_eq!(percent(0, 0), "–");
    }
}
