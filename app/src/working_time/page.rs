//! The page of the working calendar: the week, public holidays, own days.
use super::api;
use super::texts::Texts;
use super::{Own, WorkingTime, clock};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{
    Button, Cell, Checkbox, DateField, Drawer, Field, Head, Kind, Page, Table, Toast, use_lang,
};
use domain::dates;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const WEEK: &str = "/api/working-time/week";
const HOLIDAYS: &str = "/api/working-time/holidays";
const ADD: &str = "/api/working-time/add-day";
const REMOVE: &str = "/api/working-time/remove-day";

#[component]
pub fn WorkingTimePage() -> impl IntoView {
    let data = ask(|| api::ReadWorkingTime {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(data, move |time| page(&time, done.as_deref()))
}

fn page(time: &WorkingTime, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let told = done.map(|done| match done {
        "added" => texts.added,
        "removed" => texts.removed,
        _ => texts.saved,
    });
    let (week, own, holidays) = (week(time, texts), own(time, texts), holidays(time, texts));
    view! {
        <Page title=texts.title narrow=true>
            <div class="stack-l">
                <p>{texts.intro}</p>
                {week}
                {own}
                {holidays}
            </div>
            {told.map(|text| view! { <Toast text close="/working-time" /> })}
        </Page>
    }
    .into_any()
}

fn week(time: &WorkingTime, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let form = use_form(WEEK);
    let heads = vec![
        Head::text(texts.weekday),
        Head::text(texts.from),
        Head::text(texts.to),
    ];
    let rows = time.week.iter().enumerate().map(|(place, hours)| {
        let (from, to) = clock::fields(*hours);
        let name = dates::weekday(place, lang);
        let field = |key: &str, label: &'static str, stored: String| {
            let key = format!("{key}[{place}]");
            let value = form.value(&key, stored);
            let named = format!("{name}, {label}");
            view! {
                <Cell label>
                    <input class="input" type="time" name=key value=value.0 aria-label=named />
                </Cell>
            }
        };
        view! {
            <tr>
                <td class="lead">{name}</td>
                {field("from", texts.from, from)}
                {field("to", texts.to, to)}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="card stack-s">
            <h2>{texts.week}</h2>
            <form class="form" method="post" action=WEEK>
                {form.fault(&[])}
                <input type="hidden" name="was" value=clock::week(&time.week) />
                <Table caption=texts.week heads compact=true>
                    {rows}
                </Table>
                <p class="hint">{texts.week_hint}</p>
                <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn holidays(time: &WorkingTime, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let form = use_form(HOLIDAYS);
    let kept = form.ticked("keep", "true", time.holidays);
    let coming = time.coming.iter().map(|(day, name)| {
        view! {
            <li class="spread">
                <span>{name.clone()}</span>
                <span class="num muted">{dates::with_weekday(*day, lang)}</span>
            </li>
        }
    });
    let coming = coming.collect_view();
    let coming = time.holidays.then(|| {
        view! {
            <Drawer title=texts.coming bare=true>
                <ul class="lines">{coming}</ul>
            </Drawer>
        }
    });
    view! {
        <section class="card stack-s">
            <h2>{texts.holidays}</h2>
            <form class="form" method="post" action=HOLIDAYS>
                {form.fault(&[])}
                <input type="hidden" name="was" value=time.holidays.to_string() />
                <Checkbox name="keep" value="true" label=texts.kept checked=kept hint=texts.kept_hint />
                <div class="form-actions">
                    <Button text=texts.save />
                </div>
            </form>
            {coming}
        </section>
    }
    .into_any()
}

fn own(time: &WorkingTime, texts: &'static Texts) -> AnyView {
    let form = use_form(ADD);
    let (coming, past): (Vec<_>, Vec<_>) = time.own.iter().partition(|own| !own.past);
    let listed = |days: Vec<&Own>| days.into_iter().map(|own| one(own, texts)).collect_view();
    let past = (!past.is_empty()).then(|| listed(past));
    let past = past.map(|past| {
        view! {
            <Drawer title=texts.past bare=true>
                <ul class="lines">{past}</ul>
            </Drawer>
        }
    });
    let coming = if coming.is_empty() {
        view! { <p class="muted">{texts.none}</p> }.into_any()
    } else {
        view! { <ul class="lines">{listed(coming)}</ul> }.into_any()
    };
    let removal = use_form(REMOVE).fault(&[]);
    view! {
        <section class="card stack-s">
            <h2>{texts.own}</h2>
            <p class="hint">{texts.own_hint}</p>
            {removal}
            {coming}
            {past}
            <form class="form" method="post" action=ADD>
                {form.fault(&["own-day", "working-hours"])}
                <div class="form-row">
                    <DateField name="day" label=texts.day value=form.value("day", "") error=form.error("own-day") required=true />
                    <Field name="name" label=texts.name hint=texts.name_hint value=form.value("name", "") required=true />
                </div>
                <div class="form-row">
                    <Field name="from" of="time" label=format!("{}, {}", texts.hours, texts.from.to_lowercase()) value=form.value("from", "") error=form.error("working-hours") optional=true />
                    <Field name="to" of="time" label=format!("{}, {}", texts.hours, texts.to.to_lowercase()) value=form.value("to", "") optional=true />
                </div>
                <div class="form-actions">
                    <Button text=texts.add />
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn one(own: &Own, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let hours = own.hours.map_or_else(|| texts.off.to_owned(), clock::span);
    let label = format!("{}: {}", texts.remove, own.name);
    view! {
        <li class="spread">
            <span>
                <span class="num">{dates::with_weekday(own.day, lang)}</span>
                " · "
                {own.name.clone()}
                " · "
                <span class="muted">{hours}</span>
            </span>
            <form method="post" action=REMOVE>
                <input type="hidden" name="day" value=dates::iso(own.day) />
                <input type="hidden" name="name" value=own.name.clone() />
                <input type="hidden" name="hours" value=clock::one(own.hours) />
                <Button text=texts.remove kind=Kind::Quiet small=true attr:aria-label=label />
            </form>
        </li>
    }
    .into_any()
}
