#!/usr/bin/env bash
# `make check`: the quick loop. Everything but the release build, the browser and the long proofs.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/checks.sh"

set_up_build
set_up_tests
check "format" "run 'make fmt'" check_format
check "crate edges" "take the named dependency out of that crate" check_edges
check "clippy, server" "read the lints above" clippy_native
check "clippy, browser" "read the lints above" clippy_wasm
tests "tests" "read the failed tests above" test_native
summary
