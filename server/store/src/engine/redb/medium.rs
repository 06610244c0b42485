//! What redb reads and writes on. Invariant: a medium `apart` never changes what lies below it;
//! its writes live in memory, so a recovery can run, and reading go on, on a disk that refuses.
use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::ops::Bound;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Makes a fresh handle on the same storage.
pub(super) type Source = Box<dyn Fn() -> io::Result<Box<dyn StorageBackend>> + Send + Sync>;

const BLOCK: usize = 4096;

/// The file at `path`, which must exist.
pub(super) fn file(path: &Path) -> Source {
    let path = path.to_owned();
    Box::new(move || {
        let file = OpenOptions::new().read(true).write(true).open(&path)?;
        Ok(Box::new(FileBackend::new(file).map_err(io::Error::other)?))
    })
}

/// Puts a file made by `make` at `path` unless one is there. It appears whole and durable or not
/// at all: a power cut in between must not leave half a header that nothing can open, nor take
/// the name of the file away again after a write was acknowledged.
pub(super) fn create_if_absent<E: From<io::Error>>(
    path: &Path,
    make: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    if path.try_exists()? {
        return Ok(());
    }
    // A name of our own: another process may be creating the same file at this moment.
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}.new", std::process::id()));
    let draft = Path::new(&draft);
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(draft)?;
    make(draft)?;
    File::open(draft)?.sync_all()?;
    match fs::hard_link(draft, path) {
        Ok(()) => fs::remove_file(draft)?,
        // The other process was first; its file counts.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(draft)?,
        // A file system without hard links.
        Err(_) => fs::rename(draft, path)?,
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    Ok(File::open(parent.unwrap_or_else(|| Path::new(".")))?.sync_all()?)
}

/// A backend, written through or left untouched.
#[derive(Debug)]
pub(super) struct Medium {
    below: Box<dyn StorageBackend>,
    apart: Option<Mutex<Apart>>,
}

/// Writes kept in memory: whole blocks, and the length when it was changed.
#[derive(Debug)]
struct Apart {
    blocks: BTreeMap<u64, Vec<u8>>,
    len: Option<u64>,
    /// Bytes below count up to here; a shortened file grows again as zeros.
    floor: u64,
}

impl Apart {
    fn set_len(&mut self, len: u64) {
        self.floor = self.floor.min(len);
        self.blocks.retain(|&block, _| block * BLOCK as u64 <= len);
        if let Some(edge) = self.blocks.get_mut(&(len / BLOCK as u64)) {
            edge[(len % BLOCK as u64) as usize..].fill(0);
        }
        self.len = Some(len);
    }
}

impl Medium {
    pub(super) fn through(below: Box<dyn StorageBackend>) -> Self {
        Self { below, apart: None }
    }

    pub(super) fn apart(below: Box<dyn StorageBackend>) -> Self {
        let apart = Apart {
            blocks: BTreeMap::new(),
            len: None,
            floor: u64::MAX,
        };
        Self {
            below,
            apart: Some(Mutex::new(apart)),
        }
    }

