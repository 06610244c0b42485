//! `contentum serve`: the server itself.
use crate::assets::Assets;
use crate::device::DeviceKey;
use crate::door::Gate;
use crate::house::House;
use crate::listen::tls::Tls;
use crate::listen::{self, Entrance};
use crate::passwords::Passwords;
use crate::router::router;
use crate::serving::{Network, Serving};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

/// Serve the CRM.
///
/// Stops gracefully on SIGTERM and SIGINT: requests in flight have up to five seconds.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    #[command(flatten)]
    pub face: Face,
}

/// How the server is reached.
#[derive(clap::Args, Debug)]
pub struct Face {
    /// Address and port to listen on.
    #[arg(
        long,
        env = "CONTENTUM_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:3000"
    )]
    pub listen: SocketAddr,
    /// Certificate chain (PEM) to serve https directly.
    #[arg(
        long,
        env = "CONTENTUM_TLS_CERT",
        value_name = "FILE",
        requires = "tls_key"
    )]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate.
    #[arg(
        long,
        env = "CONTENTUM_TLS_KEY",
        value_name = "FILE",
        requires = "tls_cert"
    )]
    pub tls_key: Option<PathBuf>,
    /// Address that people type, e.g. https://crm.example.com; needed behind a proxy.
    #[arg(long, env = "CONTENTUM_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Network of a proxy whose X-Forwarded-For is believed; may be repeated.
    #[arg(
        long,
        env = "CONTENTUM_TRUSTED_PROXY",
        value_name = "CIDR",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<Network>,
}

const EXAMPLES: &str = "Examples:
  On this machine:     contentum serve --listen 127.0.0.1:3000
  With a certificate:  contentum serve --listen 0.0.0.0:443 --tls-cert fullchain.pem --tls-key privkey.pem
  Behind a proxy:      contentum serve --public-url https://crm.example.com --trusted-proxy 127.0.0.1";

impl Serve {
    pub(super) fn run(self) -> Result<(), String> {
        let workers = available_parallelism().map_or(4, |cores| cores.get().max(4));
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(workers)
            .enable_all()
            .build();
        runtime
            .map_err(|error| format!("cannot start: {error}"))?
            .block_on(self.face.serve())
    }
}

impl Face {
    async fn serve(self) -> Result<(), String> {
        let listen = self.listen;
        let listener = TcpListener::bind(listen)
            .await
            .map_err(|error| format!("cannot listen on {listen}: {error}"))?;
        let tls = self.tls()?;
        let serving = self.serving(tls.is_some());
        let passwords = Passwords::start().map_err(|error| format!("cannot start: {error}"))?;
        let gate = Gate::new(passwords, DeviceKey::fresh());
        let house = House::new(Assets::embedded(), serving.clone(), gate);
        println!(
            "Contentum is at {}",
            serving
                .public_url
                .clone()
                .unwrap_or_else(|| format!("http://{listen}"))
        );
        listen::serve(
            Entrance {
                listener,
                tls,
                serving: Arc::new(serving),
            },
            router(house),
            stop_signal(),
        )
        .await;
        Ok(())
    }

    fn tls(&self) -> Result<Option<Tls>, String> {
        match (&self.tls_cert, &self.tls_key) {
            (Some(certificate), Some(key)) => Tls::from_files(certificate, key).map(Some),
            _ => Ok(None),
        }
    }

    fn serving(self, has_tls: bool) -> Serving {
        let public_url = self
            .public_url
            .map(|url| url.trim_end_matches('/').to_owned());
        let secure = has_tls
            || public_url
                .as_ref()
                .is_some_and(|url| url.starts_with("https://"));
        Serving {
            secure,
            public_url,
            trusted_proxies: self.trusted_proxy,
        }
    }
}

async fn stop_signal() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
