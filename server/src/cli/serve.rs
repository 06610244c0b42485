//! `contentum serve`: the server itself.
use super::data::Data;
use super::face::Face;
use super::start;
use crate::session::now;
use crate::tokens;
use domain::by::{Actor, By, SystemActor};
use store::Store;

/// Serve the CRM.
///
/// Stops on SIGTERM and SIGINT; requests in flight have up to five seconds to finish.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    face: Face,
}

const EXAMPLES: &str = "Examples:
  On this machine:
    contentum serve --data /var/lib/contentum
  With a certificate:
    contentum serve --listen 0.0.0.0:443 --tls-cert fullchain.pem --tls-key privkey.pem
  Behind a proxy that ends TLS:
    contentum serve --public-url https://crm.example.com --trusted-proxy 127.0.0.1";

impl Serve {
    pub(super) fn run(self) -> Result<(), String> {
        start::serve(self.data.ready()?, &self.face, welcome)
    }
}

/// How long the first administrator has to set the firm up.
const SETUP_SECONDS: i64 = 30 * 60;

/// A firm without an administrator gets a one-time token for its first one.
fn welcome(store: &Store, address: &str) -> Result<Vec<String>, String> {
    let by = By {
        actor: Actor::System(SystemActor::Setup),
        now: now(),
    };
    let reading = store
        .view(by.actor, by.now)
        .map_err(|error| format!("cannot read the data: {error}"))?;
    if !reading.needs_setup() {
        return Ok(Vec::new());
    }
    let token = tokens::secret();
    let (kept, until) = (tokens::at_rest(&token), by.now.plus_seconds(SETUP_SECONDS));
    let offered = store.work(by, None, move |work| work.offer_setup(kept, until));
    offered
        .wait()
        .map_err(|error| format!("cannot offer the setup: {error:?}"))?;
    Ok(vec![format!(
        "Set the firm up within 30 minutes: {address}/setup?token={token}"
    )])
}
