//! The panel of a move: the stages to choose from, or the form that the chosen one takes. It stands on
//! a page of its own and in the board's dialog.
use super::model::{Moving, Target};
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::deals::fill::{SHOWN, fields};
use crate::deals::refused::{Refused, hidden};
use crate::deals::words::colour_place;
use crate::target::encoded;
use crate::ui::{
    Banner, Button, DateField, Field as Input, Kind, LinkButton, MoneyField, Select, Tone, use_lang,
};
use domain::dates;
use domain::deals::Status;
use domain::field::Field;
use domain::id::StageId;
use domain::pipelines::{Need, StageKind};
use leptos::prelude::*;
use std::sync::Arc;

/// The moves of the panel.
#[derive(Clone, Copy)]
pub(in crate::deals) struct Acts {
    moved: Act,
    win: Act,
    lose: Act,
    reopen: Act,
}

/// What a stage is chosen with where no page is opened for it.
pub(in crate::deals) type Pick = Arc<dyn Fn(StageId) + Send + Sync>;

impl Acts {
    pub(in crate::deals) fn new() -> Self {
        Self {
            moved: Act::new("/api/deals/move"),
            win: Act::new("/api/deals/win"),
            lose: Act::new("/api/deals/lose"),
            reopen: Act::new("/api/deals/reopen"),
        }
    }

    /// Whether a move was made since [`Acts::clear`].
    pub(in crate::deals) fn made(self) -> bool {
        let all = [self.moved, self.win, self.lose, self.reopen];
        // All are asked, so that each is waited for.
        let made = all.map(|act| matches!(*act.answer().read(), Some(Ok(()))));
        made.contains(&true)
    }

    /// Forgets what was answered about an earlier deal.
    pub(in crate::deals) fn clear(self) {
        for act in [self.moved, self.win, self.lose, self.reopen] {
            act.answer().set(None);
        }
    }
}

/// `back` is where a move leads; the board gives nothing, as it stays.
pub(in crate::deals) fn panel(
    moving: &Arc<Moving>,
    acts: Acts,
    back: String,
    pick: Option<Pick>,
) -> AnyView {
    let texts = Texts::of(use_lang());
    if moving.targets.is_empty() {
        return view! { <Banner tone=Tone::Warn>{texts.nowhere}</Banner> }.into_any();
    }
    let Some(target) = moving.chosen() else {
        return choices(moving, acts, &back, pick);
    };
    match (moving.status, target.kind) {
        (Status::Open, StageKind::Open) => shift(moving, target, acts, back),
        (Status::Open, StageKind::Won) => win(moving, target, acts, back),
        (Status::Open, StageKind::Lost) => lose(moving, acts, back),
        _ => choices(moving, acts, &back, pick),
    }
}

/// Every stage: a button where one click is enough, else a way to its form.
fn choices(moving: &Arc<Moving>, acts: Acts, back: &str, pick: Option<Pick>) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = [Refused::of(acts.moved), Refused::of(acts.reopen)];
    let told = refused.map(|refused| refused.elsewhere(&[])).collect_view();
    let rows = moving.targets.iter().map(|target| {
        let row = match target.is_plain(moving.status) {
            true => button(moving, target, acts, back),
            false => link(moving, target, pick.clone()),
        };
        view! { <li>{row}</li> }
    });
    view! {
        {told}
        <ul class="targets" aria-label=texts.choose>
            {rows.collect_view()}
        </ul>
    }
    .into_any()
}

fn button(moving: &Moving, target: &Target, acts: Acts, back: &str) -> AnyView {
    let fields = hidden([
        ("id", moving.id.to_string()),
        ("stage", target.id.to_string()),
        ("was_stage", moving.stage.to_string()),
        ("back", back.to_owned()),
    ]);
    let inside = view! {
        {fields}
        <button type="submit" class="target">
            {named(target)}
        </button>
    };
    match moving.status {
        Status::Open => view! { <ActForm act=acts.moved>{inside}</ActForm> }.into_any(),
        _ => view! { <ActForm act=acts.reopen>{inside}</ActForm> }.into_any(),
    }
}

fn link(moving: &Moving, target: &Target, pick: Option<Pick>) -> AnyView {
    let href = format!(
        "/deals/{}/move?to={}&in={}",
        moving.id,
        target.id,
        encoded(&moving.list)
    );
    let id = target.id;
    let choose = move |event: web_sys::MouseEvent| {
        if let Some(pick) = &pick {
            event.prevent_default();
            pick(id);
        }
    };
    view! {
        <a href=href class="target" on:click=choose>
            {named(target)}
        </a>
    }
    .into_any()
}

