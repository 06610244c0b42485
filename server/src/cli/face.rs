//! The options of how a server is reached, how much it remembers and what it logs.
use crate::listen::tls::Tls;
use crate::logging::Format;
use crate::serving::{Network, Serving};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use store::{FileStore, StoreError};

/// How the server is reached.
#[derive(clap::Args, Debug)]
pub(super) struct Face {
    /// Address and port to listen on.
    #[arg(
        long,
        env = "CONTENTUM_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:3000"
    )]
    pub(super) listen: SocketAddr,
    /// Certificate chain (PEM) to serve https directly.
    #[arg(
        long,
        env = "CONTENTUM_TLS_CERT",
        value_name = "FILE",
        requires = "tls_key"
    )]
    tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate.
    #[arg(
        long,
        env = "CONTENTUM_TLS_KEY",
        value_name = "FILE",
        requires = "tls_cert"
    )]
    tls_key: Option<PathBuf>,
    /// Address that people type, e.g. https://crm.example.com; needed behind a proxy.
    #[arg(long, env = "CONTENTUM_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    public_url: Option<String>,
    /// Network of a proxy whose X-Forwarded-For is believed; several with commas.
    #[arg(
        long,
        env = "CONTENTUM_TRUSTED_PROXY",
        value_name = "CIDR",
        value_delimiter = ','
    )]
    trusted_proxy: Vec<Network>,
    /// Memory for pages of the data file, in MiB.
    #[arg(long, env = "CONTENTUM_CACHE_MIB", value_name = "MIB", default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(super) cache: u32,
    /// Largest attached file, in MiB.
    #[arg(long, env = "CONTENTUM_FILE_MIB", value_name = "MIB", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=4096))]
    file_limit: u32,
    /// Room of all attached files, in MiB.
    #[arg(long, env = "CONTENTUM_FILES_MIB", value_name = "MIB", default_value_t = 10_240, value_parser = clap::value_parser!(u32).range(1..))]
    file_quota: u32,
    /// What to log: error, warn, info, debug, or a filter such as server=debug.
    #[arg(
        long,
        env = "CONTENTUM_LOG",
        value_name = "FILTER",
        default_value = "info"
    )]
    pub(super) log: String,
    /// How to log.
    #[arg(long, env = "CONTENTUM_LOG_FORMAT", value_enum, default_value_t)]
    pub(super) log_format: Format,
}

impl Face {
    /// The files in that folder, within the limits given.
    pub(super) fn files(&self, folder: &Path) -> Result<FileStore, StoreError> {
        let bytes = |mib: u32| u64::from(mib) << 20;
        FileStore::open(folder, bytes(self.file_limit), bytes(self.file_quota))
    }

    pub(super) fn tls(&self) -> Result<Option<Tls>, String> {
        match (&self.tls_cert, &self.tls_key) {
            (Some(certificate), Some(key)) => Tls::from_files(certificate, key).map(Some),
            _ => Ok(None),
        }
    }

    pub(super) fn serving(&self) -> Serving {
        let is_https = self
            .public_url
            .as_ref()
            .is_some_and(|url| url.starts_with("https://"));
        Serving {
            secure: self.tls_cert.is_some() || is_https,
            public_url: self.public_url.clone(),
            trusted_proxies: self.trusted_proxy.clone(),
        }
    }

    /// The address to open in a browser.
    pub(super) fn address(&self, bound: SocketAddr) -> String {
        let scheme = if self.tls_cert.is_some() {
            "https"
        } else {
            "http"
        };
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("{scheme}://{bound}"))
    }
}

fn public_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => {
            Ok(url.to_owned())
        }
        _ => Err("must be http:// or https:// and a host, without a path".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::public_url;

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        assert_eq!(
            Ok("https://crm.example.com".into()),
            public_url("https://crm.example.com/")
        );
        assert_eq!(Ok("http://crm:8080".into()), public_url("http://crm:8080"));
        for wrong in [
            "crm.example.com",
            "https://",
            "ftp://crm",
            "https://crm/path",
            "https://a@crm",
            "",
        ] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }
}
