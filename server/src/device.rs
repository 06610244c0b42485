//! Devices that signed in before keep a budget of tries of their own, so that strangers who guess
//! cannot lock a person out. Invariant: only this server can make the mark, and only for one account.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The key of the marks.
#[derive(Clone)]
pub struct DeviceKey([u8; 32]);

impl DeviceKey {
    /// A key that lives as long as this process.
    #[must_use]
    pub fn fresh() -> Self {
        Self(crate::tokens::random())
    }

    /// The key in `DIR/device.key`, made at the first start with mode 0600.
    ///
    /// # Errors
    /// If the file cannot be read or made, or is not 32 bytes long.
    pub fn of(data: &Path) -> io::Result<Self> {
        let path = data.join("device.key");
        match fs::read(&path) {
            Ok(bytes) => bytes
                .try_into()
                .map(Self)
                .map_err(|_| io::Error::other("device.key must be 32 bytes long")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(&path),
            Err(error) => Err(error),
        }
    }

    fn make(path: &Path) -> io::Result<Self> {
        let key = Self::fresh();
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(&key.0)?;
        file.sync_all()?;
        Ok(key)
    }

    /// The mark of a device for an account: a random half and its seal, 64 characters.
    #[must_use]
    pub fn mark(&self, account: &str) -> String {
        let half = crate::tokens::random::<16>();
        let seal = self.seal(&half, account);
        URL_SAFE_NO_PAD.encode([half.as_slice(), &seal].concat())
    }

    /// Whether the mark is ours and for this account.
    #[must_use]
    pub fn knows(&self, mark: &str, account: &str) -> bool {
        let Some((half, seal)) = URL_SAFE_NO_PAD.decode(mark).ok().and_then(split) else {
            return false;
        };
        let difference = seal
            .iter()
            .zip(self.seal(&half, account))
            .fold(0, |all, (shown, ours)| all | (shown ^ ours));
        difference == 0
    }

    /// Every part has a fixed length, so no other input of the hash looks like this one.
    fn seal(&self, half: &[u8; 16], account: &str) -> [u8; 32] {
        let account = Sha256::digest(account.as_bytes());
        let inner = Sha256::new()
            .chain_update(self.0)
            .chain_update(half)
            .chain_update(account)
            .finalize();
        Sha256::new()
            .chain_update(self.0)
            .chain_update(inner)
            .finalize()
            .into()
    }
}

fn split(bytes: Vec<u8>) -> Option<([u8; 16], [u8; 32])> {
    let (half, seal) = bytes.split_at_checked(16)?;
    Some((half.try_into().ok()?, seal.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_mark_is_for_one_account_and_one_server() {
        let key = DeviceKey::fresh();
        let mark = key.mark("ada@firma.pl");
        assert!(key.knows(&mark, "ada@firma.pl"));
        assert!(!key.knows(&mark, "bob@firma.pl"));
        assert!(!DeviceKey::fresh().knows(&mark, "ada@firma.pl"));
        for wrong in ["", "AAAA", "%%%", &mark[1..], &format!("{mark}A")] {
            assert!(!key.knows(wrong, "ada@firma.pl"), "{wrong}");
        }
    }

    #[test]
    fn the_key_outlives_the_process_and_only_its_owner_reads_it() {
        let data = tempfile::tempdir().unwrap();
        let mark = DeviceKey::of(data.path()).unwrap().mark("ada");
        assert!(DeviceKey::of(data.path()).unwrap().knows(&mark, "ada"));
        let mode = fs::metadata(data.path().join("device.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(0o600, mode & 0o777);
    }
}
