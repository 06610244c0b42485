//! Contents of files, beside the database. Invariants: a content lies under its digest, whole and
//! durable before any record names it; it is verified when it is read; size and quota are held
//! before the last byte is taken. Who may read it is decided on the record that names it.
mod keeping;

pub(crate) use keeping::named;
pub use keeping::{FilesReport, files_beside};

use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::store::Store;
use crate::tables::Kind;
use crate::work::Work;
use domain::access::Action;
use domain::files::{Attachment, Digest, Media, Refusal, Upload};
use domain::id::{DealId, FileId};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

/// Largest file unless the operator says otherwise.
pub const FILE_LIMIT: u64 = 25 << 20;
/// Room of all files unless the operator says otherwise.
pub const FILE_QUOTA: u64 = 10 << 30;

/// A folder of contents.
pub struct FileStore {
    root: PathBuf,
    limit: u64,
    quota: u64,
    used: AtomicU64,
    /// Numbers the files being written.
    written: AtomicU64,
    /// Held while a content comes in, so that the same one is counted once.
    coming: Mutex<()>,
    /// Held for writing while contents are taken away: none goes that is just attached or copied.
    going: RwLock<()>,
}

impl FileStore {
    /// Opens or makes the folder, with the largest size of a file and of all together.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(root: &Path, limit: u64, quota: u64) -> Result<Self, StoreError> {
        let store = Self::at(root, limit, quota);
        fs::create_dir_all(store.unfinished())?;
        // What was being written when the power went is nobody's.
        for entry in fs::read_dir(store.unfinished())? {
            fs::remove_file(entry?.path())?;
        }
        let used = store.contents()?.values().sum();
        store.used.store(used, Ordering::Relaxed);
        Ok(store)
    }

    /// The folder as it will be once something is put into it; what lies there is not counted.
    #[must_use]
    pub fn at(root: &Path, limit: u64, quota: u64) -> Self {
        Self {
            root: root.to_owned(),
            limit,
            quota,
            used: AtomicU64::new(0),
            written: AtomicU64::new(0),
            coming: Mutex::default(),
            going: RwLock::default(),
        }
    }

    /// Largest size of one content.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Bytes of all contents.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    /// Takes a content in; the same content lies there once. Blocks on the disk.
    ///
    /// # Errors
    /// An empty or too large file, a full quota, or when the disk refuses.
    pub fn put(&self, name: &str, content: &mut dyn Read) -> Result<Upload, Stopped> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let path = self.unfinished().join(number.to_string());
        let taken = self
            .take(&path, content)
            .and_then(|(digest, bytes, media)| {
                self.keep(&path, digest, bytes)?;
                let name = name.to_owned();
                Ok(Upload {
                    name,
                    digest,
                    bytes,
                    media,
                })
            });
        if taken.is_err() {
            // It may not have come to be; the next opening clears what is left.
            let _ = fs::remove_file(&path);
        }
        taken
    }

    /// The content of an attachment, verified.
    ///
    /// # Errors
    /// Missing or damaged content, or when the disk refuses.
    pub fn get(&self, digest: Digest) -> Result<Vec<u8>, StoreError> {
        let mut content = Vec::new();
        self.read(digest)?.read_to_end(&mut content)?;
        Ok(content)
    }

    /// The same as an open file, read through once and verified.
    ///
    /// # Errors
    /// As [`FileStore::get`].
    pub fn read(&self, digest: Digest) -> Result<File, StoreError> {
        let mut file = File::open(self.place(digest))?;
        let (mut hash, mut buffer) = (Sha256::new(), vec![0; CHUNK]);
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                read => hash.update(buffer.get(..read).unwrap_or_default()),
            }
        }
        if hash.finalize()[..] != digest.0 {
            let what = format!("the content of file {digest} is damaged");
            return Err(StoreError::Io(what));
        }
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    /// Whether nothing lies here.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.contents()?.is_empty())
    }

    /// Takes away contents that no record names and that are older than a day, counted from `now`:
    /// a younger one may be about to be attached. Gives their bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sweep(&self, named: &BTreeMap<Digest, u64>, now: SystemTime) -> Result<u64, StoreError> {
        let _alone = self.going.write().unwrap_or_else(PoisonError::into_inner);
        let mut freed = 0;
        for (digest, bytes) in self.contents()? {
            let path = self.place(digest);
            let age = now.duration_since(fs::metadata(&path)?.modified()?);
            if !named.contains_key(&digest) && age.is_ok_and(|age| age > DAY) {
                fs::remove_file(path)?;
                freed += bytes;
            }
        }
        self.used.fetch_sub(freed, Ordering::Relaxed);
        Ok(freed)
    }

    /// Named contents that are not there, for the check.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn missing(&self, named: &BTreeMap<Digest, u64>) -> Result<Vec<Digest>, StoreError> {
        let here = self.contents()?;
        let lost = named.keys().filter(|digest| !here.contains_key(digest));
        Ok(lost.copied().collect())
    }

    fn take(&self, path: &Path, content: &mut dyn Read) -> Result<(Digest, u64, Media), Stopped> {
        fs::create_dir_all(self.unfinished()).map_err(StoreError::from)?;
        let mut file = File::create_new(path).map_err(StoreError::from)?;
        let (mut hash, mut bytes, mut head) = (Sha256::new(), 0_u64, Vec::new());
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = match content.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(StoreError::from(error).into()),
            };
            let part = buffer.get(..read).unwrap_or_default();
            bytes += part.len() as u64;
            if bytes > self.limit {
                return Err(Refusal::TooLarge { limit: self.limit }.into());
            }
            if self.used() + bytes > self.quota {
                return Err(Refusal::QuotaFull { quota: self.quota }.into());
            }
            let room = 4096_usize.saturating_sub(head.len());
            head.extend_from_slice(part.get(..room.min(read)).unwrap_or_default());
            hash.update(part);
            file.write_all(part).map_err(StoreError::from)?;
        }
        if bytes == 0 {
            return Err(Refusal::Empty.into());
        }
        file.sync_all().map_err(StoreError::from)?;
        Ok((Digest(hash.finalize().into()), bytes, Media::of(&head)))
    }

    fn keep(&self, path: &Path, digest: Digest, bytes: u64) -> Result<(), StoreError> {
        let _staying = self.staying();
        let _one = self.coming.lock().unwrap_or_else(PoisonError::into_inner);
        let place = self.place(digest);
        if place.exists() {
            // Young again, so that no sweep takes it before a record names it.
            File::open(&place)?.set_modified(SystemTime::now())?;
            return Ok(fs::remove_file(path)?);
        }
        let folder = place.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        fs::rename(path, &place)?;
        File::open(folder)?.sync_all()?;
        File::open(&self.root)?.sync_all()?;
        self.used.fetch_add(bytes, Ordering::Relaxed);
        Ok(())
    }

    /// Every content and its size.
    fn contents(&self) -> Result<BTreeMap<Digest, u64>, StoreError> {
        let mut found = BTreeMap::new();
        if !self.root.exists() {
            return Ok(found);
        }
        for folder in fs::read_dir(&self.root)? {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let file = file?;
                let name = file.file_name();
                if let Some(digest) = name.to_str().and_then(|name| name.parse().ok()) {
                    found.insert(digest, file.metadata()?.len());
                }
            }
        }
        Ok(found)
    }

    fn unfinished(&self) -> PathBuf {
        self.root.join("unfinished")
    }

    fn place(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        let folder = name.get(..2).unwrap_or_default();
        self.root.join(folder).join(&name)
    }
}

