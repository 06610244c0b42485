//! A disk that can lose power, fail and fill up. Invariant: after a power cut exactly what was
//! synced is there, and of each write since then any subset of its 512-byte sectors.
use super::Rng;
use redb::StorageBackend;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const SECTOR: usize = 512;
const BLOCK: u64 = 4096;

/// What goes wrong, and after how many operations that change the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The power goes off at the operation.
    PowerCut,
    /// The operation and the `times - 1` after it fail with EIO. A failed sync forgets what was
    /// unsynced, as Linux does: still readable, part of it never written.
    Eio { times: u64 },
    /// From the operation on, a block that was never written cannot be written.
    Full,
}

/// The disk; clones are the same disk.
#[derive(Clone, Debug)]
pub struct Disk {
    platter: Arc<Mutex<Platter>>,
}

/// A computer that runs from one start to the next power cut; its handles die with it.
#[derive(Clone, Debug)]
pub struct Machine {
    disk: Disk,
    boot: u64,
}

#[derive(Debug)]
struct Platter {
    /// What survives a power cut.
    durable: Vec<u8>,
    /// What reads show: the page cache.
    seen: Vec<u8>,
    unsynced: Vec<Change>,
    /// Blocks that hold space on the medium.
    allocated: BTreeSet<u64>,
    boot: u64,
    on: bool,
    open: bool,
    lying: bool,
    full: bool,
    fault: Option<(u64, Fault)>,
    failing: u64,
    changes: u64,
    rng: Rng,
}

#[derive(Debug)]
enum Change {
    Write { offset: usize, data: Vec<u8> },
    Resize(usize),
}

impl Disk {
    /// An empty disk with the power on.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let platter = Platter {
            durable: Vec::new(),
            seen: Vec::new(),
            unsynced: Vec::new(),
            allocated: BTreeSet::new(),
            boot: 0,
            on: true,
            open: false,
            lying: false,
            full: false,
            fault: None,
            failing: 0,
            changes: 0,
            rng: Rng::new(seed),
        };
        Self {
            platter: Arc::new(Mutex::new(platter)),
        }
    }

    /// From now on a sync does nothing and says it did: the control that every check must fail.
    pub fn lie(&self) {
        self.platter().lying = true;
    }

    /// Lets `after` more changes of the disk pass before the fault.
    pub fn arm(&self, after: u64, fault: Fault) {
        self.platter().fault = Some((after, fault));
    }

    /// No fault is armed any more, the disk takes writes and has room.
    pub fn heal(&self) {
        let mut platter = self.platter();
        (platter.fault, platter.failing, platter.full) = (None, 0, false);
    }

    /// Whether the power is on.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.platter().on
    }

    /// Whether a fault is still to come.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        self.platter().fault.is_some()
    }

    /// Writes, resizings and syncs so far.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.platter().changes
    }

    /// Cuts the power if it is still on, lets chance decide what of the unsynced survives, and
    /// starts a machine on what is left. Every handle from before is dead.
    #[must_use]
    pub fn restart(&self) -> Machine {
        let mut platter = self.platter();
        platter.lose_power();
        platter.boot += 1;
        (platter.on, platter.open) = (true, false);
        (platter.fault, platter.failing, platter.full) = (None, 0, false);
        Machine {
            disk: self.clone(),
            boot: platter.boot,
        }
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Machine {
    /// Opens the disk, as one process opens a file: only one handle at a time.
    ///
    /// # Errors
    /// When the machine has lost power or another handle is open.
    pub fn open(&self) -> io::Result<Handle> {
        let mut platter = self.alive()?;
        if std::mem::replace(&mut platter.open, true) {
            return Err(io::Error::other("two handles on one disk"));
        }
        Ok(Handle(self.clone()))
    }

    fn alive(&self) -> io::Result<MutexGuard<'_, Platter>> {
        let platter = self.disk.platter();
        if platter.on && platter.boot == self.boot {
            Ok(platter)
        } else {
            Err(io::Error::other("the power is off"))
        }
    }
}

impl Platter {
    fn lose_power(&mut self) {
        let kept = *self.rng.pick(&[0, 10, 50, 90, 100]);
        // The file system keeps lengths in order; data sectors know no order.
        let resizes = self
            .unsynced
            .iter()
            .filter(|change| matches!(change, Change::Resize(_)));
        let mut resizes = self.rng.below(resizes.count() as u64 + 1);
        for change in std::mem::take(&mut self.unsynced) {
            match change {
                Change::Resize(len) if resizes > 0 => {
                    resizes -= 1;
                    self.durable.resize(len, 0);
                }
                Change::Resize(_) => {}
                Change::Write { offset, data } => self.keep_sectors(kept, offset, &data),
            }
        }
        self.seen.clone_from(&self.durable);
    }

