//! The log, on standard error. Invariant: no secret, no cookie and no body ever goes there, and JSON
//! keeps a line a line whatever a client sends.
use std::io::{self, IsTerminal};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

/// How log lines look.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object per line.
    Json,
}

/// Starts logging, panics included.
///
/// # Errors
/// A sentence if the filter cannot be read.
pub fn start(filter: &str, format: Format) -> Result<(), String> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|error| format!("the log filter `{filter}` is wrong: {error}"))?;
    let text = (format == Format::Text).then(|| {
        layer()
            .with_ansi(io::stderr().is_terminal())
            .with_writer(io::stderr)
    });
    let json = (format == Format::Json).then(|| layer().json().with_writer(io::stderr));
    // A second start in one process keeps the first log.
    let _ = registry().with(filter).with(text).with(json).try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let said = panic.payload_as_str().unwrap_or("without words");
        tracing::error!(place, said, "panic");
    }));
    Ok(())
}
