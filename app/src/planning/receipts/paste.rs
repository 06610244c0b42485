//! `/plan/receipts/paste`: many receipts at once. Invariant: what was read is shown before anything
//! is recorded, with and without scripts; all of them are recorded or none.
use super::api::PreviewReceipts;
use super::model::{Preview, ReadRow};
use super::texts::Texts;
use crate::act::{Act, ActForm, field};
use crate::deals::refused::Refused;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{
    Banner, Button, Cell, Crumb, Head, Kind, LinkButton, Page, Table, TextArea, Tone, use_lang,
};
use domain::field::Field;
use leptos::prelude::*;

#[component]
pub fn PasteReceiptsPage() -> impl IntoView {
    let act = Act::new("/api/planning/paste-receipts");
    let sent = act.sent();
    let text = move || {
        let sent = sent.read();
        sent.as_ref()
            .map_or_else(String::new, |pairs| field(pairs, "pasted").to_owned())
    };
    let typed = untrack(text);
    // The form stands while what was read is drawn anew below it.
    let preview = ask(move || PreviewReceipts { pasted: text() });
    let texts = Texts::of(use_lang());
    let crumbs = vec![Crumb::new("/plan/receipts", texts.title)];
    let refused = Refused::of(act);
    let elsewhere = refused.elsewhere(&[]);
    view! {
        <Page title=texts.paste crumbs>
            <div class="stack-l">
                <ActForm act class="form">
                    {elsewhere}
                    <TextArea
                        name="pasted"
                        label=Field::Pasted.label(use_lang())
                        hint=texts.paste_hint
                        rows=8
                        value=typed
                        required=true
                    /> <div class="form-actions">
                        <Button text=texts.check name="then" value="check" />
                        <Button text=texts.save_all name="then" value="record" kind=Kind::Primary />
                        <LinkButton href="/plan/receipts" text=texts.cancel kind=Kind::Quiet />
                    </div>
                </ActForm>
                {gate::page(preview, |preview| shown(&preview))}
            </div>
        </Page>
    }
}

fn shown(preview: &Preview) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let problems = preview.problems.join("\n");
    let problems = (!problems.is_empty()).then(|| {
        view! {
            <Banner tone=Tone::Danger title=texts.problems>
                <p class="told">{problems}</p>
            </Banner>
        }
    });
    let heads = vec![
        Head::text(Field::Payer.label(lang)),
        Head::text(texts.on),
        Head::number(Field::Amount.label(lang)),
        Head::text(Field::Document.label(lang)),
        Head::number(texts.row),
    ];
    let rows: Vec<_> = preview.rows.iter().map(row).collect();
    let table = (!rows.is_empty()).then(|| {
        let total = preview.total.clone();
        view! {
            <p>{texts.preview} ": " <b class="num">{total}</b></p>
            <Table caption=texts.preview heads>
                {rows}
            </Table>
        }
    });
    view! {
        {problems}
        {table}
    }
    .into_any()
}

fn row(read: &ReadRow) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let read = read.clone();
    view! {
        <tr>
            <td class="lead">{read.payer}</td>
            <Cell label=texts.on>{read.on}</Cell>
            <Cell label=Field::Amount.label(lang) num=true>
                {read.amount}
            </Cell>
            <Cell label=Field::Document.label(lang)>{read.document}</Cell>
            <Cell label=texts.row num=true>
                {read.row}
            </Cell>
        </tr>
    }
    .into_any()
}
