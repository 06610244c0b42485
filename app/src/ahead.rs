//! What is asked before it is needed: whoever points at a link for a moment is about to follow it.
//! Invariant: an answer that came ahead is used once, within seconds, and never after something was
//! sent or heard of, so that no page is older for it.
use crate::deals::api::LoadDeals;
use crate::deals::detail::api::Deal;
use crate::home::api::LoadHome;
use crate::wire;
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::js_sys::{Date, Promise};
use web_sys::{Element, Event, UrlSearchParams};

/// How long one points before it is meant.
const MEANT: Duration = Duration::from_millis(60);
/// How long an answer may wait, in milliseconds.
const KEPT: f64 = 5_000.0;

thread_local! {
    static POINTED: RefCell<Option<String>> = const { RefCell::new(None) };
    static AHEAD: RefCell<Option<Ahead>> = const { RefCell::new(None) };
}

/// A question on its way or answered.
struct Ahead {
    address: String,
    asked: f64,
    answer: Promise,
}

/// Looks where one points, for as long as the owner stands. The chunk's half.
pub(crate) fn listen() {
    for kind in ["pointerover", "focusin"] {
        let listener = window_event_listener_untyped(kind, |event| point(&event));
        on_cleanup(move || listener.remove());
    }
}

/// The answer to this question if it was asked ahead.
#[cfg_attr(
    feature = "ssr",
    expect(dead_code, reason = "the server has its answers at hand")
)]
pub(crate) async fn answer(address: &str) -> Option<String> {
    let ahead = AHEAD.with_borrow_mut(Option::take)?;
    if ahead.address != address || Date::now() - ahead.asked > KEPT {
        return None;
    }
    JsFuture::from(ahead.answer).await.ok()?.as_string()
}

/// Something changed: what came ahead may be old.
pub(crate) fn forget() {
    AHEAD.with_borrow_mut(Option::take);
}

fn point(event: &Event) {
    let pointed = link(event).and_then(|href| question(&href));
    POINTED.set(pointed.clone());
    let Some(address) = pointed else { return };
    let meant = move || {
        let still = POINTED.with_borrow(|pointed| pointed.as_deref() == Some(&address));
        if still && !asked(&address) {
            ask(address);
        }
    };
    set_timeout(meant, MEANT);
}

fn link(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.get_attribute("href")
}

/// What the page behind a link will ask.
fn question(href: &str) -> Option<String> {
    let (path, search) = href.split_once('?').unwrap_or((href, ""));
    let fields = UrlSearchParams::new_with_str(search).ok()?;
    let of = |name: &str| fields.get(name).unwrap_or_default();
    match path.split_once("/deals") {
        None if path == "/" => Some(wire::address(&LoadHome {
            period: of("period"),
        })),
        Some(("", "")) if !of("view").eq("board") => Some(wire::address(&LoadDeals {
            query: search.to_owned(),
        })),
        Some(("", rest)) => {
            let id = rest.strip_prefix('/')?;
            id.parse::<u64>().ok()?;
            Some(wire::address(&Deal {
                id: id.to_owned(),
                list: of("in"),
                before: of("before"),
            }))
        }
        _ => None,
    }
}

fn asked(address: &str) -> bool {
    let now = Date::now();
    AHEAD.with_borrow(|ahead| {
        let ahead = ahead.as_ref();
        ahead.is_some_and(|ahead| ahead.address == address && now - ahead.asked < KEPT)
    })
}

fn ask(address: String) {
    let asked = Date::now();
    let answer = future_to_promise({
        let address = address.clone();
        // Without an answer the page will ask itself, and tell what is wrong.
        async move {
            Ok(wire::read(&address)
                .await
                .map_or(JsValue::NULL, JsValue::from))
        }
    });
    AHEAD.set(Some(Ahead {
        address,
        asked,
        answer,
    }));
}
