//! Starting a server and stopping it. Invariant: whatever was started is stopped in the reverse order.
use super::face::Face;
use crate::assets::Assets;
use crate::control::Control;
use crate::device::DeviceKey;
use crate::door::Gate;
use crate::files;
use crate::house::House;
use crate::listen::{self, Entrance};
use crate::logging;
use crate::passwords::Passwords;
use crate::router::router;
use crate::uploads::Uploads;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;
use store::Store;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

/// What has to be done with the store before visitors come; answers with lines for the operator.
pub(super) type Prepare = fn(&Store, &str) -> Result<Vec<String>, String>;

/// Serves a data directory until a signal comes.
pub(super) fn serve(data: &Path, face: &Face, prepare: Prepare) -> Result<(), String> {
    logging::start(&face.log, face.log_format)?;
    raise_file_limit();
    // Fewer than four workers stall streamed pages.
    let workers = available_parallelism().map_or(4, |cores| cores.get().max(4));
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build();
    runtime
        .map_err(|error| sentence("cannot start", &error))?
        .block_on(run(data, face, prepare))
}

async fn run(data: &Path, face: &Face, prepare: Prepare) -> Result<(), String> {
    let control = Control::bind(data)?;
    let store = Arc::new(store_of(data, face.cache)?);
    let house = house(data, face, Arc::clone(&store))?;
    let tls = face.tls()?;
    let listener = TcpListener::bind(face.listen).await;
    let listener =
        listener.map_err(|error| sentence(&format!("cannot listen on {}", face.listen), &error))?;
    let bound = listener
        .local_addr()
        .map_err(|error| sentence("cannot listen", &error))?;
    let control = control.answer(house.clone());
    house.keep_sweeping();
    house.keep_telling();
    let address = face.address(bound);
    let lines = on_store(&store, {
        let address = address.clone();
        move |store| prepare(store, &address)
    })
    .await?;
    println!("Contentum is at {address}");
    lines.iter().for_each(|line| println!("{line}"));
    let serving = Arc::clone(&house.serving);
    listen::serve(
        Entrance {
            listener,
            tls,
            serving,
        },
        router(house.clone()),
        stop(house),
    )
    .await;
    on_store(&store, |store| {
        store
            .close()
            .map_err(|error| sentence("the data could not be closed", &error))
    })
    .await?;
    tracing::info!("stopped");
    drop(control);
    Ok(())
}

/// The name of the data file.
pub(super) const FILE: &str = "contentum.redb";
/// The store of a data directory, with so many MiB for cached pages.
fn store_of(data: &Path, cache: u32) -> Result<Store, String> {
    let bytes = usize::try_from(u64::from(cache) << 20).unwrap_or(usize::MAX);
    Store::open(&data.join(FILE), bytes).map_err(|error| sentence("cannot open the data", &error))
}

/// The store blocks on the disk, so it is only called on a thread made for that.
async fn on_store<T: Send + 'static>(
    store: &Arc<Store>,
    work: impl FnOnce(&Store) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let store = Arc::clone(store);
    let done = tokio::task::spawn_blocking(move || work(&store)).await;
    done.map_err(|error| sentence("broke off", &error))?
}

fn house(data: &Path, face: &Face, store: Arc<Store>) -> Result<House, String> {
    let passwords =
        Passwords::start().map_err(|error| sentence("cannot start the hashing thread", &error))?;
    let devices =
        DeviceKey::of(data).map_err(|error| sentence("cannot read device.key", &error))?;
    let uploads =
        Uploads::of(data).map_err(|error| sentence("cannot make the folder uploads", &error))?;
    let files = face.files(&data.join(files::FOLDER));
    let files = files.map_err(|error| sentence("cannot open the folder of files", &error))?;
    Ok(House::new(
        Assets::embedded(),
        face.serving(),
        Gate::new(passwords, devices),
        store,
    )
    .with_uploads(uploads)
    .with_files(Arc::new(files)))
}

/// A connection takes a file; many systems allow a process no more than 1,024 unless it asks.
fn raise_file_limit() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| maximum.is_none_or(|maximum| current < maximum))
        && setrlimit(
            Resource::Nofile,
            Rlimit {
                current: maximum,
                maximum,
            },
        )
        .is_err()
    {
        tracing::warn!("the limit of open files stays at {current:?}");
    }
}

async fn stop(house: House) {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    house.close();
}

fn sentence(what: &str, error: &dyn Display) -> String {
    format!("{what}: {error}")
}
