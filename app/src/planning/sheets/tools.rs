//! What is done with a sheet as a whole, and with many of its lines.
use super::list;
use super::model::Sheet;
use super::page::Acts;
use super::texts::Texts;
use crate::act::{Act, ActForm, field};
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Banner, Button, Drawer, KeyFigure, KeyFigures, Kind, TextArea, Tone, use_lang};
use domain::field::Field;
use leptos::prelude::*;

/// How it stands, its figures, and the steps that may be taken.
pub(super) fn top(sheet: &Sheet, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let parts: Vec<_> = sheet
        .parts
        .iter()
        .map(|(name, value)| {
            let (name, value) = (name.clone(), value.clone());
            view! { <KeyFigure name value /> }
        })
        .collect();
    let up = view! { <KeyFigure name=texts.up value=sheet.up.clone() note=texts.submit_hint /> };
    let course: Vec<_> = sheet
        .course
        .iter()
        .map(|said| view! { <li class="small">{said.clone()}</li> })
        .collect();
    let course = (!course.is_empty()).then(|| {
        view! {
            <Drawer title=texts.history bare=true>
                <ul class="lines">{course}</ul>
            </Drawer>
        }
    });
    let told = |title: &'static str, said: &Option<String>| {
        let said = said.clone()?;
        Some(view! { <Banner tone=Tone::Warn title>" " {said}</Banner> })
    };
    let (reason, request) = (
        told(texts.returned, &sheet.reason),
        told(texts.requested, &sheet.request),
    );
    let badge = list::state(sheet.state, sheet.said.clone());
    let steps = steps(sheet, acts.sheet);
    view! {
        <section class="card stack">
            <div class="row">{badge}</div>
            {reason}
            {request}
            <KeyFigures>{parts} {up}</KeyFigures>
            {steps}
            {course}
        </section>
    }
    .into_any()
}

fn steps(sheet: &Sheet, act: Act) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = Refused::of(act);
    let may = sheet.may;
    let plain = |on: bool, step: &'static str, text: &'static str, kind: Kind| {
        let own = own(sheet, step);
        on.then(|| {
            view! {
                <ActForm act>
                    {own} <Button text kind />
                </ActForm>
            }
        })
    };
    let told = |on: bool, step: &'static str, text: &'static str, label: &'static str| {
        let sent = untrack(|| act.sent().get());
        let here = sent.is_some_and(|pairs| field(&pairs, "step") == step);
        let typed = refused.typed("reason", "");
        let (own, id) = (own(sheet, step), format!("reason-{step}"));
        let open = here && refused.is_refused();
        on.then(|| {
            view! {
                <Drawer title=text open>
                    <ActForm act class="form">
                        {own} <TextArea name="reason" id label value=typed maxlength=2000 required=true />
                        <div class="form-actions">
                            <Button text />
                        </div>
                    </ActForm>
                </Drawer>
            }
        })
    };
    let buttons = (
        plain(may.open, "open", texts.open, Kind::Primary),
        plain(may.submit, "submit", texts.submit, Kind::Primary),
        plain(may.decide, "agree", texts.agree_sheet, Kind::Primary),
        plain(may.answer, "reopen", texts.answer, Kind::Normal),
    );
    let drawers = (
        told(
            may.decide,
            "return",
            texts.return_sheet,
            texts.return_reason,
        ),
        told(may.ask, "ask", texts.ask, Field::Reason.label(use_lang())),
    );
    view! {
        {refused.elsewhere(&[])}
        <div class="row">{buttons}</div>
        {drawers}
    }
    .into_any()
}

fn own(sheet: &Sheet, step: &'static str) -> AnyView {
    hidden([
        ("step", step.to_owned()),
        ("id", sheet.id.clone()),
        ("version", sheet.version.to_string()),
        ("group", sheet.group.to_string()),
        ("period", sheet.when.value.clone()),
    ])
}

/// Agrees what is shown and waits.
pub(super) fn bulk(sheet: &Sheet, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let act = acts.bulk;
    if sheet.waits == 0 {
        return ().into_any();
    }
    let text = format!("{} ({})", texts.agree_all, sheet.waits);
    let refused = Refused::of(act);
    let own = hidden([
        ("group", sheet.group.to_string()),
        ("period", sheet.when.value.clone()),
        ("standing", sheet.standing.clone()),
        ("owner", sheet.owner.clone()),
    ]);
    let faults = refused.elsewhere(&[]);
    view! {
        {faults}
        <ActForm act>
            {own} <Button text />
        </ActForm>
    }
    .into_any()
}
