//! What a page is drawn from, loaded once by its server function. Invariant: the machinery of loading
//! and waiting is compiled once for all pages; only opening the parcel knows the type inside. Each
//! screen is a fraction of the size that it has with a typed resource of its own.
#[cfg(not(feature = "ssr"))]
use crate::ahead;
use crate::failure::Failure;
use crate::wire::{self, Json, Question};
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos_router::hooks::{use_location, use_params_map};
use serde::Serialize;
use serde::de::DeserializeOwned;
#[cfg(feature = "ssr")]
use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

/// The data of one page, on its way or here.
pub struct Loaded<T> {
    answer: Answer,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

impl<T: Clone + DeserializeOwned + 'static> Loaded<T> {
    /// Waits for the data.
    ///
    /// # Errors
    /// What the server function answered.
    pub async fn get(self) -> Result<T, Failure> {
        self.answer.await?.open()
    }
}

impl<T> Loaded<T> {
    pub(crate) fn answer(self) -> Answer {
        self.answer
    }
}

/// The same without the type of the data.
pub(crate) type Answer = Resource<Result<Parcel, Failure>, Wire>;

/// Asks with the page, and anew whenever the question changes.
pub fn ask<Q: Question>(question: impl Fn() -> Q + Send + Sync + 'static) -> Loaded<Q::Output>
where
    Q::Output: Serialize + Sync + 'static,
{
    ask_again(|| 0, question)
}

/// Asks with the page, and anew whenever the question or `again` changes.
pub fn ask_again<Q: Question>(
    again: impl Fn() -> usize + Send + Sync + 'static,
    question: impl Fn() -> Q + Send + Sync + 'static,
) -> Loaded<Q::Output>
where
    Q::Output: Serialize + Sync + 'static,
{
    let question = Arc::new(question);
    #[cfg(feature = "ssr")]
    let answer = {
        let question = question.clone();
        move |_| -> Fetching {
            let question = untrack(&*question);
            Box::pin(async move { question.run_body().await.map(Parcel::of) })
        }
    };
    #[cfg(not(feature = "ssr"))]
    let answer = fetched;
    let key = move || format!("{} {}", again(), wire::address(&question()));
    Loaded {
        answer: resource(while_here(Box::new(key)), Box::new(answer)),
        holds: PhantomData,
    }
}

/// The address is another page's before this one is gone: until then it must ask nothing more, or it
/// would ask its question with the other page's address.
fn while_here(key: Box<Key>) -> Box<Key> {
    let (path, params) = (use_location().pathname, use_params_map());
    // A page stays when only its parameters change, as from a deal to the next one.
    let shape = move || {
        let (path, params) = (path.read(), params.read());
        let part = |part| match params.latest_values().any(|(_, value)| value == part) {
            true => ":",
            false => part,
        };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let (here, last) = (untrack(shape), StoredValue::new(String::new()));
    Box::new(move || {
        if shape() == here {
            last.set_value(key());
        }
        last.get_value()
    })
}

type Key = dyn Fn() -> String + Send + Sync;

#[cfg(not(feature = "ssr"))]
fn fetched(key: String) -> Fetching {
    let answer = async move {
        let address = key.split_once(' ').map_or("", |(_, address)| address);
        let text = match ahead::answer(address).await {
            Some(text) => text,
            None => wire::read(address).await?,
        };
        Ok(Parcel::Arrived(text.into()))
    };
    Box::pin(send_wrapper::SendWrapper::new(answer))
}

type Fetching = Pin<Box<dyn Future<Output = Result<Parcel, Failure>> + Send>>;

fn resource(key: Box<Key>, start: Box<dyn Fn(String) -> Fetching + Send + Sync>) -> Answer {
    Resource::new_with_options(key, start, true)
}

/// A value without its type: as it is where it was made, as text where it arrived inside a page.
#[derive(Clone)]
pub(crate) enum Parcel {
    #[cfg(feature = "ssr")]
    Here {
        value: Arc<dyn Any + Send + Sync>,
        write: fn(&dyn Any) -> Result<String, Failure>,
    },
    Arrived(Arc<str>),
}

impl Parcel {
    #[cfg(feature = "ssr")]
    fn of<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        Self::Here {
            value: Arc::new(value),
            write: |value| Json::encode(&value.downcast_ref::<T>()),
        }
    }

    /// The value inside.
    pub(crate) fn open<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, Failure> {
        let value = match self {
            #[cfg(feature = "ssr")]
            Self::Here { value, write } => value.downcast_ref::<T>().cloned().inspect(|_| {
                // So every test that draws a page also proves that the browser can read its data.
                let crosses = || Some(wire::opened::<T>(&write(&**value).ok()?).is_some());
                debug_assert_eq!(crosses(), Some(true), "{}", std::any::type_name::<T>());
            }),
            Self::Arrived(text) => wire::opened(text),
        };
        value.ok_or(Failure::Malformed)
    }
}

/// How a parcel travels inside the page: a sign for the kind, then JSON.
pub(crate) struct Wire;

impl Encoder<Result<Parcel, Failure>> for Wire {
    type Error = Failure;
    type Encoded = String;

    fn encode(answer: &Result<Parcel, Failure>) -> Result<String, Self::Error> {
        Ok(match answer {
            #[cfg(feature = "ssr")]
            Ok(Parcel::Here { value, write }) => ["+", &write(&**value)?].concat(),
            Ok(Parcel::Arrived(text)) => ["+", text].concat(),
            Err(failure) => ["-", &Json::encode(failure)?].concat(),
        })
    }
}

impl Decoder<Result<Parcel, Failure>> for Wire {
    type Error = Failure;
    type Encoded = str;

    fn decode(text: &str) -> Result<Result<Parcel, Failure>, Self::Error> {
        match text.strip_prefix('+') {
            Some(value) => Ok(Ok(Parcel::Arrived(value.into()))),
            None => Json::decode(text.trim_start_matches('-')).map(Err),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(answer: &Result<Parcel, Failure>) -> Result<Vec<String>, Failure> {
        let text = Wire::encode(answer).unwrap();
        Wire::decode(&text).unwrap()?.open()
    }

    #[test]
    fn a_value_crosses_the_wire_as_it_is() {
        let value = vec!["-Łódź".to_owned(), "+\"\\".to_owned()];
        let parcel = Parcel::of(value.clone());
        assert_eq!(parcel.open::<Vec<String>>(), Ok(value.clone()));
        assert_eq!(across(&Ok(parcel)), Ok(value));
    }

    #[test]
    fn a_failure_crosses_the_wire_as_it_is() {
        assert_eq!(across(&Err(Failure::Busy)), Err(Failure::Busy));
    }

    #[test]
    fn a_parcel_opens_only_as_what_was_put_in() {
        assert_eq!(Parcel::of(4_u64).open::<String>(), Err(Failure::Malformed));
    }
}
