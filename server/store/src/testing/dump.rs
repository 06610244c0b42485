//! The whole store as text. Invariant: equal stores give equal text, one line per row in the order
//! of spaces and keys; what a later commit leaves alone keeps its line.
use crate::cells::Cell;
use crate::changes::Happened;
use crate::engine::{Snapshot, Space};
use crate::error::StoreError;
use crate::planning::{Judged, KeptQuota, SnapshotHead};
use crate::records::{Record, scan_prefix};
use crate::stamp::Stamp;
use crate::store::Store;
use crate::tables::{self, Kind};
use crate::values;
use domain::audit::Entry;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::firm::Firm;
use domain::groups::Group;
use domain::notes::Note;
use domain::people::Person;
use domain::pipelines::Pipeline;
use domain::planning::{Adjustment, PlanPeriod, Receipt, Schedule, Sheet, Template};
use domain::products::Product;
use domain::tasks::Assignment;
use std::fmt::{Debug, Write};
use std::ops::ControlFlow;

/// Every row of the store; records, events and cells in words, the rest in hexadecimal.
///
/// # Errors
/// When the store cannot be read.
pub fn dump(store: &Store) -> Result<String, StoreError> {
    let snapshot = store.engine.snapshot()?;
    let mut text = String::new();
    for space in Space::ALL {
        text.push_str(&dump_space(&*snapshot, space)?);
    }
    Ok(text)
}

fn dump_space(snapshot: &dyn Snapshot, space: Space) -> Result<String, StoreError> {
    let mut text = String::new();
    scan_prefix(snapshot, space, &[], |key, value| {
        let (name, shown) = match space {
            Space::Rec => (name(key), record(key, value)),
            Space::Log => (hex(key), words::<Happened>(value)),
            Space::Audit => (hex(key), value.get(32..).and_then(words::<Entry>)),
            Space::Cell => (
                hex(key),
                Cell::decode(value).map(|cell| format!("{cell:?}")),
            ),
            Space::Idx if key.first() == Some(&tables::LIST) => (hex(key), row(value)),
            _ => (hex(key), None),
        };
        let shown = shown.unwrap_or_else(|| hex(value));
        // Writing to a string never fails.
        let _ = writeln!(text, "{} {name} = {shown}", space.table());
        ControlFlow::Continue(())
    })?;
    Ok(text)
}

fn name(key: &[u8]) -> String {
    let id = crate::keys::trailing_id(key).unwrap_or_default();
    format!("{} {id}", key.first().copied().unwrap_or_default())
}

fn record(key: &[u8], value: &[u8]) -> Option<String> {
    let is = |kind: Kind| key.first() == Some(&(kind as u8));
    fn shown<T: Record + Debug>(value: &[u8]) -> Option<String> {
        words::<T>(value)
    }
    match () {
        () if is(Kind::Firm) => shown::<Firm>(value),
        () if is(Kind::Person) => shown::<Person>(value),
        () if is(Kind::Group) => shown::<Group>(value),
        () if is(Kind::Company) => shown::<Company>(value),
        () if is(Kind::Contact) => shown::<Contact>(value),
        () if is(Kind::Product) => shown::<Product>(value),
        () if is(Kind::Pipeline) => shown::<Pipeline>(value),
        () if is(Kind::Deal) => shown::<Deal>(value),
        () if is(Kind::Assignment) => shown::<Assignment>(value),
        () if is(Kind::Note) => shown::<Note>(value),
        () if is(Kind::Schedule) => shown::<Schedule>(value),
        () if is(Kind::Receipt) => shown::<Receipt>(value),
        () if is(Kind::Template) => shown::<Template>(value),
        () if is(Kind::PlanPeriod) => shown::<PlanPeriod>(value),
        () if is(Kind::Quota) => shown::<KeptQuota>(value),
        () if is(Kind::Sheet) => shown::<Sheet>(value),
        () if is(Kind::Adjustment) => shown::<Adjustment>(value),
        () if is(Kind::Snapshot) => shown::<SnapshotHead>(value),
        () if is(Kind::Judged) => shown::<Judged>(value),
        () => None,
    }
}

fn words<T: serde::de::DeserializeOwned + Debug>(value: &[u8]) -> Option<String> {
    Some(format!("{:?}", values::decode::<T>(value).ok()?))
}

fn row(value: &[u8]) -> Option<String> {
    let mut rest = value;
    let stamp = Stamp::take(&mut rest)?;
    Some(format!("{stamp:?} {}", hex(rest)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
