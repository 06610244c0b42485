//! A column: its name, its true figures, its cards, and the way to more of them.
use super::card::card;
use super::desk::{Desk, Lane};
use super::model::{Card, Totals};
use super::texts::Texts;
use crate::deals::words::{colour_place, counted};
use crate::ui::{Tone, use_lang};
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::pipelines::StageKind;
use leptos::prelude::*;

pub(super) fn column(desk: &Desk, lane: &Lane) -> AnyView {
    let texts = Texts::of(use_lang());
    let (cards, id) = (lane.cards.clone(), format!("stage-{}", lane.stage));
    let (head, name) = (id.clone(), lane.name.clone());
    let drawn = desk.clone();
    let empty = {
        let cards = cards.clone();
        let said = match lane.kind {
            StageKind::Open if !lane.archived => texts.empty_open,
            _ => texts.empty,
        };
        move || {
            cards
                .read()
                .is_empty()
                .then(|| view! { <p class="lane-empty">{said}</p> })
        }
    };
    let archived = lane
        .archived
        .then(|| view! { <span class="subtle small">{texts.archived}</span> });
    let tone = Tone::Stage(colour_place(lane.colour)).class();
    view! {
        <section class="lane" data-stage=lane.stage.to_string() aria-labelledby=id>
            <header class="lane-head">
                <span class=["dot ", tone].concat() aria-hidden="true"></span>
                <h2 id=head title=name>
                    {lane.name.clone()}
                </h2>
                {archived}
                {figures(lane)}
            </header>
            {empty}
            <ul class="lane-cards">
                <For each=move || cards.get() key=|card: &Card| (card.id, card.turn) children=move |one| card(&drawn, one) />
            </ul>
            {more(lane, texts)}
        </section>
    }
    .into_any()
}

/// Count, sum and weighted sum, for people and as data.
fn figures(lane: &Lane) -> AnyView {
    let lang = use_lang();
    let totals = lane.totals.clone();
    let of = |pick: fn(&super::model::Sum) -> i64| {
        let totals = totals.clone();
        move || data(&totals.read(), pick)
    };
    let (sum, weighted) = (of(|sum| sum.minor), of(|sum| sum.weighted));
    let count = {
        let totals = totals.clone();
        move || totals.read().count.to_string()
    };
    let open = lane.kind == StageKind::Open;
    view! {
        <div class="lane-figures" data-count=count data-sum=sum data-weighted=weighted>
            {move || said(&totals.read(), open, lang)}
        </div>
    }
    .into_any()
}

fn said(totals: &Totals, open: bool, lang: Lang) -> AnyView {
    let texts = Texts::of(lang);
    let rows = totals.sums.iter().map(|(currency, sum)| {
        let money = |minor| Money::new(minor, *currency).column(lang);
        let weighted = open.then(
            || view! { <small>{format!("{} {}", texts.weighted, money(sum.weighted))}</small> },
        );
        view! {
            <span class="lane-sum">
                <b>{money(sum.minor)}</b>
                {weighted}
            </span>
        }
    });
    view! {
        <span class="lane-count">{counted(lang, totals.count)}</span>
        {rows.collect_view()}
    }
    .into_any()
}

/// `PLN:1234550 EUR:990000`, as the totals of a list have it.
fn data(totals: &Totals, pick: fn(&super::model::Sum) -> i64) -> String {
    let parts = totals.sums.iter();
    let parts =
        parts.map(|(currency, sum): (&Currency, _)| format!("{}:{}", currency.code(), pick(sum)));
    parts.collect::<Vec<_>>().join(" ")
}

fn more(lane: &Lane, texts: &'static Texts) -> AnyView {
    let (next, cards, totals) = (lane.next.clone(), lane.cards.clone(), lane.totals.clone());
    let (href, stage) = (lane.more.clone(), lane.stage.to_string());
    (move || {
        next.read().is_some().then(|| {
            let shown = format!(
                "{} {} {}",
                cards.read().len(),
                texts.of,
                totals.read().count
            );
            view! {
                <a class="lane-more" href=href.clone() data-more=stage.clone() rel="nofollow">
                    {texts.more}
                    <small>{shown}</small>
                </a>
            }
        })
    })
    .into_any()
}
