//! The change log with its timelines, and sessions with their owners. Invariant: each has its
//! other half, and nobody inactive is signed in.
use super::CheckReport;
use crate::changes::Happened;
use crate::engine::{Snapshot, Space};
use crate::error::StoreError;
use crate::firm::Firm;
use crate::records::scan_prefix;
use crate::sessions;
use crate::tables::{self, Kind};
use crate::values;
use domain::deals::Deal;
use std::ops::ControlFlow;

pub(super) fn check(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    log(snapshot, report)?;
    timing(snapshot, report)?;
    sessions(snapshot, report)
}

/// Open deals are timed by the calendar, unless that is under way.
fn timing(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    if snapshot.get(Space::Meta, tables::RETIMED)?.is_some() {
        return Ok(());
    }
    let firm = Firm::load(snapshot)?;
    scan_prefix(snapshot, Space::Rec, &[Kind::Deal as u8], |_, value| {
        // One that cannot be read was told of already.
        if let Ok(deal) = values::decode::<Deal>(value) {
            let stage = firm.stage(deal.stage).map(|(_, stage)| stage);
            let (is, wanted) = (deal.slow_on, deal.too_long_on(stage, firm.calendar()));
            if is != wanted {
                let id = deal.id;
                report.fault(|| format!("deal {id} is slow from {is:?}, counted {wanted:?}"));
            }
            if deal.stays().last().map(|stay| stay.stage) != Some(deal.stage) {
                let id = deal.id;
                report.fault(|| format!("the trail of deal {id} ends in another stage"));
            }
        }
        ControlFlow::Continue(())
    })
}

/// Bytes before the position of the event: tags and the record's number.
const TIMELINE_HEAD: usize = 10;

fn log(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    scan_prefix(snapshot, Space::Log, &[], |key, value| {
        report.events += 1;
        if let Err(error) = values::decode::<Happened>(value) {
            report.fault(|| format!("the event {key:?} cannot be read: {error}"));
        }
        ControlFlow::Continue(())
    })?;
    let mut positions = Vec::new();
    scan_prefix(snapshot, Space::Idx, &[tables::TIMELINE], |key, _| {
        report.index_rows += 1;
        positions.push(key.get(TIMELINE_HEAD..).unwrap_or_default().to_vec());
        ControlFlow::Continue(())
    })?;
    for position in &positions {
        if snapshot.get(Space::Log, position)?.is_none() {
            report.fault(|| format!("a timeline names the event {position:?}, which is not there"));
        }
    }
    positions.sort_unstable();
    positions.dedup();
    if positions.len() as u64 != report.events {
        let (told, kept) = (positions.len(), report.events);
        report.fault(|| format!("{kept} events are kept, timelines name {told}"));
    }
    Ok(())
}

fn sessions(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    let firm = Firm::load(snapshot)?;
    let (all, owned) = sessions::all(snapshot)?;
    report.sessions += all.len() as u64;
    for (token, session) in &all {
        if !owned.contains(&(session.person, *token)) {
            report.fault(|| format!("a session of person {} has no owner row", session.person));
        }
        let active = firm.people.get(&session.person).map(|person| person.active);
        if active != Some(true) {
            report.fault(|| format!("person {} is signed in but not active", session.person));
        }
    }
    for (person, token) in &owned {
        let known = all
            .iter()
            .any(|(other, session)| other == token && session.person == *person);
        if !known {
            report.fault(|| format!("person {person} owns a session that is not there"));
        }
    }
    Ok(())
}
