//! A server process on a data directory, and the commands that work on one that stands still.
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub(crate) const EMAIL: &str = "anna@firma.example";
pub(crate) const PASSWORD: &str = "cztery konie w galopie";

/// The binary of this build.
pub(crate) fn contentum() -> Command {
    Command::new(env!("CARGO_BIN_EXE_contentum"))
}

/// A firm with one director, founded without a browser.
pub(crate) fn found(data: &Path) {
    let password = data.join("password");
    std::fs::write(&password, PASSWORD).unwrap();
    let done = contentum()
        .args([
            "setup",
            "--company",
            "Firma",
            "--name",
            "Anna",
            "--lang",
            "pl",
        ])
        .args(["--email", EMAIL, "--password-file"])
        .arg(&password)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", said(&done));
}

/// What `contentum check` says of data that nobody serves; it must be sound.
pub(crate) fn assert_sound(data: &Path) {
    let done = contentum()
        .arg("check")
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", said(&done));
}

pub(crate) fn said(done: &Output) -> String {
    [&done.stdout, &done.stderr]
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .concat()
}

/// A server that is killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Running {
    /// Starts serving and waits until it says where.
    pub(crate) fn start(data: &Path) -> Self {
        Self::of(contentum(), data)
    }

    /// The same where a file that may not grow is an error and not the end of the process.
    pub(crate) fn start_limitable(data: &Path) -> Self {
        let mut shell = Command::new("sh");
        shell.args([
            "-c",
            "trap '' XFSZ; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_contentum"),
        ]);
        Self::of(shell, data)
    }

    fn of(mut command: Command, data: &Path) -> Self {
        let mut child = command
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--log",
                "error",
                "--data",
            ])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let told = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, address) = line.split_once("Contentum is at http://")?;
            Some(address.parse().unwrap())
        });
        // Whoever reads no more must not make the server wait.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            address: told.unwrap(),
        }
    }

    pub(crate) fn pid(&self) -> i32 {
        self.child.id().try_into().unwrap()
    }

    /// Ends it as a power cut would: no handler runs.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    pub(crate) fn is_up(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
