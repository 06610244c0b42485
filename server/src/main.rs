//! The binary: everything is in the library, so that tests reach it.
use libmimalloc_sys::{mi_option_set, mi_option_t};
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Drawing a page takes thousands of small pieces of memory: half of its time with the system's own.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Numbers of the allocator's version 3; its binding does not name them.
const PURGE_DELAY_MS: mi_option_t = 15;
const PAGE_FULL_RETAIN: mi_option_t = 36;

fn main() -> ExitCode {
    give_back_early();
    server::cli::run()
}

/// Memory that a page needed goes back to the system after 10 ms instead of a second, and no free
/// page is kept for each size: as fast under load, at two thirds of the memory.
#[allow(unsafe_code)]
fn give_back_early() {
    // SAFETY: both are plain settings that the allocator reads when it frees; set before any thread.
    unsafe {
        mi_option_set(PURGE_DELAY_MS, 10);
        mi_option_set(PAGE_FULL_RETAIN, 0);
    }
}
