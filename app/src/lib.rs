//! Screens and their server functions.
use leptos::prelude::*;

pub mod ui;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    view! { <p>"Contentum"</p> }
}
