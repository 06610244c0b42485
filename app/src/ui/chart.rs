//! Charts drawn by the server: small SVGs beside real text. Invariant: geometry stands in attributes, every
//! number is also readable as text and in the table behind the chart, and all rows share one scale.
use super::{Glyph, Icon, Note, Text, Tone, texts::Texts, use_lang};
use leptos::prelude::*;

/// The width of every drawing in user units; the page stretches it.
const WIDTH: i64 = 1000;

/// One horizontal bar: `value` draws it, `shown` is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    pub name: Text,
    pub value: i64,
    pub shown: Text,
    /// A quiet addition, such as a count.
    pub note: Note,
    pub href: Note,
}

/// One stage of a funnel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub name: Text,
    pub value: i64,
    pub shown: Text,
    pub count: Text,
    /// The share that came from the step before, such as "64 %".
    pub conversion: Note,
    pub href: Note,
    pub tone: Tone,
}

/// Measure against plan: bar done, hatch expected, tick plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BulletRow {
    pub name: Text,
    pub done: i64,
    pub expected: i64,
    pub plan: i64,
    pub done_shown: Text,
    pub expected_shown: Text,
    pub plan_shown: Text,
    pub href: Note,
}

/// Horizontal bars on one scale. `finding` is the caption: what the chart shows, in one sentence.
#[component]
pub fn BarRows(#[prop(into)] finding: Text, rows: Vec<Bar>) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let most = rows.iter().map(|row| row.value).max().unwrap_or(0);
    let cells = rows
        .iter()
        .map(|row| vec![row.name.clone(), row.shown.clone()])
        .collect();
    let drawn = rows
        .into_iter()
        .map(|row| {
            let bar = view! { <rect class="bar" width=scaled(row.value, most) height="16" rx="2"></rect> }.into_any();
            line(row.name, row.href, bar, row.shown, row.note)
        })
        .collect_view()
        .into_any();
    figure(finding, drawn, None, vec![texts.name, texts.value], cells)
}

/// Stages of a pipeline with count, sum and conversion.
#[component]
pub fn Funnel(#[prop(into)] finding: Text, steps: Vec<Step>) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let most = steps.iter().map(|step| step.value).max().unwrap_or(0);
    let cell = |step: &Step| {
        vec![
            step.name.clone(),
            step.count.clone(),
            step.shown.clone(),
            step.conversion.0.clone().unwrap_or("–".into()),
        ]
    };
    let cells = steps.iter().map(cell).collect();
    let drawn = steps
        .into_iter()
        .map(|step| {
            let class = ["bar tone ", step.tone.class()].concat();
            let bar = view! { <rect class=class width=scaled(step.value, most) height="16" rx="2"></rect> }.into_any();
            let note = match step.conversion.0 {
                Some(conversion) => [&step.count, " · ", &conversion].concat().into(),
                None => step.count,
            };
            line(step.name, step.href, bar, step.shown, Note(Some(note)))
        })
        .collect_view()
        .into_any();
    figure(
        finding,
        drawn,
        None,
        vec![texts.stage, texts.count, texts.value, texts.conversion],
        cells,
    )
}

/// Done and expected against plan, one row per person or team, on one scale.
#[component]
pub fn Bullet(#[prop(into)] finding: Text, rows: Vec<BulletRow>) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let most = rows
        .iter()
        .map(|row| row.plan.max(row.expected).max(row.done))
        .max()
        .unwrap_or(0);
    let cell = |row: &BulletRow| {
        vec![
            row.name.clone(),
            row.done_shown.clone(),
            row.expected_shown.clone(),
            row.plan_shown.clone(),
        ]
    };
    let cells = rows.iter().map(cell).collect();
    let drawn = rows
        .into_iter()
        .map(|row| {
            let note = ["/ ", &row.plan_shown].concat();
            let bar = bullet(&row, most);
            line(row.name, row.href, bar, row.done_shown, note.into())
        })
        .collect_view()
        .into_any();
    figure(
        finding,
        drawn,
        Some(legend(texts)),
        vec![texts.name, texts.done, texts.expected, texts.plan],
        cells,
    )
}

