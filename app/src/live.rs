//! What other people change, heard while the page is looked at. Invariants: only a visible tab holds the
//! stream; what was missed meanwhile is told when it is shown again; the stream says which record
//! changed, and what is shown of it is always asked for anew. The first screen's file holds no more of it
//! than the hooks below: what they ask for is done by a chunk that is loaded when the page works.
mod heard;
mod page;
mod stream;

use crate::ahead;
use crate::deals::list::follow as list;
use crate::failure::Failure;
use crate::loaded::{Loaded, ask_again};
use crate::routes;
use crate::wire::{self, Question};
pub(crate) use heard::{Heard, each};
use leptos::prelude::*;
use leptos::task::spawn_local;
use page::Shown;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How long a new page is left alone before it is followed: it has its data of this moment.
const BEGIN: Duration = Duration::from_millis(500);

/// How many messages were heard so far, for everything on the page.
#[derive(Clone, Copy)]
struct Listening(RwSignal<usize>);

/// Begins to listen, in the browser, for as long as the frame of the pages stands.
pub(crate) fn provide() {
    let heard = RwSignal::new(0_usize);
    provide_context(Listening(heard));
    hand_over(Job::Listen(heard));
}

/// Asks with the page, anew whenever the question or `again` changes, and when a record for which
/// `matches` holds was changed by somebody else.
pub(crate) fn ask<Q: Question>(
    matches: impl Fn(&str, u64) -> bool + 'static,
    again: impl Fn() -> usize + Send + Sync + 'static,
    question: impl Fn() -> Q + Clone + Send + Sync + 'static,
) -> Loaded<Q::Output>
where
    Q::Output: Serialize + Sync + 'static,
{
    let turn = RwSignal::new(0_usize);
    let asked = question.clone();
    let loaded = ask_again(move || again() + turn.get(), question);
    hand_over(Job::Page(
        news(),
        Shown {
            matches: Box::new(matches),
            turn,
            answer: loaded.answer(),
            address: Box::new(move || wire::address(&untrack(&asked))),
        },
    ));
    loaded
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

/// What was heard since a page asked for its data.
#[derive(Clone, Copy)]
pub(crate) struct News {
    heard: RwSignal<usize>,
    since: StoredValue<usize>,
}

/// What is heard from now on.
pub(crate) fn news() -> News {
    let heard = use_context().map_or_else(|| RwSignal::new(0), |Listening(heard)| heard);
    let since = StoredValue::new(heard.get_untracked());
    News { heard, since }
}

impl News {
    /// The page asks for its data now: what was heard before is in its answer.
    pub(crate) fn forget(self) {
        let heard = self.heard.try_get_untracked().unwrap_or_default();
        let _ = self.since.try_set_value(heard);
    }

    /// Calls this with what was heard of deals, now and whenever there is more.
    pub(crate) fn of_deals(self, told: impl Fn(Vec<Heard>) + 'static) {
        hand_over(Job::Deals(self, Box::new(told)));
    }

    /// The same for the list of deals.
    pub(crate) fn of_list(self, followed: list::Followed) {
        hand_over(Job::List(self, followed));
    }
}

/// What is left to the chunk: said by name, as a function handed over would be found where it is handed
/// over, not in the chunk.
pub(crate) enum Job {
    Listen(RwSignal<usize>),
    Page(News, Shown),
    Deals(News, Box<dyn Fn(Vec<Heard>)>),
    List(News, list::Followed),
}

impl Job {
    /// Does it, in the chunk, for as long as the owner it is called in stands.
    pub(crate) fn begin(self) {
        match self {
            Self::Listen(heard) => {
                stream::listen(heard);
                ahead::listen();
            }
            Self::Page(news, shown) => page::follow(news, shown),
            Self::Deals(news, told) => each(news, |kind, _| kind == "deal", told),
            Self::List(news, followed) => list::begin(news, followed),
        }
    }
}

/// In the browser, and as long as what is drawn now stands. Without the chunk the page stays as it is.
fn hand_over(job: Job) {
    // Whoever asks may be gone before the chunk is there, and what the job is about with them.
    let here = StoredValue::new(());
    let mut job = Some(job);
    Effect::new(move |_| {
        let (Some(job), Some(owner)) = (job.take(), Owner::current()) else {
            return;
        };
        let load = async move {
            let _ = routes::follow(job, owner, here).await;
        };
        set_timeout(move || spawn_local(load), BEGIN);
    });
}