const DAY: Duration = Duration::from_secs(86_400);
const CHUNK: usize = 64 << 10;

impl Work<'_, '_> {
    /// Attaches a content to a deal that the actor may edit.
    ///
    /// # Errors
    /// Invisible or forbidden, deleted, a bad name, or too many files.
    pub fn attach_file(&mut self, id: DealId, upload: Upload) -> Result<FileId, Stopped> {
        let file = FileId(self.new_id(Kind::File)?);
        self.change_deal(id, Action::Edit, |deal, by| deal.attach(by, file, upload))?;
        Ok(file)
    }

    /// # Errors
    /// Invisible or forbidden, deleted, or no such file.
    pub fn detach_file(&mut self, id: DealId, file: FileId) -> Result<(), Stopped> {
        self.change_deal(id, Action::Edit, |deal, by| deal.detach(by, file))
    }
}

impl Reading {
    /// What the reader may know of a file of a deal; `None` for absent and hidden alike.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_file(&self, id: DealId, file: FileId) -> Result<Option<Attachment>, StoreError> {
        let deal = self.deal(id)?;
        let found = deal.and_then(|deal| deal.files.iter().find(|one| one.id == file).cloned());
        Ok(found)
    }
}

impl Store {
    /// Every content that a record names, with its size: for sweeping and the check.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn attached(&self) -> Result<BTreeMap<Digest, u64>, StoreError> {
        named(&*self.engine.snapshot()?)
    }
}
