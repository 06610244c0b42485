//! A card. Invariant: what its colours say, its words say too; drawn without anything that changes,
//! since a changed card is drawn anew.
use super::desk::Desk;
use super::model::Card;
use super::texts::Texts;
use crate::deals::detail::days;
use crate::ui::{Avatar, Glyph, Icon, use_lang};
use domain::dates;
use domain::deals::Status;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn card(desk: &Desk, card: Card) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let list = desk.address();
    let href = format!("/deals/{}?in={list}", card.id);
    let money = card.amount.map(|amount| amount.column(lang));
    let money = money.unwrap_or_else(|| texts.no_amount.to_owned());
    let owner = desk.owner(card.owner);
    let (about, named) = (owner.clone(), owner.clone());
    let shift = card.movable.then(|| {
        let href = format!("/deals/{}/move?in={list}", card.id);
        let label = format!("{}: {}", texts.move_to, card.title);
        view! {
            <a class="tile-move" href=href data-move="" aria-label=label draggable="false" rel="nofollow">
                {texts.move_to}
            </a>
        }
    });
    let company = card.company.clone().map(|name| match name.is_empty() {
        true => texts.hidden_company.to_owned(),
        false => name,
    });
    let refused = card
        .refused
        .clone()
        .map(|said| view! { <span class="tile-refused">{said}</span> });
    view! {
        <li class="tile" data-deal=card.id.to_string() draggable=card.movable.then_some("true")>
            <a class="tile-title" href=href data-card="" draggable="false">
                {card.title.clone()}
            </a>
            {company.map(|name| view! { <span class="tile-company">{name}</span> })}
            <span class="tile-money">
                <b>{money}</b>
                <span class="person" title=about>
                    <Avatar name=named id=card.owner.0 />
                    <span class="vh">{owner}</span>
                </span>
            </span>
            {step(&card, desk, lang, texts)}
            <span class="tile-foot">{age(&card, lang, texts)} {shift}</span>
            {refused}
        </li>
    }
    .into_any()
}

/// The next step with its day; of a closed deal the day it closed.
fn step(card: &Card, desk: &Desk, lang: Lang, texts: &'static Texts) -> AnyView {
    if card.status != Status::Open {
        let closed = card.closed.map(|day| dates::short(day, lang));
        let icon = match card.status {
            Status::Won => Icon::Won,
            _ => Icon::Lost,
        };
        return closed
            .map(|day| view! { <span class="tile-step"><Glyph icon /> <span>{day}</span></span> })
            .into_any();
    }
    let Some(what) = card.step.clone() else {
        return view! {
            <span class="tile-step caution">
                <Glyph icon=Icon::Alert />
                <span>{texts.no_step}</span>
            </span>
        }
        .into_any();
    };
    let whole = what.clone();
    let late = card.step_on.is_some_and(|day| day < desk.today());
    let on = card.step_on.map(|day| {
        let day = dates::short(day, lang);
        match late {
            true => format!("{day}, {}", texts.late),
            false => day,
        }
    });
    view! {
        <span class=if late { "tile-step late" } else { "tile-step" }>
            <Glyph icon=if late { Icon::Alert } else { Icon::ArrowRight } />
            <span class="truncate" title=whole>{what}</span>
            {on.map(|on| view! { <span class="nowrap">{on}</span> })}
        </span>
    }
    .into_any()
}

fn age(card: &Card, lang: Lang, texts: &'static Texts) -> AnyView {
    let said = match card.days {
        0 => texts.since_today.to_owned(),
        count => format!("{} {}", days(lang, count), texts.in_stage),
    };
    if card.slow {
        let said = format!("{}: {}", texts.too_long, days(lang, card.days));
        return view! {
            <span class="tile-age caution">
                <Glyph icon=Icon::Clock />
                <span>{said}</span>
            </span>
        }
        .into_any();
    }
    view! { <span class="tile-age">{said}</span> }.into_any()
}
