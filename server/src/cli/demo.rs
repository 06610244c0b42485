//! `contentum demo`: a server on data that is thrown away.
use super::data;
use super::face::Face;
use super::start;
use crate::tokens;
use std::{env, fs};

/// Try the CRM with a demo firm; nothing is kept.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum demo --listen 127.0.0.1:8080")]
pub(super) struct Demo {
    #[command(flatten)]
    face: Face,
}

impl Demo {
    pub(super) fn run(self) -> Result<(), String> {
        let folder = env::temp_dir().join(format!("contentum-demo-{}", tokens::short()));
        data::make(&folder)?;
        let served = start::serve(&folder, &self.face);
        let removed = fs::remove_dir_all(&folder);
        served?;
        removed.map_err(|error| format!("cannot remove {}: {error}", folder.display()))
    }
}