    fn kept(&self) -> Option<MutexGuard<'_, Apart>> {
        self.apart
            .as_ref()
            .map(|apart| apart.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what lies below; zeros past its end or past `floor`.
    fn read_below(&self, floor: u64, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let there = self.below.len()?.min(floor).saturating_sub(offset);
        let there = usize::try_from(there).unwrap_or(usize::MAX).min(out.len());
        out[there..].fill(0);
        if there == 0 {
            Ok(())
        } else {
            self.below.read(offset, &mut out[..there])
        }
    }
}

/// Cuts `offset..offset + len` at block borders: (block, start in block, range of the buffer).
fn pieces(offset: u64, len: usize) -> impl Iterator<Item = (u64, usize, std::ops::Range<usize>)> {
    let mut done = 0;
    std::iter::from_fn(move || {
        if done == len {
            return None;
        }
        let at = offset + done as u64;
        let start = (at % BLOCK as u64) as usize;
        let end = len.min(done + BLOCK - start);
        let piece = (at / BLOCK as u64, start, done..end);
        done = end;
        Some(piece)
    })
}

impl StorageBackend for Medium {
    fn len(&self) -> io::Result<u64> {
        match self.kept().and_then(|kept| kept.len) {
            Some(len) => Ok(len),
            None => self.below.len(),
        }
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let Some(kept) = self.kept() else {
            return self.below.read(offset, out);
        };
        self.read_below(kept.floor, offset, out)?;
        for (block, start, range) in pieces(offset, out.len()) {
            if let Some(bytes) = kept.blocks.get(&block) {
                let len = range.len();
                out[range].copy_from_slice(&bytes[start..start + len]);
            }
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let Some(mut kept) = self.kept() else {
            return self.below.set_len(len);
        };
        kept.set_len(len);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        if self.apart.is_some() {
            Ok(())
        } else {
            self.below.sync_data()
        }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let Some(mut kept) = self.kept() else {
            return self.below.write(offset, data);
        };
        for (block, start, range) in pieces(offset, data.len()) {
            if !kept.blocks.contains_key(&block) {
                let mut bytes = vec![0; BLOCK];
                self.read_below(kept.floor, block * BLOCK as u64, &mut bytes)?;
                kept.blocks.insert(block, bytes);
            }
            if let Some(bytes) = kept.blocks.get_mut(&block) {
                bytes[start..start + range.len()].copy_from_slice(&data[range]);
            }
        }
        Ok(())
    }

    fn close(&self) -> io::Result<()> {
        self.below.close()
    }

    fn try_lock_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<bool, BackendError> {
        self.below.try_lock_range(lo, hi)
    }

    fn try_lock_shared_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<bool, BackendError> {
        self.below.try_lock_shared_range(lo, hi)
    }

    fn lock_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<(), BackendError> {
        self.below.lock_range(lo, hi)
    }

    fn lock_shared_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<(), BackendError> {
        self.below.lock_shared_range(lo, hi)
    }

    fn unlock_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<(), BackendError> {
        self.below.unlock_range(lo, hi)
    }

    fn query_lock_range(&self, lo: Bound<u64>, hi: Bound<u64>) -> Result<bool, BackendError> {
        self.below.query_lock_range(lo, hi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use redb::backends::InMemoryBackend;

    const LONGEST: u64 = 5 * BLOCK as u64;

    #[derive(Clone, Debug)]
    enum Step {
        Write(u64, Vec<u8>),
        Resize(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        let data = prop::collection::vec(any::<u8>(), 0..2 * BLOCK);
        prop_oneof![
            3 => (0..LONGEST, data).prop_map(|(offset, data)| Step::Write(offset, data)),
            1 => (0..LONGEST).prop_map(Step::Resize),
        ]
    }

    fn content(backend: &dyn StorageBackend) -> Vec<u8> {
        let mut bytes = vec![0; backend.len().unwrap() as usize];
        backend.read(0, &mut bytes).unwrap();
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn a_medium_apart_reads_as_written_and_leaves_the_storage_alone(
            below in prop::collection::vec(any::<u8>(), 1..3 * BLOCK),
            steps in prop::collection::vec(step(), 0..20),
        ) {
            let storage = InMemoryBackend::new();
            storage.set_len(below.len() as u64).unwrap();
            storage.write(0, &below).unwrap();
            let medium = Medium::apart(Box::new(storage));
            let mut model = below.clone();
            for step in steps {
                match step {
                    Step::Write(offset, data) => {
                        let offset = offset.min(model.len() as u64);
                        let len = data.len().min(model.len() - offset as usize);
                        model[offset as usize..][..len].copy_from_slice(&data[..len]);
                        medium.write(offset, &data[..len]).unwrap();
                    }
                    Step::Resize(len) => {
                        model.resize(len as usize, 0);
                        medium.set_len(len).unwrap();
                    }
                }
                prop_assert!(content(&medium) == model);
            }
            prop_assert!(content(&*medium.below) == below);
        }
    }
}
