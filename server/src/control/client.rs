//! The command's side of the control socket.
use super::{Ask, Progress, Word, socket};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Asks the server of a data directory; `None` if no server runs there, so the caller may open the
/// data itself.
///
/// # Errors
/// The server's refusal, or a sentence about the broken connection.
pub fn ask(
    data: &Path,
    ask: &Ask,
    mut show: impl FnMut(Progress),
) -> Result<Option<String>, String> {
    let stream = match UnixStream::connect(socket(data)) {
        Ok(stream) => stream,
        Err(error) if is_nobody(&error) => return Ok(None),
        Err(error) => {
            return Err(format!(
                "cannot reach the server of {}: {error}",
                data.display()
            ));
        }
    };
    send(&stream, ask).map_err(|error| broken(&error))?;
    for line in BufReader::new(stream).lines() {
        let line = line.map_err(|error| broken(&error))?;
        match serde_json::from_str(&line).map_err(|error| broken(&error.into()))? {
            Word::Progress(progress) => show(progress),
            Word::Done(said) => return Ok(Some(said)),
            Word::Refused(why) => return Err(why),
        }
    }
    Err("the server stopped before it was done; look into its log".to_owned())
}

fn send(mut stream: &UnixStream, ask: &Ask) -> io::Result<()> {
    let mut line = serde_json::to_vec(ask)?;
    line.push(b'\n');
    stream.write_all(&line)
}

fn is_nobody(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
    )
}

fn broken(error: &io::Error) -> String {
    format!("the server's answer cannot be read: {error}")
}
