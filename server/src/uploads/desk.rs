//! The desk of one request. Invariant: every way to a file asks whose it is.
use super::Uploads;
use crate::house::House;
use app::door::Waiting;
use app::failure::Failure;
use app::import::desk::{Desk, How, Paper};
use domain::by::{Actor, By};
use domain::exchange::Mapping;
use domain::id::PersonId;
use std::time::Duration;
use tokio::time::timeout;

/// How long a page waits for work that is nearly done.
const PATIENCE: Duration = Duration::from_millis(1500);

pub(crate) struct DeskOf(pub(crate) House);

impl Desk for DeskOf {
    fn paper<'a>(&'a self, by: By, id: &'a str) -> Waiting<'a, Paper> {
        Box::pin(async move {
            let upload = self.0.uploads.find(owner(by)?, id)?;
            let mut busy = upload.busy.subscribe();
            // Whoever waits too long sees how far it is.
            let _ = timeout(PATIENCE, busy.wait_for(|busy| !busy)).await;
            Ok(upload.paper())
        })
    }

    fn read_anew(&self, by: By, id: &str, how: How) -> Result<(), Failure> {
        let upload = self.0.uploads.find(owner(by)?, id)?;
        Uploads::read(&self.0, &upload, by, how)
    }

    fn note(&self, by: By, id: &str, mapping: Mapping) -> Result<(), Failure> {
        self.0.uploads.find(owner(by)?, id)?.note(mapping)
    }

    fn check(&self, by: By, id: &str, mapping: Mapping) -> Result<(), Failure> {
        let upload = self.0.uploads.find(owner(by)?, id)?;
        Uploads::check(&self.0, &upload, by, mapping)
    }

    fn carry_out(&self, by: By, id: &str, without_rejected: bool) -> Result<(), Failure> {
        let upload = self.0.uploads.find(owner(by)?, id)?;
        Uploads::carry_out(&self.0, &upload, by, without_rejected)
    }
}

fn owner(by: By) -> Result<PersonId, Failure> {
    match by.actor {
        Actor::Person(person) => Ok(person),
        Actor::System(_) => Err(Failure::Missing),
    }
}
