//! The audit log against its own chain. Invariant: an entry that was altered, taken out, put in or
//! moved is told, and so is a row that leads to none.
use super::CheckReport;
use crate::audit::{self, Head};
use crate::engine::{Snapshot, Space};
use crate::error::StoreError;
use crate::keys::trailing_id;
use crate::records::scan_prefix;
use crate::values;
use domain::audit::Entry;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

pub(super) fn check(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    let mut chain = Head::NONE;
    let mut wanted = BTreeSet::new();
    scan_prefix(snapshot, Space::Audit, &[audit::ENTRIES], |key, value| {
        report.audit_entries += 1;
        let number = trailing_id(key).unwrap_or_default();
        if number != chain.number + 1 {
            let after = chain.number;
            report.fault(|| format!("audit entry {number} follows {after}"));
        }
        let Some((hash, body)) = audit::parts(value) else {
            report.fault(|| format!("audit entry {number} is cut short"));
            return ControlFlow::Continue(());
        };
        let Ok(entry) = values::decode::<Entry>(body) else {
            report.fault(|| format!("audit entry {number} cannot be read"));
            return ControlFlow::Continue(());
        };
        if entry.at < chain.at {
            report.fault(|| format!("audit entry {number} is older than the one before"));
        }
        let next = chain.then(entry.at, body);
        if next.hash != hash {
            report.fault(|| format!("audit entry {number} breaks the chain of hashes"));
        }
        wanted.extend(audit::rows(number, &entry));
        // Later entries are judged by what is kept, so that one altered entry is one fault.
        chain = Head {
            number,
            hash,
            ..next
        };
        ControlFlow::Continue(())
    })?;
    let last = audit::head(snapshot)?;
    if last != chain {
        let (told, kept) = (last.number, chain.number);
        report.fault(|| format!("the audit log ends with {kept}, its head names {told}"));
    }
    report.audit_head = chain.hash;
    rows(snapshot, report, &wanted)
}

fn rows(
    snapshot: &dyn Snapshot,
    report: &mut CheckReport,
    wanted: &BTreeSet<Vec<u8>>,
) -> Result<(), StoreError> {
    let mut found = 0;
    for tag in audit::ROWS {
        scan_prefix(snapshot, Space::Audit, &[tag], |key, _| {
            found += 1;
            report.index_rows += 1;
            if !wanted.contains(key) {
                report.fault(|| format!("a row of the audit log leads nowhere: {key:?}"));
            }
            ControlFlow::Continue(())
        })?;
    }
    if found < wanted.len() {
        let missing = wanted.len() - found;
        report.fault(|| format!("{missing} rows of the audit log are missing"));
    }
    Ok(())
}
