//! `/deals/{id}/schedule`: the whole schedule as one form. Invariant: rows are added and removed
//! without scripts, too; a refused form keeps all that was typed; where somebody else changed the
//! schedule meanwhile, both versions are shown.
use super::api;
use super::fields;
use super::model::Sheet;
use super::texts::Texts;
use super::typed::Typed;
use crate::act::{Act, ActForm, Pairs, field};
use crate::deals::refused::{Refused, hidden};
use crate::failure::Failure;
use crate::gate;
use crate::loaded::ask_again;
use crate::ui::{
    Banner, Button, Conflict, Crumb, DateField, Difference, Icon, Kind, LinkButton, Page, use_lang,
};
use domain::field::Field;
use domain::lang::Say;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Empty rows at the end of the form.
const BLANK: usize = 2;

#[component]
pub fn SchedulePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let act = Act::new("/api/planning/save-schedule");
    // After a refusal the schedule is read again: somebody else may have changed it meanwhile.
    let sheet = ask_again(
        move || act.ended().get(),
        move || api::ScheduleSheet { deal: id() },
    );
    gate::page(sheet, move |sheet| page(sheet, act))
}

fn page(sheet: Sheet, act: Act) -> AnyView {
    let texts = Texts::of(use_lang());
    let back = format!("/deals/{}", sheet.deal);
    let crumbs = vec![
        Crumb::new("/deals", texts.deals),
        Crumb::new(back.clone(), sheet.title.clone()),
    ];
    if !sheet.amounts {
        return view! {
            <Page title=texts.title crumbs narrow=true>
                <Banner>{texts.hidden}</Banner>
            </Page>
        }
        .into_any();
    }
    let refused = Refused::of(act);
    let inside = filled(sheet, act);
    view! {
        <Page title=texts.title crumbs>
            <ActForm act class="form">
                {refused.elsewhere_but_clashes(&[])} {inside} <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                    <Button text=texts.save_more name="then" value="more" />
                    <LinkButton href=back text=texts.cancel kind=Kind::Quiet />
                </div>
            </ActForm>
        </Page>
    }
    .into_any()
}

/// The form as it stands: fresh, or with what was typed and, after a clash, what is saved now.
fn filled(sheet: Sheet, act: Act) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let failure = Refused::of(act).failure();
    let form = move || {
        let failure = failure.get();
        let sent = act.sent().get_untracked().filter(|_| failure.is_some());
        let stale = failure.as_ref().is_some_and(Failure::is_stale);
        let clash = failure
            .filter(|_| stale)
            .map(|failure| clash(&sheet, sent.as_ref(), failure.say(lang)));
        let rows = sent.as_ref().map(|pairs| Typed::of_pairs(pairs));
        let typed = |name: &str, now: &String| match &sent {
            Some(pairs) => field(pairs, name).to_owned(),
            None => now.clone(),
        };
        // Shown both versions, the editor now answers for what is saved at this moment.
        let version = match stale {
            true => sheet.version.clone(),
            false => typed("version", &sheet.version),
        };
        let own = hidden([
            ("deal", sheet.deal.to_string()),
            ("version", version),
            ("currency", sheet.currency.clone()),
        ]);
        let balance = sheet.balance.clone().map(|(fits, said)| {
            let class = if fits { "small muted" } else { "small caution" };
            view! { <p class=class>{said}</p> }
        });
        view! {
            {own}
            {clash}
            {balance}
            {rows_of(&sheet, rows.unwrap_or_else(|| sheet.rows.clone()))}
            <fieldset class="form-group">
                <legend>{texts.anchors}</legend>
                <div class="form-row">
                    <DateField
                        name="signing"
                        label=Field::Signing.label(lang)
                        hint=texts.signing_hint
                        value=typed("signing", &sheet.signing)
                    />
                    <DateField name="delivery" label=Field::Delivery.label(lang) value=typed("delivery", &sheet.delivery) />
                </div>
            </fieldset>
        }
    };
    form.into_any()
}

/// The rows, empty ones after them, and a button for more.
fn rows_of(sheet: &Sheet, rows: Vec<Typed>) -> AnyView {
    let texts = Texts::of(use_lang());
    let first = rows.len();
    let rows = rows.into_iter().enumerate();
    let rows = rows
        .map(|(at, row)| fields::row(sheet, at, row))
        .collect_view();
    let blanks = RwSignal::new(BLANK);
    let sheet = StoredValue::new(sheet.clone());
    let blank = move |place: usize| {
        sheet.with_value(|sheet| fields::row(sheet, first + place, sheet.blank.clone()))
    };
    let more = move |_| blanks.update(|count| *count += 1);
    view! {
        <div class="stack">
            {rows}
            <For each=move || 0..blanks.get() key=|place| *place children=blank />
        </div>
        <div class="row" data-scripted="">
            <button type="button" class="btn btn-small" on:click=more>
                <crate::ui::Glyph icon=Icon::Plus />
                <span>{texts.add}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Both versions of the instalments that differ.
fn clash(sheet: &Sheet, sent: Option<&Pairs>, text: String) -> AnyView {
    let texts = Texts::of(use_lang());
    let yours = sent.map(|pairs| Typed::of_pairs(pairs)).unwrap_or_default();
    let most = yours.len().max(sheet.rows.len());
    let said = |rows: &[Typed], at: usize| {
        let row = rows.get(at).map(Typed::said);
        row.filter(|said| !said.is_empty())
            .unwrap_or_else(|| texts.nothing.to_owned())
    };
    let differences = (0..most)
        .map(|at| (at, said(&yours, at), said(&sheet.rows, at)))
        .filter(|(_, yours, theirs)| yours != theirs)
        .map(|(at, yours, theirs)| Difference {
            field: format!("{} {}", texts.instalment, at + 1).into(),
            yours: yours.into(),
            theirs: theirs.into(),
        });
    let fresh = format!("/deals/{}/schedule", sheet.deal);
    view! {
        <Conflict text differences=differences.collect()>
            // A plain link of the browser, so that the page is read anew.
            <a href=fresh rel="external" class="btn">
                {texts.theirs}
            </a>
        </Conflict>
    }
    .into_any()
}
