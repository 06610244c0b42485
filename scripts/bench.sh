#!/usr/bin/env bash
# `make bench`: builds the release and runs every measurement in scripts/bench, each of which prints
# its own table. BENCH=name runs one of them.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/build.sh"

set_up_build
must "wrk" "install wrk yourself" apt_install wrk
must "release build" "read the compiler's message above" build_release
for measurement in scripts/bench/${BENCH:-*}.sh; do
  check "$(basename "$measurement" .sh)" "read the message above" bash "$measurement"
done
summary
