//! The table of the matrix. Invariants: a cell is one link with one text, because a page has
//! thousands; the heads stay in sight; the order of figures in a cell is said once, above.
use super::model::{Column, Kind, Matrix, Row, push_whole};
use super::texts::Texts;
use super::{keys, model::Measure};
use crate::ui::use_lang;
use domain::lang::Lang;
use leptos::html::Table;
use leptos::prelude::*;

/// What all cells share.
struct Drawn {
    base: String,
    scale: i64,
    lang: Lang,
    columns: Vec<(String, &'static str)>,
    /// Where the gap stands in a cell.
    gap: Option<usize>,
}

pub(super) fn grid(matrix: &Matrix, open: Memo<String>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let drawn = Drawn {
        base: format!("{}&cell=", matrix.scope.address()),
        scale: matrix.currency.scale(),
        lang,
        columns: matrix
            .columns
            .iter()
            .map(|column| (column.key.clone(), class(column)))
            .collect(),
        gap: matrix
            .scope
            .shown
            .iter()
            .position(|measure| *measure == Measure::Gap),
    };
    let heads = matrix.columns.iter().map(head).collect_view();
    let names = matrix.scope.shown.iter().map(|measure| measure.name(lang));
    let names = names.collect::<Vec<_>>().join("\n");
    let rows: Vec<_> = matrix
        .rows
        .iter()
        .map(|row| self::row(row, &names, &drawn))
        .collect();
    let table = NodeRef::<Table>::new();
    keys::roving(table, open);
    view! {
        <div class="table-box plan-box" tabindex="0" role="region" aria-label=texts.table>
            <table class="plan" role="grid" node_ref=table on:keydown=keys::step on:focusin=keys::entered aria-describedby="plan-order">
                <caption class="vh">{texts.table} ", " {matrix.currency.code().to_owned()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.who}</th>
                        <th scope="col" class="measures">
                            {matrix.currency.code().to_owned()}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(column: &Column) -> AnyView {
    let current = column.now.then_some("date");
    view! {
        <th scope="col" class=class(column) aria-current=current title=column.name.clone()>
            {column.short.clone()}
        </th>
    }
    .into_any()
}

fn class(column: &Column) -> &'static str {
    match (column.kind, column.now) {
        (Kind::Year, _) => "of-year",
        (Kind::Quarter, _) => "of-quarter",
        (Kind::Month, true) => "is-now",
        (Kind::Month, false) => "",
    }
}

fn row(row: &Row, names: &str, drawn: &Drawn) -> impl IntoView + use<> {
    let cells = row.cells.iter().zip(&drawn.columns);
    let cells: Vec<_> = cells
        .map(|(figures, (column, class))| {
            let mut text = String::with_capacity(figures.len() * 12);
            for (at, figure) in figures.iter().enumerate() {
                if at > 0 {
                    text.push('\n');
                }
                push_whole(&mut text, *figure, drawn.scale, drawn.lang);
            }
            let gap = drawn.gap.and_then(|at| *figures.get(at)?);
            let tint = match gap {
                Some(1..) => "short",
                Some(_) => "met",
                None => "",
            };
            let href = [&drawn.base, &row.key, ".", column].concat();
            view! {
                <td class=*class>
                    <a href=href class=tint>
                        {text}
                    </a>
                </td>
            }
        })
        .collect();
    let class = match (row.group, row.depth.min(4)) {
        (true, 0) => "of-group depth-0",
        (true, 1) => "of-group depth-1",
        (true, 2) => "of-group depth-2",
        (true, 3) => "of-group depth-3",
        (true, _) => "of-group depth-4",
        (false, 0 | 1) => "depth-1",
        (false, 2) => "depth-2",
        (false, 3) => "depth-3",
        (false, _) => "depth-4",
    };
    view! {
        <tr class=class>
            <th scope="row">{row.name.clone()}</th>
            <td class="measures">{names.to_owned()}</td>
            {cells}
        </tr>
    }
}
