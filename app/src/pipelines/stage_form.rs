//! `/pipelines/{id}/stages/new` and `/pipelines/{id}/stages/{stage}`: all of a stage, what it asks for,
//! and emptying it. Invariant: a form that somebody else overtook is refused, not overwritten.
use super::stage::{colour, dot, key, kind, kind_key};
use super::texts::Texts;
use super::{Card, StageRow, api};
use crate::form::{Typed, use_form};
use crate::gate;
use crate::loaded::{Loaded, ask};
use crate::people::card::use_id;
use crate::ui::{
    Banner, Button, Checkbox, Choice, Crumb, Field, Kind, LinkButton, Page, Select, use_lang,
};
use domain::pipelines::{Colour, Need, Needs, StageKind};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

const ADD: &str = "/api/pipelines/add-stage";
const EDIT: &str = "/api/pipelines/edit-stage";
const EMPTY: &str = "/api/pipelines/empty-stage";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 3] = ["name", "probability", "expected-days"];

fn asked() -> Loaded<Card> {
    let id = use_id();
    ask(move || api::ReadPipeline { id: id() })
}

#[component]
pub fn NewStagePage() -> impl IntoView {
    let card = asked();
    gate::page(card, |card| new(&card))
}

#[component]
pub fn StagePage() -> impl IntoView {
    let card = asked();
    let params = use_params_map();
    let stage = move || params.read_untracked().get("stage").unwrap_or_default();
    gate::page(card, move |card| {
        let wanted = stage();
        let of = |row: &&StageRow| row.id.to_string() == wanted;
        match card.stages.iter().find(of) {
            Some(stage) => one(&card, stage),
            None => gate::fault(&crate::failure::Failure::Missing, ""),
        }
    })
}

fn path(card: &Card, texts: &'static Texts) -> Vec<Crumb> {
    vec![
        Crumb::new("/pipelines", texts.pipelines),
        Crumb::new(format!("/pipelines/{}", card.id), card.name.clone()),
    ]
}

fn new(card: &Card) -> AnyView {
    let texts = Texts::of(use_lang());
    let form = use_form(ADD);
    let last = card.stages.iter().rev();
    let last = last
        .clone()
        .find(|stage| stage.kind == StageKind::Open && !stage.archived);
    let mut places = vec![Choice::new("", texts.first)];
    places.extend(card.stages.iter().map(|stage| {
        let name = format!("{} {}", texts.behind, stage.name);
        Choice::new(stage.id.to_string(), name)
    }));
    let kinds = [StageKind::Open, StageKind::Won, StageKind::Lost];
    let kinds = kinds.map(|one| Choice::new(kind_key(one), kind(one, texts)));
    let place = form.value("after", last.map(|stage| stage.id.to_string()));
    let fields = fields(&form, None, texts);
    let (id, foot) = (card.id.to_string(), foot(card, texts.add_stage, texts));
    view! {
        <Page title=texts.new_stage crumbs=path(card, texts) narrow=true>
            <form class="form" method="post" action=ADD>
                {form.fault(&FIELDS)} <input type="hidden" name="id" value=id />
                <div class="form-row">
                    <Select name="form[kind]" id="kind" label=texts.kind options=kinds.to_vec() value=form.value("form[kind]", "open") />
                    <Select name="after" label=texts.after options=places value=place />
                </div> {fields} {foot}
            </form>
        </Page>
    }
    .into_any()
}

fn one(card: &Card, stage: &StageRow) -> AnyView {
    let texts = Texts::of(use_lang());
    let form = use_form(EDIT);
    let fields = fields(&form, Some(stage), texts);
    let title = format!("{}: {}", texts.edit_stage, stage.name);
    let said = kind(stage.kind, texts);
    let (id, foot) = (card.id.to_string(), foot(card, texts.save, texts));
    let (at, key) = (stage.id.to_string(), kind_key(stage.kind));
    let (version, emptying) = (card.version.to_string(), emptying(card, stage, texts));
    view! {
        <Page title crumbs=path(card, texts) narrow=true>
            <div class="stack-l">
                <form class="form" method="post" action=EDIT>
                    {form.fault(&FIELDS)} <input type="hidden" name="id" value=id />
                    <input type="hidden" name="stage" value=at />
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="form[kind]" value=key />
                    <p>{texts.kind} ": " <b>{said}</b> ". " <span class="muted">{texts.kind_fixed}</span></p>
                    {fields} {foot}
                </form> {emptying}
            </div>
        </Page>
    }
    .into_any()
}

