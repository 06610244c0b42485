//! `contentum status`: asks a running server how it is.
use super::data::Data;
use crate::control::{Ask, ask};

/// Ask the server of a data directory how it is.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum status --data /var/lib/contentum")]
pub(super) struct Status {
    #[command(flatten)]
    data: Data,
}

impl Status {
    pub(super) fn run(self) -> Result<(), String> {
        let data = self.data.path();
        let said = ask(data, &Ask::Status, |progress| eprintln!("{progress}"))?;
        println!(
            "{}",
            said.ok_or_else(|| format!("no server runs on {}", data.display()))?
        );
        Ok(())
    }
}
