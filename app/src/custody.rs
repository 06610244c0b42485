//! Whose a record is, who sees it and why, and opening it to others: one card for deals, companies
//! and contacts. Invariant: what the viewer may not do is absent, and the server decides again.
pub mod api;
pub mod model;
mod texts;

use crate::act::{Act, ActForm};
use crate::deals::refused::{Refused, empties, hidden};
use crate::people::pick::PersonField;
use crate::ui::{Button, Checkbox, DateField, Drawer, Icon, use_lang};
use domain::access::{Lane, ShareTo};
use domain::dates;
use domain::field::Field;
use leptos::html::Form;
use leptos::prelude::*;
use model::{Custody, Shared};
use texts::Texts;

/// The actions of the card; each that ends draws the page anew.
#[derive(Clone, Copy)]
pub struct Acts {
    share: Act,
    unshare: Act,
    reassign: Act,
    lane: Act,
}

impl Acts {
    #[must_use]
    pub fn new() -> Self {
        Self {
            share: Act::new("/api/custody/share"),
            unshare: Act::new("/api/custody/unshare"),
            reassign: Act::new("/api/custody/reassign"),
            lane: Act::new("/api/custody/lane"),
        }
    }

    /// Grows with every action that changed the record, or was refused for a newer one.
    #[must_use]
    pub fn done(self) -> usize {
        let acts = [self.share, self.unshare, self.reassign, self.lane];
        acts.map(Act::done).iter().sum()
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
            {custody.explains.then(|| crate::who::link(&custody.of.to_string()))}
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
    let refused = Refused::of(acts.unshare);
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
    let (lang, act) = (use_lang(), acts.unshare);
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
            <ActForm act>{fields} <Button text bare=true icon=Icon::Close small=true /></ActForm>
        </li>
    }
    .into_any()
}

fn add(custody: &Custody, acts: Acts) -> AnyView {
    let (lang, act) = (use_lang(), acts.share);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let form = NodeRef::<Form>::new();
    empties(act, form);
    let fields = hidden([("of", custody.of.to_string())]);
    let (offered, today) = (custody.offered.clone(), dates::iso(custody.today));
    view! {
        <Drawer title=texts.share open=refused.is_draft()>
            <ActForm act node_ref=form class="form">
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
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn reassign(custody: &Custody, acts: Acts) -> AnyView {
    let (lang, act) = (use_lang(), acts.reassign);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let fields = hidden([
        ("of", custody.of.to_string()),
        ("was_owner", custody.owner.to_string()),
    ]);
    let offered = custody.offered_owners.clone();
    view! {
        <Drawer title=texts.reassign open=refused.is_draft()>
            <ActForm act class="form">
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
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn lane(custody: &Custody, acts: Acts) -> AnyView {
    let act = acts.lane;
    let texts = Texts::of(use_lang());
    let refused = Refused::of(act);
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
            <ActForm act class="form">
                {fields} {refused.elsewhere(&[])} <p class="small">{hint}</p> <div class="form-actions">
                    <Button text />
                </div>
            </ActForm>
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
