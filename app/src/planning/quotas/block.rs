//! A block of quotas from a spreadsheet. Invariant: what was read is shown before anything is set.
use super::api::PreviewQuotas;
use super::model::{Book, Preview};
use super::texts::Texts;
use crate::act::{Act, ActForm, field};
use crate::deals::refused::{Refused, hidden};
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Banner, Button, Drawer, TextArea, Tone, use_lang};
use domain::field::Field;
use leptos::prelude::*;

pub(super) fn paste(book: &Book, act: Act) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let (open, elsewhere) = (refused.is_refused(), refused.elsewhere(&[]));
    let own = hidden([("year", book.year.clone())]);
    let (sent, year) = (act.sent(), book.year.clone());
    let text = move || {
        let sent = sent.read();
        sent.as_ref()
            .map_or_else(String::new, |pairs| field(pairs, "pasted").to_owned())
    };
    let typed = untrack(text);
    let preview = ask(move || PreviewQuotas {
        year: year.clone(),
        pasted: text(),
    });
    let preview = gate::page(preview, |preview| shown(&preview)).into_any();
    view! {
        <Drawer title=texts.paste open>
            <ActForm act class="form">
                {elsewhere} {own}
                <TextArea
                    name="pasted"
                    label=Field::Pasted.label(lang)
                    hint=texts.paste_hint
                    rows=6
                    value=typed
                    required=true
                /> <div class="form-actions">
                    <Button text=texts.check name="then" value="check" />
                    <Button text=texts.paste_now name="then" value="set" />
                </div>
            </ActForm>
            {preview}
        </Drawer>
    }
    .into_any()
}

fn shown(preview: &Preview) -> AnyView {
    let texts = Texts::of(use_lang());
    let problems = preview.problems.join("\n");
    let problems = (!problems.is_empty()).then(|| {
        view! {
            <Banner tone=Tone::Danger title=texts.problems>
                <p class="told">{problems}</p>
            </Banner>
        }
    });
    let rows: Vec<_> = preview
        .rows
        .iter()
        .map(|(name, said)| {
            view! {
                <li class="spread">
                    <span>{name.clone()}</span>
                    <span class="num">{said.clone()}</span>
                </li>
            }
        })
        .collect();
    view! {
        {problems}
        <ul class="lines">{rows}</ul>
    }
    .into_any()
}
