//! What can be done to a deal as a whole: move, win, lose, reopen, hand over, delete.
use super::head::sees_amounts;
use super::model::Detail;
use super::texts::Texts;
use crate::act::{Act, ActForm};
use crate::custody;
use crate::deals::fill::{fields, missing};
use crate::deals::model::Names;
use crate::deals::moving::WON;
use crate::deals::refused::{Refused, hidden};
use crate::planning::schedule::section::LAY;
use crate::ui::{
    Button, Choice, DateField, Drawer, Field as Input, Kind, MoneyField, Select, use_lang,
};
use domain::access::Action;
use domain::dates;
use domain::deals::Status;
use domain::field::Field;
use domain::pipelines::{Need, StageKind};
use leptos::prelude::*;

/// Also done from the list, right after deleting.
pub(super) const RESTORE: &str = "/api/deals/restore";

/// The actions of the page; each that ends draws the page anew.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) note: Act,
    pub(super) step: Act,
    pub(super) moved: Act,
    pub(super) win: Act,
    pub(super) lose: Act,
    pub(super) reopen: Act,
    pub(super) custody: custody::Acts,
    pub(super) delete: Act,
    pub(super) restore: Act,
    pub(super) add_line: Act,
    pub(super) change_line: Act,
    pub(super) remove_line: Act,
    pub(super) lay: Act,
}

impl Acts {
    pub(super) fn new() -> Self {
        Self {
            note: Act::new("/api/deals/note"),
            step: Act::new("/api/deals/next-step"),
            moved: Act::new("/api/deals/move"),
            win: Act::new("/api/deals/win"),
            lose: Act::new("/api/deals/lose"),
            reopen: Act::new("/api/deals/reopen"),
            custody: custody::Acts::new(),
            delete: Act::new("/api/deals/delete"),
            restore: Act::new(RESTORE),
            add_line: Act::new("/api/deals/add-line"),
            change_line: Act::new("/api/deals/change-line"),
            remove_line: Act::new("/api/deals/remove-line"),
            lay: Act::new(LAY),
        }
    }

    /// Grows with every action that changed the deal, or was refused for a newer one.
    pub(super) fn done(self) -> usize {
        let acts = [
            self.note,
            self.step,
            self.moved,
            self.win,
            self.lose,
            self.reopen,
            self.delete,
            self.restore,
            self.add_line,
            self.change_line,
            self.remove_line,
            self.lay,
        ];
        acts.map(Act::done).iter().sum::<usize>() + self.custody.done()
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
    let (lang, act) = (use_lang(), acts.moved);
    let deal = &detail.deal;
    let refused = Refused::of(act);
    let value = refused.typed("stage", deal.stage.to_string());
    let fields = hidden([
        ("id", deal.id.to_string()),
        ("was_stage", deal.stage.to_string()),
    ]);
    let options = open_stages(&detail.names);
    view! {
        <ActForm act class="form">
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
        </ActForm>
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
    let (lang, act) = (use_lang(), acts.win);
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let refused = Refused::of(act);
    let currency = deal
        .amount
        .map_or(detail.currency, |amount| amount.currency)
        .code()
        .to_owned();
    let shown = deal
        .amount
        .map(|amount| amount.input(lang))
        .unwrap_or_default();
    let kept = hidden([
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
    let (needs, blank) = (missing(&refused), super::held::blank(detail));
    let told = refused.elsewhere(WON);
    let lacking = {
        let refused = refused.clone();
        // The amount agreed is asked for in any case.
        move || fields(needs.get().without(Need::Amount), &blank, &refused, "win")
    };
    view! {
        <Drawer title=texts.win open=refused.is_draft()>
            <ActForm act class="form">
                {kept} {told} <div class="form-row">
                    <DateField name="closed" id="win-closed" label=Field::Closed.label(lang) value=closed required=true error=refused.at(Field::Closed) />
                    {amount} {stage}
                </div> {lacking} <div class="form-actions">
                    <Button text=texts.won kind=Kind::Primary />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn lose(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, act) = (use_lang(), acts.lose);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let options = detail.offered.lost(texts.choose_reason);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    let closed = refused.typed("closed", dates::iso(detail.today));
    view! {
        <Drawer title=texts.lose open=refused.is_draft()>
            <ActForm act class="form">
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
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn reopen(detail: &Detail, acts: Acts) -> AnyView {
    let act = acts.reopen;
    let refused = Refused::of(act);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    view! {
        <ActForm act class="form">
            {fields} {refused.elsewhere(&[])} <div class="form-actions">
                <Button text=Texts::of(use_lang()).reopen />
            </div>
        </ActForm>
    }
    .into_any()
}

fn delete(detail: &Detail, acts: Acts) -> AnyView {
    let act = acts.delete;
    let refused = Refused::of(act);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    view! {
        <ActForm act class="form">
            {fields} {refused.elsewhere(&[])} <div class="form-actions">
                <Button text=Texts::of(use_lang()).delete kind=Kind::Danger />
            </div>
        </ActForm>
    }
    .into_any()
}
