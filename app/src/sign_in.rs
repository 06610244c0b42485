//! Getting in: sign-in, the first administrator, an invitation. Invariants: an unknown account and a
//! wrong password are told alike; a one-time link works once; the page after sign-in is one of ours.
pub mod api;
pub mod invitation;
pub mod page;
pub mod setup;
mod texts;

pub use invitation::InvitationPage;
pub use page::SignInPage;
pub use setup::SetupPage;

use crate::preferences::Switches;
use crate::ui::{Banner, Plain, Tone, use_lang};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use texts::Texts;

/// Whom an invitation is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Invited {
    pub name: String,
    pub email: String,
    pub firm: String,
}

/// A one-time link that is used up or over, or never was.
fn dead_link(text: &'static str) -> AnyView {
    crate::gate::answer(404);
    let texts = Texts::of(use_lang());
    view! {
        <Plain title=texts.dead_title foot=foot()>
            <Banner tone=Tone::Warn>{text}</Banner>
            <p>
                <a href="/sign-in">{texts.to_sign_in}</a>
            </p>
        </Plain>
    }
    .into_any()
}

fn foot() -> AnyView {
    view! { <Switches /> }.into_any()
}
