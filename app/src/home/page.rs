//! The home on the screen: period, key figures, funnel, people, teams, what needs attention.
use super::api::LoadHome;
use super::model::{Figure, Home, PeriodView};
use super::plan;
use super::texts::Texts;
use crate::deals::words::{colour_place, counted};
use crate::gate;
use crate::live;
use crate::ui::{
    Bar, BarRows, Funnel, Icon, KeyFigure, KeyFigures, LinkButton, Note, Page, Segmented, Step,
    Tab, Tone, use_lang,
};
use domain::dates;
use domain::money::{Currency, Money, Sums};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn HomePage() -> impl IntoView {
    let query = use_query_map();
    let period = move || query.read().get("period").unwrap_or_default();
    let data = live::ask(
        |kind, _| matches!(kind, "deal" | "task"),
        || 0,
        move || LoadHome { period: period() },
    );
    gate::page(data, |home| view! { <Shown home /> })
}

#[component]
fn Shown(home: Home) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let actions = switcher(&home.period, texts);
    view! {
        <Page title=texts.home actions>
            <div class="stack-l">
                {latest(&home.period, texts)}
                {plan::card(&home, texts)}
                {figures(&home, texts)}
            <div class="cols">
                <section class="card span-6">
                    <div class="card-head">
                        <h2>{texts.funnel}</h2>
                    </div>
                    {funnel(&home, texts)}
                </section>
                <section class="card span-6">
                    <div class="card-head">
                        <h2>{texts.by_person}</h2>
                    </div>
                    {people(&home, texts)}
                </section>
                <section class="card span-6">
                    <div class="card-head">
                        <h2>{texts.by_team}</h2>
                    </div>
                    {teams(&home, texts)}
                </section>
                <section class="card span-6">
                    <div class="card-head">
                        <h2>{texts.attention}</h2>
                    </div>
                    {attention(&home, texts)}
                </section>
                <section class="card span-6">
                    <div class="card-head">
                        <h2>{texts.tasks}</h2>
                    </div>
                    {tasks(&home, texts)}
                </section>
            </div>
            </div>
        </Page>
    }
}

fn switcher(period: &PeriodView, texts: &'static Texts) -> AnyView {
    let to = |value: &str| format!("/?period={value}");
    let [month, quarter, year] = &period.lengths;
    let tabs = [
        (month, texts.month),
        (quarter, texts.quarter),
        (year, texts.year),
    ];
    let tabs = tabs
        .into_iter()
        .map(|((value, here), name)| Tab::new(to(value), name, *here))
        .collect::<Vec<_>>();
    view! {
        <Segmented label=texts.period tabs />
        <div class="row">
            <LinkButton href=to(&period.previous) text=texts.previous icon=Icon::ChevronLeft bare=true />
            <span class="strong nowrap" data-period=period.label.clone()>{period.label.clone()}</span>
            <LinkButton href=to(&period.next) text=texts.next icon=Icon::ChevronRight bare=true />
        </div>
    }
    .into_any()
}

/// A period without data is no dead end: the latest one with data is a click away.
fn latest(period: &PeriodView, texts: &'static Texts) -> AnyView {
    let link = period.latest.as_ref().map(|(value, label)| {
        view! {
            <p class="small muted">
                {texts.latest}": "
                <a href=format!("/?period={value}")>{label.clone()}</a>
            </p>
        }
    });
    link.into_any()
}

fn figures(home: &Home, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let period = closing(&home.period);
    let figure = |name, figure: &Figure, href: String| {
        let note = others(
            &figure.sums,
            home.currency,
            &counted(lang, figure.count),
            texts,
        );
        view! { <KeyFigure name value=main(&figure.sums, home.currency) note href /> }.into_any()
    };
    let open = figure(texts.open, &home.open, "/deals?status=open".to_owned());
    let won = figure(texts.won, &home.won, format!("/deals?status=won{period}"));
    let lost = figure(
        texts.lost,
        &home.lost,
        format!("/deals?status=lost{period}"),
    );
    let weighted = main(&home.weighted, home.currency);
    view! {
        <KeyFigures>
            {open} <KeyFigure name=texts.weighted value=weighted href="/deals?status=open" /> {won} {lost}
        </KeyFigures>
    }
    .into_any()
}

