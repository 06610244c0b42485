#!/usr/bin/env bash
# Lists, sums and moves on many deals, durable writes against the bare disk, opening after a kill.
set -euo pipefail
deals=${DEALS:-100000}
cargo run --release --quiet -p store --example list_bench -- "$deals"
cargo run --release --quiet -p store --example write_bench
cargo run --release --quiet -p store --example reopen_bench
