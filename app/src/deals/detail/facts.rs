//! The facts of a deal beside its timeline.
use super::model::{Detail, Linked};
use super::texts::{Texts, days};
use crate::ui::{Fact, Facts, Person, use_lang};
use domain::dates;
use domain::field::Field;
use domain::sentence::lost_kind;
use domain::time::Day;
use leptos::prelude::*;
use std::fmt::Display;

pub(super) fn facts(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let day = |day: Day| dates::short(day, lang);
    let owner = detail.names.person(deal.owner).to_owned();
    let mut facts = vec![
        Fact::new(Field::Company.label(lang), company(detail, texts)),
        Fact::new(
            Field::Owner.label(lang),
            view! { <Person name=owner id=deal.owner.0 /> },
        ),
        Fact::new(
            Field::Group.label(lang),
            detail.names.group(deal.group).to_owned(),
        ),
        Fact::new(
            Field::Pipeline.label(lang),
            detail.names.pipeline(deal.pipeline).to_owned(),
        ),
    ];
    if !detail.contacts.is_empty() {
        facts.insert(
            1,
            Fact::new(Field::Contact.label(lang), contacts(detail, texts)),
        );
    }
    let reason = deal.lost_reason.as_ref().map(|reason| match &reason.text {
        Some(text) => format!("{} ({text})", lost_kind(reason.kind, lang)),
        None => lost_kind(reason.kind, lang).to_owned(),
    });
    let rest = [
        (Field::Opened.label(lang), deal.opened.map(day)),
        (texts.age, deal.age(detail.today).map(|age| days(lang, age))),
        (
            Field::ExpectedClose.label(lang),
            deal.closed.and(deal.expected_close).map(day),
        ),
        (Field::LostReason.label(lang), reason),
        (
            Field::Source.label(lang),
            detail.offered.said(deal.source.as_ref()),
        ),
        (Field::ExternalId.label(lang), deal.external_id.clone()),
    ];
    facts.extend(
        rest.into_iter()
            .filter_map(|(name, value)| Some(Fact::new(name, value?))),
    );
    let description = deal
        .description
        .iter()
        .flat_map(|text| text.lines())
        .map(str::to_owned);
    let description = description
        .map(|line| view! { <p>{line}</p> })
        .collect_view();
    view! {
        <section class="card stack-s">
            <h2>{texts.facts}</h2>
            <Facts facts />
            {description}
        </section>
    }
    .into_any()
}

fn company(detail: &Detail, texts: &'static Texts) -> AnyView {
    detail.company.as_ref().map_or_else(
        || texts.none.into_any(),
        |company| linked("/companies", company, texts.hidden_company),
    )
}

fn contacts(detail: &Detail, texts: &'static Texts) -> AnyView {
    let parts = detail.contacts.iter().zip(&detail.deal.contacts);
    let parts = parts.map(|(contact, part)| {
        let role = part
            .role
            .clone()
            .map(|role| view! { <span class="muted">" · " {role}</span> });
        view! { <li>{linked("/contacts", contact, texts.hidden_contact)} {role}</li> }
    });
    view! { <ul>{parts.collect_view()}</ul> }.into_any()
}

/// The record's name, as a link where its page opens for the viewer.
fn linked<T: Display>(under: &str, record: &Linked<T>, hidden: &'static str) -> AnyView {
    match (&record.name, record.opens) {
        (Some(name), true) => {
            view! { <a href=format!("{under}/{}", record.id)>{name.clone()}</a> }.into_any()
        }
        (Some(name), false) => name.clone().into_any(),
        (None, _) => view! { <span class="subtle">{hidden}</span> }.into_any(),
    }
}