fn foot(card: &Card, verb: &'static str, texts: &'static Texts) -> AnyView {
    view! {
        <div class="form-actions">
            <Button text=verb kind=Kind::Primary />
            <LinkButton href=format!("/pipelines/{}", card.id) text=texts.cancel kind=Kind::Quiet />
        </div>
    }
    .into_any()
}

fn fields(form: &Typed, stage: Option<&StageRow>, texts: &'static Texts) -> AnyView {
    let stored = |pick: fn(&StageRow) -> String| stage.map(pick);
    let name = form.value("form[name]", stored(|stage| stage.name.clone()));
    let chance = form.value(
        "form[probability]",
        stored(|stage| stage.probability.to_string()),
    );
    let days = form.value(
        "form[days]",
        stored(|stage| stage.days.map(|days| days.to_string()).unwrap_or_default()),
    );
    let open = stage.is_none_or(|stage| stage.kind == StageKind::Open);
    let (enter, leave) = stage.map_or((Needs::NONE, Needs::NONE), |stage| {
        (stage.enter, stage.leave)
    });
    let numbers = open.then(|| {
        view! {
            <div class="form-row">
                <Field name="form[probability]" id="probability" label=texts.chance value=chance error=form.error("probability") hint=texts.chance_hint inputmode="numeric" autocomplete="off" />
                <Field name="form[days]" id="expected-days" label=texts.days value=days error=form.error("expected-days") hint=texts.days_hint inputmode="numeric" autocomplete="off" optional=true />
            </div>
        }
    });
    let leaves = open.then(|| needs(form, ("leave", texts.leave, texts.leave_hint), leave));
    view! {
        <Field name="form[name]" id="name" label=texts.stage_name value=name error=form.error("name") maxlength=60 required=true autocomplete="off" />
        {numbers} {colours(form, stage.map(|stage| stage.colour), texts)}
        {needs(form, ("enter", texts.enter, texts.enter_hint), enter)} {leaves}
    }
    .into_any()
}

fn colours(form: &Typed, stored: Option<Colour>, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let stored = stored.unwrap_or(Colour::Sky);
    let choice = |one: Colour| {
        let checked = form.ticked("form[colour]", one.token(), one == stored);
        view! {
            <label class="swatch">
                <input type="radio" name="form[colour]" value=one.token() checked=checked />
                {dot(one)} <span>{colour(one, lang)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="radios">
            <legend class="label">{texts.colour}</legend>
            <div class="row">{Colour::ALL.map(choice).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A box for each thing that a gate can ask for.
fn needs(
    form: &Typed,
    (which, legend, hint): (&'static str, &'static str, &'static str),
    stored: Needs,
) -> AnyView {
    let (lang, name) = (use_lang(), format!("form[{which}][]"));
    let boxes = Need::ALL.map(|need| {
        let checked = form.ticked(&name, key(need), stored.has(need));
        view! { <Checkbox name=name.clone() label=capital(need.name(lang)) value=key(need) checked=checked /> }
    });
    view! {
        <fieldset class="form-group needs">
            <legend>{legend}</legend>
            <p class="hint">{hint}</p>
            <div class="needs-boxes">{boxes.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Moves everything out of an open stage.
fn emptying(card: &Card, stage: &StageRow, texts: &'static Texts) -> AnyView {
    if stage.kind != StageKind::Open {
        return ().into_any();
    }
    let form = use_form(EMPTY);
    let others = card.open.iter().filter(|(id, _)| *id != stage.id);
    let options: Vec<Choice> = others
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    if options.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card">
            <form class="form" method="post" action=EMPTY>
                <h2>{texts.empty}</h2> {form.fault(&["stage"])} <Banner>{texts.empty_hint}</Banner>
                <input type="hidden" name="id" value=card.id.to_string() />
                <input type="hidden" name="stage" value=stage.id.to_string() />
                <Select name="to" label=texts.empty_to options value=form.value("to", None::<String>) error=form.error("stage") />
                <div class="form-actions">
                    <Button text=texts.empty_do kind=Kind::Danger />
                </div>
            </form>
        </section>
    }
    .into_any()
}
