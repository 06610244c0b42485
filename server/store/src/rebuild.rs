//! Bringing a file of an older schema up. Invariants: records keep their meaning and everything
//! derived is made anew from them; the schema number is written last, so that a rebuild cut short
//! begins again when the file is opened next.
use crate::cells::Deltas;
use crate::changes::{Happened, Place, timeline};
use crate::companies::shown_name_of;
use crate::engine::{Batch, Direction, Engine, Space};
use crate::error::StoreError;
use crate::firm::Firm;
use crate::keys::{after_prefix, trailing_id};
use crate::listed::{Listed, entries};
use crate::planning::{Deriving, line_cells, line_entries, payment_rows, plan_rows, quota_rows};
use crate::records::Record;
use crate::tables::{self, Kind};
use crate::values;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::{Deal, Event, Stay};
use domain::events;
use domain::planning::Receipt;
use domain::tasks::Assignment;
use std::collections::BTreeSet;
use std::ops::Bound;

/// Records of one commit.
const CHUNK: usize = 500;
/// Rows taken away in one commit.
const ROWS: usize = 20_000;

/// Makes the trails of deals from the log, times them, and makes all lists and cells anew.
pub(crate) fn rebuild(engine: &dyn Engine) -> Result<(), StoreError> {
    complete_deals(engine)?;
    clear(engine, Space::Idx, &[tables::LIST])?;
    clear(engine, Space::Cell, &[])?;
    let mut cells = Deltas::default();
    list::<Deal>(engine, &mut cells)?;
    list::<Company>(engine, &mut cells)?;
    list::<Contact>(engine, &mut cells)?;
    list::<Receipt>(engine, &mut cells)?;
    chunks::<Receipt>(engine, |receipts, batch| {
        for (key, value) in receipts.iter().flat_map(payment_rows) {
            batch.put(Space::Idx, key, value)?;
        }
        Ok(())
    })?;
    let mut batch = Batch::new();
    let found = plan_rows(&*engine.snapshot()?)?;
    for (key, value) in found.into_iter().chain(quota_rows(&*engine.snapshot()?)?) {
        batch.put(Space::Idx, key, value)?;
    }
    engine.apply(&batch)?;
    plan(engine, &mut cells)?;
    list::<Assignment>(engine, &mut cells)?;
    let mut batch = Batch::new();
    for (key, cell) in cells.into_changes() {
        batch.put(Space::Cell, key, cell.encode())?;
        if batch.len() == ROWS {
            engine.apply(&std::mem::take(&mut batch))?;
        }
    }
    Ok(engine.apply(&batch)?)
}

/// The lines of every deal, behind the payments that they ask for.
fn plan(engine: &dyn Engine, cells: &mut Deltas) -> Result<(), StoreError> {
    let firm = Firm::load(&*engine.snapshot()?)?;
    let deriving = Deriving::of(&firm);
    chunks::<Deal>(engine, |deals, batch| {
        let snapshot = engine.snapshot()?;
        for deal in deals {
            let lines = deriving.lines(&*snapshot, &deal)?;
            for (key, value) in line_entries(deal.id, &lines) {
                batch.put(Space::Idx, key, value)?;
            }
            cells.add(line_cells(&lines));
        }
        Ok(())
    })
}

fn complete_deals(engine: &dyn Engine) -> Result<(), StoreError> {
    let firm = Firm::load(&*engine.snapshot()?)?;
    chunks::<Deal>(engine, |deals, batch| {
        let snapshot = engine.snapshot()?;
        for mut deal in deals {
            if deal.trail.is_empty() {
                let told = timeline(&*snapshot, (Kind::Deal, deal.id.0), None, usize::MAX)?;
                deal.trail = trail(&deal, &told);
            }
            let stage = firm.stage(deal.stage).map(|(_, stage)| stage);
            deal.time(stage, firm.calendar());
            let key = tables::record(Kind::Deal, deal.id.0);
            batch.put(Space::Rec, key, values::encode(&deal)?)?;
        }
        Ok(())
    })
}

/// The stays that the log tells of; none where they do not lead to where the deal stands, and none
/// of a deal that never moved, as in a new file.
fn trail(deal: &Deal, newest_first: &[(Place, Happened)]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for (_, happened) in newest_first.iter().rev() {
        let events::Event::Deal(event) = &happened.event else {
            continue;
        };
        let since = happened.at;
        let stage = match event {
            Event::Opened { stage, .. } => *stage,
            Event::Moved { stage, .. }
            | Event::Won { stage, .. }
            | Event::Lost { stage, .. }
            | Event::Reopened { stage, .. } => stage.is,
            _ => continue,
        };
        stays.push(Stay { stage, since });
    }
    match stays.last() {
        Some(last)
            if stays.len() > 1 && (last.stage, last.since) == (deal.stage, deal.stage_since) =>
        {
            stays
        }
        _ => Vec::new(),
    }
}

fn list<T: Listed>(engine: &dyn Engine, cells: &mut Deltas) -> Result<(), StoreError> {
    let mut borne = BTreeSet::new();
    chunks::<T>(engine, |records, batch| {
        let snapshot = engine.snapshot()?;
        for record in records {
            let company = shown_name_of(&*snapshot, record.company())?;
            for (key, value) in entries(&record, company.as_deref()) {
                batch.put(Space::Idx, key, value)?;
            }
            // Two may bear one in a file from before it was held unique: the older keeps it.
            if let Some(key) = record.unique().filter(|key| borne.insert(key.clone())) {
                batch.put(Space::Uniq, key, record.number().to_be_bytes())?;
            }
            if record.is_listed() {
                cells.add(record.cells());
            }
        }
        Ok(())
    })
}

/// Shows every record of a type, some at a time, and commits what is made of them.
fn chunks<T: Record>(
    engine: &dyn Engine,
    mut make: impl FnMut(Vec<T>, &mut Batch) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let end = after_prefix(&[T::KIND as u8]);
    let mut last = 0;
    loop {
        let after = tables::record(T::KIND, last);
        let rows = engine.snapshot()?.range(
            Space::Rec,
            Bound::Excluded(after.as_slice()),
            end.as_deref().map_or(Bound::Unbounded, Bound::Excluded),
            Direction::Forward,
            CHUNK,
        )?;
        let Some(end) = rows.last().and_then(|(key, _)| trailing_id(key)) else {
            return Ok(());
        };
        let records = rows.iter().map(|(_, bytes)| values::decode(bytes));
        let mut batch = Batch::new();
        make(records.collect::<Result<_, _>>()?, &mut batch)?;
        engine.apply(&batch)?;
        last = end;
    }
}

fn clear(engine: &dyn Engine, space: Space, prefix: &[u8]) -> Result<(), StoreError> {
    let end = after_prefix(prefix);
    loop {
        let rows = engine.snapshot()?.range(
            space,
            Bound::Included(prefix),
            end.as_deref().map_or(Bound::Unbounded, Bound::Excluded),
            Direction::Forward,
            ROWS,
        )?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut batch = Batch::new();
        for (key, _) in rows {
            batch.delete(space, key)?;
        }
        engine.apply(&batch)?;
    }
}
