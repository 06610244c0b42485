//! Makes the kept data file of the present schema that `tests/fixture.rs` opens for ever after:
//!
//!     cargo run -p store --example fixture -- server/store/tests/fixtures/demo/schema-N.redb
//!
//! A small part of the demo firm, with a session, an invitation and something in the trash. The
//! moment is fixed, so the same schema gives the same records.
#![allow(
    clippy::unwrap_used,
    reason = "a tool for who develops may fail loudly"
)]

use domain::access::Action;
use domain::by::{Actor, By, SystemActor};
use domain::cast::{Cast, Subject, cast};
use domain::id::{CompanyId, DealId, PersonId};
use domain::time::Moment;
use std::path::Path;
use std::sync::Arc;
use store::engine::memory::MemoryEngine;
use store::{Store, Work};

/// Noon of 23 November 2026.
const NOW: Moment = Moment(1_795_435_200_000_000);
const OLGA: Actor = Actor::Person(PersonId(22));

fn main() {
    let path = std::env::args_os().nth(1);
    let path = path.as_deref().map_or(Path::new("schema.redb"), Path::new);
    let store = Store::on(Arc::new(MemoryEngine::new())).unwrap();
    let cast = small(cast(NOW.day().unwrap(), NOW));
    act(&store, Actor::System(SystemActor::Seed), move |work| {
        work.bring_in(&cast)
    });
    act(&store, OLGA, |work| {
        work.set_password(
            PersonId(22),
            "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA",
            None,
        )?;
        work.begin_session([7; 32], "A browser", "192.0.2.1")?;
        work.invite(PersonId(8), [8; 32], NOW.plus_seconds(600))
    });
    act(&store, Actor::Person(PersonId(1)), |work| {
        work.change_deal(DealId(2), Action::Delete, domain::deals::Deal::delete)?;
        let by = work.by();
        work.change_company(CompanyId(3), Action::Delete, |company| company.delete(by))
    });
    let files = store::FileStore::at(&path.with_extension("no-files"), 0, 0);
    println!(
        "{} rows in {}",
        store.backup(path, &files).unwrap().rows,
        path.display()
    );
}

fn act(
    store: &Store,
    actor: Actor,
    job: impl FnOnce(&mut Work<'_, '_>) -> Result<(), store::Stopped> + Send + 'static,
) {
    store
        .work(By { actor, now: NOW }, None, job)
        .wait()
        .unwrap();
}

/// Ten open and ten closed deals, and what happened to them.
fn small(mut cast: Cast) -> Cast {
    let kept = |id: DealId| id.0 <= 10 || (70..80).contains(&id.0);
    cast.deals.retain(|deal| kept(deal.id));
    cast.notes
        .retain(|note| matches!(note.about, domain::notes::Subject::Deal(id) if kept(id)));
    cast.schedules.retain(|schedule| kept(schedule.deal));
    let pays = |to: domain::id::InstalmentId| kept(to.deal);
    cast.receipts
        .retain(|receipt| receipt.allocations.iter().all(|one| pays(one.to)));
    cast.verdicts.retain(|verdict| kept(verdict.line.deal));
    cast.history.retain(|happened| match happened.to {
        Subject::Deal(id) => kept(id),
        _ => true,
    });
    cast
}
