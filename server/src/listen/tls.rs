//! TLS by certificate files. Invariant: a handshake has ten seconds.
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

const HANDSHAKE: Duration = Duration::from_secs(10);

/// A certificate in use.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// TLS 1.2 and 1.3 with HTTP/2 and HTTP/1.1.
    ///
    /// # Errors
    /// A sentence naming the file that cannot be read or does not fit the other.
    pub fn from_files(certificate: &Path, key: &Path) -> Result<Self, String> {
        let chain = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect)
            .map_err(|error| {
                format!(
                    "cannot read the certificate {}: {error}",
                    certificate.display()
                )
            })?;
        let secret = PrivateKeyDer::from_pem_file(key)
            .map_err(|error| format!("cannot read the key {}: {error}", key.display()))?;
        let mut config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(chain, secret)
            .map_err(|error| {
                format!(
                    "{} and {} do not fit: {error}",
                    certificate.display(),
                    key.display()
                )
            })?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// The encrypted stream and whether the client chose HTTP/2; `None` if it failed or took too long.
    pub(super) async fn shake_hands(
        &self,
        stream: TcpStream,
    ) -> Option<(TlsStream<TcpStream>, bool)> {
        let stream = timeout(HANDSHAKE, self.0.accept(stream)).await.ok()?;
        let stream = stream
            .inspect_err(|error| tracing::debug!(%error, "a TLS handshake failed"))
            .ok()?;
        let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
        Some((stream, is_http2))
    }
}
