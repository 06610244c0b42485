#!/usr/bin/env bash
# The release: front end, then the server with the front end inside, as target/contentum.
# Nothing is rebuilt when no source changed. Run by itself or sourced for `build_release`.

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  source "$(dirname "$0")/env.sh"
  source "$ROOT/scripts/step.sh"
fi

# Everything that the release is made of, as one hash.
sources_hash() {
  {
    find app server style public .cargo -type f -not -path '*/tests/*' -print0 | sort -z | xargs -0 sha256sum
    sha256sum Cargo.toml Cargo.lock scripts/build.sh
    rustc --version
  } | sha256sum | cut -c1-64
}

build_release() {
  local hash
  hash=$(sources_hash)
  if [ -x "$BINARY" ] && [ "$(cat "$BINARY.sources" 2>/dev/null)" = "$hash" ]; then
    echo "    target/contentum is up to date"
    return 0
  fi
  # The server embeds the whole folder, so nothing of an earlier build may be left in it.
  rm -rf "$ROOT/target/site"
  # Precompressing makes cargo-leptos finish the front end before it compiles the server.
  cargo leptos build --release --split --precompress --cargo-locked || return 1
  # A style sheet with an error in it would have been passed on unbundled, with hardly a word.
  if grep -q '@import' target/site/pkg/contentum.css; then
    echo "style/ does not parse: its @import lines were left in place" >&2
    return 1
  fi
  # Replaced in one go: a running server keeps the file that it was started from. Every step says
  # itself that it failed: called in a condition, bash goes on after an error.
  cp "$CARGO_TARGET_DIR/release/contentum" "$BINARY.new" && mv "$BINARY.new" "$BINARY" || return 1
  echo "$hash" >"$BINARY.sources"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  must "release build" "run scripts/setup.sh first; otherwise read the compiler's message above" build_release
fi
