//! Whose a record is, who sees it and why, and opening it to others: one card for deals, companies
//! and contacts. Invariant: what the viewer may not do is absent, and the server decides again.
pub mod api;
pub mod model;
mod texts;

use crate::deals::refused::{Refused, empties, hidden};
use crate::people::pick::PersonField;
use crate::ui::{Button, Checkbox, DateField, Drawer, Icon, use_lang};
use domain::access::{Lane, ShareTo};
use domain::dates;
use domain::field::Field;
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use model::{Custody, Shared};
use texts::Texts;

const SHARE: &str = "/api/custody/share";
const UNSHARE: &str = "/api/custody/unshare";
const REASSIGN: &str = "/api/custody/reassign";
const LANE: &str = "/api/custody/lane";

/// The actions of the card; each that ends draws the page anew.
#[derive(Clone, Copy)]
pub struct Acts {
    share: ServerAction<api::Share>,
    unshare: ServerAction<api::Unshare>,
    reassign: ServerAction<api::Reassign>,
    lane: ServerAction<api::SetLane>,
}

impl Acts {
    #[must_use]
    pub fn new() -> Self {
        Self {
            share: ServerAction::new(),
            unshare: ServerAction::new(),
            reassign: ServerAction::new(),
            lane: ServerAction::new(),
        }
    }

    /// Grows with every action that changed the record, or was refused for a newer one.
    #[must_use]
    pub fn done(self) -> usize {
        let acts = [
            (self.share.version(), self.share.value()),
            (self.unshare.version(), self.unshare.value()),
            (self.reassign.version(), self.reassign.value()),
            (self.lane.version(), self.lane.value()),
        ];
        let told = acts.map(|(version, answer)| match answer.get() {
            Some(Ok(())) => version.get(),
            Some(Err(failure)) if failure.is_stale() => version.get(),
            _ => 0,
        });
        told.iter().sum()
    }
}

impl Default for Acts {
    fn default() -> Self {
        Self::new()
    }
}

/// The card of one record.
pub fn card(custody: &Custody, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let shares = custody.may_share.then(|| shares(custody, acts));
    let lane = custody.may_share.then(|| lane(custody, acts));
    let reassign = custody.may_hand_over.then(|| reassign(custody, acts));
    let confidential = (custody.lane == Lane::Confidential)
        .then(|| view! { <p class="small muted">{texts.is_confidential}</p> });
    view! {
        <section class="card stack-s">
            <h2>{texts.who_sees}</h2>
            <p>{custody.because.clone()}</p>
            {confidential}
            {audience(custody)}
            {shares}
            {reassign}
            {lane}
        </section>
    }
    .into_any()
}

fn audience(custody: &Custody) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let audience = &custody.audience;
    let title = format!("{}: {}", texts.sees, texts::people(lang, audience.count));
    let named: usize = audience
        .reasons
        .iter()
        .map(|(_, people)| people.len())
        .sum();
    let more = (named < audience.count).then(
        || view! { <p class="small muted">{texts::others(lang, audience.count - named)}</p> },
    );
    let reasons = audience.reasons.iter().map(|(reason, people)| {
        view! { <li><b>{people.join(", ")}</b> <span class="muted">" · " {reason.clone()}</span></li> }
    });
    let reasons = reasons.collect_view();
    view! {
        <Drawer title>
            <ul class="stack-s small">{reasons}</ul>
            {more}
        </Drawer>
    }
    .into_any()
}

fn shares(custody: &Custody, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = Refused::of(UNSHARE, acts.unshare.value());
    let rows = custody
        .shares
        .iter()
        .map(|share| one(custody, share, acts))
        .collect_view();
    let list = if custody.shares.is_empty() {
        view! { <p class="muted small">{texts.no_shares}</p> }.into_any()
    } else {
        view! { <ul class="lines">{rows}</ul> }.into_any()
    };
    view! {
        <h3>{texts.shares}</h3>
        {list}
        {refused.elsewhere(&[])}
        {add(custody, acts)}
    }
    .into_any()
}

fn one(custody: &Custody, share: &Shared, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.unshare);
    let texts = Texts::of(lang);
    let until = share
        .until
        .map(|day| format!(", {} {}", texts.until, dates::short(day, lang)));
    let over = share.over.then(|| format!(" ({})", texts.over));
    let text = format!("{}: {}", texts.unshare, share.name);
    let fields = hidden([("of", custody.of.to_string()), ("share", key(share.to))]);
    view! {
        <li>
            <div class="grow">
                {share.name.clone()} <span class="muted">" · " {if share.edits { texts.edits } else { texts.reads }} {until} {over}</span>
            </div>
            <ActionForm action>{fields} <Button text bare=true icon=Icon::Close small=true /></ActionForm>
        </li>
    }
    .into_any()
}

fn add(custody: &Custody, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.share);
    let texts = Texts::of(lang);
    let refused = Refused::of(SHARE, action.value());
    let form = NodeRef::<Form>::new();
    empties(action.value(), form);
    let fields = hidden([("of", custody.of.to_string())]);
    let (offered, today) = (custody.offered.clone(), dates::iso(custody.today));
    view! {
        <Drawer title=texts.share open=refused.is_draft()>
            <ActionForm action node_ref=form attr:class="form">
                {fields} {refused.elsewhere(&[Field::Share])}
                <PersonField
                    name="share"
                    label=texts.share_with
                    hint=texts.share_hint
                    offered
                    groups=true
                    value=refused.typed("share", "")
                    error=refused.at(Field::Share)
                    required=true
                /> <Checkbox name="edits" label=texts.share_edits checked=refused.typed("edits", "") == "true" />
                <DateField name="until" label=texts.share_until value=refused.typed("until", "") min=today optional=true />
                <div class="form-actions">
                    <Button text=texts.share />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

fn reassign(custody: &Custody, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.reassign);
    let texts = Texts::of(lang);
    let refused = Refused::of(REASSIGN, action.value());
    let fields = hidden([
        ("of", custody.of.to_string()),
        ("was_owner", custody.owner.to_string()),
    ]);
    let offered = custody.offered_owners.clone();
    view! {
        <Drawer title=texts.reassign open=refused.is_draft()>
            <ActionForm action attr:class="form">
                {fields} {refused.elsewhere(&[Field::Owner])}
                <PersonField
                    name="owner"
                    id="new-owner"
                    label=texts.new_owner
                    offered
                    value=refused.typed("owner", "")
                    error=refused.at(Field::Owner)
                    required=true
                /> <div class="form-actions">
                    <Button text=texts.hand_over />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

fn lane(custody: &Custody, acts: Acts) -> AnyView {
    let action = acts.lane;
    let texts = Texts::of(use_lang());
    let refused = Refused::of(LANE, action.value());
    let (to, text, hint) = match custody.lane {
        Lane::Normal => (
            "confidential",
            texts.make_confidential,
            texts.confidential_hint,
        ),
        Lane::Confidential => ("normal", texts.make_normal, texts.normal_hint),
    };
    let fields = hidden([("of", custody.of.to_string()), ("lane", to.to_owned())]);
    view! {
        <Drawer title=text open=refused.is_draft()>
            <ActionForm action attr:class="form">
                {fields} {refused.elsewhere(&[])} <p class="small">{hint}</p> <div class="form-actions">
                    <Button text />
                </div>
            </ActionForm>
        </Drawer>
    }
    .into_any()
}

/// "p4" for the person 4, "g4" for the group 4.
fn key(to: ShareTo) -> String {
    match to {
        ShareTo::Person(id) => format!("p{id}"),
        ShareTo::Group(id) => format!("g{id}"),
    }
}
