#!/usr/bin/env bash
# A Rust compiler with a standard library for wasm32: by rustup where its servers answer, otherwise
# Debian's rustc-web with a wasm standard library built here into a private sysroot. Sourced.

RUST_FLOOR=1.95
RUSTUP_PATIENCE=${RUSTUP_PATIENCE:-180}
WASM=wasm32-unknown-unknown

install_toolchain() {
  if [ "$(toolchain)" = rustup ]; then
    if rustup_toolchain; then
      remember_toolchain rustup
      return 0
    fi
    if [ -n "${CONTENTUM_TOOLCHAIN:-}" ]; then return 1; fi
    echo "    rustup cannot provide Rust $RUST_FLOOR with $WASM here; trying Debian's rustc-web"
  fi
  debian_toolchain
  remember_toolchain debian
}

# A choice forced by CONTENTUM_TOOLCHAIN is for this run only.
remember_toolchain() {
  if [ -z "${CONTENTUM_TOOLCHAIN:-}" ]; then echo "$1" >"$CONTENTUM_CACHE/toolchain"; fi
}

rustup_toolchain() {
  command -v rustup >/dev/null || return 1
  recent_rustc || timeout "$RUSTUP_PATIENCE" rustup toolchain install stable --profile minimal || return 1
  recent_rustc || return 1
  has_wasm_std || timeout "$RUSTUP_PATIENCE" rustup target add "$WASM" || return 1
  has_wasm_std || return 1
  cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1 ||
    timeout "$RUSTUP_PATIENCE" rustup component add clippy rustfmt || return 1
  echo "    $(rustc --version) with $WASM, by rustup"
}

recent_rustc() {
  local found
  found=$(rustc --version 2>/dev/null | awk '{ print $2 }') || return 1
  [ -n "$found" ] && at_least "${found%%-*}" "$RUST_FLOOR"
}

has_wasm_std() {
  local libraries
  libraries=$(rustc --print target-libdir --target "$WASM" 2>/dev/null) || return 1
  compgen -G "$libraries/libstd-*.rlib" >/dev/null
}

debian_toolchain() {
  apt_install rustc-web cargo-web rust-web-src libstd-rust-web-dev rust-web-clippy lld-19 || return 1
  link_debian_tools
  use_debian_toolchain
  recent_rustc || {
    echo "Debian's rustc is $(rustc --version); at least $RUST_FLOOR is needed" >&2
    return 1
  }
  ensure_rustfmt
  local version
  version=$(rustc --version)
  stamped wasm-std "$version" || {
    build_wasm_std
    stamp wasm-std "$version"
  }
  echo "    $version, Debian's, with $WASM in $CONTENTUM_CACHE/debian/sysroot"
}

# The links come first on PATH; a rustup beside them keeps out of the way.
link_debian_tools() {
  local bin=$CONTENTUM_CACHE/debian/bin tool
  mkdir -p "$bin"
  for tool in cargo rustc rustdoc cargo-clippy clippy-driver; do
    ln -sfn "/usr/bin/$tool" "$bin/$tool"
  done
}

# rustup's own rustfmt serves for both; without rustup it comes from Debian, if Debian has it.
ensure_rustfmt() {
  cargo fmt --version >/dev/null 2>&1 || apt_install rustfmt-web ||
    echo "    no rustfmt found: formatting cannot be checked on this machine" >&2
}

build_wasm_std() {
  echo "    building the standard library for $WASM (about a minute)"
  local work libraries
  work=$(mktemp -d)
  libraries=$CONTENTUM_CACHE/debian/sysroot/lib/rustlib/$WASM/lib
  mkdir -p "$work/src"
  printf '[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\nopt-level = "z"\n' \
    >"$work/Cargo.toml"
  echo '//! Only there to make cargo build the standard library.' >"$work/src/lib.rs"
  # Bitcode, because link-time optimisation of the front end reads it from these rlibs.
  (
    cd "$work" || exit 1
    unset CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
    RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Cembed-bitcode=yes" CARGO_TARGET_DIR="$work/target" \
      cargo build --release -Z build-std=std,panic_abort,proc_macro --target "$WASM"
  )
  rm -rf "$libraries"
  mkdir -p "$libraries"
  cp "$work/target/$WASM"/release/deps/*.rlib "$libraries/"
  rm -f "$libraries"/libprobe-*.rlib
  rm -rf "$work" "${CARGO_TARGET_DIR:?}/front" "${CARGO_TARGET_DIR:?}/${WASM:?}"
}
