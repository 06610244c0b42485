#!/usr/bin/env bash
# `make test`: everything that must hold before a change lands. A failed step does not hide the
# later ones; only the browser tests wait for the release build.

source "$(dirname "$0")/env.sh"
source "$ROOT/scripts/step.sh"
source "$ROOT/scripts/setup.sh"
source "$ROOT/scripts/build.sh"
source "$ROOT/scripts/checks.sh"

# Leaves "passed failed" in $COUNTS and below it what failed, from Playwright's own report.
test_browser() {
  local report status=0
  report=$(mktemp)
  (
    cd end2end
    CONTENTUM_BINARY=$BINARY CHROMIUM_PATH=$(chromium_path) PLAYWRIGHT_JSON_OUTPUT_NAME=$report \
      npx --no-install playwright test "$@"
  ) || status=$?
  node scripts/browser-report.mjs "$report" >"$COUNTS" || echo 0 0 >"$COUNTS"
  rm -f "$report"
  return "$status"
}

check_browser_types() { (cd end2end && npx --no-install tsc); }

set_up_build
set_up_tests
set_up_browser
check "format" "run 'make fmt'" check_format
check "crate edges" "take the named dependency out of that crate" check_edges
check "clippy, server" "read the lints above" clippy_native
check "clippy, browser" "read the lints above" clippy_wasm
check "types of the browser tests" "read the compiler's message above" check_browser_types
tests "unit, property, store, crash, HTTP tests" "read the failed tests above" test_native
check "release build" "read the compiler's message above" build_release
if [ "$STEP_STATUS" -eq 0 ]; then
  tests "browser tests" "look into end2end/test-results for traces and pictures" test_browser
else
  skip "browser tests" "no release"
fi
summary
