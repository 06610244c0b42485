#!/usr/bin/env bash
# Installs what is missing: `setup.sh` for building, `setup.sh --browser` for the tests too.
# Safe to run again: what is there at the right version is left alone.
# shellcheck source-path=SCRIPTDIR

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  source "$(dirname "$0")/env.sh"
  source "$ROOT/scripts/step.sh"
fi
source "$ROOT/scripts/stamp.sh"
source "$ROOT/scripts/toolchain.sh"
source "$ROOT/scripts/tools.sh"
source "$ROOT/scripts/browser.sh"

set_up_build() {
  # Two checkouts may share one cache; they install one after the other.
  exec 9>"$CONTENTUM_CACHE/setup.lock"
  flock 9
  must "basics" "install Node 20 or newer (with npm), make and a C linker, then run the command again" \
    check_basics
  must "Rust with $WASM" \
    "install rustup (https://rustup.rs) and run 'rustup target add $WASM', or on Debian 12 enable bookworm-security, which has rustc-web" \
    install_toolchain
  if [ "$(toolchain)" = debian ]; then use_debian_toolchain; fi
  must "cargo-leptos $CARGO_LEPTOS" "check that crates.io can be reached, then run the command again" \
    install_cargo_leptos
  must "wasm-bindgen $(locked_version wasm-bindgen)" "check that crates.io can be reached, then run the command again" \
    install_wasm_bindgen
  must "wasm-opt $BINARYEN" "check that the npm registry can be reached, then run the command again" \
    install_wasm_opt
  flock -u 9
}

set_up_tests() {
  flock 9
  must "cargo-nextest" "check that crates.io can be reached, or install cargo-nextest yourself" install_nextest
  flock -u 9
}

set_up_browser() {
  must "browser-test packages" "check that the npm registry can be reached, then run the command again" \
    install_browser_packages
  must "Chromium" "install Chromium yourself and set CHROMIUM_PATH to its program" install_chromium
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set_up_build
  if [ "${1:-}" = --browser ]; then
    set_up_tests
    set_up_browser
  fi
fi
