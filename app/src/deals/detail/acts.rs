//! What can be done to a deal as a whole: move, win, lose, reopen, hand over, delete.
use super::api;
use super::head::sees_amounts;
use super::model::Detail;
use super::texts::Texts;
use crate::custody;
use crate::deals::model::Names;
use crate::deals::refused::{Refused, hidden};
use crate::ui::{
    Button, Choice, DateField, Drawer, Field as Input, Kind, MoneyField, Select, use_lang,
};
use domain::access::Action;
use domain::dates;
use domain::deals::{LostKind, Status};
use domain::field::Field;
use domain::pipelines::StageKind;
use domain::sentence::lost_kind;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// The actions of the page; each that ends draws the page anew.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) note: ServerAction<api::Note>,
    pub(super) step: ServerAction<api::PlanStep>,
    /// The next step as it was typed last.
    pub(super) typed_step: RwSignal<Option<(String, String)>>,
    pub(super) moved: ServerAction<api::MoveStage>,
    pub(super) win: ServerAction<api::Win>,
    pub(super) lose: ServerAction<api::Lose>,
    pub(super) reopen: ServerAction<api::Reopen>,
    pub(super) custody: custody::Acts,
    pub(super) delete: ServerAction<api::Delete>,
    pub(super) restore: ServerAction<api::Restore>,
    pub(super) add_line: ServerAction<api::AddLine>,
    pub(super) change_line: ServerAction<api::ChangeLine>,
    pub(super) remove_line: ServerAction<api::RemoveLine>,
    /// The line as it was typed last.
    pub(super) sent_line: RwSignal<Option<super::lines::Sent>>,
}

impl Acts {
    pub(super) fn new() -> Self {
        let step = ServerAction::new();
        let (add_line, change_line) = (ServerAction::new(), ServerAction::new());
        Self {
            note: ServerAction::new(),
            step,
            typed_step: super::next::typed(step),
            moved: ServerAction::new(),
            win: ServerAction::new(),
            lose: ServerAction::new(),
            reopen: ServerAction::new(),
            custody: custody::Acts::new(),
            delete: ServerAction::new(),
            restore: ServerAction::new(),
            add_line,
            change_line,
            sent_line: super::lines::sent(add_line, change_line),
            remove_line: ServerAction::new(),
        }
    }

    /// Grows with every action that changed the deal, or was refused for a newer one. Other
    /// refusals leave the page as it stands, with all that is typed in it.
    pub(super) fn done(self) -> usize {
        let acts = [
            (self.note.version(), self.note.value()),
            (self.step.version(), self.step.value()),
            (self.moved.version(), self.moved.value()),
            (self.win.version(), self.win.value()),
            (self.lose.version(), self.lose.value()),
            (self.reopen.version(), self.reopen.value()),
            (self.delete.version(), self.delete.value()),
            (self.restore.version(), self.restore.value()),
            (self.add_line.version(), self.add_line.value()),
            (self.change_line.version(), self.change_line.value()),
            (self.remove_line.version(), self.remove_line.value()),
        ];
        let told = acts.map(|(version, answer)| {
            let tells = match answer.get() {
                Some(Ok(())) => true,
                Some(Err(failure)) => failure.is_stale(),
                None => false,
            };
            if tells { version.get() } else { 0 }
        });
        told.iter().sum::<usize>() + self.custody.done()
    }
}

pub(super) fn actions(detail: &Detail, acts: Acts) -> AnyView {
    let deal = &detail.deal;
    if deal.deleted.is_some() {
        return ().into_any();
    }
    let (edits, open) = (deal.may(Action::Edit), deal.status == Status::Open);
    let parts = [
        (edits && open).then(|| change_stage(detail, acts)),
        (edits && open).then(|| win(detail, acts)),
        (edits && open).then(|| lose(detail, acts)),
        (edits && !open).then(|| reopen(detail, acts)),
        deal.may(Action::Delete).then(|| delete(detail, acts)),
    ];
    if parts.iter().all(Option::is_none) {
        return ().into_any();
    }
    let texts = Texts::of(use_lang());
    view! {
        <section class="card stack-s">
            <h2>{texts.actions}</h2>
            {parts.into_iter().flatten().collect_view()}
        </section>
    }
    .into_any()
}