fn funnel(home: &Home, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let filled = home.funnel.iter().filter(|stage| stage.figure.count > 0);
    let steps: Vec<_> = filled
        .map(|stage| Step {
            name: stage.name.clone().into(),
            value: stage.figure.sums.of(home.currency).minor,
            shown: main(&stage.figure.sums, home.currency).into(),
            count: counted(lang, stage.figure.count).into(),
            conversion: Note(None),
            href: format!("/deals?stage={}&status=open", stage.id).into(),
            tone: Tone::Stage(colour_place(stage.colour)),
        })
        .collect();
    if steps.is_empty() {
        return view! { <p class="muted">{texts.nothing_open}</p> }.into_any();
    }
    let finding = format!(
        "{}: {}, {}",
        texts.open,
        counted(lang, home.open.count),
        main(&home.open.sums, home.currency)
    );
    view! { <Funnel finding steps /> }.into_any()
}

fn people(home: &Home, texts: &'static Texts) -> AnyView {
    let period = closing(&home.period);
    let rows = home.people.iter().map(|row| {
        let href = format!("/deals?owner={}&status=won{period}", row.id);
        bar(&row.name, &row.figure, home.currency, href)
    });
    bars(home, rows.collect(), texts)
}

fn teams(home: &Home, texts: &'static Texts) -> AnyView {
    let period = closing(&home.period);
    let rows = home.teams.iter().map(|row| {
        let href = format!("/deals?group={}&status=won{period}", row.id);
        bar(&row.name, &row.figure, home.currency, href)
    });
    bars(home, rows.collect(), texts)
}

fn bars(home: &Home, rows: Vec<Bar>, texts: &'static Texts) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="muted">{texts.nothing_won}</p> }.into_any();
    }
    let lang = use_lang();
    let finding = format!(
        "{} · {}: {}, {}",
        home.period.label,
        texts.won,
        counted(lang, home.won.count),
        main(&home.won.sums, home.currency)
    );
    view! { <BarRows finding rows /> }.into_any()
}

fn bar(name: &str, figure: &Figure, currency: Currency, href: String) -> Bar {
    Bar {
        name: name.to_owned().into(),
        value: figure.sums.of(currency).minor,
        shown: main(&figure.sums, currency).into(),
        note: counted(use_lang(), figure.count).into(),
        href: href.into(),
    }
}

fn attention(home: &Home, texts: &'static Texts) -> AnyView {
    let line = |name, count: u64, query: &str| {
        let class = if count == 0 {
            "num muted"
        } else {
            "num caution"
        };
        view! {
            <li class="spread">
                <a href=format!("/deals?{query}")>{name}</a>
                <span class=class>{count.to_string()}</span>
            </li>
        }
    };
    let kind = |name, count, key| {
        let query = format!("status=open&attention={key}");
        line(name, count, &query)
    };
    view! {
        <ul class="lines">
            {line(texts.stuck, home.attention.stuck, "stuck=1")}
            {kind(texts.no_next_step, home.attention.no_next_step, "no-step")}
            {kind(texts.late_step, home.attention.late_step, "late-step")}
            {kind(texts.past_close, home.attention.past_close, "past-close")}
        </ul>
    }
    .into_any()
}

fn tasks(home: &Home, texts: &'static Texts) -> AnyView {
    let line = |name, count: u64, query: &str, late: bool| {
        let class = match (count, late) {
            (0, _) => "num muted",
            (_, true) => "num late",
            _ => "num",
        };
        view! {
            <li class="spread">
                <a href=format!("/tasks?{query}")>{name}</a>
                <span class=class>{count.to_string()}</span>
            </li>
        }
    };
    let of = &home.tasks;
    let people = of
        .people
        .map(|count| line(texts.tasks_people, count, "list=team&late=1", true));
    view! {
        <ul class="lines" data-tasks="">
            {people}
            {line(texts.tasks_overdue, of.overdue, "list=overdue", true)}
            {line(texts.tasks_decide, of.decide, "list=decide", false)}
            {line(texts.tasks_mine, of.mine, "list=mine", false)}
        </ul>
    }
    .into_any()
}

/// The sum in the main currency, as a column shows it.
fn main(sums: &Sums, currency: Currency) -> String {
    Money::new(sums.of(currency).minor, currency).column(use_lang())
}

/// The count, and what is in other currencies: never mixed into the sum.
fn others(sums: &Sums, main: Currency, count: &str, texts: &'static Texts) -> String {
    let lang = use_lang();
    let rest = sums.iter().filter(|(currency, _)| *currency != main);
    let rest = rest
        .map(|(currency, sum)| Money::new(sum.minor, currency).column(lang))
        .collect::<Vec<_>>();
    if rest.is_empty() {
        count.to_owned()
    } else {
        format!("{count} · {} {}", texts.other_currencies, rest.join(", "))
    }
}

fn closing(period: &PeriodView) -> String {
    let day = |name, day: Option<_>| {
        day.map(|day| format!("&{name}={}", dates::iso(day)))
            .unwrap_or_default()
    };
    format!(
        "{}{}",
        day("closed-from", period.from),
        day("closed-to", period.to)
    )
}
