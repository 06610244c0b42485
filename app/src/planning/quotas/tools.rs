//! What fills many quotas at once: last year, the group's own divided, a block of a spreadsheet.
use super::block;
use super::model::Book;
use super::page::Acts;
use super::texts::Texts;
use crate::act::ActForm;
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Button, Drawer, Field as Input, use_lang};
use leptos::prelude::*;

pub(super) fn tools(book: &Book, acts: Acts) -> AnyView {
    let copy = book.copies.then(|| copy(book, acts));
    let whole = book.rows.first();
    let splits = whole.is_some_and(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let split = splits.then(|| split(book, acts));
    view! {
        <div class="stack no-print">{copy} {split} {block::paste(book, acts.paste)}</div>
    }
    .into_any()
}

fn copy(book: &Book, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let act = acts.copy;
    let refused = Refused::of(act);
    let (open, elsewhere) = (refused.is_refused(), refused.elsewhere(&[]));
    let own = hidden([("year", book.year.clone())]);
    let percent = refused.typed("percent", "0");
    view! {
        <Drawer title=texts.copy open>
            <ActForm act class="form">
                {elsewhere} {own} <Input name="percent" label=texts.percent hint=texts.copy_hint value=percent inputmode="numeric" />
                <div class="form-actions">
                    <Button text=texts.copy_now />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn split(book: &Book, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let act = acts.split;
    let refused = Refused::of(act);
    let (open, elsewhere) = (refused.is_refused(), refused.elsewhere(&[]));
    let own = hidden([
        ("year", book.year.clone()),
        ("group", book.group.to_string()),
    ]);
    view! {
        <Drawer title=texts.split open>
            <ActForm act class="form">
                {elsewhere} {own} <p class="small muted">{texts.split_hint}</p> <div class="form-actions">
                    <Button text=texts.split_now />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}
