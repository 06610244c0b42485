//! The changes of a plan on the screen. Invariants: a bar is drawn between the heights that it moves
//! the plan between; the same numbers stand beside it as text.
use super::api::LoadChanges;
use super::model::{Changes, Moved, Step};
use crate::gate;
use crate::loaded::ask;
use crate::planning::{counted, places};
use crate::ui::{
    Banner, Button, Choice, Drawer, Empty, Icon, Page, PrintButton, Select, Tone, use_lang,
};
use domain::field::Field;
use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const BASE: &str = "/plan/changes";
/// Of a bar's drawing.
const WIDTH: i128 = 1000;

#[component]
pub fn ChangesPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let changes = ask(move || LoadChanges {
        group: of("group"),
        since: of("since"),
        period: of("period"),
    });
    gate::page(changes, |changes| page(&changes))
}

fn page(changes: &Changes) -> AnyView {
    let lang = use_lang();
    let actions = view! { <PrintButton /> }.into_any();
    let content = match changes.steps.is_empty() {
        true => {
            let (title, text) = lang.pick(
                ("Nie ma jeszcze z czym porównać", "Stan planu zapisuje się sam raz dziennie oraz przy złożeniu i uzgodnieniu arkusza."),
                ("Nothing to compare with yet", "The plan is kept by itself once a day, and when a sheet is submitted or agreed."),
            );
            view! { <Empty icon=Icon::Movement title text /> }.into_any()
        }
        false => waterfall(changes, lang),
    };
    let form = form(changes, lang);
    view! {
        <Page title=lang.pick("Zmiany planu", "Changes of the plan") actions>
            <div class="stack-l">{places(BASE)} {form} {content}</div>
        </Page>
    }
    .into_any()
}

fn form(changes: &Changes, lang: Lang) -> AnyView {
    let choices = |pairs: &[(String, String)]| {
        let pairs = pairs.iter().cloned();
        pairs
            .map(|(value, name)| Choice::new(value, name))
            .collect::<Vec<_>>()
    };
    let whole = Choice::new("", lang.pick("Cały plan", "The whole plan"));
    let periods = choices(&changes.periods);
    let periods = std::iter::once(whole).chain(periods).collect();
    view! {
        <form method="get" action=BASE class="card plan-scope no-print">
            <Select
                name="group"
                label=Field::Group.label(lang)
                options=choices(&changes.groups)
                value=changes.group.clone()
            />
            <Select
                name="since"
                label=lang.pick("Od stanu", "Since")
                options=choices(&changes.snapshots)
                value=changes.since.clone()
            />
            <Select name="period" label=Field::Period.label(lang) options=periods value=changes.period.clone() />
            <Button text=lang.pick("Pokaż", "Show") />
        </form>
    }
    .into_any()
}

fn waterfall(changes: &Changes, lang: Lang) -> AnyView {
    let heights = changes.steps.iter().flat_map(|step| [step.from, step.to]);
    let (least, most) = heights.fold((0, 1), |(least, most), height| {
        (height.min(least), height.max(most))
    });
    let rows: Vec<_> = changes
        .steps
        .iter()
        .map(|step| row(step, (least, most), lang))
        .collect();
    let balance = changes.balance.clone().map(|(even, said)| match even {
        true => view! { <p class="small muted">{said}</p> }.into_any(),
        false => view! { <Banner tone=Tone::Danger>{said}</Banner> }.into_any(),
    });
    view! {
        <section class="card stack">
            <ul class="waterfall">{rows}</ul>
            {balance}
        </section>
    }
    .into_any()
}

fn row(step: &Step, (least, most): (i64, i64), lang: Lang) -> AnyView {
    let room = i128::from(most) - i128::from(least);
    let at = |height: i64| (i128::from(height) - i128::from(least)) * WIDTH / room.max(1);
    let (from, to) = (at(step.from.min(step.to)), at(step.from.max(step.to)));
    let class = match (step.total, step.to >= step.from) {
        (true, _) => "bar",
        (false, true) => "rise",
        (false, false) => "fall",
    };
    let moves: Vec<_> = step.moves.iter().map(moved).collect();
    let more = step.count.saturating_sub(step.moves.len());
    let more = (more > 0).then(|| {
        let more = u64::try_from(more).unwrap_or_default();
        let said = format!("{} {}", lang.pick("oraz", "and"), counted(lang, more));
        view! { <li class="muted">{said}</li> }
    });
    let title = counted(lang, u64::try_from(step.count).unwrap_or_default());
    let behind = (!step.total).then(|| {
        view! {
            <Drawer title bare=true>
                <ul class="lines small">{moves} {more}</ul>
            </Drawer>
        }
    });
    let name = if step.total { "strong" } else { "" };
    view! {
        <li>
            <div class="spread">
                <span class=name>{step.name.clone()}</span>
                <span class="num strong">{step.shown.clone()}</span>
            </div>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class=class x=from.to_string() width=(to - from).max(2).to_string() height="10"></rect>
            </svg>
            {behind}
        </li>
    }
    .into_any()
}

fn moved(moved: &Moved) -> AnyView {
    let title = moved.title.clone();
    let lead = match moved.href.is_empty() {
        true => view! { <span class="muted">{title}</span> }.into_any(),
        false => view! { <a href=moved.href.clone()>{title}</a> }.into_any(),
    };
    view! {
        <li class="spread">
            {lead} <span class="num">{moved.shown.clone()}</span>
        </li>
    }
    .into_any()
}
