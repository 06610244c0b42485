//! `/companies/{id}`: one company, its deals and contacts, and why one sees it.
use super::texts::Texts;
use super::{Card, DealLine, api};
use crate::custody;
use crate::deals::words::{stage_badge, totals};
use crate::gate;
use crate::live;
use crate::people::card::use_id;
use crate::record_card::RecordCard;
use crate::ui::{Cell, Fact, Facts, Head, Icon, Lead, LinkButton, Table, use_lang};
use domain::dates;
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn CompanyPage() -> impl IntoView {
    let (id, acts) = (use_id(), custody::Acts::new());
    let card = live::ask(
        move |kind, of| kind == "company" && untrack(id).parse::<u64>().ok() == Some(of),
        move || acts.done(),
        move || api::ReadCompany { id: id() },
    );
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(card, move |card| page(&card, done.as_deref(), acts))
}

fn page(card: &Card, done: Option<&str>, acts: custody::Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let record = &card.company;
    let facts = facts(card, texts);
    let (deals, contacts) = (deals(card, texts), contacts(card, texts));
    let custody = custody::card(&card.custody, acts);
    let inside = view! {
        <div class="split">
            <div class="stack-l">
                <section class="card">
                    <Facts facts />
                </section>
                {deals}
                {contacts}
            </div>
            <div class="stack">{custody}</div>
        </div>
    };
    let framed = RecordCard {
        base: "companies",
        list: texts.companies,
        id: record.id.0,
        title: record.name().to_owned(),
        here: record.deleted.is_none(),
        may_edit: false,
        may_delete: false,
        said: done.and_then(|done| texts.done(done)),
        narrow: false,
    };
    framed.may(record).page(inside.into_any())
}

fn facts(card: &Card, texts: &'static Texts) -> Vec<Fact> {
    let lang = use_lang();
    let profile = &card.company.profile;
    let mut facts = Vec::new();
    let mut fact = |of: Of, value: Option<String>| {
        facts.extend(value.map(|value| Fact::new(of.label(lang), value)));
    };
    fact(Of::Nip, profile.nip.as_ref().map(ToString::to_string));
    fact(Of::Regon, profile.regon.clone());
    fact(Of::Krs, profile.krs.clone());
    fact(Of::Address, profile.address.clone());
    fact(Of::PostalCode, profile.postal_code.clone());
    fact(Of::City, profile.city.clone());
    fact(Of::Country, profile.country.clone());
    fact(Of::Website, profile.website.clone());
    fact(Of::Phone, profile.phone.clone());
    fact(Of::Industry, profile.industry.clone());
    fact(
        Of::Employees,
        profile.employees.map(|count| count.to_string()),
    );
    fact(Of::Revenue, profile.revenue.map(|money| money.format(lang)));
    fact(Of::Founded, profile.founded.map(|year| year.to_string()));
    fact(Of::Owner, Some(card.owner.clone()));
    fact(Of::Group, Some(card.group.clone()));
    fact(Of::Note, profile.note.clone());
    if let Some(parent) = card.parent.clone() {
        let link = view! { <a href=format!("/companies/{}", parent.id)>{parent.name}</a> };
        facts.push(Fact::new(texts.parent, link));
    }
    if !card.subsidiaries.is_empty() {
        let below = card.subsidiaries.iter().cloned().map(|company| {
            view! { <li><a href=format!("/companies/{}", company.id)>{company.name}</a></li> }
        });
        facts.push(Fact::new(
            texts.subsidiaries,
            view! { <ul>{below.collect_view()}</ul> },
        ));
    }
    facts
}

fn deals(card: &Card, texts: &'static Texts) -> AnyView {
    let (lang, id) = (use_lang(), card.company.id);
    let totals = totals(card.deal_count, &card.sums, None, None);
    let rows: Vec<_> = card.deals.iter().map(|line| deal(line, texts)).collect();
    let heads = vec![
        Head::text(Of::Title.label(lang)),
        Head::text(Of::Stage.label(lang)),
        Head::text(Of::Owner.label(lang)),
        Head::number(Of::Amount.label(lang)),
        Head::text(texts.close),
    ];
    let some = !rows.is_empty();
    let table = some.then(|| view! { <Table caption=texts.deals heads>{rows}</Table> });
    let all = some.then(
        || view! { <LinkButton href=format!("/deals?company={id}") text=texts.all_deals icon=Icon::Target /> },
    );
    view! {
        <section class="stack">
            <h2>{texts.deals}</h2>
            {totals}
            {table}
            <p class="row">
                {all}
                <LinkButton href=format!("/deals/new?company={id}") text=texts.add_deal icon=Icon::Plus />
            </p>
        </section>
    }
    .into_any()
}

fn deal(line: &DealLine, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let DealLine {
        row, stage, owner, ..
    } = line.clone();
    let amount = row.amount.map(|amount| amount.column(lang));
    let close = row
        .closed
        .or(row.expected_close)
        .map(|day| dates::short(day, lang));
    let stage = stage_badge(stage, row.status, line.colour.unwrap_or_default());
    view! {
        <tr>
            <Lead href=format!("/deals/{}", row.id) name=row.title.clone() />
            <Cell label=Of::Stage.label(lang)>
                {stage}
            </Cell>
            <Cell label=Of::Owner.label(lang)>{owner}</Cell>
            <Cell label=Of::Amount.label(lang) num=true>
                {amount}
            </Cell>
            <Cell label=texts.close>{close}</Cell>
        </tr>
    }
    .into_any()
}

fn contacts(card: &Card, texts: &'static Texts) -> AnyView {
    let (lang, id) = (use_lang(), card.company.id);
    let rows: Vec<_> = card
        .contacts
        .iter()
        .cloned()
        .map(|contact| {
            view! {
                <tr>
                    <Lead href=format!("/contacts/{}", contact.id) name=contact.name />
                    <Cell label=Of::Position.label(lang)>{contact.position}</Cell>
                </tr>
            }
        })
        .collect();
    let heads = vec![
        Head::text(Of::PersonName.label(lang)),
        Head::text(Of::Position.label(lang)),
    ];
    let table =
        (!rows.is_empty()).then(|| view! { <Table caption=texts.contacts heads>{rows}</Table> });
    let more = card
        .contact_count
        .saturating_sub(card.contacts.len() as u64);
    let more = (more > 0).then(|| format!("{} {more}", texts.more));
    view! {
        <section class="stack">
            <h2>{texts.contacts}</h2>
            {table}
            {more}
            <p class="row">
                <LinkButton href=format!("/contacts/new?company={id}") text=texts.add_contact icon=Icon::Plus />
            </p>
        </section>
    }
    .into_any()
}
