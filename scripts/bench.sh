#!/usr/bin/env bash
# `make bench`: builds the release and runs every measurement of scripts/bench, which add to one table:
# row of the bars, what, bar, here, beside. BENCH_ONLY=3 runs the scripts of one row, BENCH_SECONDS the
# length of each load, BENCH_QUICK=1 takes a tenth of the data.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/build.sh"
source "$ROOT/scripts/browser.sh"

build_examples() {
  cargo build --release --quiet -p store --example list_bench --example write_bench --example reopen_bench
}

print_table() {
  { echo 'row|what|bar|here|beside'; sort -s -t'|' -k1,1g "$TABLE"; } | column -t -s'|' -o ' | '
}

set_up_build
must "wrk" "install wrk yourself" apt_install wrk
must "Chromium" "install chromium yourself" install_chromium
must "browser packages" "look at npm's message above" install_browser_packages
must "release build" "read the compiler's message above" build_release
must "the store's own measurements" "read the compiler's message above" build_examples

export ROOT EXAMPLES=$CARGO_TARGET_DIR/release/examples TABLE=${TABLE:-$(mktemp)}
if [ -n "${BENCH_QUICK:-}" ]; then
  export SMALL=1000 MIDDLE=10000 LARGE=100000 REOPEN_MB=128 BENCH_SECONDS=${BENCH_SECONDS:-2}
else
  export SMALL=10000 MIDDLE=100000 LARGE=1000000 REOPEN_MB=1024
fi
: >"$TABLE"
for measurement in scripts/bench/[0-9]*.sh; do
  name=$(basename "$measurement" .sh)
  if [ -n "${BENCH_ONLY:-}" ] && ! [[ -$name =~ -0?${BENCH_ONLY}- ]]; then continue; fi
  check "$name" "read the message above" bash "$measurement"
done
printf '\n'
print_table
summary