fn bullet(row: &BulletRow, most: i64) -> AnyView {
    let rest = scaled(row.expected.saturating_sub(row.done.max(0)), most);
    let part = |percent: i64| scaled(row.plan.saturating_mul(percent) / 100, most);
    view! {
        <rect class="range-3" width=part(100) height="16" rx="2"></rect>
        <rect class="range-2" width=part(85) height="16" rx="2"></rect>
        <rect class="range-1" width=part(60) height="16" rx="2"></rect>
        <rect class="bar-a" x=scaled(row.done, most) y="4" width=rest height="8"></rect>
        <rect class="bar" y="4" width=scaled(row.done, most) height="8"></rect>
        <rect class="tick" x=part(100) y="1" width="3" height="14"></rect>
    }
    .into_any()
}

fn legend(texts: &'static Texts) -> AnyView {
    let key = |class, width, name| {
        view! {
            <li>
                <svg width=width height="10" aria-hidden="true" focusable="false">
                    <rect class=class width=width height="10"></rect>
                </svg>
                {name}
            </li>
        }
    };
    view! {
        <ul class="legend">
            {key("bar", "16", texts.done)} {key("bar-a", "16", texts.expected)} {key("tick", "2", texts.plan)}
        </ul>
    }
    .into_any()
}

/// Whole units of `WIDTH`; something above nothing is at least two units wide.
fn scaled(value: i64, most: i64) -> String {
    let units = if most <= 0 || value <= 0 {
        0
    } else {
        let wide = i128::from(value) * i128::from(WIDTH) / i128::from(most);
        i64::try_from(wide).unwrap_or(WIDTH).clamp(2, WIDTH)
    };
    units.to_string()
}

fn line(name: Text, href: Note, bar: AnyView, shown: Text, note: Note) -> AnyView {
    let inside = view! {
        <span class="name">{name}</span>
        <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {bar}
        </svg>
        <span class="val">{shown}</span>
        <span class="note">{note.0}</span>
    };
    match href.0 {
        Some(href) => view! {
            <li>
                <a href=href>{inside}</a>
            </li>
        }
        .into_any(),
        None => view! { <li>{inside}</li> }.into_any(),
    }
}

fn figure(
    finding: Text,
    drawn: AnyView,
    legend: Option<AnyView>,
    heads: Vec<&'static str>,
    cells: Vec<Vec<Text>>,
) -> AnyView {
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let cells = cells
        .into_iter()
        .map(|row| {
            let row = row
                .into_iter()
                .map(|cell| view! { <td>{cell}</td> })
                .collect_view();
            view! { <tr>{row}</tr> }
        })
        .collect_view();
    view! {
        <figure class="chart">
            <figcaption>{finding}</figcaption>
            <ul class="chart-rows">{drawn}</ul>
            {legend}
            <details>
                <summary>
                    <Glyph icon=Icon::Lines />
                    {Texts::of(use_lang()).as_table}
                </summary>
                <div class="table-scroll">
                    <table class="table compact plain-table">
                        <thead>
                            <tr>{heads}</tr>
                        </thead>
                        <tbody>{cells}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn bars_share_one_scale_and_a_small_one_stays_visible() {
        assert_eq!(
            [scaled(50, 100), scaled(100, 100), scaled(1, 1_000_000)],
            ["500", "1000", "2"]
        );
    }

    #[test]
    fn nothing_or_less_draws_nothing_whatever_the_scale() {
        assert_eq!(
            [
                scaled(0, 10),
                scaled(-5, 10),
                scaled(5, 0),
                scaled(i64::MAX, i64::MAX)
            ],
            ["0", "0", "0", "1000"]
        );
    }
}
