//! Stuck deals on the screen: why each is, and its snooze, in the list and on its page. Invariant: all
//! of it is plain forms and links, so that it works alike without scripts.
use super::list::address;
use super::model::DealList;
use super::refused::hidden;
use super::texts::Texts;
use crate::form::{Typed, use_form};
use crate::ui::{Button, Cell, DateField, Field as Input, Icon, Kind, LinkButton, Toast, use_lang};
use domain::dates;
use domain::deals::DealRow;
use domain::id::DealId;
use domain::time::Day;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

const SNOOZE: &str = "/api/deals/snooze";
const WAKE: &str = "/api/deals/wake";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 2] = ["snooze-until", "snooze-reason"];
/// Offered as the end of a snooze.
const WEEK: chrono::Days = chrono::Days::new(7);

/// Reasons, one a line.
pub(super) fn reasons(why: &[String]) -> AnyView {
    let lines = why.iter().map(|said| view! { <li>{said.clone()}</li> });
    view! { <ul class="reasons">{lines.collect_view()}</ul> }.into_any()
}

/// The form of a snooze; `back` is where it leads, else the page of the form.
pub(super) fn form(id: DealId, today: Day, back: Option<String>) -> AnyView {
    let form = use_form(SNOOZE).only("id", &id.to_string());
    let texts = Texts::of(use_lang());
    let cancel = back
        .clone()
        .map(|href| view! { <LinkButton href text=texts.cancel kind=Kind::Quiet /> });
    let fields = hidden([("id", id.to_string()), ("back", back.unwrap_or_default())]);
    view! {
        <form class="form" method="post" action=SNOOZE>
            {fields} {form.fault(&FIELDS)} {inputs(&form, today)}
            <div class="form-actions">
                <Button text=texts.snooze kind=Kind::Primary />
                {cancel}
            </div>
        </form>
    }
    .into_any()
}

/// Whether the form of a snooze came back refused.
pub(super) fn is_refused(id: DealId) -> bool {
    use_form(SNOOZE).only("id", &id.to_string()).refused()
}

fn inputs(form: &Typed, today: Day) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let day = |day: Option<Day>| day.map(dates::iso).unwrap_or_default();
    view! {
        <div class="form-row">
            <DateField
                name="snooze-until"
                label=texts.snooze_until
                value=form.value("snooze-until", day(today.checked_add_days(WEEK)))
                error=form.error("snooze-until")
                min=day(today.succ_opt())
                required=true
            />
            <Input
                name="snooze-reason"
                label=texts.snooze_reason
                value=form.value("snooze-reason", "")
                error=form.error("snooze-reason")
                hint=texts.snooze_hint
                maxlength=200
                required=true
            />
        </div>
    }
    .into_any()
}

/// A button that ends the snooze.
pub(super) fn wake(id: DealId, text: &'static str, back: &str) -> AnyView {
    let fields = hidden([("id", id.to_string()), ("back", back.to_owned())]);
    view! {
        <form method="post" action=WAKE>
            {fields} <Button text icon=Icon::Undo small=true />
        </form>
    }
    .into_any()
}

/// The row of the list that is snoozed where it stands.
pub(super) fn row(list: &DealList, row: &DealRow) -> AnyView {
    let back = address(&list.query, list.query.after.as_ref());
    let why = why_of(list, row.id).unwrap_or_default();
    view! {
        <tr id=format!("deal-{}", row.id) class="is-edited">
            <td colspan="9">
                <h2 class="small">{row.title.clone()}</h2>
                {reasons(why)}
                {form(row.id, list.today, Some(back))}
            </td>
        </tr>
    }
    .into_any()
}

fn why_of(list: &DealList, id: DealId) -> Option<&[String]> {
    let rows = list.rows.iter().zip(&list.why);
    let mut found = rows.filter(|(row, _)| row.id == id);
    found.next().map(|(_, why)| why.as_slice())
}

/// The deal whose row is open, by `name` in the address.
pub(super) fn opened(name: &str) -> Option<DealId> {
    let search = use_location().search.get_untracked();
    let pairs = search.trim_start_matches('?').split('&');
    let mut values = pairs.filter_map(|pair| pair.split_once('='));
    let (_, id) = values.find(|(key, _)| *key == name)?;
    id.parse().ok()
}

/// Why the deal is stuck, and the way to its snooze.
pub(super) fn cells(list: &DealList, row: &DealRow) -> AnyView {
    let texts = Texts::of(use_lang());
    let why = reasons(why_of(list, row.id).unwrap_or_default());
    let mark = format!("snooze={}#deal-{}", row.id, row.id);
    let href = format!("{}&{mark}", address(&list.query, list.query.after.as_ref()));
    let label = format!("{}: {}", texts.snooze, row.title);
    view! {
        <Cell label=texts.why>{why}</Cell>
        <Cell tools=true>
            <a class="btn btn-quiet btn-small" href=href aria-label=label rel="nofollow">{texts.snooze}</a>
        </Cell>
    }
    .into_any()
}

/// Right after snoozing in the list: what happened, and its undo.
pub(super) fn snoozed(list: &DealList) -> AnyView {
    let query = use_query_map();
    let id = move || query.read().get("snoozed")?.parse::<DealId>().ok();
    let texts = Texts::of(use_lang());
    let back = address(&list.query, list.query.after.as_ref());
    (move || {
        id().map(|id| {
            let undo = wake(id, texts.undo, &back);
            view! { <Toast text=texts.snoozed undo close=back.clone() /> }
        })
    })
    .into_any()
}
