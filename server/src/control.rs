//! The control socket `DIR/control.sock`: commands reach a running server through it, because only
//! one process may open the data. One JSON line asks; JSON lines of progress and one of the result
//! answer. Invariant: mode 0600, one server per directory.
mod client;
mod server;

pub use client::ask;
pub use server::Control;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// What a command asks of the running server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// How are you?
    Status,
    /// Check the whole data.
    Check,
    /// Copy the data into a new file and verify it.
    Backup { file: PathBuf },
}

/// How far a long job is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done, in a few words.
    pub what: String,
    pub done: u64,
    /// Of how many, if known.
    #[serde(default)]
    pub of: Option<u64>,
}

/// One line of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    Progress(Progress),
    /// The job is done; this is what the command prints.
    Done(String),
    /// The job was not done; this is why.
    Refused(String),
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            Some(of) => write!(f, "{}: {} of {of}", self.what, self.done),
            None => write!(f, "{}: {}", self.what, self.done),
        }
    }
}

fn socket(data: &Path) -> PathBuf {
    data.join("control.sock")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use crate::device::DeviceKey;
    use crate::door::Gate;
    use crate::house::House;
    use crate::passwords::Passwords;
    use crate::serving::Serving;
    use std::io::{Read, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixStream;

    fn house() -> House {
        let gate = Gate::new(Passwords::start().unwrap(), DeviceKey::fresh());
        let engine = std::sync::Arc::new(store::engine::memory::MemoryEngine::new());
        let store = std::sync::Arc::new(store::Store::on(engine).unwrap());
        House::new(Assets::new([]), Serving::default(), gate, store)
    }

    async fn asked(data: &Path, ask: Ask) -> Result<Option<String>, String> {
        let data = data.to_owned();
        tokio::task::spawn_blocking(move || super::ask(&data, &ask, |_| {}))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_command_reaches_the_running_server_and_nobody_once_it_has_stopped() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(Ok(None), asked(data.path(), Ask::Status).await);
        let control = Control::bind(data.path()).unwrap().answer(house());
        let said = asked(data.path(), Ask::Status).await.unwrap().unwrap();
        assert!(
            said.contains(&format!("process {}", std::process::id())),
            "{said}"
        );
        drop(control);
        assert_eq!(Ok(None), asked(data.path(), Ask::Status).await);
    }

    #[tokio::test]
    async fn only_the_owner_may_speak_and_only_one_server_listens() {
        let data = tempfile::tempdir().unwrap();
        let first = Control::bind(data.path()).unwrap();
        let mode = std::fs::metadata(socket(data.path()))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(0o600, mode & 0o777);
        assert!(
            Control::bind(data.path())
                .err()
                .unwrap()
                .contains("another server")
        );
        drop(first);
    }

    #[tokio::test]
    async fn a_socket_left_by_a_killed_server_is_in_nobody_s_way() {
        let data = tempfile::tempdir().unwrap();
        drop(std::os::unix::net::UnixListener::bind(socket(data.path())).unwrap());
        assert!(Control::bind(data.path()).is_ok());
    }

    #[tokio::test]
    async fn nonsense_is_refused_and_the_next_command_is_heard() {
        let data = tempfile::tempdir().unwrap();
        let _control = Control::bind(data.path()).unwrap().answer(house());
        for nonsense in [
            "nonsense\n".to_owned(),
            "{\"status\":1}\n".into(),
            "x".repeat(100_000),
        ] {
            let path = socket(data.path());
            let heard = tokio::task::spawn_blocking(move || {
                let mut stream = UnixStream::connect(path).unwrap();
                let _ = stream.write_all(nonsense.as_bytes());
                let mut heard = String::new();
                let _ = stream.read_to_string(&mut heard);
                heard
            });
            assert!(heard.await.unwrap().starts_with("{\"refused\":"));
        }
        assert!(asked(data.path(), Ask::Status).await.unwrap().is_some());
    }
}
