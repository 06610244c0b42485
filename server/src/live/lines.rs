//! The lines of a stream, and the body that they are sent in.
use axum::body::{Bytes, HttpBody};
use domain::access::RecordType;
use hyper::body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use store::Told;
use tokio::sync::mpsc;

/// One message: `deal:42`, `gone:deal:42` or `reset`.
pub(super) fn of(told: Told) -> String {
    match told {
        Told::Changed(kind, id) => format!("data: {}:{id}\n\n", name(kind)),
        Told::Gone(kind, id) => format!("data: gone:{}:{id}\n\n", name(kind)),
        Told::Anything => "data: reset\n\n".to_owned(),
    }
}

/// Nothing new, but alive: pages measure by it what they may have missed.
pub(super) fn pulse() -> String {
    "data: pulse\n\n".to_owned()
}

/// The last message of a session that ended.
pub(super) fn ended() -> String {
    "data: ended\n\n".to_owned()
}

fn name(kind: RecordType) -> &'static str {
    match kind {
        RecordType::Deal => "deal",
        RecordType::Company => "company",
        RecordType::Contact => "contact",
        RecordType::Product => "product",
        RecordType::Assignment => "task",
        _ => "other",
    }
}

/// A body of what is sent to it, until the sender is dropped.
pub(super) struct Lines(pub(super) mpsc::Receiver<String>);

impl HttpBody for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let line = self.0.poll_recv(context);
        line.map(|line| line.map(|line| Ok(Frame::data(line.into()))))
    }
}
