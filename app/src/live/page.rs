//! A page of a record that follows its record. Invariant: it is drawn anew only for what it does not
//! show already, as after its own changes, and not while something is unfolded in it, which would be
//! taken out of one's hands.
use super::News;
use super::heard::{self, Heard};
use crate::failure::Failure;
use crate::loaded::{Answer, Parcel};
use crate::wire;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

/// How often is looked whether hands are off a page that waits to be drawn anew, in milliseconds.
const LOOK: i32 = 1_000;

/// A page as it is shown.
pub(crate) struct Shown {
    /// Which records it shows.
    pub(super) matches: Box<Matches>,
    pub(super) answer: Answer,
    /// Where its data is asked for now.
    pub(super) address: Box<dyn Fn() -> String>,
    /// Asks for it and draws it anew.
    pub(super) turn: RwSignal<usize>,
}

type Matches = dyn Fn(&str, u64) -> bool;

pub(super) fn follow(news: News, shown: Shown) {
    let Shown {
        matches,
        answer,
        address,
        turn,
    } = shown;
    let again = Rc::new(move || {
        let _ = turn.try_update(|turn| *turn += 1);
    });
    let told = move |heard: Vec<Heard>| {
        let again = Rc::clone(&again);
        if heard.iter().any(|heard| matches!(heard, Heard::Gone(..))) {
            return again();
        }
        let address = address();
        spawn_local(async move {
            match wire::read(&address).await {
                Ok(text) => {
                    let shown = answer.try_get_untracked().flatten();
                    if !shown.is_some_and(|shown| is_text(&shown, &text)) {
                        hands_off().await;
                        again();
                    }
                }
                Err(Failure::Unreachable | Failure::Busy) => {}
                Err(_) => again(),
            }
        });
    };
    heard::each(news, matches, Box::new(told));
}

fn is_text(shown: &Result<Parcel, Failure>, text: &str) -> bool {
    matches!(shown, Ok(Parcel::Arrived(shown)) if **shown == *text)
}

/// Done when nothing is unfolded in the page.
async fn hands_off() {
    let held = || {
        document().query_selector("main details.drawer[open], dialog[open], [popover]:popover-open")
    };
    while held().is_ok_and(|held| held.is_some()) {
        let pause = Promise::new(&mut |done, _| {
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, LOOK);
        });
        let _ = JsFuture::from(pause).await;
    }
}