fn change_stage(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.moved);
    let deal = &detail.deal;
    let refused = Refused::of("/api/deals/move", action.value());
    let value = refused.typed("stage", deal.stage.to_string());
    let fields = hidden([
        ("id", deal.id.to_string()),
        ("was_stage", deal.stage.to_string()),
    ]);
    let options = open_stages(&detail.names);
    view! {
        <ActionForm action attr:class="form">
            {fields}
            <Select
                name="stage"
                id="move-stage"
                label=Field::Stage.label(lang)
                options
                value
            />
            <div class="form-actions">
                <Button text=Texts::of(lang).move_on />
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Open stages of every pipeline, named with their pipeline where there are several.
pub(in crate::deals) fn open_stages(names: &Names) -> Vec<Choice> {
    let several = names.pipelines.len() > 1;
    let open = names
        .stages
        .iter()
        .filter(|stage| stage.kind == StageKind::Open);
    open.map(|stage| {
        let name = match several {
            true => format!("{} · {}", names.pipeline(stage.pipeline), stage.name),
            false => stage.name.clone(),
        };
        Choice::new(stage.id.to_string(), name)
    })
    .collect()
}

fn win(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.win);
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let refused = Refused::of("/api/deals/win", action.value());
    let currency = deal
        .amount
        .map_or(detail.currency, |amount| amount.currency)
        .code()
        .to_owned();
    let shown = deal
        .amount
        .map(|amount| amount.input(lang))
        .unwrap_or_default();
    let fields = hidden([
        ("id", deal.id.to_string()),
        ("currency", currency.clone()),
        ("was_amount", shown.clone()),
    ]);
    let amount = sees_amounts(detail).then(|| {
        let value = refused.typed("amount", shown);
        view! { <MoneyField name="amount" id="win-amount" label=Field::Amount.label(lang) unit=currency value error=refused.at(Field::Amount) /> }
    });
    let won = detail
        .names
        .stages
        .iter()
        .filter(|stage| stage.pipeline == deal.pipeline && stage.kind == StageKind::Won);
    let won: Vec<_> = won
        .map(|stage| Choice::new(stage.id.to_string(), stage.name.clone()))
        .collect();
    let stage = (won.len() > 1).then(|| view! { <Select name="stage" id="win-stage" label=Field::Stage.label(lang) options=won /> });
    let closed = refused.typed("closed", dates::iso(detail.today));
    view! {
        <Drawer title=texts.win open=refused.is_draft()>
            <ActionForm action attr:class="form">
                {fields} {refused.elsewhere(&[Field::Closed, Field::Amount])} <div class="form-row">
                    <DateField name="closed" id="win-closed" label=Field::Closed.label(lang) value=closed required=true error=refused.at(Field::Closed) />
                    {amount} {stage}
                </div> <div class="form-actions">
                    <Button text=texts.won kind=Kind::Primary />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

fn lose(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.lose);
    let texts = Texts::of(lang);
    let refused = Refused::of("/api/deals/lose", action.value());
    let mut options = vec![Choice::new("", texts.choose_reason)];
    options.extend(LostKind::CHOICES.map(|kind| Choice::new(kind.key(), lost_kind(kind, lang))));
    let fields = hidden([("id", detail.deal.id.to_string())]);
    let closed = refused.typed("closed", dates::iso(detail.today));
    view! {
        <Drawer title=texts.lose open=refused.is_draft()>
            <ActionForm action attr:class="form">
                {fields} {refused.elsewhere(&[Field::Closed, Field::LostReason])}
                <Select
                    name="lost_reason"
                    id="lose-reason"
                    label=Field::LostReason.label(lang)
                    options
                    value=refused.typed("lost_reason", "")
                    error=refused.at(Field::LostReason)
                /> <Input name="lost_text" id="lose-text" label=texts.details value=refused.typed("lost_text", "") optional=true maxlength=500 />
                <DateField name="closed" id="lose-closed" label=Field::Closed.label(lang) value=closed required=true error=refused.at(Field::Closed) />
                <div class="form-actions">
                    <Button text=texts.lost />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

fn reopen(detail: &Detail, acts: Acts) -> AnyView {
    let action = acts.reopen;
    let refused = Refused::of("/api/deals/reopen", action.value());
    let fields = hidden([("id", detail.deal.id.to_string())]);
    view! {
        <ActionForm action attr:class="form">
            {fields} {refused.elsewhere(&[])} <div class="form-actions">
                <Button text=Texts::of(use_lang()).reopen />
            </div>
        </ActionForm>
    }
    .into_any()
}

fn delete(detail: &Detail, acts: Acts) -> AnyView {
    let action = acts.delete;
    let refused = Refused::of("/api/deals/delete", action.value());
    let fields = hidden([("id", detail.deal.id.to_string())]);
    view! {
        <ActionForm action attr:class="form">
            {fields} {refused.elsewhere(&[])} <div class="form-actions">
                <Button text=Texts::of(use_lang()).delete kind=Kind::Danger />
            </div>
        </ActionForm>
    }
    .into_any()
}
