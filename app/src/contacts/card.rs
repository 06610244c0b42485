//! `/contacts/{id}`: one person at a customer, and why one sees them.
use super::texts::Texts;
use super::{Card, api};
use crate::custody;
use crate::form::use_form;
use crate::gate;
use crate::loaded::load;
use crate::people::card::use_id;
use crate::record_list;
use crate::ui::{Button, Crumb, Fact, Facts, Icon, Kind, LinkButton, Page, Toast, use_lang};
use domain::access::Action;
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ContactPage() -> impl IntoView {
    let (id, acts) = (use_id(), custody::Acts::new());
    let card = load(move || (id(), acts.done()), |(id, _)| api::read_contact(id));
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(&card, done.as_deref(), acts))
}

fn page(card: &Card, done: Option<&str>, acts: custody::Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let (id, title) = (card.contact.id, card.contact.name().to_owned());
    let path = vec![Crumb::new("/contacts", texts.contacts)];
    let said = done.and_then(|done| texts.done(done));
    let toast = said.map(|text| view! { <Toast text close=format!("/contacts/{id}") /> });
    let gone = card.contact.deleted.map(|_| {
        record_list::deleted(
            id.0,
            "/api/contacts/restore",
            card.contact.may(Action::Delete),
        )
    });
    let (tools, facts) = (tools(card, texts), facts(card));
    let custody = custody::card(&card.custody, acts);
    let fault =
        ["delete", "restore"].map(|act| use_form(&format!("/api/contacts/{act}")).fault(&[]));
    let fault = fault.into_iter().flatten().collect::<Vec<_>>();
    view! {
        <Page title crumbs=path actions=tools narrow=true>
            <div class="stack-l">
                {fault} {gone} <section class="card">
                    <Facts facts />
                </section> {custody}
            </div>
            {toast}
        </Page>
    }
    .into_any()
}

fn tools(card: &Card, texts: &'static Texts) -> AnyView {
    let (contact, id) = (&card.contact, card.contact.id);
    let here = contact.deleted.is_none();
    let edit = (here && contact.may(Action::Edit)).then(|| {
        view! { <LinkButton href=format!("/contacts/{id}/edit") text=texts.edit icon=Icon::Edit /> }
    });
    let delete = (here && contact.may(Action::Delete)).then(|| {
        view! {
            <form method="post" action="/api/contacts/delete">
                <input type="hidden" name="id" value=id.to_string() />
                <Button text=texts.delete kind=Kind::Quiet icon=Icon::Trash />
            </form>
        }
    });
    view! {
        {edit}
        {delete}
    }
    .into_any()
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
