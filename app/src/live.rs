//! What other people change, heard while the page is looked at. Invariants: only a visible tab holds the
//! stream; what was missed meanwhile is told when it is shown again; the stream says which record
//! changed, and what is shown of it is always asked for anew.
mod stream;

use crate::failure::Failure;
use crate::loaded::{Answer, Loaded, Parcel, ask_again};
use crate::wire::{self, Question};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use stream::Stream;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

/// How often is looked whether hands are off a page that waits to be drawn anew, in milliseconds.
const LOOK: i32 = 1_000;

/// A message of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    /// This record changed or came: "deal" and its number.
    Changed(String, u64),
    /// This record went, or the right to see it.
    Gone(String, u64),
    /// Anything may have changed.
    Anything,
}

impl Heard {
    /// `deal:42`, `gone:deal:42` and `reset`; a session that ended finds out by asking.
    fn of(message: &str) -> Option<Self> {
        if matches!(message, "reset" | "ended") {
            return Some(Self::Anything);
        }
        let gone = message.strip_prefix("gone:");
        let (kind, id) = gone.unwrap_or(message).split_once(':')?;
        let (kind, id) = (kind.to_owned(), id.parse().ok()?);
        Some(match gone {
            Some(_) => Self::Gone(kind, id),
            None => Self::Changed(kind, id),
        })
    }

    fn is_about(&self, matches: &dyn Fn(&str, u64) -> bool) -> bool {
        match self {
            Self::Changed(kind, id) | Self::Gone(kind, id) => matches(kind, *id),
            Self::Anything => true,
        }
    }

    /// Whether it may be about this record.
    pub(crate) fn touches(&self, kind: &str, id: u64) -> bool {
        self.is_about(&|of, number| of == kind && number == id)
    }

    /// Whether it names this record as changed.
    pub(crate) fn is_change_of(&self, kind: &str, id: u64) -> bool {
        matches!(self, Self::Changed(of, number) if of == kind && *number == id)
    }

    /// Whether this record may no longer be seen.
    pub(crate) fn is_gone(&self, kind: &str, id: u64) -> bool {
        match self {
            Self::Changed(..) => false,
            Self::Gone(of, number) => of == kind && *number == id,
            Self::Anything => true,
        }
    }
}

/// What was heard last, for everything on the page.
#[derive(Clone, Copy)]
struct Listening(RwSignal<Arc<[Heard]>>);

/// Begins to listen, in the browser, for as long as the frame of the pages stands.
pub(crate) fn provide() {
    let heard: RwSignal<Arc<[Heard]>> = RwSignal::new([].into());
    provide_context(Listening(heard));
    let stream = Stream::new(heard);
    Effect::new(move |_| stream.begin());
    on_cleanup(move || stream.end());
}

/// Asks with the page, anew whenever the question or `again` changes, and when a record for which
/// `matches` holds was changed by somebody else.
pub(crate) fn ask<Q: Question>(
    matches: impl Fn(&str, u64) -> bool + Send + Sync + 'static,
    again: impl Fn() -> usize + Send + Sync + 'static,
    question: impl Fn() -> Q + Clone + Send + Sync + 'static,
) -> Loaded<Q::Output>
where
    Q::Output: Serialize + Sync + 'static,
{
    let turn = RwSignal::new(0_usize);
    let asked = question.clone();
    let address = move || wire::address(&untrack(&asked));
    let loaded = ask_again(move || again() + turn.get(), question);
    follow(Box::new(matches), turn, loaded.answer(), Box::new(address));
    loaded
}

/// Draws a page anew that somebody else changed: never for what it shows already, as after its own
/// changes, and not while something is unfolded in it, which would be taken out of one's hands.
fn follow(
    matches: Box<Matches>,
    turn: RwSignal<usize>,
    shown: Answer,
    address: Box<dyn Fn() -> String>,
) {
    let heard = StoredValue::new(Vec::new());
    let count = watched(matches, heard);
    let again = move || {
        let _ = turn.try_update(|turn| *turn += 1);
    };
    Effect::new(move |_| {
        let heard = heard.try_update_value(std::mem::take).unwrap_or_default();
        if count.get() == 0 || heard.is_empty() {
            return;
        }
        if heard.iter().any(|heard| matches!(heard, Heard::Gone(..))) {
            return again();
        }
        let address = address();
        spawn_local(async move {
            match wire::read(&address).await {
                Ok(text) => {
                    let shown = shown.try_get_untracked().flatten();
                    if !shown.is_some_and(|shown| is_text(&shown, &text)) {
                        hands_off().await;
                        again();
                    }
                }
                Err(Failure::Unreachable | Failure::Busy) => {}
                Err(_) => again(),
            }
        });
    });
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

/// What was heard about records of a kind since a page asked for its data.
#[derive(Clone, Copy)]
pub(crate) struct News {
    count: RwSignal<usize>,
    heard: StoredValue<Vec<Heard>>,
}

/// What is heard from now on about records of this kind.
pub(crate) fn news(kind: &'static str) -> News {
    let heard = StoredValue::new(Vec::new());
    let count = watched(Box::new(move |of, _| of == kind), heard);
    News { count, heard }
}

impl News {
    /// The page asks for its data now: what was heard before is in its answer.
    pub(crate) fn forget(self) {
        self.heard.set_value(Vec::new());
    }

    /// Calls this with what was heard, now and whenever there is more.
    pub(crate) fn each(self, told: impl Fn(Vec<Heard>) + 'static) {
        Effect::new(move |_| {
            self.count.get();
            let heard = self.heard.try_update_value(std::mem::take);
            if let Some(heard) = heard.filter(|heard| !heard.is_empty()) {
                told(heard);
            }
        });
    }
}

/// Asks for the data of a page once more; nothing when it did not come, as what is shown is still
/// the best there is.
pub(crate) async fn asked<Q: Question, T: DeserializeOwned>(question: &Q) -> Option<T> {
    match wire::read(&wire::address(question)).await {
        Ok(text) => wire::opened(&text),
        Err(Failure::SignedOut) => {
            // A whole new page: nothing of the ended session may stay in the browser.
            let _ = location().reload();
            None
        }
        Err(_) => None,
    }
}

fn watched(matches: Box<Matches>, kept: StoredValue<Vec<Heard>>) -> RwSignal<usize> {
    let count = RwSignal::new(0);
    let Some(Listening(heard)) = use_context() else {
        return count;
    };
    Effect::new(move |before: Option<()>| {
        let heard = heard.get();
        // What was heard before the page began to listen is in what the page asked for.
        if before.is_none() {
            return;
        }
        let about = |heard: &&Heard| heard.is_about(&*matches);
        let about: Vec<Heard> = heard.iter().filter(about).cloned().collect();
        if !about.is_empty() {
            kept.update_value(|kept| kept.extend(about));
            count.update(|count| *count += 1);
        }
    });
    count
}

type Matches = dyn Fn(&str, u64) -> bool + Send + Sync;

#[cfg(test)]
mod tests {
    use super::Heard;

    #[test]
    fn messages_name_a_record_or_everything() {
        let deal = || "deal".to_owned();
        assert_eq!(Heard::of("deal:42"), Some(Heard::Changed(deal(), 42)));
        assert_eq!(Heard::of("gone:deal:42"), Some(Heard::Gone(deal(), 42)));
        assert_eq!(Heard::of("reset"), Some(Heard::Anything));
        assert_eq!(Heard::of("ended"), Some(Heard::Anything));
        for other in ["pulse", "", "deal:", "deal:x", "gone:"] {
            assert_eq!(Heard::of(other), None, "{other}");
        }
    }
}
