//! Pieces that pages of imports share.
use super::{Busy, Pick};
use crate::ui::{Choice, KeyFigure, KeyFigures, LinkButton, Select, use_lang};
use leptos::prelude::*;
use std::time::Duration;

/// How often a page of scripts asks how far it is.
const PAUSE: Duration = Duration::from_millis(700);

/// A select; `id` tells apart those of one name.
pub(super) fn select(pick: Pick, id: String) -> AnyView {
    let option = |(value, name): (String, String)| Choice::new(value, name);
    let options = pick.options.into_iter().map(option).collect();
    view! { <Select name=pick.name label=pick.label options value=pick.value hint=pick.hint id /> }
        .into_any()
}

/// Counts with their names.
pub(super) fn figures(figures: Vec<(String, u64)>) -> AnyView {
    let figures = figures
        .into_iter()
        .map(|(name, count)| view! { <KeyFigure name value=count.to_string() /> })
        .collect_view();
    view! { <KeyFigures>{figures}</KeyFigures> }.into_any()
}

/// Work in progress: a bar where its end is known, and a link for browsers without scripts.
/// With scripts the page asks again by itself: `tick` makes it load anew.
pub(super) fn progress(busy: Busy, here: String, tick: RwSignal<usize>) -> AnyView {
    Effect::new(move || {
        // The page may be gone by then.
        let again = move || {
            let _ = tick.try_update(|count| *count = count.wrapping_add(1));
        };
        set_timeout(again, PAUSE);
    });
    let again = use_lang().pick("Odśwież", "Reload");
    let name = busy.said.clone();
    let bar = (busy.of > 0).then(|| {
        view! { <progress value=busy.made.to_string() max=busy.of.to_string() aria-label=name></progress> }
    });
    let count = (busy.of > 0).then(|| format!(" {} / {}", busy.made, busy.of));
    view! {
        <div class="stack" role="status">
            <p>{busy.said} {count}</p>
            {bar}
            <p>
                <LinkButton href=here text=again />
            </p>
        </div>
    }
    .into_any()
}
