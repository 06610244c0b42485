//! `/deals/new` and `/deals/{id}/edit`: all fields of a deal. Invariant: a refused form comes back
//! filled, the refusal at its field, with and without scripts; where two people changed the same
//! field both versions are shown before anything is overwritten.
pub mod api;
mod fields;
pub mod model;
pub mod name_field;
mod people;
mod typed;

pub use typed::{Part, Typed};

use super::detail::Texts;
use super::refused::Refused;
use crate::act::{Act, ActForm};
use crate::failure::Failure;
use crate::gate;
use crate::loaded::{ask, ask_again};
use crate::ui::{Button, Conflict, Crumb, Difference, Kind, LinkButton, Page, Text, use_lang};
use domain::field::Field;
use domain::id::DealId;
use domain::lang::Say;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::Sheet;

/// The form of a new deal; `?company=ID` begins it for a company.
#[component]
pub fn NewDealPage() -> impl IntoView {
    let query = use_query_map();
    let company = move || query.read().get("company").unwrap_or_default();
    let act = Act::new("/api/deals/open");
    let sheet = ask(move || api::NewSheet { company: company() });
    gate::page(sheet, move |sheet| {
        let texts = Texts::of(use_lang());
        let crumbs = vec![Crumb::new("/deals", texts.deals)];
        let inside = filled(sheet, act);
        view! {
            <Page title=texts.add crumbs narrow=true>
                <ActForm act class="form">
                    {inside} {buttons("/deals".into())}
                </ActForm>
            </Page>
        }
    })
}

/// The form of a deal that exists.
#[component]
pub fn EditDealPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let act = Act::new("/api/deals/save");
    // After a refusal the deal is read again: somebody else may have changed it meanwhile.
    let sheet = ask_again(
        move || act.ended().get(),
        move || api::EditSheet { id: id() },
    );
    gate::page(sheet, move |sheet| {
        let texts = Texts::of(use_lang());
        let id = sheet.id.unwrap_or(DealId(0));
        let back = format!("/deals/{id}");
        let crumbs = vec![
            Crumb::new("/deals", texts.deals),
            Crumb::new(back.clone(), sheet.title.clone()),
        ];
        let inside = filled(sheet, act);
        view! {
            <Page title=texts.edit crumbs narrow=true>
                <ActForm act class="form">
                    <input type="hidden" name="id" value=id.to_string() />
                    {inside}
                    {buttons(back)}
                </ActForm>
            </Page>
        }
    })
}

fn buttons(back: String) -> AnyView {
    let lang = use_lang();
    view! {
        <div class="form-actions">
            <Button text=lang.pick("Zapisz", "Save") kind=Kind::Primary />
            <LinkButton href=back text=lang.pick("Anuluj", "Cancel") kind=Kind::Quiet />
        </div>
    }
    .into_any()
}

/// What was sent last and what the form showed then. Sending draws nothing anew, only its answer does.
fn sent(act: Act) -> Option<(Typed, Typed)> {
    let pairs = act.sent().get_untracked()?;
    let read = |root| Typed::of_pairs(root, &pairs);
    Some((read("form"), read("was")))
}

/// The form as it stands: fresh, or with what was typed and why it was refused.
fn filled(sheet: Sheet, act: Act) -> AnyView {
    let refused = Refused::of(act);
    let failure = refused.failure();
    let view = move || {
        let failure = failure.get();
        let stale = failure.as_ref().is_some_and(Failure::is_stale);
        let (typed, was) = match (sent(act), &failure) {
            // Shown both versions, the editor now answers for what is saved at this moment.
            (Some((typed, was)), Some(_)) if stale => {
                (typed.merged(&was, &sheet.now), sheet.now.clone())
            }
            (Some(sent), Some(_)) => sent,
            _ => (sheet.now.clone(), sheet.now.clone()),
        };
        let clash = sent(act)
            .filter(|_| stale)
            .map(|(typed, was)| conflict(&sheet, &typed, &was, failure.as_ref()));
        view! {
            {clash}
            {sheet.id.map(|_| fields::shown(&was))}
            {fields::fields(&sheet, &typed, &refused)}
        }
    };
    view.into_any()
}

/// Both versions of what two people changed, and the way to take the saved one.
fn conflict(sheet: &Sheet, typed: &Typed, was: &Typed, failure: Option<&Failure>) -> AnyView {
    let lang = use_lang();
    let text = failure.map(|failure| failure.say(lang)).unwrap_or_default();
    let fields = typed.clashes(was, &sheet.now);
    let differences: Vec<_> = fields
        .into_iter()
        .map(|field| Difference {
            field: if field == Field::Note {
                Field::LostReason
            } else {
                field
            }
            .label(lang)
            .into(),
            yours: fields::said(sheet, typed, field),
            theirs: fields::said(sheet, &sheet.now, field),
        })
        .collect();
    let fresh: Text = sheet
        .id
        .map_or_else(|| "/deals/new".to_owned(), |id| format!("/deals/{id}/edit"))
        .into();
    view! {
        <Conflict text differences>
            // A plain link of the browser, so that the page is read anew.
            <a href=fresh rel="external" class="btn">
                {Texts::of(lang).theirs}
            </a>
        </Conflict>
    }
    .into_any()
}
