//! The listener on a real socket: shares, limits, and a stop that lets requests finish.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use axum::Router;
use axum::routing::get;
use server::listen::crowd::PER_ADDRESS;
use server::listen::{Entrance, serve};
use server::serving::Serving;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::{JoinHandle, spawn};

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn start(router: Router) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let entrance = Entrance {
        listener,
        tls: None,
        serving: Arc::new(Serving::default()),
    };
    let task = spawn(serve(entrance, router, async { drop(stopped.await) }));
    Server {
        address,
        stop,
        task,
    }
}

/// Sends the request and reads the answer to its end.
async fn ask(mut stream: TcpStream, request: &str) -> String {
    // The server may answer and close before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_request_in_flight_is_answered_after_the_signal_and_nobody_new_gets_in() {
    let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (enter, leave) = (entered.clone(), release.clone());
    let slow = get(async move || {
        enter.notify_one();
        leave.notified().await;
        "finished"
    });
    let server = start(Router::new().route("/slow", slow)).await;
    let stream = TcpStream::connect(server.address).await.unwrap();
    let answer = spawn(ask(stream, "GET /slow HTTP/1.1\r\nhost: x\r\n\r\n"));
    entered.notified().await;
    server.stop.send(()).unwrap();
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    release.notify_one();
    let answer = answer.await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"),
        "{answer}"
    );
    server.task.await.unwrap();
}

#[tokio::test]
async fn an_idle_connection_does_not_delay_the_stop() {
    let server = start(Router::new().route("/", get(async || "ok"))).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.unwrap();
    assert_eq!(b"HTTP/1.1 200", &first);
    server.stop.send(()).unwrap();
    server.task.await.unwrap();
}

#[tokio::test]
async fn one_address_beyond_its_share_is_told_at_once_and_served_again_when_it_leaves() {
    let server = start(Router::new().route("/", get(async || "ok"))).await;
    let mut held = Vec::new();
    for _ in 0..PER_ADDRESS {
        held.push(TcpStream::connect(server.address).await.unwrap());
    }
    let refused = ask(TcpStream::connect(server.address).await.unwrap(), "").await;
    assert!(
        refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 2"),
        "{refused}"
    );
    drop(held);
    loop {
        let stream = TcpStream::connect(server.address).await.unwrap();
        let answer = ask(
            stream,
            "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        )
        .await;
        if answer.starts_with("HTTP/1.1 200") {
            break;
        }
    }
}

#[tokio::test]
async fn oversized_and_broken_headers_are_refused() {
    let server = start(Router::new().route("/", get(async || "ok"))).await;
    let huge = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx-huge: {}\r\n\r\n",
        "a".repeat(20_000)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nhost: x\r\n{}\r\n",
        "x-many: 1\r\n".repeat(200)
    );
    let smuggled =
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!"
            .to_owned();
    let folded = "GET / HTTP/1.1\r\nhost: x\r\nx-a: b\r\n c\r\n\r\n".to_owned();
    for (request, status) in [
        (huge, "431"),
        (many, "431"),
        (smuggled, "400"),
        (folded, "400"),
    ] {
        let answer = ask(TcpStream::connect(server.address).await.unwrap(), &request).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{answer}"
        );
    }
}
