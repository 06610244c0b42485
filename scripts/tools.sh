#!/usr/bin/env bash
# The build tools, each at the version that the project was proved with. Sourced.

CARGO_LEPTOS=0.3.11
BINARYEN=132
NEXTEST=0.9.143

# Tools are built once; a debug build takes half the time and is quick enough.
cargo_tool() {
  CARGO_TARGET_DIR=$CONTENTUM_CACHE/tools-target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 \
    cargo install --root "$TOOLS" --debug --force "$@"
}

install_cargo_leptos() {
  stamped cargo-leptos "$CARGO_LEPTOS" && [ -x "$TOOLS/bin/cargo-leptos" ] && return 0
  # Its lock file names a crate that asks for a newer compiler than it needs.
  cargo_tool --locked --ignore-rust-version --version "$CARGO_LEPTOS" --features no_downloads cargo-leptos
  stamp cargo-leptos "$CARGO_LEPTOS"
}

# The command must be exactly the version of the library in Cargo.lock.
install_wasm_bindgen() {
  local want
  want=$(locked_version wasm-bindgen)
  [ "$("$TOOLS/bin/wasm-bindgen" --version 2>/dev/null)" = "wasm-bindgen $want" ] && return 0
  # Without --locked: this crate is published without a lock file that builds.
  cargo_tool --version "$want" wasm-bindgen-cli
}

# Debian's wasm-opt is too old for what Rust produces today; npm has the current one.
install_wasm_opt() {
  stamped binaryen "$BINARYEN" && [ -x "$TOOLS/npm/node_modules/.bin/wasm-opt" ] && return 0
  mkdir -p "$TOOLS/npm"
  [ -f "$TOOLS/npm/package.json" ] || echo '{"private":true}' >"$TOOLS/npm/package.json"
  npm install --prefix "$TOOLS/npm" --no-audit --no-fund --save-exact "binaryen@$BINARYEN"
  stamp binaryen "$BINARYEN"
}

install_nextest() {
  command -v cargo-nextest >/dev/null && return 0
  cargo_tool --locked --version "$NEXTEST" cargo-nextest
}

# A linker for Rust and a Node that runs wasm-opt and the browser tests.
check_basics() {
  command -v cc >/dev/null || apt_install build-essential
  local node
  node=$(node --version 2>/dev/null | tr -d v)
  if [ -z "$node" ] || ! at_least "$node" 20 || ! command -v npm >/dev/null; then
    echo "Node 20 or newer with npm is needed; found: ${node:-none}" >&2
    return 1
  fi
  echo "    cc and Node $node"
}
