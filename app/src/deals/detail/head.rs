//! The head of a deal: its stage path and the figures that matter.
use super::acts::Acts;
use super::model::Detail;
use super::texts::Texts;
use crate::act::ActForm;
use crate::deals::model::StageName;
use crate::deals::refused::hidden;
use crate::ui::{Banner, KeyFigure, KeyFigures, Stage, Stages, Tone, use_lang};
use domain::access::{Action, FieldClass};
use domain::dates;
use domain::deals::Status;
use domain::field::Field;
use domain::pipelines::StageKind;
use domain::sentence;
use leptos::prelude::*;

pub(super) fn head(detail: &Detail, acts: Acts) -> AnyView {
    view! {
        <div class="stack">
            {path(detail, acts)}
            {super::held::held_up(detail, acts)}
            {figures(detail)}
        </div>
    }
    .into_any()
}

/// The open stages, then where the deal ended or is to end.
fn path(detail: &Detail, acts: Acts) -> AnyView {
    let deal = &detail.deal;
    let stands = |stage: &&StageName| stage.pipeline == deal.pipeline && belongs(stage, detail);
    let stages: Vec<&StageName> = detail.names.stages.iter().filter(stands).collect();
    let now = stages
        .iter()
        .position(|stage| stage.id == deal.stage)
        .unwrap_or_default();
    let movable = deal.may(Action::Edit) && deal.deleted.is_none() && deal.status == Status::Open;
    let stages = stages.into_iter().map(|stage| {
        let leads = movable && stage.kind == StageKind::Open && stage.id != deal.stage;
        Stage {
            name: stage.name.clone().into(),
            go: leads.then(|| go(detail, stage, acts)),
        }
    });
    let (stages, lost): (Vec<_>, _) = (stages.collect(), deal.status == Status::Lost);
    view! { <Stages stages now lost /> }.into_any()
}

/// Won and lost stages show only where the deal stands in them; an open deal leads to the first won.
fn belongs(stage: &StageName, detail: &Detail) -> bool {
    let deal = &detail.deal;
    let first_won = || {
        let own = detail
            .names
            .stages
            .iter()
            .filter(|other| other.pipeline == deal.pipeline);
        own.clone()
            .find(|other| other.kind == StageKind::Won)
            .is_some_and(|first| first.id == stage.id)
    };
    match stage.kind {
        StageKind::Open => true,
        _ if stage.id == deal.stage => true,
        StageKind::Won => deal.status == Status::Open && first_won(),
        StageKind::Lost => false,
    }
}

fn go(detail: &Detail, stage: &StageName, acts: Acts) -> AnyView {
    let act = acts.moved;
    let texts = Texts::of(use_lang());
    let name = stage.name.clone();
    let label = format!("{}: {name}", texts.move_on);
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("was_stage", detail.deal.stage.to_string()),
        ("stage", stage.id.to_string()),
    ]);
    view! {
        <ActForm act>
            {fields}
            <button type="submit" title=label>
                {name}
            </button>
        </ActForm>
    }
    .into_any()
}

fn figures(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let attention = deal.needs_attention(detail.today);
    let (close_name, close) = match deal.closed {
        Some(day) => (Field::Closed, Some(day)),
        None => (Field::ExpectedClose, deal.expected_close),
    };
    let close = close.map_or_else(|| texts.none.to_owned(), |day| dates::short(day, lang));
    let late = attention.past_close.then_some(texts.late);
    let status = sentence::status(deal.status, lang);
    let money = money(detail);
    view! {
        <KeyFigures>
            {money} <KeyFigure name=close_name.label(lang) value=close note=late late=attention.past_close />
            <KeyFigure name=texts.status value=status />
        </KeyFigures>
        {(!sees_amounts(detail)).then(|| view! { <Banner tone=Tone::Info>{texts.hidden_amount}</Banner> })}
    }
    .into_any()
}

/// Amount, chance and their product; nothing of it where amounts are hidden.
fn money(detail: &Detail) -> AnyView {
    let Some(chance) = detail.chance else {
        return ().into_any();
    };
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let amount = deal
        .amount
        .map_or_else(|| texts.no_amount.to_owned(), |amount| amount.column(lang));
    let weighted = deal
        .amount
        .map(|amount| amount.percent(chance).column(lang));
    let of_stage = (deal.status == Status::Open && deal.probability.is_none())
        .then_some(texts.percent_of_stage);
    view! {
        <KeyFigure name=Field::Amount.label(lang) value=amount />
        <KeyFigure name=texts.weighted value=weighted.unwrap_or_else(|| texts.none.to_owned()) />
        <KeyFigure name=Field::Probability.label(lang) value=format!("{chance}\u{a0}%") note=of_stage />
    }
    .into_any()
}

pub(super) fn sees_amounts(detail: &Detail) -> bool {
    detail.deal.may(Action::Field(FieldClass::Commercial))
}
