//! The document around the application. Invariant: every script carries the nonce of its response,
//! and the page works before, without and after hydration.
use crate::App;
use crate::preferences::{Preferences, use_preferences};
use axum::http::HeaderValue;
use axum::http::header::LINK;
use domain::lang::Lang;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use std::collections::HashMap;
use std::iter::once;
use std::sync::Arc;

/// Where this build's files are served; the server provides it as context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pkg {
    pub js: Arc<str>,
    pub wasm: Arc<str>,
    pub css: Arc<str>,
    /// Per chunk of screens, the `Link` header that has its files fetched with the page.
    chunks: Arc<HashMap<String, HeaderValue>>,
}

impl Pkg {
    /// The files of one build under `/pkg/{build}/`; `chunks` is what the splitter wrote: JSON of
    /// the files per chunk. A build that was not split has none.
    #[must_use]
    pub fn of_build(build: &str, chunks: &[u8]) -> Self {
        let chunks: HashMap<String, Vec<String>> =
            serde_json::from_slice(chunks).unwrap_or_default();
        let link = |(chunk, files): (String, Vec<String>)| Some((chunk, link(build, &files)?));
        let url = |extension: &str| format!("/pkg/{build}/contentum.{extension}").into();
        Self {
            js: url("js"),
            wasm: url("wasm"),
            css: url("css"),
            chunks: Arc::new(chunks.into_iter().filter_map(link).collect()),
        }
    }
}

/// Preloads the files of a chunk, and the script that loads chunks.
fn link(build: &str, files: &[String]) -> Option<HeaderValue> {
    let loader = format!("</pkg/{build}/{LOADER}>; rel=modulepreload");
    let file = |name: &String| {
        format!("</pkg/{build}/{name}.wasm>; rel=preload; as=fetch; crossorigin=anonymous")
    };
    let links: Vec<String> = once(loader).chain(files.iter().map(file)).collect();
    HeaderValue::from_str(&links.join(", ")).ok()
}

/// The splitter's name for its script.
const LOADER: &str = "__wasm_split.______________________.js";

/// Has the browser fetch the files of this chunk with the page: otherwise it would learn of them
/// only after the main file runs.
pub(crate) fn announce(chunk: &str) {
    let (Some(pkg), Some(answer)) = (use_context::<Pkg>(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Some(link) = pkg.chunks.get(chunk) {
        answer.append_header(LINK, link.clone());
    }
}

/// The whole document.
pub fn shell(pkg: Pkg) -> impl IntoView {
    let Preferences { lang, theme } = use_preferences();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() data-theme=theme.attribute()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=pkg.css.to_string() />
                <link rel="preload" href="/fonts/contentum-sans.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <script nonce=use_nonce()>{hydration(&pkg)}</script>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <MetaTags />
            </head>
            <body>
                <App />
                <HydrationFailed lang />
            </body>
        </html>
    }
}

/// Fetches wasm and script in parallel, compiles while streaming, hydrates, and says so on `<html>`.
/// `<HydrationScripts>` is not used: it preloads with a wrong mode and has no answer to a failure.
fn hydration(Pkg { js, wasm, .. }: &Pkg) -> String {
    format!(
        r#"(async()=>{{const w=fetch("{wasm}");w.catch(()=>{{}});try{{const m=await import("{js}");await m.default({{module_or_path:w}});if(document.readyState==="loading")await new Promise(r=>document.addEventListener("DOMContentLoaded",r));await m.hydrate();document.documentElement.dataset.hydrated=""}}catch(e){{console.error(e);const b=()=>document.getElementById("hydration-failed")?.removeAttribute("hidden");document.readyState==="loading"?document.addEventListener("DOMContentLoaded",b):b()}}}})()"#
    )
}

/// Hidden unless the snippet fails. It stands after the application, outside what hydration walks.
#[component]
fn HydrationFailed(lang: Lang) -> impl IntoView {
    view! {
        <p id="hydration-failed" class="banner" role="status" hidden>
            {lang
                .pick(
                    "Nie wczytała się część strony. Formularze i odnośniki działają; odświeżenie strony przywróci resztę.",
                    "Part of the page did not load. Forms and links work; reloading the page brings back the rest.",
                )}
        </p>
    }
}
