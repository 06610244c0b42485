#!/usr/bin/env bash
# `make prove`: the same proofs as `make test`, long: the tests read CONTENTUM_LONG and scale up.
# FILTER narrows them, in nextest's filter language.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/checks.sh"

# Optimised, because thousands of simulated power cuts are what takes the time.
prove() { CONTENTUM_LONG=1 run_nextest --profile long "${NATIVE[@]}" --release -E "${FILTER:-all()}"; }

set_up_build
set_up_tests
tests "long proofs" "read the failed proof above; it names its seed" prove
summary
