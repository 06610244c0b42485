//! Many at once: everybody gets their own answer, and nobody waits for what never comes.
use crate::matrix;
use crate::stand::{ROLES, World};
use std::sync::Arc;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_people_on_many_pages_at_once_all_get_their_own() {
    let world = Arc::new(World::demo().await);
    let site = Arc::new(world.copy());
    let mut people = JoinSet::new();
    for (_, key) in ROLES.into_iter().filter(|(_, key)| key.is_some()) {
        let (world, site) = (Arc::clone(&world), Arc::clone(&site));
        people.spawn(async move {
            let cookie = world.cookie(key);
            for (method, route, with) in matrix::requests() {
                if method != "GET" {
                    continue;
                }
                let with = world.filled(&with);
                let answer = if route.starts_with("/api/") {
                    site.call("GET", &route, &with, &cookie).await
                } else {
                    site.page(&with, &cookie).await
                };
                assert!(
                    answer.status.as_u16() < 500,
                    "{key:?} {route}: {}",
                    answer.body
                );
            }
        });
    }
    people.join_all().await;
}
