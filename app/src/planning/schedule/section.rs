//! The payment schedule on the page of a deal. Invariant: what does not fit the deal's amount is
//! told there; a state is a word with a mark.
use super::model::{Line, Planned, Progress, State};
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Badge, Banner, Button, Choice, Drawer, Icon, LinkButton, Select, Tone, use_lang};
use domain::field::Field;
use domain::id::DealId;
use leptos::prelude::*;

/// The path that lays a template.
pub(crate) const LAY: &str = "/api/planning/lay-template";

pub(crate) fn section(deal: DealId, planned: &Planned, act: Act) -> AnyView {
    let texts = Texts::of(use_lang());
    let rows = planned.rows.iter().map(row).collect_view();
    let implied = planned
        .implied
        .then(|| view! { <p class="small muted">{texts.implied}</p> });
    let balance =
        planned
            .balance
            .clone()
            .filter(|_| !planned.implied)
            .map(|(fits, said)| match fits {
                true => view! { <p class="small muted">{said}</p> }.into_any(),
                false => view! { <Banner tone=Tone::Warn>{said}</Banner> }.into_any(),
            });
    view! {
        <section class="card stack-s" id="schedule">
            <h2>{texts.title}</h2>
            {implied}
            {planned.progress.as_ref().map(progress)}
            <ul class="lines instalments">{rows}</ul>
            {balance}
            {tools(deal, planned, act)}
        </section>
    }
    .into_any()
}

fn row(line: &Line) -> AnyView {
    let (tone, icon) = drawn(line.state);
    let amount = line
        .amount
        .clone()
        .map(|amount| view! { <span class="num">{amount}</span> });
    let class = match line.state {
        State::Overdue => "small late",
        _ => "small muted",
    };
    let details = (!line.details.is_empty())
        .then(|| view! { <div class="small muted">{line.details.join(" · ")}</div> });
    let receipts = line.receipts.iter().map(|paid| {
        let (href, on, amount) = (paid.href.clone(), paid.on.clone(), paid.amount.clone());
        view! {
            <li>
                {match href.is_empty() {
                    // Of a receipt that this account may not see.
                    true => view! { <span>{on}</span> }.into_any(),
                    false => view! { <a href=href>{on}</a> }.into_any(),
                }} <span class="num">{amount}</span>
            </li>
        }
    });
    let receipts = (!line.receipts.is_empty())
        .then(|| view! { <ul class="small receipts">{receipts.collect_view()}</ul> });
    view! {
        <li data-instalment=line.number.to_string()>
            <div class="spread">
                <span class="strong">{line.title.clone()}</span>
                {amount}
            </div>
            <div class="spread">
                <span class=class>{line.due.clone()} " · " {line.category.clone()}</span>
                <Badge text=line.said.clone() tone icon />
            </div>
            {details}
            {receipts}
            {verdicts(line)}
        </li>
    }
    .into_any()
}

/// What was said about the instalment on its way up; each opens the sheet it was said on.
fn verdicts(line: &Line) -> Option<AnyView> {
    let rows: Vec<_> = line
        .verdicts
        .iter()
        .map(|given| {
            let href = format!("/plan/sheets/{}?period={}", given.key, line.month);
            let level = given.level.clone();
            let level = match given.key.as_str() {
                "firm" => view! { <b>{level}</b> }.into_any(),
                _ => view! { <a href=href>{level}</a> }.into_any(),
            };
            let reason = given.reason.clone();
            let reason = reason.map(|reason| view! { <p>"„" {reason} "”"</p> });
            let comments = given.comments.iter().cloned();
            let comments = comments.map(|said| view! { <p class="muted">{said}</p> });
            view! {
                <li>
                    {level}
                    ": "
                    {given.said.clone()}
                    {reason}
                    {comments.collect_view()}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="small said">{rows}</ul> }.into_any())
}

fn progress(progress: &Progress) -> AnyView {
    const WIDTH: i64 = 1000;
    let whole = i128::from(progress.planned.max(1));
    let done = i128::from(progress.received.max(0)) * i128::from(WIDTH) / whole;
    let done = i64::try_from(done).unwrap_or(WIDTH).min(WIDTH);
    view! {
        <div class="meter wide">
            <span class="small">{progress.said.clone()}</span>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="range-1" width=WIDTH.to_string() height="10"></rect>
                <rect class="bar" width=done.to_string() height="10"></rect>
            </svg>
        </div>
    }
    .into_any()
}

fn tools(deal: DealId, planned: &Planned, act: Act) -> AnyView {
    let texts = Texts::of(use_lang());
    let change = planned.changes.then(|| {
        let text = if planned.implied {
            texts.lay
        } else {
            texts.change
        };
        let href = format!("/deals/{deal}/schedule");
        view! { <LinkButton href text icon=Icon::Edit small=true /> }
    });
    let template =
        (planned.changes && !planned.templates.is_empty()).then(|| template(deal, planned, act));
    view! {
        <div class="row">{change}</div>
        {template}
    }
    .into_any()
}

fn template(deal: DealId, planned: &Planned, act: Act) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let (title, hint) = match planned.implied {
        true => (texts.by_template, None),
        false => (texts.anew, Some(texts.anew_hint)),
    };
    let options = planned.templates.iter();
    let options = options.map(|(id, name)| Choice::new(id.clone(), name.clone()));
    let options: Vec<_> = options.collect();
    let typed = refused.typed("template", "");
    let fields = hidden([
        ("deal", deal.to_string()),
        ("version", planned.version.clone()),
    ]);
    view! {
        <Drawer title open=refused.is_refused()>
            <ActForm act class="form">
                {fields} {refused.elsewhere(&[])}
                <Select
                    name="template"
                    label=Field::Template.label(lang)
                    options
                    hint
                    value=typed
                />
                <div class="form-actions">
                    <Button text=texts.lay_now />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

/// The colour and mark of a state.
fn drawn(state: State) -> (Tone, Icon) {
    match state {
        State::Planned => (Tone::Plain, Icon::Calendar),
        State::Partial => (Tone::Info, Icon::Stage),
        State::Paid => (Tone::Ok, Icon::Won),
        State::Overpaid => (Tone::Warn, Icon::Alert),
        State::Overdue => (Tone::Danger, Icon::Clock),
        State::NotPlanned => (Tone::Warn, Icon::Help),
        State::Lost => (Tone::Plain, Icon::Lost),
    }
}
