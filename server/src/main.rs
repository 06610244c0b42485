//! The binary: everything is in the library, so that tests reach it.
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Drawing a page takes thousands of small pieces of memory: half of its time with the system's own.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::cli::run()
}
