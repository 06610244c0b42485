//! Random secrets. Invariant: from the operating system only, and at rest only as a hash.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A secret of 256 bits as 43 base64url characters: sessions, invitations, set-up.
#[must_use]
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// 128 random bits as 22 base64url characters: nonces and ids that need not be kept.
#[must_use]
pub fn short() -> String {
    URL_SAFE_NO_PAD.encode(random::<16>())
}

/// What is stored of a secret.
#[must_use]
pub fn at_rest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Linux answers since boot; without randomness no secret may be issued, so the process ends.
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}
