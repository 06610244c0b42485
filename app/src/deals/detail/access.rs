//! Who sees the deal and why, and with whom it is shared.
use super::acts::{Acts, people};
use super::model::{Detail, Shared};
use super::texts::{self, Texts};
use crate::deals::refused::{Refused, empties, hidden};
use crate::ui::{Button, Checkbox, Choice, DateField, Drawer, Icon, Select, use_lang};
use domain::access::{Action, ShareTo};
use domain::dates;
use domain::field::Field;
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;

pub(super) fn access(detail: &Detail, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let shares = (detail.deal.may(Action::Share) && detail.deal.deleted.is_none())
        .then(|| shares(detail, acts));
    let title = format!(
        "{}: {}",
        texts.who_sees,
        texts::people(lang, detail.audience.count)
    );
    let audience = audience(detail);
    view! {
        <section class="card stack-s">
            <h2>{texts.who_sees}</h2>
            <p>{detail.because.clone()}</p>
            <Drawer title>{audience}</Drawer>
            {shares}
        </section>
    }
    .into_any()
}

fn audience(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let named: usize = detail
        .audience
        .reasons
        .iter()
        .map(|(_, people)| people.len())
        .sum();
    let more = (named < detail.audience.count)
        .then(|| view! { <p class="small muted">{texts.and_others}</p> });
    let reasons = detail.audience.reasons.iter().map(|(reason, people)| {
        view! { <li><b>{people.join(", ")}</b> <span class="muted">" · " {reason.clone()}</span></li> }
    });
    view! {
        <ul class="stack-s small">{reasons.collect_view()}</ul>
        {more}
    }
    .into_any()
}

fn shares(detail: &Detail, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let refused = Refused::of("/api/deals/unshare", acts.unshare.value());
    let rows = detail
        .shares
        .iter()
        .map(|share| one(detail, share, acts))
        .collect_view();
    let rows = (!detail.shares.is_empty()).then(|| view! { <ul class="lines">{rows}</ul> });
    let none = detail
        .shares
        .is_empty()
        .then(|| view! { <p class="muted small">{texts.no_shares}</p> });
    view! {
        <h3>{texts.shares}</h3>
        {none}
        {rows}
        {refused.elsewhere(&[])}
        {add(detail, acts)}
    }
    .into_any()
}

fn one(detail: &Detail, share: &Shared, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.unshare);
    let texts = Texts::of(lang);
    let until = share
        .until
        .map(|day| format!(", {} {}", texts.until, dates::short(day, lang)));
    let over = share.over.then(|| format!(" ({})", texts.over));
    let text = format!("{}: {}", texts.unshare, share.name);
    let fields = hidden([("id", detail.deal.id.to_string()), ("share", key(share.to))]);
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

fn add(detail: &Detail, acts: Acts) -> AnyView {
    let (lang, action) = (use_lang(), acts.share);
    let texts = Texts::of(lang);
    let refused = Refused::of("/api/deals/share", action.value());
    let form = NodeRef::<Form>::new();
    empties(action.value(), form);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    let (options, today) = (reachable(detail), dates::iso(detail.today));
    view! {
        <Drawer title=texts.share open=refused.is_draft()>
            <ActionForm action node_ref=form attr:class="form">
                {fields} {refused.elsewhere(&[Field::Share])}
                <Select
                    name="share"
                    label=texts.share_with
                    options
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

/// Everybody but the viewer and the owner, then the groups with their depth shown.
fn reachable(detail: &Detail) -> Vec<Choice> {
    let texts = Texts::of(use_lang());
    let oneself = [detail.me.to_string(), detail.deal.owner.to_string()];
    let others = people(&detail.names)
        .into_iter()
        .filter(|person| !oneself.contains(&person.value.to_string()));
    let others = others.map(|person| Choice::new(format!("p{}", person.value), person.name));
    let groups = detail.names.groups.iter().map(|(id, name, _)| {
        Choice::new(
            key(ShareTo::Group(*id)),
            format!("{}: {name}", Field::Group.label(use_lang())),
        )
    });
    std::iter::once(Choice::new("", texts.choose))
        .chain(others)
        .chain(groups)
        .collect()
}

/// "p4" for the person 4, "g4" for the group 4.
fn key(to: ShareTo) -> String {
    match to {
        ShareTo::Person(id) => format!("p{id}"),
        ShareTo::Group(id) => format!("g{id}"),
    }
}
