//! The stream itself: opened, closed and opened again. Invariant: the page knows since when it may have
//! missed something, by the wall clock, which goes on while the machine sleeps, and says so whenever it
//! opens the stream.
use super::heard::{self, Heard};
use crate::ahead;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Date;
use web_sys::{EventSource, MessageEvent};

/// Before opening a lost stream again: doubled each time, up to half a minute.
const FIRST_PAUSE: u64 = 1_000;
const LONGEST_PAUSE: u64 = 30_000;
/// What comes within this time is shown together.
const TOGETHER: Duration = Duration::from_millis(150);

/// One tab's stream.
#[derive(Clone, Copy)]
pub(super) struct Stream {
    /// How many messages the pages were shown.
    heard: RwSignal<usize>,
    /// Heard, and not shown yet.
    waiting: StoredValue<Vec<Heard>>,
    source: StoredValue<Option<SendWrapper<EventSource>>>,
    /// Everything that happened before is on the page.
    known: StoredValue<f64>,
    pause: StoredValue<u64>,
    ended: StoredValue<bool>,
}

/// Listens while the tab is visible. The page was asked for when its time began.
pub(super) fn listen(heard: RwSignal<usize>) {
    let performance = window().performance();
    let asked = performance.map_or_else(Date::now, |performance| performance.time_origin());
    let stream = Stream {
        heard,
        waiting: StoredValue::new(Vec::new()),
        source: StoredValue::new(None),
        known: StoredValue::new(asked),
        pause: StoredValue::new(FIRST_PAUSE),
        ended: StoredValue::new(false),
    };
    let listener = window_event_listener_untyped("visibilitychange", move |_| stream.look());
    on_cleanup(move || {
        listener.remove();
        stream.end();
    });
    stream.look();
}

impl Stream {
    fn end(self) {
        let _ = self.ended.try_set_value(true);
        self.close();
    }

    fn look(self) {
        if document().hidden() {
            self.close();
        } else {
            self.open();
        }
    }

    fn open(self) {
        let open = self.source.try_with_value(Option::is_some).unwrap_or(true);
        if open || self.ended.get_value() || document().hidden() {
            return;
        }
        let age = (Date::now() - self.known.get_value()).max(0.0) as u64;
        let Ok(source) = EventSource::new(&format!("/live?age={age}")) else {
            return;
        };
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                self.hear(&message);
            }
        });
        source.set_onmessage(Some(message.into_js_value().unchecked_ref()));
        let lost = Closure::<dyn Fn()>::new(move || self.lose());
        source.set_onerror(Some(lost.into_js_value().unchecked_ref()));
        self.source.set_value(Some(SendWrapper::new(source)));
    }

    fn close(self) {
        let source = self.source.try_update_value(Option::take).flatten();
        if let Some(source) = source {
            source.set_onmessage(None);
            source.set_onerror(None);
            source.close();
        }
    }

    fn hear(self, message: &str) {
        let _ = self.known.try_set_value(Date::now());
        let _ = self.pause.try_set_value(FIRST_PAUSE);
        if message == "ended" {
            self.end();
        }
        let Some(heard) = Heard::of(message) else {
            return;
        };
        ahead::forget();
        let first = self.waiting.try_update_value(|waiting| {
            waiting.push(heard);
            waiting.len() == 1
        });
        if first == Some(true) {
            set_timeout(move || self.show(), TOGETHER);
        }
    }

    fn show(self) {
        let messages = self.waiting.try_update_value(std::mem::take);
        let messages = messages.unwrap_or_default();
        let more = messages.len();
        heard::keep(messages);
        let _ = self.heard.try_update(|heard| *heard += more);
    }

    /// Lost with the server, the network or the machine's sleep: opened again after a while.
    fn lose(self) {
        self.close();
        let pause = self.pause.try_update_value(|pause| {
            let now = *pause;
            *pause = (now * 2).min(LONGEST_PAUSE);
            now
        });
        if let Some(pause) = pause {
            set_timeout(move || self.open(), Duration::from_millis(pause));
        }
    }
}
