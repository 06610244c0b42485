//! The server's side of the control socket. A job runs on a blocking thread and may tell how far it is.
use super::{Ask, Word, socket};
use crate::cli::backup::told as backup_of;
use crate::cli::check::checked;
use crate::house::House;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream as Probe;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::{AbortHandle, spawn, spawn_blocking};

/// A longer question is none of ours.
const QUESTION_BYTES: u64 = 64 * 1024;

/// The bound socket; dropping it stops listening and removes the file.
pub struct Control {
    path: PathBuf,
    listener: Option<UnixListener>,
    task: Option<AbortHandle>,
}

impl Control {
    /// Binds the socket of a data directory, inside a runtime.
    ///
    /// # Errors
    /// A sentence if another server serves the directory or the file cannot be made.
    pub fn bind(data: &Path) -> Result<Self, String> {
        let path = socket(data);
        if Probe::connect(&path).is_ok() {
            return Err(format!("another server serves {}", data.display()));
        }
        let listener =
            bind(&path).map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        Ok(Self {
            path,
            listener: Some(listener),
            task: None,
        })
    }

    /// Begins to answer.
    #[must_use]
    pub fn answer(mut self, house: House) -> Self {
        self.task = self
            .listener
            .take()
            .map(|listener| spawn(listen(listener, house)).abort_handle());
        self
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "the control socket was not removed");
        }
    }
}

/// A socket without a listener behind it was left by a process that was killed.
fn bind(path: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn listen(listener: UnixListener, house: House) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(spawn(talk(stream, house.clone()))),
            Err(error) => {
                tracing::warn!(%error, "the control socket failed");
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
        }
    }
}

/// Answers one question. Words are passed on as they come; if the command has gone, the job still ends.
async fn talk(mut stream: UnixStream, house: House) {
    let (tell, mut words) = channel(16);
    let heard = hear(&mut stream).await;
    // The words end when the thread that says them ends.
    drop(spawn_blocking(move || work(&house, heard, &tell)));
    while let Some(word) = words.recv().await {
        let Ok(mut line) = serde_json::to_vec(&word) else {
            continue;
        };
        line.push(b'\n');
        if stream.write_all(&line).await.is_err() {
            return;
        }
    }
}

async fn hear(stream: &mut UnixStream) -> Result<Ask, String> {
    let mut line = String::new();
    let read = BufReader::new(stream.take(QUESTION_BYTES))
        .read_line(&mut line)
        .await;
    read.map_err(|error| format!("the question cannot be read: {error}"))?;
    serde_json::from_str(&line)
        .map_err(|error| format!("this version does not know the question: {error}"))
}

fn work(house: &House, heard: Result<Ask, String>, tell: &Sender<Word>) {
    let result = heard.and_then(|ask| answer(house, &ask));
    let _ = tell.blocking_send(result.map_or_else(Word::Refused, Word::Done));
}

/// Every question and the job that answers it.
fn answer(house: &House, ask: &Ask) -> Result<String, String> {
    match ask {
        Ask::Status => Ok(house.status()),
        Ask::Check => checked(&house.store, &house.files),
        Ask::Backup { file } => {
            let copied = house.store.backup(file, &house.files);
            copied
                .map(|backed| backup_of(file, backed))
                .map_err(|error| error.to_string())
        }
    }
}
