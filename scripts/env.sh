#!/usr/bin/env bash
# What every other script needs to know: where the caches are and which compiler is used.
# Sourced, never run. The caches lie outside the checkout, so a fresh checkout builds warm.

set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Checkouts share one build cache: what a build script found in one must be looked for anew in another.
export CONTENTUM_ROOT=$ROOT
export CONTENTUM_CACHE=${CONTENTUM_CACHE:-$HOME/.cache/contentum}
TOOLS=$CONTENTUM_CACHE/tools
STAMPS=$CONTENTUM_CACHE/stamps
export BINARY=$ROOT/target/contentum
mkdir -p "$TOOLS/bin" "$STAMPS" "$ROOT/target"

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CONTENTUM_CACHE/target}
export CARGO_TERM_PROGRESS_WHEN=${CARGO_TERM_PROGRESS_WHEN:-never}
# Registries drop a connection now and then; a build of half an hour should survive that.
export CARGO_NET_RETRY=${CARGO_NET_RETRY:-5}
case ":$PATH:" in
  *":$TOOLS/bin:"*) ;;
  *) PATH=$TOOLS/bin:$TOOLS/npm/node_modules/.bin:$PATH:$HOME/.cargo/bin ;;
esac
export PATH

# `rustup` or `debian`; set-up finds out once and remembers it here.
toolchain() {
  if [ -n "${CONTENTUM_TOOLCHAIN:-}" ]; then
    echo "$CONTENTUM_TOOLCHAIN"
  else
    cat "$CONTENTUM_CACHE/toolchain" 2>/dev/null || echo rustup
  fi
}

# Debian's compiler comes first on PATH, and for wasm it reads the standard library that set-up built.
use_debian_toolchain() {
  local sysroot=$CONTENTUM_CACHE/debian/sysroot
  case ":$PATH:" in
    *":$CONTENTUM_CACHE/debian/bin:"*) ;;
    *) export PATH=$CONTENTUM_CACHE/debian/bin:$PATH ;;
  esac
  # A target's flags replace those of `[build]`, so the cfg of .cargo/config.toml is repeated.
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--sysroot=$sysroot --cfg erase_components"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/lib/llvm-19/bin/wasm-ld
}

if [ "$(toolchain)" = debian ]; then use_debian_toolchain; fi
