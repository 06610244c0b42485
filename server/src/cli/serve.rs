//! `contentum serve`: the server itself.
use super::data::Data;
use super::face::Face;
use super::start;

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
        start::serve(self.data.ready()?, &self.face)
    }
}
