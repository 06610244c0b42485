//! A list that follows what others change. Invariants: no row moves by itself, so that what one points
//! at stays there; what is new waits behind a button; what one may no longer see goes at once.
use super::super::api::LoadDeals;
use super::super::model::DealList;
use super::super::stuck;
use crate::live::{self, Heard, News};
use crate::ui::use_lang;
use domain::id::DealId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use std::sync::Arc;
use std::time::Duration;

/// How long a changed row is tinted.
const TINT: Duration = Duration::from_millis(1_200);

/// A row and the list it came with, which names what it names.
pub(super) type Shown = (Arc<DealList>, usize);

/// The list as it is shown, and what waits to be.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    /// The newest list: its figures are the true ones.
    pub(super) list: RwSignal<Arc<DealList>>,
    pub(super) rows: RwSignal<Vec<Shown>>,
    pub(super) tinted: RwSignal<Vec<DealId>>,
    /// New rows, or another order of them.
    waiting: RwSignal<bool>,
}

pub(super) fn follow(list: &Arc<DealList>, news: News) -> Followed {
    let followed = Followed {
        list: RwSignal::new(Arc::clone(list)),
        rows: RwSignal::new(all(list)),
        tinted: RwSignal::new(Vec::new()),
        waiting: RwSignal::new(false),
    };
    let search = use_location().search;
    // A row that is being changed stays as it is, with all that is typed in it.
    let edited = stuck::opened("edit").or(stuck::opened("snooze")).is_some();
    if !edited {
        news.each(move |heard| {
            let query = search.get_untracked();
            spawn_local(async move {
                if let Some(fresh) = live::asked(&LoadDeals { query }).await {
                    followed.take_in(Arc::new(fresh), &heard);
                }
            });
        });
    }
    followed
}

pub(super) fn all(list: &Arc<DealList>) -> Vec<Shown> {
    let rows = 0..list.rows.len();
    rows.map(|at| (Arc::clone(list), at)).collect()
}

impl Followed {
    /// Brings what is shown up to date without moving a row.
    fn take_in(self, fresh: Arc<DealList>, heard: &[Heard]) {
        let Some(shown) = self.rows.try_get_untracked() else {
            return;
        };
        let (mut rows, mut changed) = (Vec::new(), Vec::new());
        for (list, at) in shown {
            let Some(id) = list.rows.get(at).map(|row| row.id) else {
                continue;
            };
            let here = fresh.rows.iter().position(|row| row.id == id);
            match here {
                Some(newer) => {
                    if heard.iter().any(|heard| heard.is_change_of("deal", id.0)) {
                        changed.push(id);
                    }
                    rows.push((Arc::clone(&fresh), newer));
                }
                None if heard.iter().any(|heard| heard.is_gone("deal", id.0)) => {}
                None => rows.push((list, at)),
            }
        }
        let _ = self.waiting.try_set(!ids(&rows).eq(ids(&all(&fresh))));
        let _ = self.list.try_set(fresh);
        let _ = self.rows.try_set(rows);
        self.tint(changed);
    }

    fn tint(self, changed: Vec<DealId>) {
        if changed.is_empty() {
            return;
        }
        let _ = self.tinted.try_set(changed);
        let tinted = self.tinted;
        set_timeout(move || drop(tinted.try_set(Vec::new())), TINT);
    }

    /// Of the newest list, those that are not shown.
    fn unseen(self) -> Vec<DealId> {
        let (fresh, shown) = (all(&self.list.read()), self.rows.read());
        let is_new = |id: &DealId| ids(&shown).all(|other| other != *id);
        ids(&fresh).filter(is_new).collect()
    }

    /// The button behind which new rows and another order wait.
    pub(super) fn button(self) -> AnyView {
        let lang = use_lang();
        let text = move || match self.unseen().len() {
            0 => lang
                .pick("Odświeżyć kolejność ↑", "Refresh the order ↑")
                .to_owned(),
            new => {
                let word = lang.plural(new as u64, "nowa", "nowe", "nowych");
                lang.pick(format!("{new} {word} ↑"), format!("{new} new ↑"))
            }
        };
        let show = move |_| {
            let new = untrack(|| self.unseen());
            self.waiting.set(false);
            self.rows.set(all(&self.list.read_untracked()));
            self.tint(new);
        };
        let button = move || {
            self.waiting.get().then(|| {
                view! { <button type="button" class="btn btn-small" on:click=show>{text()}</button> }
            })
        };
        view! {
            <div class="newer" role="status">
                {button}
            </div>
        }
        .into_any()
    }
}

fn ids(rows: &[Shown]) -> impl Iterator<Item = DealId> {
    let id = |(list, at): &Shown| list.rows.get(*at).map(|row| row.id);
    rows.iter().filter_map(id)
}