fn named(target: &Target) -> AnyView {
    let lang = use_lang();
    let tone = Tone::Stage(colour_place(target.colour)).class();
    let name = match &target.pipeline {
        Some(pipeline) => format!("{pipeline} · {}", target.name),
        None => target.name.clone(),
    };
    let lacks = (!target.lacks.is_empty()).then(|| {
        let names = format!("{}: {}", Texts::of(lang).lacks, target.lacks.names(lang));
        view! { <small>{names}</small> }
    });
    view! {
        <span class=["dot ", tone].concat() aria-hidden="true"></span>
        <span class="grow">{name}</span>
        {lacks}
    }
    .into_any()
}

fn shift(moving: &Moving, target: &Target, acts: Acts, back: String) -> AnyView {
    let (texts, act) = (Texts::of(use_lang()), acts.moved);
    let refused = Refused::of(act);
    let hidden = hidden([
        ("id", moving.id.to_string()),
        ("stage", target.id.to_string()),
        ("was_stage", moving.stage.to_string()),
        ("back", back.clone()),
    ]);
    let (verb, hint) = match target.lacks.is_empty() {
        true => (texts.move_here, None),
        false => (texts.fill_and_move, Some(texts.pass)),
    };
    let lacking = fields(target.lacks, &moving.blank, &refused, "move");
    let (told, foot) = (refused.elsewhere(SHOWN), foot(verb, &back));
    view! {
        <ActForm act class="form">
            {hidden} {hint.map(|hint| view! { <p>{hint}</p> })} {told} {lacking} {foot}
        </ActForm>
    }
    .into_any()
}

fn win(moving: &Moving, target: &Target, acts: Acts, back: String) -> AnyView {
    let (lang, act) = (use_lang(), acts.win);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let currency = moving.blank.currency.code().to_owned();
    let shown = moving.amount.map(|amount| amount.input(lang));
    let shown = shown.unwrap_or_default();
    let hidden = hidden([
        ("id", moving.id.to_string()),
        ("stage", target.id.to_string()),
        ("currency", currency.clone()),
        ("was_amount", shown.clone()),
        ("back", back.clone()),
    ]);
    // The amount agreed is asked for in any case, so the gate need not ask again.
    let lacks = target.lacks.without(Need::Amount);
    let amount = moving.blank.amounts.then(|| {
        let value = refused.typed("amount", shown);
        let needed = target.lacks.has(Need::Amount);
        view! { <MoneyField name="amount" id="win-amount" label=Field::Amount.label(lang) unit=currency value error=refused.at(Field::Amount) required=needed /> }
    });
    let closed = refused.typed("closed", dates::iso(moving.today));
    let hint = (!lacks.is_empty()).then_some(texts.pass);
    let lacking = fields(lacks, &moving.blank, &refused, "win");
    let (told, foot) = (refused.elsewhere(WON), foot(texts.won, &back));
    view! {
        <ActForm act class="form">
            {hidden} {hint.map(|hint| view! { <p>{hint}</p> })} {told} <div class="form-row">
                <DateField name="closed" id="win-closed" label=Field::Closed.label(lang) value=closed required=true error=refused.at(Field::Closed) />
                {amount}
            </div> {lacking} {foot}
        </ActForm>
    }
    .into_any()
}

/// Fields of the form of winning.
pub(in crate::deals) const WON: &[Field] = &[
    Field::Closed,
    Field::Amount,
    Field::ExpectedClose,
    Field::Company,
    Field::Contact,
    Field::NextStep,
    Field::NextStepOn,
    Field::Source,
    Field::Line,
    Field::Quantity,
    Field::Price,
    Field::Note,
];

fn lose(moving: &Moving, acts: Acts, back: String) -> AnyView {
    let (lang, act) = (use_lang(), acts.lose);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let options = moving.offered.lost(texts.choose_reason);
    let hidden = hidden([("id", moving.id.to_string()), ("back", back.clone())]);
    let closed = refused.typed("closed", dates::iso(moving.today));
    let foot = foot(texts.lost, &back);
    view! {
        <ActForm act class="form">
            {hidden} {refused.elsewhere(&[Field::Closed, Field::LostReason])}
            <Select
                name="lost_reason"
                id="lose-reason"
                label=Field::LostReason.label(lang)
                options
                value=refused.typed("lost_reason", "")
                error=refused.at(Field::LostReason)
            />
            <Input name="lost_text" id="lose-text" label=texts.details value=refused.typed("lost_text", "") optional=true maxlength=500 />
            <DateField name="closed" id="lose-closed" label=Field::Closed.label(lang) value=closed required=true error=refused.at(Field::Closed) />
            {foot}
        </ActForm>
    }
    .into_any()
}

fn foot(verb: &'static str, back: &str) -> AnyView {
    let back = (!back.is_empty()).then(|| {
        view! { <LinkButton href=back.to_owned() text=Texts::of(use_lang()).back kind=Kind::Quiet /> }
    });
    view! {
        <div class="form-actions">
            <Button text=verb kind=Kind::Primary />
            {back}
        </div>
    }
    .into_any()
}
