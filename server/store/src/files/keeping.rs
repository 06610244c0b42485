//! Contents beside the records that name them: looked through, and copied for a backup. Invariant: a
//! copy is verified while it is made and durable before it is told of.
use super::FileStore;
use crate::engine::Snapshot;
use crate::error::StoreError;
use crate::records;
use crate::store::Store;
use domain::deals::Deal;
use domain::files::Digest;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLockReadGuard};

/// What looking through all files found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FilesReport {
    /// Contents that records name.
    pub named: u64,
    pub bytes: u64,
    /// Contents that no record names; a sweep takes them away.
    pub unnamed: u64,
    /// What is missing or damaged, in words.
    pub faults: Vec<String>,
}

/// Where the files of a copy of the data lie.
#[must_use]
pub fn files_beside(copy: &Path) -> PathBuf {
    let mut name = copy.as_os_str().to_owned();
    name.push(".files");
    name.into()
}

impl FileStore {
    /// Nothing is taken away while this is held.
    pub(crate) fn staying(&self) -> RwLockReadGuard<'_, ()> {
        self.going.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies these contents into a new folder; gives those that could not be read as they were.
    ///
    /// # Errors
    /// When the folder cannot be made or filled.
    pub fn copy(
        &self,
        named: &BTreeMap<Digest, u64>,
        to: &Path,
    ) -> Result<BTreeSet<Digest>, StoreError> {
        let copy = Self::at(to, u64::MAX, u64::MAX);
        let mut lost = BTreeSet::new();
        for digest in named.keys() {
            let Ok(mut content) = self.read(*digest) else {
                lost.insert(*digest);
                continue;
            };
            let place = copy.place(*digest);
            let folder = place.parent().unwrap_or(to);
            fs::create_dir_all(folder)?;
            let mut file = File::create_new(&place)?;
            io::copy(&mut content, &mut file)?;
            file.sync_all()?;
            File::open(folder)?.sync_all()?;
        }
        if !named.is_empty() {
            fs::create_dir_all(to)?;
            File::open(to)?.sync_all()?;
        }
        Ok(lost)
    }
}

impl Store {
    /// Reads every file through and holds it against the records.
    ///
    /// # Errors
    /// When the data or the folder cannot be read; a missing or damaged file is a fault, not an error.
    pub fn check_files(&self, files: &FileStore) -> Result<FilesReport, StoreError> {
        let _staying = files.staying();
        let snapshot = self.engine.snapshot()?;
        let (named, here) = (named(&*snapshot)?, files.contents()?);
        let mut report = FilesReport {
            named: named.len() as u64,
            bytes: named.values().sum(),
            unnamed: here.keys().filter(|one| !named.contains_key(one)).count() as u64,
            faults: Vec::new(),
        };
        let bad: BTreeMap<Digest, &str> = named
            .keys()
            .filter_map(|digest| match here.contains_key(digest) {
                false => Some((*digest, "missing")),
                true => files.read(*digest).is_err().then_some((*digest, "damaged")),
            })
            .collect();
        if !bad.is_empty() {
            records::each::<Deal>(&*snapshot, |deal| {
                for file in &deal.files {
                    if let Some(how) = bad.get(&file.digest) {
                        let (name, deal) = (&file.name, deal.id);
                        let fault = format!("the content of {name:?} of deal {deal} is {how}");
                        report.faults.push(fault);
                    }
                }
                Ok(())
            })?;
        }
        Ok(report)
    }
}

/// Every content that a record names, with its size.
pub(crate) fn named(snapshot: &dyn Snapshot) -> Result<BTreeMap<Digest, u64>, StoreError> {
    let mut named = BTreeMap::new();
    records::each::<Deal>(snapshot, |deal| {
        named.extend(deal.files.iter().map(|file| (file.digest, file.bytes)));
        Ok(())
    })?;
    Ok(named)
}
