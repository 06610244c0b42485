//! The dialog of a move: stages to choose from, or what a stage's gate lacks. Invariant: it is what the
//! page of a move shows, and a move made in it draws the board anew.
use super::desk::{Asked, Desk};
use super::texts::Texts;
use crate::deals::moving::api::LoadMoving;
use crate::deals::moving::texts::Texts as Moves;
use crate::deals::moving::{Acts, panel};
use crate::failure::Failure;
use crate::loaded::ask;
use crate::ui::{Banner, Glyph, Icon, Tone, use_lang};
use domain::lang::Say;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

pub(super) fn dialog(desk: &Desk) -> AnyView {
    let (asked, node) = (desk.panel(), NodeRef::<html::Dialog>::new());
    let acts = Acts::new();
    let label = Texts::of(use_lang()).close;
    shows(&asked, node);
    closes_when_done(desk.clone(), acts);
    let (inside, closed, shut) = (asked.clone(), asked.clone(), asked);
    let desk = desk.clone();
    view! {
        <dialog class="dialog move-dialog" node_ref=node aria-label=Moves::of(use_lang()).move_to on:close=move |_| closed.set(None)>
            <button type="button" class="btn btn-quiet btn-icon" aria-label=label title=label on:click=move |_| shut.set(None)>
                <Glyph icon=Icon::Close />
            </button>
            {move || inside.get().map(|asked| content(&desk, asked, acts))}
        </dialog>
    }
    .into_any()
}

/// Opens the dialog when something is asked, and shuts it when nothing is.
fn shows(asked: &ArcRwSignal<Option<Asked>>, node: NodeRef<html::Dialog>) {
    let asked = asked.clone();
    Effect::new(move |_| {
        let wanted = asked.read().is_some();
        let Some(dialog) = node.get() else { return };
        match (wanted, dialog.open()) {
            // It is in the page and shut, so nothing can refuse.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
}

fn closes_when_done(desk: Desk, acts: Acts) {
    Effect::new(move |_| {
        if acts.made() {
            acts.clear();
            desk.panel().set(None);
            desk.reload();
        }
    });
}

fn content(desk: &Desk, (id, to): Asked, acts: Acts) -> AnyView {
    let lang = use_lang();
    acts.clear();
    let query = desk.query().to_owned();
    let to = to.map(|to| to.to_string()).unwrap_or_default();
    let data = ask(move || LoadMoving {
        id: id.to_string(),
        to: to.clone(),
        list: query.clone(),
    });
    let desk = desk.clone();
    view! {
        <Suspense>
            {move || {
                let desk = desk.clone();
                Suspend::new(async move {
                    match data.get().await {
                        Ok(moving) => {
                            let title = moving.title_of(Moves::of(lang));
                            let pick = Arc::new(move |stage| desk.panel().set(Some((id, Some(stage)))));
                            let about = moving.title.clone();
                            let inside = panel(&Arc::new(moving), acts, String::new(), Some(pick));
                            view! {
                                <h2>{title}</h2>
                                <p class="muted">{about}</p>
                                {inside}
                            }
                                .into_any()
                        }
                        Err(failure) => told(&failure),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn told(failure: &Failure) -> AnyView {
    let said = failure.say(use_lang());
    view! { <Banner tone=Tone::Danger>{said}</Banner> }.into_any()
}
