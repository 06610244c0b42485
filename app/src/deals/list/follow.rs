//! A list that follows what others change. Invariants: no row moves by itself, so that what one points
//! at stays there; what is new waits behind a button; what one may no longer see goes at once.
use super::super::api::LoadDeals;
use super::super::model::DealList;
use super::super::stuck;
use crate::live::{self, Heard, News};
use crate::ui::use_lang;
use domain::id::DealId;
use domain::lang::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use std::sync::Arc;
use std::time::Duration;

/// How long a changed row is tinted.
const TINT: Duration = Duration::from_millis(1_200);

/// A row and the list it came with, which names what it names.
pub(super) type Row = (Arc<DealList>, usize);

/// What is on the screen.
#[derive(Clone)]
pub(super) struct Shown {
    /// The newest list: its figures are the true ones.
    pub(super) list: Arc<DealList>,
    pub(super) rows: Vec<Row>,
    pub(super) tinted: Vec<DealId>,
}

/// The list as it is shown, and what waits to be.
#[derive(Clone, Copy)]
pub(crate) struct Followed {
    pub(super) shown: RwSignal<Arc<Shown>>,
    /// What the button says behind which new rows and another order wait; nothing while none do.
    waiting: RwSignal<String>,
    pressed: RwSignal<usize>,
}

/// Follows it in the browser, where no row is being changed: that one stays as it is, with all that is
/// typed in it.
pub(super) fn follow(list: &Arc<DealList>, news: News) -> Followed {
    let followed = Followed {
        shown: RwSignal::new(Arc::new(Shown {
            list: Arc::clone(list),
            rows: all(list),
            tinted: Vec::new(),
        })),
        waiting: RwSignal::new(String::new()),
        pressed: RwSignal::new(0),
    };
    if stuck::opened("edit").or(stuck::opened("snooze")).is_none() {
        news.of_list(followed);
    }
    followed
}

fn all(list: &Arc<DealList>) -> Vec<Row> {
    let rows = 0..list.rows.len();
    rows.map(|at| (Arc::clone(list), at)).collect()
}

impl Followed {
    /// The button behind which new rows and another order wait.
    pub(super) fn button(self) -> AnyView {
        let press = move |_| self.pressed.update(|pressed| *pressed += 1);
        let text = move || self.waiting.get();
        let hidden = move || self.waiting.read().is_empty();
        view! {
            <div class="newer" role="status">
                <button type="button" class="btn btn-small" hidden=hidden on:click=press>
                    {text}
                </button>
            </div>
        }
        .into_any()
    }
}

/// The half that is in the chunk.
pub(crate) fn begin(news: News, followed: Followed) {
    let (search, lang) = (use_location().search, use_lang());
    let told = move |heard: Vec<Heard>| {
        let Some(query) = search.try_get_untracked() else {
            return;
        };
        spawn_local(async move {
            if let Some(fresh) = live::asked(&LoadDeals { query }).await {
                take_in(followed, Arc::new(fresh), &heard, lang);
            }
        });
    };
    live::each(news, |kind, _| kind == "deal", Box::new(told));
    Effect::new(move |_| {
        if followed
            .pressed
            .try_get()
            .is_some_and(|pressed| pressed > 0)
        {
            show_all(followed);
        }
    });
}

/// Brings what is shown up to date without moving a row.
fn take_in(followed: Followed, fresh: Arc<DealList>, heard: &[Heard], lang: Lang) {
    let Some(shown) = followed.shown.try_get_untracked() else {
        return;
    };
    let (mut rows, mut tinted) = (Vec::new(), Vec::new());
    for (list, at) in &shown.rows {
        let Some(id) = list.rows.get(*at).map(|row| row.id) else {
            continue;
        };
        let here = fresh.rows.iter().position(|row| row.id == id);
        match here {
            Some(newer) => {
                if heard.iter().any(|heard| heard.is_change_of("deal", id.0)) {
                    tinted.push(id);
                }
                rows.push((Arc::clone(&fresh), newer));
            }
            None if heard.iter().any(|heard| heard.is_gone("deal", id.0)) => {}
            None => rows.push((Arc::clone(list), *at)),
        }
    }
    let waiting = waiting(&ids(&rows), &ids(&all(&fresh)), lang);
    let _ = followed.waiting.try_set(waiting);
    show(followed, fresh, rows, tinted);
}

/// What the button says.
fn waiting(shown: &[DealId], fresh: &[DealId], lang: Lang) -> String {
    if shown == fresh {
        return String::new();
    }
    match fresh.iter().filter(|id| !shown.contains(id)).count() {
        0 => lang
            .pick("Odświeżyć kolejność ↑", "Refresh the order ↑")
            .to_owned(),
        new => {
            let word = lang.plural(new as u64, "nowa", "nowe", "nowych");
            lang.pick(format!("{new} {word} ↑"), format!("{new} new ↑"))
        }
    }
}

/// The newest list as it is.
fn show_all(followed: Followed) {
    let Some(shown) = followed.shown.try_get_untracked() else {
        return;
    };
    let (fresh, before) = (Arc::clone(&shown.list), ids(&shown.rows));
    let rows = all(&fresh);
    let mut new = ids(&rows);
    new.retain(|id| !before.contains(id));
    let _ = followed.waiting.try_set(String::new());
    show(followed, fresh, rows, new);
}

fn show(followed: Followed, list: Arc<DealList>, rows: Vec<Row>, tinted: Vec<DealId>) {
    let fade = !tinted.is_empty();
    let shown = Shown { list, rows, tinted };
    let _ = followed.shown.try_set(Arc::new(shown));
    if !fade {
        return;
    }
    let faded = move || {
        let _ = followed.shown.try_update(|shown| {
            let untinted = Shown {
                tinted: Vec::new(),
                ..Shown::clone(shown)
            };
            *shown = Arc::new(untinted);
        });
    };
    set_timeout(faded, TINT);
}

fn ids(rows: &[Row]) -> Vec<DealId> {
    let id = |(list, at): &Row| list.rows.get(*at).map(|row| row.id);
    rows.iter().filter_map(id).collect()
}
