//! The next step of a deal: shown, planned and changed in place.
use super::acts::Acts;
use super::model::Detail;
use super::texts::Texts;
use crate::act::{ActForm, Pairs, field};
use crate::deals::refused::{Refused, hidden};
use crate::failure::Failure;
use crate::ui::{Button, Conflict, DateField, Difference, Field as Input, Kind, use_lang};
use domain::access::Action;
use domain::dates;
use domain::deals::{NextStep, Status};
use domain::field::Field;
use domain::id::DealId;
use domain::lang::{Lang, Say};
use leptos::prelude::*;

pub(super) fn next_step(detail: &Detail, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let step = deal.next_step.as_ref();
    let open = deal.status == Status::Open && deal.deleted.is_none();
    if !open && step.is_none() {
        return ().into_any();
    }
    let late = deal
        .needs_attention(detail.today)
        .late_step
        .then(|| view! { " · " <b>{texts.late}</b> });
    let shown = step.map_or_else(|| texts.no_next_step.to_owned(), |step| said(step, lang));
    let form = (open && deal.may(Action::Edit)).then(|| form(detail, acts));
    view! {
        <section class="card stack-s">
            <h2>{texts.next_step}</h2>
            <p class=if step.is_some() { "" } else { "muted" }>{shown} {late}</p>
            {form}
        </section>
    }
    .into_any()
}

fn said(step: &NextStep, lang: Lang) -> String {
    match step.on {
        Some(on) => format!("{} ({})", step.what, dates::short(on, lang)),
        None => step.what.clone(),
    }
}

fn form(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, act) = (use_lang(), acts.step);
    let texts = Texts::of(lang);
    let (id, step) = (detail.deal.id, detail.deal.next_step.clone());
    let refused = Refused::of(act);
    let what = step
        .as_ref()
        .map(|step| step.what.clone())
        .unwrap_or_default();
    let on = step
        .as_ref()
        .and_then(|step| step.on)
        .map(dates::iso)
        .unwrap_or_default();
    let fields = hidden([
        ("id", id.to_string()),
        ("was_step", what.clone()),
        ("was_step_on", on.clone()),
    ]);
    view! {
        <ActForm act class="form">
            {fields} {conflict(&refused, id, step, acts)}
            <Input
                name="step"
                id="next-step"
                label=Field::NextStep.label(lang)
                hint=texts.step_hint
                value=refused.typed("step", what)
                error=refused.at(Field::NextStep)
                maxlength=200
            />
            <DateField name="step_on" id="next-step-on" label=Field::NextStepOn.label(lang) value=refused.typed("step_on", on) error=refused.at(Field::NextStepOn) />
            <div class="form-actions">
                <Button text=texts.save_step kind=Kind::Primary />
            </div>
        </ActForm>
    }
    .into_any()
}

/// Both versions where somebody else planned another step meanwhile; saving again keeps the typed one.
fn conflict(refused: &Refused, id: DealId, theirs: Option<NextStep>, acts: Acts) -> AnyView {
    let (lang, failure) = (use_lang(), refused.failure());
    let texts = Texts::of(lang);
    let sent = acts.step.sent();
    let fresh = format!("/deals/{id}");
    let stale = Failure::is_stale;
    let block = move || {
        let failure = failure.get().filter(stale)?;
        let yours = sent.get().and_then(|pairs| typed(&pairs));
        let yours = yours.unwrap_or_else(|| texts.none_value.to_owned());
        let theirs = theirs
            .as_ref()
            .map_or_else(|| texts.none_value.to_owned(), |step| said(step, lang));
        let field = Field::NextStep.label(lang).into();
        let differences = vec![Difference {
            field,
            yours: yours.into(),
            theirs: theirs.into(),
        }];
        let fresh = fresh.clone();
        Some(view! {
            <Conflict text=failure.say(lang) differences>
                // A plain link of the browser, so that the page is read anew.
                <a href=fresh rel="external" class="btn">
                    {texts.theirs}
                </a>
            </Conflict>
        })
    };
    block.into_any()
}

/// The step in the fields that were sent, if there is one.
fn typed(pairs: &Pairs) -> Option<String> {
    let (what, on) = (field(pairs, "step"), field(pairs, "step_on"));
    match (what.is_empty(), on.is_empty()) {
        (true, _) => None,
        (false, true) => Some(what.to_owned()),
        (false, false) => Some(format!("{what} ({on})")),
    }
}
