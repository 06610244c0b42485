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

/// The list as it is shown, and what waits to be.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    pub(super) shown: RwSignal<Arc<DealList>>,
    pub(super) tinted: RwSignal<Vec<DealId>>,
    waiting: RwSignal<Option<Arc<DealList>>>,
}

pub(super) fn follow(list: Arc<DealList>, news: News) -> Followed {
    let followed = Followed {
        shown: RwSignal::new(list),
        tinted: RwSignal::new(Vec::new()),
        waiting: RwSignal::new(None),
    };
    let search = use_location().search;
    // A row that is being changed stays as it is, with all that is typed in it.
    let edited = stuck::opened("edit").or(stuck::opened("snooze")).is_some();
    if !edited {
        news.each(move |heard| {
            let query = search.get_untracked();
            spawn_local(async move {
                let fresh = live::asked(&LoadDeals { query }).await;
                followed.take_in(fresh, &heard);
            });
        });
    }
    followed
}

impl Followed {
    fn take_in(self, fresh: Option<DealList>, heard: &[Heard]) {
        let (Some(fresh), Some(now)) = (fresh, self.shown.try_get_untracked()) else {
            return;
        };
        let gone = |id: DealId| heard.iter().any(|heard| heard.is_gone("deal", id.0));
        let (merged, changed) = merged(&now, &fresh, &gone);
        let as_it_is = ids(&merged).eq(ids(&fresh));
        let waits = (!as_it_is).then(|| Arc::new(fresh));
        let _ = self.waiting.try_set(waits);
        let _ = self.shown.try_set(Arc::new(merged));
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

    /// The button behind which new rows and another order wait.
    pub(super) fn button(self) -> AnyView {
        let lang = use_lang();
        let text = move || {
            let waiting = self.waiting.get()?;
            let shown = self.shown.get();
            let new = ids(&waiting).filter(|id| !ids(&shown).any(|other| other == *id));
            let new = new.count();
            let word = lang.plural(new as u64, "nowa", "nowe", "nowych");
            Some(match new {
                0 => lang
                    .pick("Odśwież kolejność ↑", "Refresh the order ↑")
                    .to_owned(),
                new => lang.pick(format!("{new} {word} ↑"), format!("{new} new ↑")),
            })
        };
        let show = move |_| {
            if let Some(fresh) = self.waiting.get_untracked() {
                let shown = self.shown.get_untracked();
                let new = ids(&fresh).filter(|id| !ids(&shown).any(|other| other == *id));
                self.tint(new.collect());
                self.waiting.set(None);
                self.shown.set(fresh);
            }
        };
        view! {
            <div class="newer" role="status">
                {move || text().map(|text| view! { <button type="button" class="btn btn-small" on:click=show>{text}</button> })}
            </div>
        }
        .into_any()
    }
}

fn ids(list: &DealList) -> impl Iterator<Item = DealId> {
    list.rows.iter().map(|row| row.id)
}

/// What is shown, brought up to date without moving a row, and the rows that changed.
fn merged(
    shown: &DealList,
    fresh: &DealList,
    gone: &dyn Fn(DealId) -> bool,
) -> (DealList, Vec<DealId>) {
    let (mut merged, mut changed) = (fresh.clone(), Vec::new());
    merged.rows.clear();
    merged.places.clear();
    merged.why.clear();
    // A row that is on another page by now still names its owner.
    for (id, name) in &shown.names.people {
        let names = &mut merged.names.people;
        names.entry(*id).or_insert_with(|| name.clone());
    }
    for (at, row) in shown.rows.iter().enumerate() {
        let newer = fresh.rows.iter().position(|newer| newer.id == row.id);
        let (from, place) = match newer {
            Some(place) => (fresh, place),
            None if gone(row.id) => continue,
            None => (shown, at),
        };
        if let Some(newer) = from.rows.get(place) {
            if newer != row {
                changed.push(row.id);
            }
            merged.rows.push(newer.clone());
        }
        merged.places.extend(from.places.get(place).cloned());
        merged.why.extend(from.why.get(place).cloned());
    }
    (merged, changed)
}
