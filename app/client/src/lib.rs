//! The browser's half: takes over the page that the server rendered. Nothing else lives here.

/// Done when the page answers to its user: the screen's own file is loaded, too.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    if let Some(body) = leptos::prelude::document().body() {
        leptos::mount::hydrate_from_async(body, app::App)
            .await
            .forget();
    }
}
