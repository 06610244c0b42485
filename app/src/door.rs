//! What the house does for signing in and out; the server implements it for each request.
//! Invariant: screens never see a key, a clock or a thread; secrets leave only as cookies.
use crate::failure::Failure;
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// An answer that waits for the hashing thread.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// Whether a password is the right one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    Wrong,
    Right {
        /// A hash to store instead, when the stored one has weaker parameters than today's.
        renewed: Option<String>,
    },
}

/// A new random secret and what to store of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secret {
    /// 256 bits in base64url: for the cookie or the link, never for the store or the log.
    pub token: String,
    /// SHA-256 of the token.
    pub at_rest: [u8; 32],
}

/// Which device asks, as a list of sessions shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    /// What the browser calls itself.
    pub agent: String,
    pub address: String,
}

/// The door of the house for one request.
pub trait Door: Send + Sync {
    /// Takes one try to sign in to this account, before anything costs. `Failure::TooOften` if the
    /// account's or the address's budget is used up.
    ///
    /// # Errors
    /// `Failure::TooOften`.
    fn admit(&self, account: &str) -> Result<(), Failure>;

    /// Gives the account its tries back and lets this device keep a budget of its own: after the
    /// right password.
    fn recognise(&self, account: &str);

    /// Compares with the stored hash; `None` stands for an unknown account, costs the same and is
    /// always wrong. `Failure::Busy` if too many others wait.
    fn check(&self, known: Option<String>, password: String) -> Waiting<'_, Verdict>;

    /// The hash to store. `Failure::Busy` if too many others wait.
    fn hash(&self, password: String) -> Waiting<'_, String>;

    /// A new secret for a session or an invitation.
    fn secret(&self) -> Secret;

    /// What is stored of a token that somebody shows.
    fn at_rest(&self, token: &str) -> [u8; 32];

    /// What is stored of the session that the browser shows, if it shows one.
    fn session(&self) -> Option<[u8; 32]>;

    /// Which device asks.
    fn device(&self) -> Device;

    /// Hands the session to the browser for `age`.
    fn open_session(&self, secret: &Secret, age: Duration);

    /// Takes the session from the browser and forgets what was typed in it.
    fn close_session(&self);

    /// Hands a short text to the next page alone: for a secret that is shown once and stands in no
    /// address.
    fn hand(&self, text: &str);

    /// What was handed to this page; another reading finds nothing.
    fn handed(&self) -> Option<String>;

    /// An address of ours that works outside: with the public address if one is set, else with the
    /// one that this visitor used.
    fn link(&self, path: &str) -> String;
}

/// The door of this request.
///
/// # Errors
/// `Failure::SignedOut` outside a request.
pub fn use_door() -> Result<Arc<dyn Door>, Failure> {
    use_context::<Arc<dyn Door>>().ok_or(Failure::SignedOut)
}
