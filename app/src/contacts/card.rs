//! `/contacts/{id}`: one person at a customer, and why one sees them.
use super::texts::Texts;
use super::{Card, api};
use crate::custody;
use crate::gate;
use crate::live;
use crate::people::card::use_id;
use crate::record_card::RecordCard;
use crate::ui::{Fact, Facts, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ContactPage() -> impl IntoView {
    let (id, acts) = (use_id(), custody::Acts::new());
    let card = live::ask(
        move |kind, of| kind == "contact" && untrack(id).parse::<u64>().ok() == Some(of),
        move || acts.done(),
        move || api::ReadContact { id: id() },
    );
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(&card, done.as_deref(), acts))
}

fn page(card: &Card, done: Option<&str>, acts: custody::Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let record = &card.contact;
    let facts = facts(card);
    let custody = custody::card(&card.custody, acts);
    let inside = view! {
        <section class="card">
            <Facts facts />
        </section>
        {custody}
    };
    let framed = RecordCard {
        base: "contacts",
        list: texts.contacts,
        id: record.id.0,
        title: record.name().to_owned(),
        here: record.deleted.is_none(),
        may_edit: false,
        may_delete: false,
        said: done.and_then(|done| texts.done(done)),
        narrow: true,
    };
    framed.may(record).page(inside.into_any())
}

fn facts(card: &Card) -> Vec<Fact> {
    let lang = use_lang();
    let known = &card.contact.card;
    let mut facts = Vec::new();
    if let Some(company) = card.company.clone() {
        let link = view! { <a href=format!("/companies/{}", company.id)>{company.name}</a> };
        facts.push(Fact::new(Of::Company.label(lang), link));
    }
    let position = known.position.clone();
    facts.extend(position.map(|position| Fact::new(Of::Position.label(lang), position)));
    for phone in &known.phones {
        let link = view! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> };
        facts.push(Fact::new(Of::Phone.label(lang), link));
    }
    for email in known.emails.iter().map(ToString::to_string) {
        let link = view! { <a href=format!("mailto:{email}")>{email.clone()}</a> };
        facts.push(Fact::new(Of::Email.label(lang), link));
    }
    facts.push(Fact::new(Of::Owner.label(lang), card.owner.clone()));
    facts.push(Fact::new(Of::Group.label(lang), card.group.clone()));
    let note = known.note.clone();
    facts.extend(note.map(|note| Fact::new(Of::Note.label(lang), note)));
    facts
}
