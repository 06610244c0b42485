//! The timeline of a deal and the composer of notes above it.
use super::acts::Acts;
use super::model::{Detail, Mark, Told};
use super::notes;
use super::texts::Texts;
use crate::act::ActForm;
use crate::deals::refused::{Refused, empties, hidden};
use crate::target::encoded;
use crate::ui::{Button, Event, Icon, Kind, LinkButton, TextArea, Timeline, use_lang};
use domain::access::Action;
use domain::field::Field;
use domain::id::DealId;
use domain::text;
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) fn composer(detail: &Detail, acts: Acts) -> AnyView {
    let deal = &detail.deal;
    if !deal.may(Action::Edit) || deal.deleted.is_some() {
        return ().into_any();
    }
    let (lang, act) = (use_lang(), acts.note);
    let texts = Texts::of(lang);
    let refused = Refused::of(act);
    let form = NodeRef::<Form>::new();
    empties(act, form);
    let fields = hidden([("id", deal.id.to_string())]);
    let log = notes::log(detail);
    view! {
        <section class="card stack-s">
            <ActForm act node_ref=form class="form">
                {fields} {refused.elsewhere(&[Field::Note])}
                <TextArea
                    name="note"
                    label=Field::Note.label(lang)
                    placeholder=texts.note_hint
                    value=refused.typed("note", "")
                    error=refused.at(Field::Note)
                    required=true
                    maxlength=u32::try_from(text::NOTE).unwrap_or(u32::MAX)
                /> <div class="form-actions">
                    <Button text=texts.add_note kind=Kind::Primary />
                </div>
            </ActForm>
            {log}
        </section>
    }
    .into_any()
}

pub(super) fn timeline(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let id = detail.deal.id;
    let events = detail.events.iter().cloned();
    let events = events.map(|told| event(id, told)).collect_view();
    let older = detail.older.as_ref().map(|place| {
        let href = before(detail.deal.id, place);
        view! { <LinkButton href text=texts.older kind=Kind::Quiet icon=Icon::ChevronDown /> }
    });
    let later = use_query_map().read_untracked().get("before").is_some();
    let newest = later.then(|| {
        let href = before(detail.deal.id, "");
        view! { <LinkButton href text=texts.newest kind=Kind::Quiet /> }
    });
    view! {
        <section class="stack-s" id="history">
            <h2>{texts.history}</h2>
            {newest}
            <Timeline>{events}</Timeline>
            {older}
        </section>
    }
    .into_any()
}

/// This page with the events before a place, or with the newest ones; it goes on knowing its list.
fn before(id: DealId, place: &str) -> String {
    let list = use_query_map().read_untracked().get("in");
    let pairs = [
        ("in", list.unwrap_or_default()),
        ("before", place.to_owned()),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> = pairs
        .map(|(name, value)| format!("{name}={}", encoded(&value)))
        .collect();
    match pairs.is_empty() {
        true => format!("/deals/{id}#history"),
        false => format!("/deals/{id}?{}#history", pairs.join("&")),
    }
}

fn event(id: DealId, told: Told) -> AnyView {
    let change = notes::change(id, &told);
    let Told {
        mark,
        title,
        who,
        when,
        at,
        note,
        held,
        ..
    } = told;
    let icon = icon(mark);
    match note {
        Some(text) => view! {
            <Event icon title who when at note=true>
                {held.map(|held| view! { <p class="small muted">{held}</p> })}
                {text}
                {change}
            </Event>
        }
        .into_any(),
        None => view! { <Event icon title who when at /> }.into_any(),
    }
}

fn icon(mark: Mark) -> Icon {
    match mark {
        Mark::Opened => Icon::Plus,
        Mark::Edited => Icon::Edit,
        Mark::Moved => Icon::Stage,
        Mark::Won => Icon::Won,
        Mark::Lost => Icon::Lost,
        Mark::Step => Icon::Calendar,
        Mark::Line => Icon::Box,
        Mark::Handed => Icon::Person,
        Mark::Shared => Icon::People,
        Mark::Note => Icon::Note,
        Mark::Call => Icon::Phone,
        Mark::Meeting => Icon::People,
        Mark::Mail => Icon::Mail,
        Mark::File => Icon::Clip,
        Mark::Trash => Icon::Trash,
        Mark::Restored => Icon::Undo,
    }
}
