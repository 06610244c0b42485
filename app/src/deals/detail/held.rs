//! Where a stage's gate held a move up: what it lacks, filled in there. Invariant: the form stands for
//! the move that was tried last, and goes on with it.
use super::acts::Acts;
use super::head::sees_amounts;
use super::model::Detail;
use crate::act::{ActForm, field};
use crate::deals::fill::{Blank, SHOWN, fields, missing};
use crate::deals::moving::texts::Texts;
use crate::deals::refused::{Refused, hidden};
use crate::ui::{Button, Kind, use_lang};
use leptos::prelude::*;

/// The refusal of a move, and the form that goes on with it.
pub(super) fn held_up(detail: &Detail, acts: Acts) -> AnyView {
    let act = acts.moved;
    let refused = Refused::of(act);
    let (needs, sent) = (missing(&refused), act.sent());
    let (blank, deal) = (blank(detail), &detail.deal);
    let (id, was) = (deal.id.to_string(), deal.stage.to_string());
    let told = refused.elsewhere(SHOWN);
    let texts = Texts::of(use_lang());
    let form = move || {
        let needs = needs.get();
        if needs.is_empty() {
            return ().into_any();
        }
        let tried = sent.get_untracked().unwrap_or_default();
        let tried = field(&tried, "stage").to_owned();
        let lacking = fields(needs, &blank, &refused, "gate");
        let hidden = hidden([
            ("id", id.clone()),
            ("stage", tried),
            ("was_stage", was.clone()),
        ]);
        view! {
            <section class="card">
                <ActForm act class="form">
                    {hidden} {lacking} <div class="form-actions">
                        <Button text=texts.fill_and_move kind=Kind::Primary />
                    </div>
                </ActForm>
            </section>
        }
        .into_any()
    };
    view! {
        {told}
        {form}
    }
    .into_any()
}

pub(super) fn blank(detail: &Detail) -> Blank {
    let deal = &detail.deal;
    let step = deal.next_step.as_ref();
    Blank {
        deal: deal.id,
        currency: deal
            .amount
            .map_or(detail.currency, |amount| amount.currency),
        amounts: sees_amounts(detail),
        step: step.map(|step| step.what.clone()).unwrap_or_default(),
        sources: detail.offered.sources.clone(),
    }
}