    /// Makes each sector of a write durable with the given probability.
    fn keep_sectors(&mut self, percent: u64, offset: usize, data: &[u8]) {
        let mut at = 0;
        while at < data.len() {
            let end = data.len().min(at + SECTOR - (offset + at) % SECTOR);
            if self.rng.chance(percent) {
                copy_inside(&mut self.durable, offset + at, &data[at..end]);
            }
            at = end;
        }
    }

    /// Counts a change of the disk and says whether it must fail, and how.
    fn strike(&mut self) -> Option<Strike> {
        self.changes += 1;
        match &mut self.fault {
            Some((0, fault)) => {
                match *fault {
                    Fault::PowerCut => self.on = false,
                    Fault::Eio { times } => self.failing = times,
                    Fault::Full => self.full = true,
                }
                self.fault = None;
            }
            Some((after, _)) => *after -= 1,
            None => {}
        }
        if !self.on {
            return Some(Strike::PowerCut);
        }
        if self.failing > 0 {
            self.failing -= 1;
            return Some(Strike::Eio);
        }
        None
    }

    fn has_room(&self, offset: u64, len: usize) -> bool {
        let blocks = offset / BLOCK..(offset + len as u64).div_ceil(BLOCK);
        !self.full
            || blocks
                .into_iter()
                .all(|block| self.allocated.contains(&block))
    }

    fn write(&mut self, offset: u64, data: &[u8]) {
        let end = (offset + data.len() as u64).div_ceil(BLOCK);
        self.allocated.extend(offset / BLOCK..end);
        let offset = offset as usize;
        copy_inside(&mut self.seen, offset, data);
        self.unsynced.push(Change::Write {
            offset,
            data: data.to_vec(),
        });
    }

    /// A failed sync: part of the unsynced is durable, nothing of it will be tried again.
    fn forget(&mut self) {
        let seen = self.seen.clone();
        self.lose_power();
        self.seen = seen;
        // The length is journalled by the file system, not by the failed data write.
        self.durable.resize(self.seen.len(), 0);
    }
}

enum Strike {
    PowerCut,
    Eio,
}

impl Strike {
    fn error(&self) -> io::Error {
        match self {
            Self::PowerCut => io::Error::other("the power is off"),
            Self::Eio => io::Error::other("injected EIO"),
        }
    }
}

fn full() -> io::Error {
    io::Error::new(io::ErrorKind::StorageFull, "injected ENOSPC")
}

/// Copies what lies inside `bytes`; sectors past a lost extension are lost too.
fn copy_inside(bytes: &mut [u8], offset: usize, data: &[u8]) {
    if let Some(rest) = bytes.get_mut(offset..) {
        let len = rest.len().min(data.len());
        rest[..len].copy_from_slice(&data[..len]);
    }
}

/// An open disk, for redb.
#[derive(Debug)]
pub struct Handle(Machine);

impl StorageBackend for Handle {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.alive()?.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let platter = self.0.alive()?;
        let offset = offset as usize;
        let bytes = platter.seen.get(offset..offset + out.len());
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut platter = self.0.alive()?;
        let strike = platter.strike();
        if !matches!(strike, Some(Strike::Eio)) {
            platter.seen.resize(len as usize, 0);
            platter.unsynced.push(Change::Resize(len as usize));
            platter.allocated.retain(|block| block * BLOCK < len);
        }
        strike.map_or(Ok(()), |strike| Err(strike.error()))
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut platter = self.0.alive()?;
        match platter.strike() {
            Some(Strike::PowerCut) => return Err(Strike::PowerCut.error()),
            Some(Strike::Eio) => {
                platter.forget();
                return Err(Strike::Eio.error());
            }
            None => {}
        }
        if !platter.lying {
            platter.unsynced.clear();
            let Platter { durable, seen, .. } = &mut *platter;
            durable.clone_from(seen);
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut platter = self.0.alive()?;
        let strike = platter.strike();
        let room = platter.has_room(offset, data.len());
        if room && !matches!(strike, Some(Strike::Eio)) {
            platter.write(offset, data);
            return strike.map_or(Ok(()), |strike| Err(strike.error()));
        }
        // A failing write may have got through in part.
        let part = platter.rng.below(data.len() as u64 + 1) as usize;
        let part = if room { part } else { 0 };
        platter.write(offset, &data[..part]);
        Err(strike.map_or_else(full, |strike| strike.error()))
    }

    fn close(&self) -> io::Result<()> {
        if let Ok(mut platter) = self.0.alive() {
            platter.open = false;
        }
        Ok(())
    }
}
