//! Moments on the screen. Invariant: they come finished from the server, in the firm's zone, so both
//! halves show the same text; `datetime` carries the exact moment.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A moment as people read it and as machines do.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct When {
    /// "23.11.2026 14:05".
    pub text: String,
    /// "2026-11-23T13:05:00Z".
    pub exact: String,
}

#[cfg(feature = "ssr")]
impl When {
    #[must_use]
    pub fn of(
        moment: domain::time::Moment,
        zone: domain::zone::Zone,
        lang: domain::lang::Lang,
    ) -> Self {
        Self {
            text: zone.written(moment, lang),
            exact: domain::zone::iso(moment),
        }
    }
}

/// The moment as a `<time>`.
pub fn moment(when: When) -> AnyView {
    view! {
        <time class="nowrap" datetime=when.exact>
            {when.text}
        </time>
    }
    .into_any()
}
