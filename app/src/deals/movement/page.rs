//! `/movement`: the report on the screen.
use super::api::LoadMovement;
use super::model::{Report, Scope};
use super::texts::Texts;
use super::{funnel, matrix, outcomes};
use crate::deals::filters::groups;
use crate::gate;
use crate::loaded::ask;
use crate::people::pick::PersonField;
use crate::ui::{Banner, Button, Choice, DateField, Page, Segmented, Select, Tab, Tone, use_lang};
use domain::dates;
use domain::field::Field;
use domain::lang::Say;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Lengths that are one click away, in days.
const LENGTHS: [u64; 4] = [7, 30, 90, 365];

#[component]
pub fn MovementPage() -> impl IntoView {
    let search = use_location().search;
    let report = ask(move || LoadMovement {
        query: search.get(),
    });
    gate::page(report, shown)
}

fn shown(report: Report) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let said: Vec<_> = report
        .problems
        .iter()
        .map(|problem| problem.say(lang))
        .collect();
    let problems = said
        .into_iter()
        .map(|said| view! { <Banner tone=Tone::Warn>{said}</Banner> })
        .collect_view();
    let actions = lengths(&report, texts);
    view! {
        <Page title=texts.title actions>
            {problems}
            <div class="stack-l">
                {form(&report, texts)}
                {matrix::card(&report, texts)}
                {funnel::card(&report, texts)}
                {outcomes::card(&report, texts)}
            </div>
        </Page>
    }
    .into_any()
}

fn lengths(report: &Report, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let tabs = LENGTHS.map(|days| {
        let from = report.today.checked_sub_days(chrono::Days::new(days - 1));
        let scope = Scope {
            from: from.unwrap_or(report.today),
            to: report.today,
            ..report.scope.clone()
        };
        let name = format!("{days}\u{a0}{}", lang.pick("dni", "days"));
        Tab::new(scope.address(), name, scope == report.scope)
    });
    view! { <Segmented label=texts.days tabs=tabs.to_vec() /> }.into_any()
}

fn form(report: &Report, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let scope = &report.scope;
    let groups = [vec![Choice::new("", texts.all)], groups(&report.names)].concat();
    let pipelines = report.names.pipelines.iter();
    let pipelines: Vec<_> = pipelines
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let group = scope.group.map_or_else(String::new, |id| id.to_string());
    view! {
        <form method="get" action="/movement" class="card scope">
            <input type="hidden" name="by" value=scope.by.key() />
            <DateField name="from" label=Field::PeriodFrom.label(lang) value=dates::iso(scope.from) />
            <DateField name="to" label=Field::PeriodTo.label(lang) value=dates::iso(scope.to) />
            <Select name="pipeline" label=texts.pipeline options=pipelines value=scope.pipeline.to_string() />
            <Select name="group" label=texts.group options=groups value=group />
            <PersonField
                name="owner"
                id="movement-owner"
                label=texts.owner
                offered=report.people.clone()
                value=report.owner.clone()
            />
            <Button text=texts.apply />
        </form>
    }
    .into_any()
}
