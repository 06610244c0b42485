//! Asking the server from the browser. Invariant: one function asks, whatever it is about, so that
//! its machinery is in the browser's half once.
mod json;
mod query;

use crate::act::Pairs;
use crate::ahead;
use crate::failure::Failure;
pub(crate) use json::read as opened;
use leptos::server::codee::{Decoder, Encoder};
use leptos::server_fn::codec::Encoding;
use leptos::server_fn::redirect::{REDIRECT_HEADER, call_redirect_hook};
use leptos::server_fn::{Http, ServerFn};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Array;
use web_sys::{
    FormData, Headers, HtmlButtonElement, HtmlFormElement, RequestInit, Response, SubmitEvent,
    UrlSearchParams,
};

/// How a value travels inside a page: written by the server, read by the browser.
pub(crate) struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = Failure;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Failure> {
        #[cfg(feature = "ssr")]
        let text = serde_json::to_string(value).map_err(|_| Failure::Malformed);
        #[cfg(not(feature = "ssr"))]
        let text = {
            let _ = value;
            Err(Failure::Malformed)
        };
        text
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = Failure;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Failure> {
        opened(text).ok_or(Failure::Malformed)
    }
}

/// What a server function is asked: its arguments.
pub trait Question: ServerFn<Error = Failure> + Serialize + 'static {
    /// Whether it is asked by `POST`.
    fn is_posted() -> bool;
}

impl<Q, In: Encoding, Out> Question for Q
where
    Q: ServerFn<Error = Failure, Protocol = Http<In, Out>> + Serialize + 'static,
{
    fn is_posted() -> bool {
        In::METHOD.as_str() != "GET"
    }
}

/// Where to ask; what is posted stands behind a `#`, which no address of ours has.
pub(crate) fn address<Q: Question>(question: &Q) -> String {
    let sign = if Q::is_posted() { "#" } else { "?" };
    [Q::PATH, sign, &query::of(question)].concat()
}

/// What the server answers at an [`address`].
///
/// # Errors
/// What the server answered, or `Unreachable`.
pub(crate) async fn read(address: &str) -> Result<String, Failure> {
    match address.split_once('#') {
        Some((path, body)) => ask(path, Some(body)).await,
        None => ask(address, None).await,
    }
}

/// Sends typed fields to a server function that answers nothing; follows where it leads.
///
/// # Errors
/// What the server answered, or `Unreachable`.
pub(crate) async fn post(path: &str, body: &str) -> Result<(), Failure> {
    ask(path, Some(body)).await.map(|_| ())
}

/// The fields of the form that is being sent, encoded and one by one, with the button that sends it.
pub(crate) fn typed(event: &SubmitEvent) -> Option<(String, Pairs)> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    let button = event
        .submitter()
        .and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
    if let Some(button) = button.filter(|button| !button.name().is_empty()) {
        fields
            .append_with_str(&button.name(), &button.value())
            .ok()?;
    }
    let pair = |pair: JsValue| {
        let pair = pair.unchecked_into::<Array>();
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    let pairs = Array::from(&fields).iter().filter_map(pair).collect();
    let encoded = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    Some((encoded.to_string().into(), pairs))
}

async fn ask(address: &str, body: Option<&str>) -> Result<String, Failure> {
    let answer = fetched(address, body).await;
    if body.is_some() {
        ahead::forget();
    }
    answer.unwrap_or(Err(Failure::Unreachable))
}

/// The answer, or that there was none.
async fn fetched(address: &str, body: Option<&str>) -> Result<Result<String, Failure>, JsValue> {
    let headers = Headers::new()?;
    headers.append("Accept", "application/json")?;
    let request = RequestInit::new();
    request.set_headers(&headers);
    if let Some(body) = body {
        headers.append("Content-Type", "application/x-www-form-urlencoded")?;
        request.set_method("POST");
        request.set_body(&body.into());
    }
    let Some(window) = web_sys::window() else {
        return Ok(Err(Failure::Unreachable));
    };
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, &request)).await?;
    let answer = answer.unchecked_into::<Response>();
    let text = JsFuture::from(answer.text()?).await?;
    let text = text.as_string().unwrap_or_default();
    if answer.status() >= 400 {
        // What is no answer of ours comes from something that stands between.
        return Ok(Err(json::read(&text).unwrap_or(Failure::Unreachable)));
    }
    if answer.headers().has(REDIRECT_HEADER)?
        && let Some(target) = answer.headers().get("Location")?
    {
        call_redirect_hook(&target);
    }
    Ok(Ok(text))
}
