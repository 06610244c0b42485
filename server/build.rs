//! Tells the embedding where cargo-leptos put the site. Invariant: a fresh clone compiles; without a
//! built site the folder is made empty and the server runs without scripts.
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Asked while running: a compiled-in path would be of the checkout that filled the build cache.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let workspace = Path::new(&package)
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    let site = workspace.join(
        env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("target/site"), PathBuf::from),
    );
    fs::create_dir_all(&site)?;
    println!("cargo:rustc-env=CONTENTUM_SITE={}", site.display());
    println!("cargo:rerun-if-changed={}", site.display());
    println!("cargo:rerun-if-env-changed=LEPTOS_SITE_ROOT");
    // The scripts tell which checkout they build: with a shared cache cargo would go on with the site
    // of the one that was built last.
    println!("cargo:rerun-if-env-changed=CONTENTUM_ROOT");
    Ok(())
}
