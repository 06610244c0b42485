//! Accepts connections and stops gracefully. Invariant: no client can hold more than its share of
//! connections or of time, and TCP_NODELAY is always set (without it a streamed page waits 40 ms).
pub mod crowd;
pub mod tls;

use crate::serving::Serving;
use crate::visit::Peer;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use crowd::{Crowd, Place};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tls::Tls;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// A request's headers must arrive within this time; an idle connection is closed after it.
const HEADERS: Duration = Duration::from_secs(10);
/// Time for requests in flight to finish after a signal.
const GRACE: Duration = Duration::from_millis(4_500);
/// Request line and headers together, in bytes.
const HEADER_BYTES: usize = 16 * 1024;
/// A busy server says so at once instead of letting the connection wait.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// The way in: a bound socket, optionally with TLS.
pub struct Entrance {
    pub listener: TcpListener,
    pub tls: Option<Tls>,
    pub serving: Arc<Serving>,
}

/// Serves until `stop` resolves, then lets requests in flight finish for at most 4.5 seconds.
pub async fn serve(entrance: Entrance, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let crowd = Crowd::default();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            accepted = entrance.listener.accept() => match accepted {
                Ok((stream, peer)) => welcome(&entrance, &crowd, &router, graceful.watcher(), (stream, peer)),
                // Out of file descriptors, most likely: some will come back.
                Err(error) => {
                    tracing::warn!(%error, "accepting a connection failed");
                    sleep(Duration::from_millis(50)).await;
                }
            },
            () = &mut stop => break,
        }
    }
    drop(entrance);
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

fn welcome(
    entrance: &Entrance,
    crowd: &Crowd,
    router: &Router,
    watcher: Watcher,
    (stream, peer): (TcpStream, SocketAddr),
) {
    // Everybody behind a trusted proxy shares its address, so only strangers have a share.
    let Some(place) = crowd.enter(peer.ip(), !entrance.serving.trusts(peer.ip())) else {
        if entrance.tls.is_none() {
            let _ = stream.try_write(FULL);
        }
        return;
    };
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was not set");
    }
    let (tls, router) = (entrance.tls.clone(), router.clone());
    tokio::spawn(async move {
        match tls {
            None => talk(stream, false, router, Peer(peer), watcher, place).await,
            Some(tls) => {
                let Some((stream, is_http2)) = tls.shake_hands(stream).await else {
                    return;
                };
                talk(stream, is_http2, router, Peer(peer), watcher, place).await;
            }
        }
    });
}

/// Serves one connection to its end; `_place` is given back then.
async fn talk<S>(
    stream: S,
    is_http2: bool,
    router: Router,
    peer: Peer,
    watcher: Watcher,
    _place: Place,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let io = TokioIo::new(stream);
    let ended = if is_http2 {
        watcher.watch(http2().serve_connection(io, service)).await
    } else {
        watcher.watch(http1().serve_connection(io, service)).await
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

fn http1() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .max_headers(100);
    builder
}

fn http2() -> http2::Builder<TokioExecutor> {
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .max_header_list_size(HEADER_BYTES as u32)
        .max_concurrent_streams(64)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(HEADERS);
    builder
}
