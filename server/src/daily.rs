//! What the server does once a day by itself. Invariant: the day is the firm's; doing it again on the
//! same day, after a restart too, changes nothing.
use crate::session::now;
use std::sync::{Arc, Weak};
use std::time::Duration;
use store::Store;
use tokio::task::spawn_blocking;
use tokio::time::Instant;

/// Takes the snapshots of the plan soon after each day of the firm begins, as long as somebody holds
/// the store.
pub(crate) fn keep_snapshots(store: &Arc<Store>) {
    let store = Arc::downgrade(store);
    tokio::spawn(async move {
        // Once the first visitors are served.
        let begin = Instant::now() + Duration::from_mins(1);
        let mut hourly = tokio::time::interval_at(begin, Duration::from_hours(1));
        loop {
            hourly.tick().await;
            let Some(store) = Weak::upgrade(&store) else {
                return;
            };
            let taken = spawn_blocking(move || store.take_daily_snapshots(now())).await;
            if let Ok(Err(error)) = taken {
                tracing::warn!(%error, "the snapshots of the plan could not be taken");
            }
        }
    });
}
