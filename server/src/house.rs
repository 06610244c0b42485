//! What every request can reach. Invariant: cheap to clone, made once at start.
use crate::assets::Assets;
use crate::daily;
use crate::door::Gate;
use crate::drafts::Drafts;
use crate::files;
use crate::guard::Turnstile;
use crate::live::Live;
use crate::serving::Serving;
use crate::uploads::Uploads;
use app::shell::Pkg;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::{FileStore, Store};

/// The state of the router.
#[derive(Clone)]
pub struct House {
    pub(crate) assets: Arc<Assets>,
    pub(crate) serving: Arc<Serving>,
    pub(crate) store: Arc<Store>,
    pub(crate) gate: Arc<Gate>,
    pub(crate) drafts: Arc<Drafts>,
    pub(crate) turnstile: Arc<Turnstile>,
    pub(crate) uploads: Arc<Uploads>,
    pub(crate) files: Arc<FileStore>,
    pub(crate) live: Arc<Live>,
    pub(crate) pkg: Pkg,
    options: LeptosOptions,
    open: Arc<AtomicBool>,
    since: Instant,
}

impl House {
    /// A house that serves these files and this store in this way.
    #[must_use]
    pub fn new(assets: Assets, serving: Serving, gate: Gate, store: Arc<Store>) -> Self {
        let chunks = assets.read("pkg/__wasm_split_manifest.json");
        let pkg = Pkg::of_build(assets.build(), chunks.unwrap_or_default());
        let options = LeptosOptions::builder().output_name("contentum").build();
        Self {
            assets: Arc::new(assets),
            serving: Arc::new(serving),
            store,
            gate: Arc::new(gate),
            drafts: Arc::default(),
            turnstile: Arc::default(),
            uploads: Arc::new(Uploads::fleeting()),
            files: Arc::new(files::fleeting()),
            live: Arc::default(),
            pkg,
            options,
            open: Arc::new(AtomicBool::new(true)),
            since: Instant::now(),
        }
    }

    /// The same house with another place for uploaded files.
    #[must_use]
    pub fn with_uploads(self, uploads: Uploads) -> Self {
        let uploads = Arc::new(uploads);
        Self { uploads, ..self }
    }

    /// The same house with another place for the files of records.
    #[must_use]
    pub fn with_files(self, files: Arc<FileStore>) -> Self {
        Self { files, ..self }
    }

    /// Removes old uploads every hour and files that no record names every day, and takes the day's
    /// snapshots of the plan, as long as the house stands.
    pub fn keep_sweeping(&self) {
        files::keep_sweeping(&self.store, &self.files);
        daily::keep_snapshots(&self.store);
        let uploads = Arc::downgrade(&self.uploads);
        tokio::spawn(async move {
            let mut hourly = tokio::time::interval(Duration::from_hours(1));
            loop {
                hourly.tick().await;
                let Some(uploads) = uploads.upgrade() else {
                    return;
                };
                uploads.sweep(Instant::now());
            }
        });
    }

    /// Whether new requests are welcome.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Tells balancers to send no more, and listeners that there is nothing more to hear: nobody waits
    /// for streams that would never end.
    pub fn close(&self) {
        self.open.store(false, Ordering::Relaxed);
        self.live.close();
    }

    /// One line for the operator.
    #[must_use]
    pub fn status(&self) -> String {
        let (version, process) = (env!("CARGO_PKG_VERSION"), std::process::id());
        format!(
            "contentum {version}, process {process}, serving for {} s",
            self.since.elapsed().as_secs()
        )
    }
}

impl FromRef<House> for LeptosOptions {
    fn from_ref(house: &House) -> Self {
        house.options.clone()
    }
}
